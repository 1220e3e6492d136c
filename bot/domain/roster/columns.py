"""Columns by the names people give them, in Indonesian and English, in any order."""

import re
from enum import StrEnum

from bot.domain.search.folding import words_of


class Column(StrEnum):
    """What a column of a roster holds."""

    PARTNER = "partner"
    TIER = "tier"
    KIND = "kind"
    OWNER = "owner"
    BACKUP = "backup"
    LANGUAGE = "language"
    EMAIL = "email"
    PHONE = "phone"
    CITY = "city"
    SINCE = "since"
    AGREEMENT_START = "agreement_start"
    AGREEMENT_END = "agreement_end"
    LAST_CONTACT = "last_contact"
    PERSON = "person"
    SALUTATION = "salutation"
    ROLE = "role"
    PERSON_PHONE = "person_phone"
    PERSON_TELEGRAM = "person_telegram"
    PERSON_EMAIL = "person_email"
    BIRTHDAY = "birthday"
    CELEBRATIONS = "celebrations"
    AGREED = "agreed"
    NOTE = "note"
    ID = "id"
    STATE = "state"
    OFFERS = "offers"
    NEEDS = "needs"
    CHECK_IN_DAYS = "check_in_days"
    UPDATE_DAYS = "update_days"
    GESTURE_DAYS = "gesture_days"
    FOUNDED = "founded"
    PARTNER_CELEBRATIONS = "partner_celebrations"
    PARTNER_DAYS = "partner_days"
    AGREEMENTS = "agreements"
    PERSON_ID = "person_id"
    CALL_NAME = "call_name"
    PERSON_LANGUAGE = "person_language"
    PERSON_STATE = "person_state"
    LEFT_ON = "left_on"
    PERSON_NOTE = "person_note"
    PERSON_DAYS = "person_days"
    SUCCESSOR = "successor"


PERSONAL = frozenset(
    {
        Column.PERSON,
        Column.SALUTATION,
        Column.ROLE,
        Column.PERSON_PHONE,
        Column.PERSON_TELEGRAM,
        Column.PERSON_EMAIL,
        Column.BIRTHDAY,
        Column.CELEBRATIONS,
        Column.AGREED,
        Column.NOTE,
        Column.PERSON_ID,
        Column.CALL_NAME,
        Column.PERSON_LANGUAGE,
        Column.PERSON_STATE,
        Column.LEFT_ON,
        Column.PERSON_NOTE,
        Column.PERSON_DAYS,
        Column.SUCCESSOR,
    }
)
"""What belongs to a person on a row that repeats its partner; the rest is the partner's."""

LISTS = frozenset(
    {
        Column.CELEBRATIONS,
        Column.PARTNER_CELEBRATIONS,
        Column.PARTNER_DAYS,
        Column.PERSON_DAYS,
        Column.AGREEMENTS,
    }
)
"""Columns whose cells hold several things, one a line or parted by semicolons."""

SEVERAL = LISTS | {
    Column.EMAIL,
    Column.PHONE,
    Column.NOTE,
    Column.OFFERS,
    Column.NEEDS,
    Column.PERSON_PHONE,
    Column.PERSON_EMAIL,
    Column.PERSON_NOTE,
}
"""What a table may have several columns of; their cells are read as one, line by line."""
DAYS = frozenset(
    {
        Column.SINCE,
        Column.AGREEMENT_START,
        Column.AGREEMENT_END,
        Column.LAST_CONTACT,
        Column.BIRTHDAY,
        Column.FOUNDED,
        Column.LEFT_ON,
    }
)
"""Columns of single days."""

