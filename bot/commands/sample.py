"""The sandbox's invented partners and their history, laid around the day on which it opens."""

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta

COLUMNS = [
    "partner",
    "tier",
    "kind",
    "owner",
    "language",
    "email",
    "phone",
    "city",
    "since",
    "agreement_start",
    "agreement_end",
    "person",
    "salutation",
    "role",
    "person_phone",
    "person_telegram",
    "person_email",
    "birthday",
    "celebrations",
    "note",
]

MANAGER, FIRST, SECOND = "Rina Kartika", "Agus Salim", "Sari Dewi"


@dataclass(frozen=True)
class Sample:
    """A partner with its first person; ``birthday_in`` and ``ends_in`` count days from the day it opens."""

    partner: str
    tier: str
    kind: str
    owner: str
    city: str
    person: str
    salutation: str
    role: str
    phone: str
    celebrations: str = ""
    language: str = "id"
    since: str = ""
    birthday_in: int | None = None
    birth_year: int | None = None
    ends_in: int | None = None
    note: str = ""


PARTNERS = (
    Sample(
        "Yayasan Lentera Ibu",
        "key",
        "community",
        MANAGER,
        "Jakarta",
        "Ratih Puspitasari",
        "Bu",
        "Direktur Eksekutif",
        "0812-5550-2011",
        "idulfitri;iduladha",
        since="12/03/2019",
        birthday_in=1,
        birth_year=1979,
        ends_in=158,
    ),
    Sample(
        "Klinik Pratama Sejahtera",
        "key",
        "strategic",
        FIRST,
        "Bandung",
        "Dimas Prakoso",
        "dr.",
        "Kepala Klinik",
        "0812 5550 2021",
        "idulfitri",
        since="2018",
        birthday_in=8,
        note="Rujukan layanan dua arah",
    ),
    Sample(
        "Dinas Kesehatan Kota Sukamaju",
        "key",
        "government",
        MANAGER,
        "Sukamaju",
        "Hartono Wijoyo",
        "Pak",
        "Kepala Bidang P2P",
        "0813 5550 2051",
        "idulfitri",
        since="01-09-2017",
        ends_in=9,
        note="Perpanjangan MoU perlu dua bulan",
    ),
    Sample(
        "Northwind Health Fund",
        "key",
        "funding",
        SECOND,
        "London",
        "Harriet Coleman",
        "Ms",
        "Partnership Lead",
        "+44 7700 900207",
        "christmas",
        "en",
        "5 June 2016",
        20,
        None,
        400,
        "Prefers a call before any written request",
    ),
    Sample(
        "Yayasan Bahtera Timur",
        "key",
        "community",
        SECOND,
        "Kupang",
        "Yosefina Nahak",
        "Mama",
        "Ketua",
        "081233302131",
        "natal;paskah",
        since="17 Agustus 2015",
        birthday_in=120,
        birth_year=1962,
    ),
    Sample(
        "PT Mitra Alkes Nusantara",
        "core",
        "supply_chain",
        FIRST,
        "Tangerang",
        "Tan Siu Ling",
        "Ibu",
        "Manajer CSR",
        "0811 5550 203",
        "imlek;natal",
        since="2021-02-15",
        birthday_in=4,
        birth_year=1981,
        ends_in=85,
    ),
    Sample(
        "Komunitas Sahabat Remaja",
        "core",
        "community",
        FIRST,
        "Yogyakarta",
        "Bagus Setiawan",
        "Mas",
        "Koordinator",
        "085655502041",
        "idulfitri",
        since="2020",
        birthday_in=0,
        birth_year=1996,
    ),
    Sample(
        "Universitas Tirta Buana",
        "core",
        "technology",
        SECOND,
        "Bogor",
        "I Ketut Arsana",
        "Bapak",
        "Wakil Rektor",
        "081855502061",
        "nyepi;galungan",
        since="10 Oktober 2022",
        birthday_in=40,
        note="Riset bersama",
    ),
    Sample(
        "Rumah Sakit Bunda Kasih",
        "core",
        "strategic",
        MANAGER,
        "Depok",
        "Nurhayati Lubis",
        "Bu",
        "Humas",
        "08121 5552 111",
        "idulfitri;maulid",
        since="11/11/2019",
        ends_in=-12,
        note="MoU lewat, menunggu tanda tangan",
    ),
    Sample(
        "Startup Sehat Digital",
        "core",
        "technology",
        SECOND,
        "Jakarta",
        "Kevin Hartanto",
        "Mas",
        "Co-founder",
        "087855502121",
        "imlek;natal",
        birthday_in=210,
        birth_year=1995,
    ),
    Sample(
        "Radio Swara Nusa",
        "light",
        "marketing",
        FIRST,
        "Surabaya",
        "Fitria Lestari",
        "Mbak",
        "Produser",
        "081355502081",
        "idulfitri",
        since="2023",
        birthday_in=64,
        note="Barter promosi",
    ),
    Sample(
        "Toko Buku Cahaya Aksara",
        "light",
        "channel",
        FIRST,
        "Surabaya",
        "Yusuf Hidayat",
        "Pak",
        "Pemilik",
        "081355502091",
        "idulfitri",
    ),
    Sample(
        "Vihara Metta Loka",
        "light",
        "community",
        SECOND,
        "Semarang",
        "Bhante Santacitto",
        "Bhante",
        "Ketua",
        "",
        "waisak",
        since="26/05/2021",
    ),
    Sample(
        "Koperasi Tani Makmur",
        "light",
        "joint_venture",
        MANAGER,
        "Malang",
        "Slamet Riyadi",
        "Pak",
        "Ketua",
        "081455502101",
        "idulfitri",
        birthday_in=15,
    ),
    Sample(
        "Galeri Kriya Nirmala",
        "light",
        "marketing",
        SECOND,
        "Solo",
        "Ayu Maharani",
        "Mbak",
        "Kurator",
        "081555502111",
        "natal",
        since="2022",
        birthday_in=90,
        birth_year=1988,
    ),
)

