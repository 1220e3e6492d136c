"""Indonesian greetings for the feasts, in the words of those who keep them.

They go only to people of whom that is known. Each ends with a wish, none speaks for a faith that is not the reader's.
"""

from bot.i18n.draft_parts import Drafts

FEAST_DRAFTS: Drafts = {
    "feast:new_year": (
        (
            "Selamat Tahun Baru, {addressee}!",
            "Semoga tahun ini penuh kesehatan dan kabar baik untuk {you} dan keluarga.",
            "Terima kasih untuk kebersamaan sepanjang tahun lalu.",
        ),
        (
            "{addressee}, selamat memulai tahun yang baru.",
            "Semoga langkah {you} dan tim di {partner} dilancarkan.",
        ),
    ),
    "feast:imlek": (
        (
            "Selamat Tahun Baru Imlek, {addressee}. Gong xi fa cai!",
            "Semoga {you} sekeluarga selalu sehat, rukun, dan berlimpah rezeki.",
        ),
        (
            "{addressee}, selamat merayakan Imlek bersama keluarga.",
            "Xin nian kuai le! Semoga tahun ini membawa kebahagiaan dan keberuntungan.",
        ),
    ),
    "feast:isra_miraj": (
        (
            "{addressee}, selamat memperingati Isra Mikraj Nabi Muhammad saw.",
            "Semoga hikmahnya membawa ketenangan bagi {you} dan keluarga.",
        ),
        (
            "Selamat memperingati Isra Mikraj, {addressee}.",
            "Semoga keteladanan Rasulullah saw. menerangi langkah {you} dan keluarga.",
        ),
    ),
    "feast:nyepi": (
        (
            "{addressee}, selamat Hari Raya Nyepi dan Tahun Baru Saka.",
            "Semoga keheningan Nyepi membawa kedamaian bagi {you} dan keluarga.",
        ),
        (
            "Rahajeng nyanggra rahina Nyepi, {addressee}.",
            "Semoga Catur Brata Penyepian berjalan khidmat, dan tahun baru membawa ketenteraman.",
        ),
    ),
    "feast:ramadan": (
        (
            "Marhaban ya Ramadan, {addressee}.",
            "Selamat menunaikan ibadah puasa; semoga {you} dan keluarga diberi kesehatan dan keberkahan.",
        ),
        (
            "{addressee}, selamat memasuki bulan suci Ramadan.",
            "Mohon maaf lahir dan batin. Semoga ibadah {you} diterima Allah Swt.",
        ),
    ),
    "feast:paskah": (
        (
            "Selamat Paskah, {addressee}.",
            "Kiranya kebangkitan Kristus membawa pengharapan dan sukacita bagi {you} dan keluarga.",
        ),
        (
            "{addressee}, selamat merayakan Paskah bersama keluarga.",
            "Semoga damai Paskah selalu menyertai {you}.",
        ),
    ),
    "feast:kenaikan": (
        (
            "{addressee}, selamat memperingati Kenaikan Yesus Kristus.",
            "Kiranya berkat dan penyertaan-Nya selalu dirasakan {you} dan keluarga.",
        ),
        (
            "Selamat Hari Kenaikan, {addressee}.",
            "Semoga hari ini membawa damai dan harapan baru bagi {you} sekeluarga.",
        ),
    ),
    "feast:idulfitri": (
        (
            "Selamat Hari Raya Idulfitri, {addressee}.",
            "Taqabbalallahu minna wa minkum. Mohon maaf lahir dan batin.",
            "Semoga {you} dan keluarga berbahagia di hari yang fitri ini.",
        ),
        (
            "{addressee}, selamat Idulfitri.",
            "Mohon maaf lahir dan batin atas segala kekhilafan kami selama bekerja bersama.",
            "Semoga {you} dan keluarga selalu sehat dan penuh berkah.",
        ),
        (
            "Minal aidin wal faizin, {addressee}. Mohon maaf lahir dan batin.",
            "Salam hangat untuk keluarga di rumah.",
        ),
    ),
    "feast:waisak": (
        (
            "Selamat Hari Raya Waisak, {addressee}.",
            "Semoga semua makhluk hidup berbahagia.",
            "Sadhu, sadhu, sadhu.",
        ),
        (
            "{addressee}, selamat merayakan Trisuci Waisak.",
            "Semoga cahaya Dharma membawa kedamaian bagi {you} dan keluarga.",
        ),
    ),
    "feast:iduladha": (
        (
            "Selamat Hari Raya Iduladha, {addressee}.",
            "Semoga keikhlasan Nabi Ibrahim menjadi teladan, dan ibadah kurban diterima Allah Swt.",
        ),
        (
            "{addressee}, selamat Iduladha.",
            "Semoga {you} dan keluarga dilimpahi keberkahan dan kesehatan.",
        ),
    ),
    "feast:muharram": (
        (
            "Selamat Tahun Baru Islam, {addressee}.",
            "Semoga tahun ini membawa keberkahan dan kebaikan bagi {you} dan keluarga.",
        ),
        (
            "{addressee}, selamat menyambut 1 Muharam.",
            "Semoga Allah Swt. melimpahkan kesehatan dan kelapangan di tahun yang baru.",
        ),
    ),
    "feast:maulid": (
        (
            "{addressee}, selamat memperingati Maulid Nabi Muhammad saw.",
            "Semoga akhlak beliau selalu menjadi teladan dan penyejuk hati.",
        ),
        (
            "Selamat memperingati Maulid Nabi, {addressee}.",
            "Semoga {you} dan keluarga senantiasa dalam rahmat Allah Swt.",
        ),
    ),
    "feast:deepavali": (
        (
            "Selamat Hari Deepavali, {addressee}.",
            "Semoga cahaya selalu menerangi rumah dan langkah {you}.",
        ),
        (
            "{addressee}, selamat merayakan Deepavali bersama keluarga.",
            "Semoga hari ini membawa terang, kesehatan, dan kebahagiaan.",
        ),
    ),
    "feast:natal": (
        (
            "Selamat Natal, {addressee}.",
            "Semoga damai dan sukacita Natal memenuhi rumah {you} dan keluarga.",
        ),
        (
            "{addressee}, selamat merayakan Natal.",
            "Kiranya kasih Kristus menyertai {you} dan keluarga, hari ini dan sepanjang tahun yang baru.",
        ),
        (
            "Selamat hari Natal untuk {you} sekeluarga, {addressee}.",
            "Semoga hari-hari ini penuh kehangatan bersama orang-orang tercinta.",
        ),
    ),
    "feast:galungan": (
        (
            "Rahajeng rahina Galungan, {addressee}.",
            "Semoga kemenangan dharma membawa kedamaian bagi {you} dan keluarga.",
        ),
        (
            "{addressee}, selamat Hari Raya Galungan dan Kuningan.",
            "Semoga Ida Sang Hyang Widhi Wasa melimpahkan kerahayuan.",
        ),
    ),
    "feast:kuningan": (
        (
            "Rahajeng rahina Kuningan, {addressee}.",
            "Semoga {you} dan keluarga selalu rahayu.",
        ),
        (
            "{addressee}, selamat Hari Raya Kuningan.",
            "Semoga kesejahteraan dan kedamaian menyertai {you} sekeluarga.",
        ),
    ),
    "feast:independence": (
        (
            "Dirgahayu Republik Indonesia! Selamat Hari Kemerdekaan, {addressee}.",
            "Terima kasih untuk segala yang {you} dan {partner} kerjakan bagi sesama.",
        ),
        (
            "{addressee}, selamat merayakan Hari Kemerdekaan.",
            "Semoga kerja bersama ini ikut memberi arti bagi negeri.",
        ),
    ),
}
