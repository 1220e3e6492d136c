"""Rosters made at random, in two ways that share no word list: one to tune the search with, one held out.

Names look Indonesian: organisations with what they are, legal forms, towns and surnames; people with one name to three.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.domain.search import Entry
from bot.domain.search.wordlists import listed

Naming = Callable[[random.Random], str]


@dataclass(frozen=True)
class Roster:
    """Partners and people, and which names have which words."""

    entries: list[Entry]
    having: dict[str, set[int]] = field(default_factory=dict)

    def alone(self, name: str, words: list[str]) -> bool:
        """Whether no other name has all these words of a name, so that they are enough to tell it."""
        same = set.intersection(*(self.having.get(word.lower(), set()) for word in words)) if words else set()
        return {self.entries[place].name for place in same} == {name}


def roster(
    rnd: random.Random,
    organisation: Naming,
    person: Naming,
    partners: int,
) -> Roster:
    """So many partners of different names, with two people each."""
    entries: list[Entry] = []
    names: dict[str, None] = {}
    while len(names) < partners:
        names[organisation(rnd)] = None
    for number, name in enumerate(names, 1):
        entries.append(Entry(number, None, name))
        entries += [
            Entry(number, 2 * number + place, person(rnd), rnd.choice(("Bu", "Pak")), of=name) for place in (0, 1)
        ]
    having: dict[str, set[int]] = {}
    for place, entry in enumerate(entries):
        for word in entry.name.lower().split():
            having.setdefault(word, set()).add(place)
    return Roster(entries, having)


# The one to tune with.
_SORTS = [
    "Yayasan", "PT", "CV", "Klinik", "Rumah Sakit", "Komunitas", "Koperasi", "Universitas", "Sekolah", "Radio", "Forum",
    "Lembaga", "Perkumpulan", "Apotek", "Toko", "Dinas Kesehatan", "Dinas Pendidikan", "Museum", "Sanggar", "Penerbit",
]  # fmt: skip
_WORDS = sorted(listed(
    """abadi adil agung ajaib akar alam aman amanah anggrek angkasa anugerah arus asih asri awan bahagia bahari bakti
    bangsa banyu barokah benih berkah berlian bersama bestari bhakti bijak bintang bumi cahaya cakra cakrawala cempaka
    cendana cendekia cerah ceria cinta cipta citra daya delima dharma dunia edelweis embun emas fajar gema gemilang
    gerak giat graha griya guna hari harapan harmoni hati hijau hidup hikmah husada ilmu indah insan intan inti jaya
    jejak jelita jernih jiwa juang juara kacapi kain karsa karunia karya kasih kawan kembang kencana kenanga kirana
    kriya kusuma lancar langit laras lautan lentera lestari lestarindo lintas lontar lumbung luhur madani mahkota maju
    makmur mandala mandiri manggala matahari mawar medika mega mekar melati mentari merdeka merpati mitra muda mulia
    murni musika mutiara nada nirmala nirwana nusa nuri pagi pancar pandu pelangi pelita perdana permai permata pertiwi
    pesona piranti prima puspa pustaka putra raga rahayu raya rejeki rimba rinjani rukun sahabat sakti samudra sari
    sastra satria sehat sejahtera sekar selaras semesta sentosa serasi serayu seruni setia sigap sinar sukma sumber
    surya swara tanjung taruna tekad teladan teratai tirta tunas unggul utama wahana wangsa warna wibawa widya wijaya
    wira wisata yudha zamrud"""
))  # fmt: skip
_FIRST = sorted(listed(
    """adi agus ahmad aisyah andi anita ari arif asep ayu bagus bambang budi citra darma dedi desi dewi dian dimas dina
    dwi eka eko endang evi fajar farah fitri galih gita hadi hana hendra heru ika imam indah indra intan irfan irma
    iwan joko kartika kurnia laila lestari lia lukman made maya mega melati mira nadia nanda nia nina novi nur putri
    rahma rani ratih ratna reni rian rina rini rizki rudi sari sekar siti slamet sri suci tari teguh tika titin tono
    tri udin umi vina wahyu wati wawan widya wulan yani yanti yoga yuli yunita yusuf zahra"""
))  # fmt: skip
_LAST = sorted(listed(
    """abdullah adiputra anggraini anwar ardiansyah aryani astuti aulia basuki cahyono damayanti darmawan effendi
    firmansyah gunawan hakim halim hamzah handayani hartati hartono haryanto hasanah hidayat hidayati ibrahim iskandar
    ismail kartini kurniasih kurniawan kusnadi kusumawati lesmana mahendra mardiana maulana mulyadi mulyani munandar
    nasution ningsih nugraha nugroho nurhayati nuraini oktaviani pamungkas permana permatasari prabowo pramono pranata
    prasetya pratama pratiwi purnama purnomo puspita puspitasari putra rachman rahardjo rahayu rahmawati ramadhan
    ridwan riyadi rohman rosdiana rusdi saputra saputri saragih sasongko setiadi setiawan setyawati siregar subagyo
    sudirman sudrajat suharto sulaiman sulistyo sunarto supriyadi suryana suryani susanti susanto sutrisno suwandi
    syahputra tanjung utami wahyuni wardani wibisono wibowo wicaksono widjaja widodo wijayanti winarno wulandari
    yudhistira yulianti yuniarti yusuf zulkarnain"""
))  # fmt: skip


def tuning_organisation(rnd: random.Random) -> str:
    """Such as "Yayasan Lentera Bangsa", two words or three behind what it is."""
    return " ".join([rnd.choice(_SORTS), *rnd.sample(_WORDS, rnd.choice((2, 2, 2, 3)))]).title()


def tuning_person(rnd: random.Random) -> str:
    """Such as "Dewi Anggraini" or "Sri Ayu Wulandari"."""
    return " ".join([*rnd.sample(_FIRST, rnd.choice((1, 1, 2))), rnd.choice(_LAST)]).title()


# The one held out: never look at what it misses when you change the search.
_TOWNS = sorted(listed(
    """Ambon Amuntai Atambua Bangkalan Banjarnegara Bantaeng Batusangkar Bengkalis Bireuen Blitar Blora Boyolali
    Brebes Ciamis Cianjur Demak Dompu Dumai Ende Enrekang Garut Gorontalo Gresik Indramayu Jayapura Jember Jepara
    Jombang Karawang Kebumen Kediri Kendal Kendari Klaten Kolaka Kuningan Lahat Lamongan Lembata Lumajang Madiun
    Magelang Majene Majalengka Mamuju Manokwari Maumere Merauke Metro Mojokerto Nabire Nganjuk Ngawi Pacitan Padalarang
    Pamekasan Pandeglang Parepare Pasuruan Pemalang Poso Probolinggo Purwakarta Purwodadi Purworejo Rembang Ruteng
    Sabang Salatiga Sampang Samosir Sibolga Sidoarjo Sinjai Situbondo Sragen Subang Sukabumi Sumedang Sumenep Tabanan
    Tegal Temanggung Ternate Tolitoli Trenggalek Tuban Waingapu Wamena Wates Wonogiri Wonosobo"""
))  # fmt: skip
_CLANS = sorted(listed(
    """Adriansyah Agustina Andriani Budiman Damanik Dongoran Farida Fujiati Gunarto Habibi Hariyah Haryanti Hasanuddin
    Hastuti Hutagalung Hutapea Hutasoit Irawan Januar Kuswandari Kuswoyo Laksita Laksmiwati Lailasari Latupono
    Lazuardi Mandasari Manullang Mangunsong Mansur Marbun Marpaung Maryadi Maryati Mayasari Melani Najmudin Napitupulu
    Narpati Nababan Novitasari Nurdiyanti Pangestu Padmasari Palastri Pertiwi Pradipta Prasasta Pudjiastuti Purwanti
    Rajasa Rajata Riyanti Safitri Samosir Sihombing Simanjuntak Simbolon Sinaga Siringoringo Sitompul Sitorus Situmorang
    Suartini Sudiati Suryatmi Suryono Tamba Tampubolon Thamrin Uwais Usada Usamah Uyainah Waluyo Waskita Wastuti
    Widiastuti Winarsih Wijayakusuma Wulansari Yolanda Zulaika Zulkarnaen Rumbiak Wenda Kogoya Tuhumena Pattinasarany
    Rumahorbo Karubaba Mandagi Rondonuwu Wowor Lumentut Tambunan Ginting Sembiring Tarigan Perangin Sukarnoputro"""
))  # fmt: skip
_CALLED = sorted(listed(
    """Aditya Ajeng Alika Almira Amalia Anastasia Argono Bahuwarna Balijan Cager Cakrabirawa Calista Candrakanta Carla
    Cemani Chelsea Cindy Cornelia Dagel Darijan Dalima Diah Dasimah Ella Elvina Emas Empluk Endah Eluh Farhunnisa
    Galang Gambira Garda Ghani Gilda Hafshah Harimurti Hamima Hilda Icha Ilyas Ina Ira Jagapati Jamalia Jasmin Kamila
    Kamidin Karsana Keisha Labuh Lamar Lantar Lidya Limar Lintang Luwes Maida Malika Mahmud Maras Martaka Mulyono
    Natalia Nasab Nardi Nova Nrima Nyana Olga Oni Opan Paiman Panji Paulin Prakosa Queen Raisa Rafid Rangga Rosman Salwa
    Saadat Samiah Sakura Septi Shania Tania Taswir Titi Tugiman Umaya Unggul Uli Vanesa Vero Viman Warsa Wani Wirda
    Yance Yessi Yuliana Yosef Zelda Zizi Maria Yohana Ketut Nyoman Wayan Gusti Komang"""
))  # fmt: skip
_MATTERS = sorted(listed(
    """Aksara Aneka Artha Bersaudara Buana Cipta Damai Difabel Disabilitas Ekspres Energi Fiduciary Gizi Hukum Inklusi
    Kebencanaan Kerajinan Konservasi Kreatif Kuliner Lingkungan Literasi Logistik Maritim Motor Niaga Organik Pangan
    Perikanan Pesisir Peternakan Rekayasa Relawan Sampah Sinergi Solusi Sumberdaya Tekstil Teknologi Transportasi
    Trimitra Tritunggal Usaha Vokasi Ventura Wirausaha Zakat"""
))  # fmt: skip


def held_out_organisation(rnd: random.Random) -> str:
    """Such as "UD Prasasta Mangunsong", "RSUD Wonosobo", "SMK Negeri 3 Garut", "Forum Relawan Inklusi Tuban"."""
    town, clan, other = rnd.choice(_TOWNS), *rnd.sample(_CLANS, 2)
    matter, second = rnd.sample(_MATTERS, 2)
    return rnd.choice([
        f"{rnd.choice(('UD', 'CV', 'PT', 'PD', 'Perum'))} {clan} {other}",
        f"PT {clan} {matter} {rnd.choice(('Tbk', 'Persero', 'Indonesia', second))}",
        f"{rnd.choice(('SMK', 'SMA', 'SMP'))} Negeri {rnd.randint(1, 9)} {town}",
        f"{rnd.choice(('Puskesmas', 'RSUD', 'Polres', 'Satpol PP', 'Balai Latihan Kerja'))} {town} {clan}",
        f"Dinas {rnd.choice(('Sosial', 'Perpustakaan', 'Pariwisata', 'Perhubungan'))} Kabupaten {town}",
        f"{rnd.choice(('Forum', 'Aliansi', 'Paguyuban', 'Jaringan'))} {matter} {second} {town}",
        f"Rumah Sakit {clan} {town}",
        f"Universitas {clan} {town}",
        f"Yayasan {clan} {matter}",
        f"Pondok Pesantren {matter} {clan} {town}",
    ])  # fmt: skip


def held_out_person(rnd: random.Random) -> str:
    """Such as "Jagapati Manullang", "Ni Ketut Wirda Simbolon", "Yosef"."""
    first, second = rnd.sample(_CALLED, 2)
    clan = rnd.choice(_CLANS)
    return rnd.choice([f"{first} {clan}", f"{first} {clan}", f"{first} {second} {clan}", f"Ni {first} {second} {clan}"])


SHORTER = {
    "rumah sakit": "rs",
    "yayasan": "yys.",
    "universitas": "univ.",
    "dinas kesehatan": "dinkes",
    "pondok pesantren": "ponpes",
    "koperasi": "kop.",
    "kabupaten": "kab.",
}


def mistreated(name: str, of: Roster, rnd: random.Random) -> str:
    """A name misspelt (a letter wrong, lost, doubled, changed over), shortened or reordered, or two of these."""
    words = name.lower().split()
    how = rnd.choice(("misspelt", "shortened", "reordered", "abbreviated", "misspelt and reordered", "two slips"))
    if how == "shortened":
        words = _shortened(name, of, rnd)
    if "reordered" in how:
        rnd.shuffle(words)
    if how == "abbreviated":
        return _abbreviated(words, rnd)
    for _ in range(2 if how == "two slips" else 1 if "misspelt" in how else 0):
        place = rnd.choice([place for place, word in enumerate(words) if len(word) >= 4] or [0])
        words[place] = _slipped(words[place], rnd)
    return " ".join(words)


def _shortened(name: str, of: Roster, rnd: random.Random) -> list[str]:
    words = name.lower().split()
    fewer = [left for place in range(len(words)) if of.alone(name, left := words[:place] + words[place + 1 :])]
    return rnd.choice(fewer) if fewer and len(words) > 2 else words


def _abbreviated(words: list[str], rnd: random.Random) -> str:
    name = " ".join(words)
    for whole, short in SHORTER.items():
        if whole in name:
            return name.replace(whole, short)
    place = rnd.choice([place for place, word in enumerate(words) if len(word) >= 6] or [0])
    words[place] = words[place][: max(4, len(words[place]) - rnd.randint(1, 3))]
    return " ".join(words)


def _slipped(word: str, rnd: random.Random) -> str:
    spot = rnd.randrange(len(word) - 1)
    here, there = word[spot], word[spot + 1]
    return word[:spot] + rnd.choice(
        [
            there + here + word[spot + 2 :],
            word[spot + 1 :],
            here + word[spot:],
            rnd.choice("aeioukmnrst") + word[spot + 1 :],
        ]
    )