SECOND_PEOPLE = (
    (
        "Yayasan Lentera Ibu",
        "Yohanes Sitompul",
        "Pak",
        "Manajer Program",
        "+62 812 5550 2012",
        "natal;paskah",
        "29/02/1984",
    ),
    (
        "Northwind Health Fund",
        "Anand Krishnan",
        "Dr",
        "Programme Director",
        "+44 7700 900208",
        "deepavali",
        "31/10/1975",
    ),
)


@dataclass(frozen=True)
class Past:
    """A contact of the history, so many days before the sandbox opens."""

    partner: str
    by: str
    days_ago: int
    channel: str | None
    purpose: str
    note: str
    with_person: bool = True
    theirs: bool = False
    helped: bool = False


HISTORY = (
    Past(
        "Yayasan Lentera Ibu", MANAGER, 12, "in_person", "check_in", "ngopi sama Bu Ratih, program remaja jalan lancar"
    ),
    Past("Yayasan Lentera Ibu", MANAGER, 75, "email", "update", "laporan triwulan"),
    Past("Klinik Pratama Sejahtera", FIRST, 34, "call", "check_in", "dr. Dimas sedang cari dokter pengganti"),
    Past("Klinik Pratama Sejahtera", FIRST, 20, "chat", "ask", "minta data rujukan"),
    Past("Klinik Pratama Sejahtera", SECOND, 4, "email", "coordination", "jadwal pelatihan perawat"),
    Past("Dinas Kesehatan Kota Sukamaju", MANAGER, 90, "in_person", "check_in", "mampir ke kantor, Pak Hartono sehat"),
    Past("Dinas Kesehatan Kota Sukamaju", MANAGER, 48, "chat", "ask", "minta pinjam aula", helped=True),
    Past("Dinas Kesehatan Kota Sukamaju", MANAGER, 27, "call", "ask", "minta surat rekomendasi"),
    Past("Northwind Health Fund", SECOND, 18, "video", "check_in", "Harriet asked about the youth programme"),
    Past("Northwind Health Fund", SECOND, 95, "email", "update", "quarterly report"),
    Past("Yayasan Bahtera Timur", SECOND, 41, "call", "check_in", "Mama Yosefina cerita soal posyandu baru"),
    Past("PT Mitra Alkes Nusantara", FIRST, 52, "in_person", "coordination", "serah terima alat"),
    Past("PT Mitra Alkes Nusantara", FIRST, 130, "chat", "thanks", "terima kasih atas donasi tensimeter"),
    Past("Komunitas Sahabat Remaja", FIRST, 25, "chat", "help", "bantu cari narasumber"),
    Past("Universitas Tirta Buana", SECOND, 66, "in_person", "check_in", "ketemu Pak Ketut di kampus"),
    Past("Rumah Sakit Bunda Kasih", MANAGER, 11, "in_person", "coordination", "bahas perpanjangan MoU"),
    Past("Startup Sehat Digital", SECOND, 58, "video", "ask", "minta data pengguna", helped=True),
    Past("Startup Sehat Digital", SECOND, 9, "chat", "check_in", "apa kabar tim baru"),
    Past("Radio Swara Nusa", FIRST, 120, "call", "ask", "minta putar iklan layanan"),
    Past("Radio Swara Nusa", FIRST, 70, "chat", "ask", "minta liputan acara"),
    Past("Radio Swara Nusa", FIRST, 6, "call", "invitation", "Mbak Fitria mengundang ke HUT radio", theirs=True),
    Past("Koperasi Tani Makmur", MANAGER, 100, "in_person", "check_in", "panen raya"),
    Past("Yayasan Lentera Ibu", MANAGER, 110, "chat", "thanks", "terima kasih sudah jadi tuan rumah"),
    Past("Klinik Pratama Sejahtera", FIRST, 150, "gift", "thanks", "kirim buah untuk para perawat"),
    Past("Dinas Kesehatan Kota Sukamaju", MANAGER, 160, "chat", "thanks", "terima kasih atas surat dukungan"),
    Past("Yayasan Bahtera Timur", SECOND, 120, "call", "introduction", "kenalkan ke Northwind"),
    Past("Komunitas Sahabat Remaja", FIRST, 200, "chat", "thanks", "terima kasih sudah jadi relawan"),
    Past("Universitas Tirta Buana", SECOND, 250, "email", "thanks", "terima kasih atas kuliah umum"),
    Past("Rumah Sakit Bunda Kasih", MANAGER, 140, "in_person", "thanks", "terima kasih atas ruang seminar"),
    Past("Startup Sehat Digital", SECOND, 180, "video", "introduction", "kenalkan ke Klinik Pratama"),
)