_NAMES: dict[Column, str] = {
    Column.PARTNER: (
        "partner, partners, partner name, mitra, nama mitra, organisasi, nama organisasi, organisation, "
        "organization, lembaga, nama lembaga, instansi, nama instansi, perusahaan, nama perusahaan, company, "
        "company name, rekanan, nama rekanan, klien, nama klien, client, client name, pelanggan, nama pelanggan, "
        "customer, customer name, account name"
    ),
    Column.TIER: "tier, tingkat, tingkatan, level, prioritas, priority",
    Column.KIND: "kind, jenis, jenis mitra, type, tipe, kategori, category",
    Column.OWNER: "owner, penanggung jawab, penanggungjawab, pj, pic kita, pemilik, account owner",
    Column.BACKUP: "backup, pendamping, cadangan, pengganti, stand in",
    Column.LANGUAGE: "language, bahasa",
    Column.EMAIL: (
        "email, emails, e mail, surel, mail, partner email, email mitra, surel mitra, email address, e mail address, "
        "alamat email, alamat e mail, alamat surel"
    ),
    Column.PHONE: (
        "phone, phones, telephone, tel, telepon, telpon, telp, hp, no hp, no telepon, partner phone, telepon mitra, "
        "nomor hp, nomor telepon, nomor telp, no telp, no tel, phone number, handphone, no handphone, nomor handphone, "
        "telepon kantor"
    ),
    Column.CITY: "city, kota, town, kabupaten, kota kabupaten",
    Column.SINCE: "since, sejak, mitra sejak, partner since, bermitra sejak, mulai bermitra",
    Column.AGREEMENT_START: (
        "agreement start, mulai perjanjian, awal perjanjian, perjanjian mulai, mou mulai, mulai mou, awal mou, mou "
        "start"
    ),
    Column.AGREEMENT_END: (
        "agreement end, akhir perjanjian, selesai perjanjian, perjanjian berakhir, perjanjian selesai, mou "
        "berakhir, akhir mou, berakhir, mou end"
    ),
    Column.LAST_CONTACT: "last contact, kontak terakhir, interaksi terakhir, terakhir dihubungi, last contacted",
    Column.PERSON: (
        "person, person name, nama, name, narahubung, nama narahubung, orang, nama orang, kontak, contact, contact "
        "person, contact name, nama kontak, pic, nama pic, full name, nama lengkap, nama kontak person, kontak "
        "person"
    ),
    Column.SALUTATION: "salutation, sapaan, panggilan, title, gelar",
    Column.ROLE: "role, jabatan, posisi, position, job title, peran, jabatan narahubung, jabatan pic",
    Column.PERSON_PHONE: (
        "person phone, telepon narahubung, hp narahubung, no hp narahubung, telepon orang, telepon kontak, hp "
        "kontak, contact phone, mobile, mobile phone, whatsapp, wa, no wa, nomor wa, ponsel, nomor whatsapp, no "
        "whatsapp, wa narahubung, mobile number, cell phone, hp pic, no hp pic, telepon pic"
    ),
    Column.PERSON_TELEGRAM: "person telegram, telegram, telegram narahubung, username telegram, telegram username",
    Column.PERSON_EMAIL: (
        "person email, email narahubung, surel narahubung, email orang, email kontak, contact email, email pic, "
        "surel pic"
    ),
    Column.BIRTHDAY: (
        "birthday, birth date, date of birth, dob, tanggal lahir, tgl lahir, ultah, ulang tahun, hari ulang tahun, "
        "lahir, tanggal lahir narahubung, tgl ultah, ttl, tanggal ultah, tempat tanggal lahir, "
        "tempat tgl lahir, tempat dan tanggal lahir"
    ),
    Column.CELEBRATIONS: (
        "celebrations, celebration, celebrates, feasts, holidays, hari raya, hari besar, perayaan, merayakan"
    ),
    Column.AGREED: "agreed, setuju, persetujuan, consent, sudah setuju",
    Column.NOTE: "note, notes, catatan, keterangan, remarks, remark, comment, comments",
    Column.ID: "id, no id, nomor id, partner id, id mitra",
    Column.STATE: "status mitra, partner status, partner state, keadaan mitra",
    Column.OFFERS: "offers, offer, menawarkan, tawaran, yang ditawarkan, penawaran, can offer",
    Column.NEEDS: "needs, need, kebutuhan, butuh, yang dibutuhkan, membutuhkan, looking for",
    Column.CHECK_IN_DAYS: "check in days, hari tanya kabar, jarak tanya kabar, tanya kabar tiap, check in every",
    Column.UPDATE_DAYS: "update days, hari kirim kabar, jarak kirim kabar, kirim kabar tiap, update every",
    Column.GESTURE_DAYS: "gesture days, hari apresiasi, jarak apresiasi, apresiasi tiap, gesture every",
    Column.FOUNDED: "founded, founded on, founding day, berdiri, hari jadi, tanggal berdiri, tgl berdiri, hari berdiri",
    Column.PARTNER_CELEBRATIONS: "partner celebrations, hari raya mitra, hari besar mitra, perayaan mitra",
    Column.PARTNER_DAYS: "partner days, hari penting mitra, other days of partner, hari lain mitra",
    Column.AGREEMENTS: "agreements, other agreements, perjanjian lain, daftar perjanjian",
    Column.SUCCESSOR: "successor, penerus, digantikan oleh, replaced by",
    Column.PERSON_ID: "person id, id orang, id narahubung",
    Column.CALL_NAME: "call name, nama panggilan, nickname, nick name, sapaan akrab, panggilan akrab",
    Column.PERSON_LANGUAGE: "person language, bahasa narahubung, bahasa orang, bahasa kontak",
    Column.PERSON_STATE: "person state, person status, status narahubung, status orang, keadaan narahubung",
    Column.LEFT_ON: "left on, keluar pada, tanggal keluar, tgl keluar, keluar tanggal, left since",
    Column.PERSON_NOTE: "person note, catatan narahubung, catatan orang, note on person, catatan kontak, contact note",
    Column.PERSON_DAYS: "person days, hari penting narahubung, hari penting orang, hari penting, other days of person",
}
_BY_NAME = {name: column for column, names in _NAMES.items() for name in names.split(", ")}


