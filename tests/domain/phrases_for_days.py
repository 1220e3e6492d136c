"""Phrases for days, and what they mean on Monday, 23 November 2026. Parted by semicolons."""

PAST = {
    "2026-11-23": (
        "hari ini; hr ini; tadi; tadi pagi; td siang; tadi sore; pagi tadi; siang ini; barusan; baru saja; baru "
        "aja; sekarang; 2 jam lalu; sejam yang lalu; 10 menit lalu; today; this morning; this afternoon; just now; "
        "an hour ago; earlier today; Senin pagi; malam ini; tonight; 23/11; tgl 23"
    ),
    "2026-11-22": (
        "kemarin; kemaren; kmrn; KMRN sore; kemarin sore; kemarin pagi; kemarin siang; semalam; semalem; tadi "
        "malam; td mlm; malam tadi; sore kemarin; yesterday; yesterday morning; last night; sehari lalu; 1 hari "
        "lalu; a day ago; hari Minggu; hari minggu kemarin; Minggu sore; Ahad; Ahad lalu; Minggu, 22 November; "
        "minggu 22/11; last Sunday; 22 Nov; 22/11; 22-11-2026; 22.11.2026; 2026-11-22; tgl 22; tanggal 22 November "
        "2026"
    ),
    "2026-11-21": (
        "2 hari lalu; dua hari lalu; dua hari yang lalu; 2 hr yg lalu; kemarin lusa; kemarin dulu; 2 days ago; two "
        "days ago; a couple of days ago; the day before yesterday; Sabtu; Sabtu malam; malam Minggu; Sab lalu; "
        "malam minggu kemarin; Sabtu lalu; 21 Nov 2026; November 21; Nov 21st; 21st of November; on the 21st"
    ),
    "2026-11-20": (
        "Jumat lalu; jum'at lalu; Jum’at kemarin; jumat; hari Jumat; Jum lalu; jmt kmrn; kemarin Jumat; last "
        "Friday; Friday; on Friday; Friday afternoon; Friday last week; Jumat minggu lalu; Jumat pekan lalu; Jumat "
        "tgl 20; Friday the 20th; Friday, 20 November; tiga hari yang lalu; 20 November 2026; 20/11/26; 20 nov; "
        "20nov"
    ),
    "2026-11-19": (
        "Kamis; malam Jumat; 4 hari lalu; kms lalu; tgl 19; tgl. 19; tanggal 19; empat hari silam; 19/11/2026"
    ),
    "2026-11-17": "Selasa; Sel lalu; selasa kemarin; 6 hari lalu; last Tue; on Tuesday; hari Selasa lalu",
    "2026-11-16": (
        "minggu lalu; Minggu lalu; minggu kemarin; pekan lalu; mgg lalu; seminggu lalu; seminggu yang lalu; "
        "sepekan lalu; 1 minggu lalu; 7 hari lalu; Senin lalu; Senin kemarin; Senin minggu lalu; minggu lalu hari "
        "Senin; last week; a week ago; one week ago; last Monday; Senin, 16 November; last week Monday"
    ),
    "2026-11-12": "12/11; 12/11/2026; 12-11-2026; 12.11.2026; 2026-11-12; 2026/11/12; 12/11/26; 12 Nop; 11 hari lalu",
    "2026-11-09": "2 minggu lalu; dua minggu yang lalu; dua pekan lalu; 2 mgg lalu; two weeks ago; a fortnight ago",
    "2026-10-23": (
        "bulan lalu; sebulan lalu; sebulan yang lalu; 1 bln lalu; last month; a month ago; 23 Okt; tgl 23 bulan lalu"
    ),
    "2026-10-05": "tgl 5 bulan lalu; tanggal 5 bln kemarin; 5 Okt; 5 October; 5/10",
    "2026-08-23": "3 bulan lalu; tiga bulan yang lalu; three months ago; 23 Agt; 23 Agu; 23 Ags; 23 Agustus",
    "2026-02-02": "2 Pebruari; 2 Peb; 2 Feb; 2nd February; Feb 2",
    "2025-11-23": "setahun lalu; tahun lalu; last year; a year ago; 23 November 2025; Nov 23, 2025",
    "2025-12-01": "1/12; 1 Des; 1 Desember; 1 Dec",
    "2016-06-05": "5 June 2016; 5 Juni 2016; June 5, 2016; 5/6/2016; 2016-06-05",
}
"""In a log: of something past."""