NEWSLETTER_AGO = 40
NO_NEWSLETTER = ("Northwind Health Fund", "Komunitas Sahabat Remaja")
"""Days since the last mass mailing, and who was left out: news is due there."""


def roster_csv(today: date) -> bytes:
    """The roster as a file that an organisation might keep."""
    kept = io.StringIO()
    written = csv.DictWriter(kept, COLUMNS, restval="")
    written.writeheader()
    for sample in PARTNERS:
        written.writerow(_row(sample, today))
    for partner, person, salutation, role, phone, celebrations, birthday in SECOND_PEOPLE:
        second = {"partner": partner, "person": person, "salutation": salutation, "role": role}
        written.writerow({**second, "person_phone": phone, "celebrations": celebrations, "birthday": birthday})
    return kept.getvalue().encode()


def _row(sample: Sample, today: date) -> dict[str, str]:
    plain = {name: getattr(sample, name, "") for name in COLUMNS}
    plain["person_phone"] = sample.phone
    plain["phone"] = ""
    if sample.birthday_in is not None:
        born = today + timedelta(days=sample.birthday_in)
        plain["birthday"] = f"{born.day}/{born.month}" + (f"/{sample.birth_year}" if sample.birth_year else "")
    if sample.ends_in is not None:
        end = today + timedelta(days=sample.ends_in)
        plain["agreement_end"] = end.isoformat()
        plain["agreement_start"] = (end - timedelta(days=730)).isoformat()
    return plain
