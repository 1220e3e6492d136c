"""The small words of both languages, by what they do in a sentence, and the salutations before a name."""

from enum import StrEnum

from bot.domain.search.wordlists import listed


class Small(StrEnum):
    """What a small word does."""

    TO = "to"
    WITH = "with"
    FROM = "from"
    AT = "at"
    VIA = "via"
    ABOUT = "about"
    AND = "and"
    US = "us"
    OUR = "our"
    THEM = "them"
    NOT = "not"
    NOT_YET = "not_yet"
    THEN = "then"
    WAS = "was"
    LATER = "later"
    THE = "the"
    FILLER = "filler"


_LISTS: dict[Small, str] = {
    Small.TO: "ke kpd kepada kpda buat bwt bt utk untuk unt bagi terhadap to for k",
    Small.WITH: "sama sm sma dengan dgn dg dng bareng brg bareng2 bersama bersm bersm with w ama",
    Small.FROM: "dari dr oleh from drpd",
    Small.AT: "di d at in on dalam pada pd",
    Small.VIA: "via lewat lwt melalui pakai pake by over through thru using",
    Small.ABOUT: "soal tentang ttg tntg mengenai terkait perihal about regarding re seputar ihwal",
    Small.AND: "dan and n serta plus dn",
    Small.US: "saya sy aku ak gue gw gua kita kt kami i we us me tim kitorang awak",
    Small.OUR: "our my",
    Small.THEM: "dia ia beliau mereka blio he she they him her them doi",
    Small.NOT: """tidak tdk nggak ngga enggak gak ga gk tak bukan batal gagal not didnt couldnt never dont doesnt
        wasnt cant""",
    Small.NOT_YET: "belum blm belom blum",
    Small.THEN: """terus trus trs lalu kemudian lantas habis abis setelah sesudah then after afterwards sambil sekalian
        while pas saat ketika selagi when during""",
    Small.WAS: "was were been being got",
    Small.LATER: "nanti nnti ntar entar akan will going later gonna rencananya bakal bakalan",
    Small.THE: "the si para pihak",
    Small.FILLER: """sudah sdh udah udh dah telah baru barusan tadi td lagi lg sedang sdg sempat smpt juga jg mau akan
        ingin yang yg itu ini nya ya yah dong sih kok aja saja doang atas karena krn krna soalnya agar
        supaya spy bahwa kalau klo kalo jika jadi jd menjadi ada udahan selesai kelar buka banyak bgt banget
        sekali dulu sebentar bentar sbntr lama langsung lgsg lsg lngsng a an and of is are am be has have
        had do does did will would could should that this it its his their your just only already today some
        any more very really so as up out hi halo hai hello pagi siang sore malam malem hari jam pukul
        tanggal tgl minggu pekan bulan tahun the untuknya bgs lancar seru alhamdulillah syukur puji tuhan
        keluarga klrg ayah ibunya bapaknya ibunda ayahanda istri suami anak anaknya ayahnya istrinya
        suaminya putra putri family father mother wife husband son daughter santai asyik asik hangat
        sebentaran sejenak mereka semua seluruh tiap setiap per kali x dkk pak bu new baru nice great good
        well long quick short brief lovely please penting kecil besar dulunya ya2 tentunya memang emang""",
}

SMALL_WORDS: dict[str, Small] = {word: kind for kind in reversed(_LISTS) for word in _LISTS[kind].split()}
"""Each small word and what it does; the earlier list wins."""

QUESTION_WORDS = listed(
    """siapa sapa kapan kpn apa apakah berapa brp gimana gmn bagaimana bgmn mana dimana kemana kenapa mengapa knp who
    when what which how where why whose adakah bisakah bolehkah sudahkah"""
)
"""With these a question begins."""

ASKING_VERBS = listed(
    "boleh bisa sudah udah sdh pernah ada is are am was were does do did can could should would has have may shall will"
)
"""With these a question begins, if a question mark ends it."""

COURTESIES = listed(
    """halo hallo hai hi hey hello helo hei pagi siang sore malam malem met selamat apa kabar kabarnya bot rawat ok
    oke okay okey sip siap siapp siaap iya ya yah yes no tidak nggak gak ga baik bagus mantap keren good morning
    afternoon evening night thanks thank you thx tq makasih terima kasih mksh trims banyak banget bgt sekali ya2
    assalamualaikum salam assalamu alaikum waalaikumsalam permisi test tes testing coba wkwk wkwkwk haha hahaha
    hehe lol how are well noted bye dadah sampai jumpa besok juga dong sih kok semua all everyone there sudah sdh
    udah done lagi nanti good great nice cool so much very shalom om swastiastu misi punten kak min admin bos boss"""
)
"""What people say to be kind; a text of nothing else logs nothing."""

ORDERS = listed(
    """ingatkan ingetin remind tampilkan lihat liat show list daftar carikan cariin hapus delete tambah tambahkan add
    buatkan buatin bikin bikinkan bikinin tampilin cari find search help bantuan menu start stop batal cancel undo
    kirimkan export import ekspor impor ubah ganti edit hapusin gantiin"""
)
"""With these a request to the bot begins rather than a contact, unless a contact is plain from the rest."""

OFFICES = listed(
    """staf staff humas direktur direksi ketua wakil pengurus perwakilan panitia admin sekretaris bendahara manajer
    manager kepala kabid kasi rektor dekan dokter perawat bidan guru dosen koordinator relawan pemilik owner
    redaksi redaktur orang pihak teman rekan kawan tim team pimpinan pendiri pengasuh anggota karyawan pegawai
    petugas people someone director chair head colleague colleagues representative staffer editor manager founder
    ceo sekjen pastor lurah camat bupati walikota"""
)
"""Whoever stands before a partner's name with such a word belongs to it."""

_MEN = """pak bapak bpk pa mas mr bang bung abang om kang romo bhante pastor ustadz ustad ustaz ust kyai kiai
        gus bli koh ko bruder uda daeng tuan sir lord tgk"""
_WOMEN = """bu ibu mbak mba mbk mama mrs ms miss teh teteh ci cik cici suster sr tante neng nyonya ny bunda mbok
        nyai ustadzah ning uni madam sis"""
_EITHER = """dr drg prof profesor bidan bdn ners doktor dokter dra drs ir haji hj hajjah h kak kk kakak sdr sdri pdt
        pendeta raden pendiri insinyur dok mgr rm"""
_DOUBTFUL = listed("pa om ko ci uni teh ny h dok sis bunda ust sr uda rm ir k ning kk")

MEN, WOMEN = frozenset(_MEN.split()), frozenset(_WOMEN.split())
SALUTATIONS = MEN | WOMEN | frozenset(_EITHER.split())
"""Words before a name. The doubtful ones count only before a name that the roster knows."""
DOUBTFUL_SALUTATIONS = _DOUBTFUL
COMMON_SALUTATIONS = listed("pak bapak bpk bu ibu mas mbak mba mr mrs ms miss dr bang kak mama sir lord")


def may_be(salutation: str, known: str | None) -> bool:
    """Whether somebody who is kept as *known* may be called so: a Bu is no Pak; titles fit everybody."""
    if known is None:
        return True
    kept = {word.strip(".").lower() for word in known.replace("/", " ").split()}
    woman, man = bool(kept & WOMEN), bool(kept & MEN)
    return not (salutation in MEN and woman and not man) and not (salutation in WOMEN and man and not woman)
