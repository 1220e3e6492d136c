"""How Indonesian and English organisations are shortened, and which of their words say little."""

from bot.domain.search.wordlists import listed

ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "bappeda": ("badan", "perencanaan", "pembangunan", "daerah"),
    "bkd": ("badan", "kepegawaian", "daerah"),
    "bpbd": ("badan", "penanggulangan", "bencana", "daerah"),
    "dinkes": ("dinas", "kesehatan"),
    "dinsos": ("dinas", "sosial"),
    "disdik": ("dinas", "pendidikan"),
    "disdikbud": ("dinas", "pendidikan", "kebudayaan"),
    "diskominfo": ("dinas", "komunikasi", "informatika"),
    "disnaker": ("dinas", "tenaga", "kerja"),
    "dispar": ("dinas", "pariwisata"),
    "dispora": ("dinas", "pemuda", "olahraga"),
    "fdn": ("foundation",),
    "fndn": ("foundation",),
    "grp": ("group",),
    "inst": ("institut",),
    "intl": ("international",),
    "jabar": ("jawa", "barat"),
    "jateng": ("jawa", "tengah"),
    "jatim": ("jawa", "timur"),
    "kab": ("kabupaten",),
    "kalbar": ("kalimantan", "barat"),
    "kalsel": ("kalimantan", "selatan"),
    "kalteng": ("kalimantan", "tengah"),
    "kaltim": ("kalimantan", "timur"),
    "kec": ("kecamatan",),
    "kel": ("kelurahan",),
    "kemenag": ("kementerian", "agama"),
    "kemendikbud": ("kementerian", "pendidikan", "kebudayaan"),
    "kemenkes": ("kementerian", "kesehatan"),
    "kemensos": ("kementerian", "sosial"),
    "kom": ("komunitas",),
    "kop": ("koperasi",),
    "kua": ("kantor", "urusan", "agama"),
    "lbh": ("lembaga", "bantuan", "hukum"),
    "lemb": ("lembaga",),
    "org": ("organisasi",),
    "pemda": ("pemerintah", "daerah"),
    "pemkab": ("pemerintah", "kabupaten"),
    "pemkot": ("pemerintah", "kota"),
    "pemprov": ("pemerintah", "provinsi"),
    "perpus": ("perpustakaan",),
    "pkbm": ("pusat", "kegiatan", "belajar", "masyarakat"),
    "pkm": ("puskesmas",),
    "pmi": ("palang", "merah", "indonesia"),
    "polres": ("kepolisian", "resor"),
    "polsek": ("kepolisian", "sektor"),
    "poltek": ("politeknik",),
    "poltekkes": ("politeknik", "kesehatan"),
    "ponpes": ("pondok", "pesantren"),
    "prov": ("provinsi",),
    "puskes": ("puskesmas",),
    "rs": ("rumah", "sakit"),
    "rsia": ("rumah", "sakit", "ibu", "anak"),
    "rsj": ("rumah", "sakit", "jiwa"),
    "rsu": ("rumah", "sakit", "umum"),
    "rsud": ("rumah", "sakit", "umum", "daerah"),
    "rsup": ("rumah", "sakit", "umum", "pusat"),
    "satpol": ("satuan", "polisi"),
    "sdn": ("sd", "negeri"),
    "sek": ("sekolah",),
    "sman": ("sma", "negeri"),
    "smkn": ("smk", "negeri"),
    "smpn": ("smp", "negeri"),
    "sulsel": ("sulawesi", "selatan"),
    "sulteng": ("sulawesi", "tengah"),
    "sulut": ("sulawesi", "utara"),
    "sumbar": ("sumatera", "barat"),
    "sumsel": ("sumatera", "selatan"),
    "sumut": ("sumatera", "utara"),
    "un": ("universitas", "negeri"),
    "univ": ("universitas",),
    "unv": ("universitas",),
    "yay": ("yayasan",),
    "yys": ("yayasan",),
}
"""A shortened word and what it stands for. Names and what is typed are both written out before they are compared."""

LEGAL_FORMS = listed(
    """pt cv ud pd fa firma tbk persero perum perumda llc ltd limited inc corp corporation co company gmbh
        bhd sdn plc"""
)
"""Words of a name that nobody says."""

TYPE_WORDS = LEGAL_FORMS | listed(
    """agency agensi anak ibu buku kue kopi obat roti batik perempuan pemuda remaja guru siswa mahasiswa
        masyarakat warga desa kampung tani program alliance aliansi apotek asosiasi association badan balai
        bank bidan cafe center centre club college community daerah dinas entrepreneur fakultas fasilitas
        federasi forum foundation galeri gereja group grup hospital hotel ikatan indonesia indonesian
        institut institute international internasional jaringan kabupaten kafe kampus kantor kecamatan kedai
        kelompok kelurahan kementerian kepolisian klinik clinic kolektif komisi komunitas koperasi kota lab
        laboratorium lembaga ltd majelis market masjid media museum nasional national network ngo organisasi
        organization palang paroki partnership paud pemerintah perguruan perhimpunan perkumpulan
        perpustakaan persatuan pesantren politeknik polisi pondok posyandu provinsi pura pusat puskesmas
        radio rumah sakit sanggar school sekolah serikat society startup studio swalayan tim toko tv union
        universitas university vihara wihara klenteng warung yayasan umum negeri swasta kesehatan pendidikan
        sosial daerah resor sektor the of and dan for untuk"""
)
"""Words that say what an organisation is rather than which."""

SMALL_WORDS = listed("""dan and of the for untuk di de la el al bagi dalam in""")
"""Words that initials pass over."""

MAIL_HOUSES = listed(
    """gmail yahoo ymail outlook hotmail live icloud proton protonmail googlemail rocketmail aol mail email
        msn example test zoho gmx"""
)
"""Mail domains that name no organisation."""

FILLERS = listed(
    """mitra partner partners orang people person narahubung kontak contact cari carikan find search siapa who yang di
        dari at from in nya dong tolong please nomor nomer number no telepon telp tlp tel phone hp wa whatsapp email"""
)
"""Words around what is looked for ("mitra di Cimahi"). They count only where some name has them."""

SALUTATIONS = {"ibu": "bu", "bapak": "pak"}
"""Two spellings of a salutation: whoever types one finds those who are kept with the other."""
