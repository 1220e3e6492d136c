"""The words in which people name days, in Indonesian and English, with the short forms of chat."""

from collections.abc import Iterable


def _table(rows: Iterable[tuple[int, str]]) -> dict[str, int]:
    return {word: value for value, words in rows for word in words.split()}


def listed(words: str) -> tuple[str, ...]:
    """The words of a line, so that a table can be read."""
    return tuple(words.split())


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


GAP = r"\s{1,3}"
"""Between the words of a phrase: bounded, so that no text makes matching slow."""

MONTHS = _table(
    [
        (1, "januari january jan"),
        (2, "februari pebruari february feb peb febr"),
        (3, "maret march mar mrt"),
        (4, "april apr"),
        (5, "mei may"),
        (6, "juni june jun"),
        (7, "juli july jul"),
        (8, "agustus august agt agu agst ags aug agus"),
        (9, "september sept sep"),
        (10, "oktober october okt oct"),
        (11, "november nopember nov nop nopb"),
        (12, "desember december des dec"),
    ]
)
ENGLISH_MONTHS = frozenset(
    listed(
        "january february march april may june july august september october november december "
        "jan feb mar apr jun jul aug sep sept oct nov dec"
    )
)
"""Only these stand before their day ("Nov 18"): "Mei 2" is half of somebody's name more often than a date."""

HIJRI_MONTHS = _table(
    [
        (1, "muharram muharam almuharram"),
        (2, "safar shafar sapar"),
        (3, "rabiulawal rabiulawwal rabiawal rabii rabialawwal rabialawal rabiulula"),
        (4, "rabiulakhir rabiutsani rabiulsani rabiultsani rabiuttsani rabiii rabialthani rabialakhir"),
        (5, "jumadilawal jumadilawwal jumadalula jumadalawwal jumadawal jumadaawal jumadai jumadilula"),
        (6, "jumadilakhir jumadalakhir jumadalakhirah jumadiltsani jumadilsani jumadaii jumadatsaniyah jumadaakhir"),
        (7, "rajab radjab rejeb"),
        (8, "syaban shaban sjaban syakban saban"),
        (9, "ramadan ramadhan romadhon romadon ramadlan"),
        (10, "syawal shawwal syawwal shawal sawal"),
        (11, "zulkaidah zulkaedah zulqaidah zulqadah dzulqadah dzulqaidah dzulkaidah dhualqadah dhulqadah zulkadah"),
        (12, "zulhijah zulhijjah dzulhijah dzulhijjah dhulhijjah dhualhijjah dhulhijah"),
    ]
)
"""Written together and without apostrophes: "Rabi'ul Awal" is looked up as ``rabiulawal``."""

WEEKDAYS = _table(
    [
        (0, "senin monday"),
        (1, "selasa tuesday"),
        (2, "rabu wednesday"),
        (3, "kamis thursday"),
        (4, "jumat jum'at jum’at jum`at jumaat friday"),
        (5, "sabtu saturday"),
        (6, "ahad sunday"),
    ]
)
SUNDAY_OR_WEEK = "minggu"
SHORT_WEEKDAYS = _table(
    [
        (0, "sen snn mon"),
        (1, "sel sls tue tues"),
        (2, "rab rbu wed weds"),
        (3, "kam kms thu thur thurs"),
        (4, "jum jmt jmat fri"),
        (5, "sab sbt sat"),
        (6, "min ahd sun"),
    ]
)
"""Words of their own too (sen is a coin, sat a verb), so that they need a qualifier beside them."""

ALL_WEEKDAYS = {**WEEKDAYS, **SHORT_WEEKDAYS, SUNDAY_OR_WEEK: 6}

NUMBERS = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
    "sepuluh": 10, "sebelas": 11, "dua belas": 12, "tiga belas": 13, "empat belas": 14, "lima belas": 15,
    "dua puluh": 20, "dua puluh satu": 21, "tiga puluh": 30, "empat puluh": 40, "enam puluh": 60,
    "a": 1, "an": 1, "one": 1, "two": 2, "a couple of": 2, "couple of": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15,
    "twenty": 20, "thirty": 30,
}  # fmt: skip

HOUR, DAY, WEEK, FORTNIGHT, MONTH, YEAR = "hour", "day", "week", "fortnight", "month", "year"
UNITS = {
    word: unit
    for unit, words in [
        (HOUR, "jam menit hour hours minute minutes mins hrs"),
        (DAY, "hari hr day days malam night nights"),
        (WEEK, "minggu mgg mggu mg pekan week weeks wk wks"),
        (FORTNIGHT, "fortnight fortnights"),
        (MONTH, "bulan bln month months"),
        (YEAR, "tahun thn th year years yr yrs"),
    ]
    for word in words.split()
}
SPANS = {word: unit for word, unit in UNITS.items() if unit in (WEEK, MONTH, YEAR) and not word.endswith("s")}
"""What can be "last", "this" and "next"."""
ONE_UNIT = {"sehari": DAY, "seminggu": WEEK, "sepekan": WEEK, "sebulan": MONTH, "setahun": YEAR, "sejam": HOUR}

DAY_PREFIXES = ("tgl", "tanggal", "tggl", "tg")
PART_OF_DAY = listed(
    "pagi pg siang sore sr petang malam malem mlm subuh dini morning noon afternoon evening night midnight lunchtime"
)
NIGHT = frozenset(listed("malam malem mlm"))
YESTERDAY = listed("kemarin kemaren kmarin kmaren kmrn kmren kemrin kmrin yesterday yday ytd")
TOMORROW = listed("besok bsk bsok esok besoknya tomorrow tmrw tmr tomorow tommorow")

PAST_MARKS = ["lalu", "yang lalu", "yg lalu", "silam", "yang silam", "lampau", "kemarin", "kemaren", "kmrn"]
FUTURE_MARKS = [
    "depan", "yang depan", "yg depan", "dpn", "mendatang", "yang akan datang", "yg akan datang", "akan datang", "besok",
    "bsk", "nanti",
]  # fmt: skip
THIS_MARKS = ["ini", "ni"]
HONORIFICS = frozenset(
    listed(
        "pak bu bapak ibu mas mbak mba kak kakak bang abang bung om tante mama papa mr mrs ms dr prof ust ustaz "
        "ko ci cik"
    )
)
"""After one of these a word is a name, be it Rabu or Mei."""
TOPICS = frozenset(
    listed(
        "laporan program rencana data anggaran kegiatan evaluasi proposal target kontrak hasil acara agenda jadwal "
        "kinerja rekap buletin report reports plan plans programme budget results figures schedule numbers newsletter"
    )
)
"""After one of these "bulan lalu" says what it was about, not when."""
EVERY = frozenset(listed("tiap setiap per every each"))
"""After one of these a span is how often, not when."""
