"""Indonesian drafts to partners' people. Here *kami* is us; condolences are plain and quiet.

A draft is a row of sentences; of alternatives in brackets the first whose places all have values is taken, and a
sentence without one is left out. A feast's drafts stand in `feast_drafts_id`.
"""

from bot.i18n.draft_parts import Closing, Drafts
from bot.i18n.feast_drafts_id import FEAST_DRAFTS

CLOSING = Closing(
    warm=("Salam hangat,\n{sender}, {organisation}", "Salam hangat,\n{sender}"),
    plain=("{sender} dan keluarga besar {organisation}", "{sender}"),
)
BELATED = "Maaf, ucapan ini sedikit terlambat."
NOBODY = ("Bapak/Ibu di {partner}", "Bapak/Ibu")
YOU = "Bapak/Ibu"

DRAFTS: Drafts = {
    "check_in": (
        (
            "Halo {addressee}, apa kabar?",
            (
                "Sudah agak lama kami tidak mendengar kabar {you} dan teman-teman di {partner}.",
                "Sudah agak lama kami tidak mendengar kabar {you}.",
            ),
            "Semoga semuanya sehat dan lancar.",
            "Kalau ada waktu, kami senang sekali bisa mampir atau menelepon sebentar.",
        ),
        (
            "{addressee}, kami teringat {you} dan ingin sekadar menyapa.",
            "Bagaimana kabar di {partner} akhir-akhir ini?",
            "Kalau ada yang bisa kami bantu, jangan sungkan mengabari.",
        ),
        (
            "Halo {addressee}, tidak ada keperluan khusus, kami hanya ingin tahu kabar {you}.",
            "Semoga sehat, dan semoga pekerjaan di {partner} berjalan lancar.",
            "Kapan-kapan, kalau sempat, mari ngopi bersama.",
        ),
    ),
    "update": (
        (
            ("Halo {addressee}, ada kabar dari {organisation}.", "Halo {addressee}, ada kabar dari kami."),
            ("{news}", "Ada beberapa perkembangan yang ingin kami ceritakan, singkat saja."),
            "Kalau {you} ingin tahu lebih banyak, kami senang bercerita.",
        ),
        (
            (
                "{addressee}, kami ingin {you} dan tim {partner} ikut mendengar kabar terbaru kami.",
                "{addressee}, kami ingin {you} ikut mendengar kabar terbaru kami.",
            ),
            ("{news}", "Boleh kami ceritakan lewat pesan ini, atau lebih enak lewat telepon?"),
            "Terima kasih sudah menjadi bagian dari perjalanan kami.",
        ),
    ),
    "gesture:thanks": (
        (
            "Halo {addressee}, hari ini kami ingin mengucapkan terima kasih, itu saja.",
            "Kerja sama dengan {partner} sangat berarti bagi kami.",
            "Semoga {you} dan tim selalu sehat.",
        ),
        (
            "{addressee}, terima kasih untuk kebersamaan selama ini.",
            "Banyak yang bisa kami kerjakan karena dukungan {partner}.",
            "Salam kami untuk seluruh tim.",
        ),
    ),
    "gesture:offer": (
        (
            (
                "{addressee}, sebagai tanda terima kasih, kami ingin menawarkan sesuatu khusus untuk {partner}.",
                "{addressee}, sebagai tanda terima kasih, kami ingin menawarkan sesuatu khusus untuk {you}.",
            ),
            ("{offer}", "Kalau berkenan, kami ceritakan lewat telepon atau saat bertemu."),
        ),
        (
            "Halo {addressee}, kami menyiapkan sesuatu untuk mitra yang dekat dengan kami.",
            ("{offer}", "Kalau {you} tertarik, kami jelaskan kapan saja {you} sempat."),
            "Tidak harus dijawab sekarang; kami hanya ingin berbagi.",
        ),
    ),
    "gesture:promotion": (
        (
            (
                "Halo {addressee}, kami ingin mengenalkan kerja baik {partner} kepada jaringan kami.",
                "Halo {addressee}, kami ingin mengenalkan kerja baik {you} kepada jaringan kami.",
            ),
            "Kalau {you} berkenan, kami siapkan tulisannya lebih dulu untuk dilihat bersama.",
        ),
        (
            "{addressee}, banyak teman kami yang perlu tahu apa yang {you} dan tim kerjakan.",
            "Bolehkah kami menceritakannya di kanal-kanal kami?",
            "Tulisannya kami kirim dulu, supaya {you} bisa memeriksanya.",
        ),
    ),
    "gesture:introduction": (
        (
            (
                "Halo {addressee}, kami terpikir untuk memperkenalkan {you} dengan {contact}.",
                "Halo {addressee}, kami terpikir untuk memperkenalkan {you} dengan seorang kenalan kami.",
            ),
            "Sepertinya banyak yang bisa dikerjakan bersama.",
            "Kalau {you} berkenan, kami bantu menghubungkan.",
        ),
        (
            (
                "{addressee}, apakah {you} sudah kenal dengan {contact}?",
                "{addressee}, ada seseorang di jaringan kami yang mungkin cocok berkenalan dengan {you}.",
            ),
            "Kalau belum, kami senang mempertemukan, kapan pun {you} sempat.",
        ),
    ),
    "birthday": (
        (
            "Selamat ulang tahun, {addressee}!",
            "Semoga {you} selalu sehat, bahagia, dan dikelilingi orang-orang tersayang.",
            "Senang sekali bisa mengenal {you}.",
        ),
        (
            "{addressee}, selamat ulang tahun.",
            "Semoga tahun ini membawa banyak hal baik untuk {you} dan keluarga.",
        ),
        (
            "Selamat ulang tahun, {addressee}.",
            "Terima kasih atas kehangatan {you} selama ini.",
            "Semoga panjang umur, sehat, dan bahagia selalu.",
        ),
    ),
    "founding": (
        (
            (
                "{addressee}, selamat hari jadi ke-{years} untuk {partner}!",
                "{addressee}, selamat hari jadi untuk {partner}!",
                "{addressee}, selamat hari jadi!",
            ),
            "Semoga semakin banyak orang yang merasakan manfaatnya.",
        ),
        (
            (
                "Selamat ulang tahun untuk {partner}, {addressee}.",
                "Selamat ulang tahun untuk {you} dan tim, {addressee}.",
            ),
            "Kami bangga bisa berjalan bersama.",
            "Salam hangat kami untuk semua yang bekerja di sana.",
        ),
    ),
    "partnership": (
        (
            (
                "{addressee}, genap sudah {years} tahun {partner} dan kami bekerja sama.",
                "{addressee}, kami mengingat hari dimulainya kerja sama {partner} dengan kami.",
                "{addressee}, kami mengingat hari dimulainya kerja sama ini.",
            ),
            "Terima kasih atas kepercayaan dan kebersamaan selama ini.",
            "Semoga masih banyak hal baik yang bisa dikerjakan bersama.",
        ),
        (
            (
                "Halo {addressee}, tidak terasa sudah {years} tahun!",
                "Halo {addressee}, tidak terasa, setahun lagi sudah berlalu!",
            ),
            "Terima kasih untuk {you} dan tim yang selalu menyambut kami dengan baik.",
            "Semoga kerja sama ini terus bermanfaat bagi kedua pihak.",
        ),
    ),
    "own": (
        (
            ("{addressee}, selamat untuk {occasion}!", "{addressee}, selamat untuk hari istimewa ini!"),
            "Kami ikut berbahagia bersama {you} dan tim.",
        ),
        (
            ("Halo {addressee}, kami ingat {occasion}.", "Halo {addressee}, kami ingat hari istimewa ini."),
            "Semoga berjalan lancar dan membawa kebaikan.",
        ),
    ),
    "bereavement": (
        (
            (
                "{addressee}, kami turut berdukacita atas berpulangnya {relation} {you}.",
                "{addressee}, kami turut berdukacita.",
            ),
            "Semoga {you} dan keluarga diberi ketabahan.",
        ),
        (
            "{addressee}, kami ikut sedih mendengar kabar duka ini.",
            "Doa kami untuk {you} dan keluarga.",
            "Pesan ini tidak perlu dibalas.",
        ),
    ),
    "death": (
        (
            (
                "{addressee}, kami turut berdukacita atas berpulangnya {deceased}.",
                "{addressee}, kami turut berdukacita.",
            ),
            (
                "Semoga keluarga dan rekan-rekan di {partner} diberi ketabahan.",
                "Semoga keluarga dan para rekan diberi ketabahan.",
            ),
        ),
        (
            (
                "{addressee}, kami ikut kehilangan {deceased}.",
                "{addressee}, kami ikut merasa kehilangan.",
            ),
            "Kebaikan beliau akan selalu kami kenang.",
            "Mohon sampaikan salam duka kami kepada keluarga.",
        ),
    ),
    "illness": (
        (
            "{addressee}, kami mendengar {you} sedang kurang sehat.",
            "Semoga lekas pulih.",
            "Urusan pekerjaan bisa menunggu; yang penting beristirahat dulu.",
        ),
        (
            "Semoga lekas sembuh, {addressee}.",
            "Kami mendoakan yang terbaik untuk {you} dan keluarga.",
            "Kalau ada yang bisa kami bantu, kabari saja.",
        ),
    ),
    "wedding": (
        (
            "Selamat menempuh hidup baru, {addressee}!",
            "Semoga rumah tangga {you} selalu rukun, hangat, dan bahagia.",
        ),
        (
            "{addressee}, selamat atas pernikahannya.",
            "Kami ikut berbahagia, dan mendoakan yang terbaik untuk {you} berdua.",
        ),
    ),
    "birth": (
        (
            "Selamat atas kelahiran buah hati, {addressee}!",
            "Semoga si kecil tumbuh sehat dan menjadi kebahagiaan keluarga.",
        ),
        (
            "{addressee}, kami ikut bahagia mendengar kabar kelahiran ini.",
            "Semoga ibu dan bayinya sehat, dan {you} sekeluarga cukup istirahat.",
        ),
    ),
    "new_role": (
        (
            ("Selamat atas amanah baru sebagai {role}, {addressee}!", "Selamat atas amanah baru, {addressee}!"),
            "Semoga dimudahkan dan dilancarkan.",
            "Kami senang bisa terus bekerja bersama {you}.",
        ),
        (
            ("{addressee}, selamat bertugas sebagai {role}.", "{addressee}, selamat mengemban tugas yang baru."),
            "Kepercayaan ini memang layak untuk {you}.",
            "Kalau ada yang bisa kami bantu di hari-hari awal, jangan sungkan.",
        ),
    ),
    "award": (
        (
            ("Selamat atas penghargaan {award}, {addressee}!", "Selamat atas penghargaannya, {addressee}!"),
            "Kerja keras {you} dan tim memang layak dirayakan.",
        ),
        (
            (
                "{addressee}, kami senang sekali mendengar kabar tentang {award}.",
                "{addressee}, kami senang sekali mendengar kabar penghargaan ini.",
            ),
            "Selamat, dan kami ikut bangga.",
        ),
    ),
    "thanks": (
        (
            (
                "{addressee}, terima kasih banyak atas bantuannya: {help}.",
                "{addressee}, terima kasih banyak atas bantuannya.",
            ),
            (
                "Berkat {you} dan tim di {partner}, pekerjaan kami sangat terbantu.",
                "Berkat {you}, pekerjaan kami sangat terbantu.",
            ),
            "Kalau suatu saat ada yang bisa kami bantu, jangan sungkan.",
        ),
        (
            "Halo {addressee}, kami ingin {you} tahu betapa bantuan kemarin berarti bagi kami.",
            "Terima kasih sudah meluangkan waktu dan tenaga.",
            "Mohon sampaikan terima kasih kami juga kepada teman-teman di {partner}.",
        ),
    ),
    "introduce": (
        (
            (
                "Perkenalkan, {addressee}, saya {sender} dari {organisation}.",
                "Perkenalkan, {addressee}, saya {sender}.",
            ),
            (
                "Saya meneruskan tugas {previous} sebagai teman bicara {you} di sini.",
                "Saya teman bicara {you} di sini.",
            ),
            "Kalau berkenan, saya ingin mampir atau menelepon sebentar untuk berkenalan.",
        ),
        (
            ("Halo {addressee}, saya {sender} dari {organisation}.", "Halo {addressee}, saya {sender}."),
            "Mulai sekarang saya yang mendampingi kerja sama dengan {partner}.",
            "Apa pun yang {you} perlukan dari kami, silakan hubungi saya.",
        ),
    ),
    "renewal": (
        (
            (
                "{addressee}, perjanjian {partner} dengan kami berakhir {ends}.",
                "{addressee}, perjanjian kerja sama dengan kami akan segera berakhir.",
            ),
            "Sebelum itu, kami ingin mendengar pendapat {you}: masih bermanfaatkah kerja sama ini bagi kedua pihak?",
            "Kapan waktu yang nyaman untuk berbincang?",
        ),
        (
            (
                "Halo {addressee}, sebelum perjanjian berakhir pada {ends}, kami ingin berbincang santai dulu.",
                "Halo {addressee}, sebelum perjanjian berakhir, kami ingin berbincang santai dulu.",
            ),
            "Apa yang sudah berjalan baik, dan apa yang sebaiknya diubah?",
            "Kami siap datang kapan pun {you} sempat.",
        ),
    ),
}

DRAFTS |= FEAST_DRAFTS