_KEPT_IN_NOTE = frozenset(
    {
        *("alamat", "alamat kantor", "alamat lengkap", "alamat mitra", "alamat rumah", "alamat narahubung"),
        *("address", "office address", "home address", "postal address"),
        *("website", "web", "situs", "situs web", "homepage", "web page", "instagram"),
    }
)
"""What has no column of its own: it goes to the note, under its name."""
_MOBILES = frozenset({"hp", "no hp", "nomor hp", "handphone", "no handphone", "nomor handphone", "no hp wa", "hp wa"})
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where programs leave a blank out: "NamaMitra"."""
_BRACKETS = re.compile(r"\([^()]*\)")
_FURTHER = re.compile(r"(?<=[a-z]) ?[0-9]$")
"""A further column of the same is often numbered: "HP 2"."""


IGNORED = frozenset(
    {"alasan ditolak", "why refused", "no", "nomor", "no urut", "nomor urut", "number", "row", "baris", ""}
)
"""Headings of what nobody misses: why the bot refused a row, and rows counted by hand."""


def column_named(text: str) -> Column | None:
    """The column that is called so; case, spaces, underscores, accents and a number behind make no difference.

    Nor does what stands in brackets ("Tanggal lahir (hh/bb/tttt)"); of several names with a stroke between them
    ("No. HP/WA") the first that is known counts.
    """
    for part in (text, *_BRACKETS.sub(" ", _JOINED.sub(" ", text)).split("/")):
        name = " ".join(words_of(part.replace("_", " ")))
        column = _BY_NAME.get(name) or _BY_NAME.get(_FURTHER.sub("", name))
        column = Column.NOTE if name in _KEPT_IN_NOTE else column
        if column is not None:
            return column
    return None


def is_mobile(text: str) -> bool:
    """Whether a heading names a phone that somebody carries: of a person, where the table has people."""
    return _FURTHER.sub("", " ".join(words_of(text))) in _MOBILES


def is_kept_in_note(text: str) -> bool:
    """Whether a heading names what has no column of its own and is kept in a note, under its name."""
    return " ".join(words_of(text)) in _KEPT_IN_NOTE