FUTURE = {
    "2026-11-23": "hari ini; nanti sore; nanti malam; malam ini; sore nanti; tonight; tgl 23",
    "2026-11-24": (
        "besok; bsk; bsk pagi; besok siang; esok; tomorrow; tomorrow morning; Selasa; besok Selasa; pagi besok"
    ),
    "2026-11-25": "lusa; besok lusa; the day after tomorrow; Rabu; on Wed; tgl 25; 2 hari lagi; Rab depan",
    "2026-11-26": "3 hari lagi; tiga hari lagi; dalam 3 hari; dlm tiga hari; in 3 days; 3 days from now; Kamis ini",
    "2026-11-27": (
        "Jumat; Jumat ini; Jumat depan; next Friday; this Friday; Jumat pekan ini; 27 Nov; Jumat, 27 November"
    ),
    "2026-11-30": (
        "minggu depan; pekan depan; mgg depan; seminggu lagi; next week; in a week; Senin; Senin depan; next "
        "Monday; next Mon; Senin minggu depan; minggu depan hari Senin; Monday next week; akhir bulan; end of the "
        "month; 30/11; akhir bulan ini; end of November; awal minggu depan; next week on Monday"
    ),
    "2026-12-02": "Rabu minggu depan; Rabu pekan depan; Wednesday next week; tgl 2; 2 Desember",
    "2026-12-07": "dua minggu lagi; 2 minggu lagi; in two weeks; 2 pekan ke depan; two weeks from now",
    "2026-12-01": "1 Des; awal Desember; awal bulan depan; awal bulan; tgl 1; start of next month",
    "2026-12-15": "15 Desember; pertengahan Desember; 15/12; mid December; tgl 15",
    "2026-12-23": "bulan depan; sebulan lagi; next month; in one month; tgl 23 bulan depan; 23/12",
    "2026-12-31": "akhir tahun; end of the year; 31 Des; akhir bulan depan; end of next month",
    "2027-01-05": "5/1; 5 Januari; Jan 5; 5 Jan 2027",
}
"""In a promise: of something to come."""

NO_DAY = (
    "halo apa kabar; tiga minggu; rapat tiap minggu; 2 minggu sekali; per minggu; minggu ke-2; seminggu; 3 hari; "
    "dua kali; layanan 24/7; 1/2 jam; 20/30 orang; bagi hasil 50/50; telepon 0812-5550-1011; +62 21 5550101; "
    "(022) 5550102; pukul 10.14; jam 10-11; Pak Rabu; Mbak Mei 5; Liem Mei Hwa; 500 sen; sat set; 1-15 Nov; "
    "laporan bulan lalu; program tahun depan; kemarin-kemarin; Rp 1.500.000; bulan November; Sun Life; min 3 "
    "orang; last time; next steps; in person; in a meeting; for 3 days; a month; tadinya; kemarinnya; besuk Bu "
    "Ratna; 15/13; selamat pagi; setiap bulan ini; 2 bulan"
)
"""Numbers and words beside which no day is meant."""

IMPOSSIBLE = [
    ("32 Agustus", (32, 8, None)),
    ("31/2", (31, 2, None)),
    ("30 Februari", (30, 2, None)),
    ("31 April 2027", (31, 4, None)),
    ("29 Februari 2025", (29, 2, 2025)),
    ("29/2/2025", (29, 2, 2025)),
    ("2026-02-30", (30, 2, None)),
    ("2026-13-01", (1, 13, None)),
    ("11/23/2026", (11, 23, None)),
    ("tgl 32", (32, None, None)),
    ("31 Juni", (31, 6, None)),
]
"""Day, month and year as the refusal tells them."""
