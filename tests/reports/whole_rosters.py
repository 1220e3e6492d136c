"""A small roster to write reports of: two partners, what belongs to them, and days of each calendar."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.domain.agreements import Agreement
from bot.domain.exports import WholeRoster
from bot.domain.feasts import known_feasts
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.staff import Staff
from bot.domain.words import Calendar, Consent, OccasionKind, PartnerState, PersonState, Rhythm, StaffState
from bot.i18n.formats import Formats, formats_for
from bot.i18n.translator import Translator, translator_for

TODAY = date(2026, 11, 23)
RINA = Staff("Rina", state=StaffState.ACTIVE, id=1)
CLINIC = Partner("Klinik Sehat; Bersama", owner_id=1, phone="+62217654321", note="=SUM(A1)\nbaris 2", id=1)
ARCHIVED = Partner("Toko Lama", state=PartnerState.ARCHIVED, phone="+62217654322", id=2)
DEWI = Person(
    1,
    "Dewi Anggraini",
    "dr.",
    role="Kepala Klinik",
    phone="+628123456789; +628987654321",
    telegram="dewi_a",
    consent=Consent.AGREED,
    note="suka teh",
    id=1,
)
UNASKED = Person(1, "Joko", phone="+6281111111", id=2)
GONE = Person(1, "Sari", state=PersonState.LEFT, consent=Consent.AGREED, id=3)
DAYS = (
    Occasion(1, OccasionKind.FOUNDING, 29, 2, year=2000, leap_on_march=True, id=1),
    Occasion(1, OccasionKind.BIRTHDAY, 14, 8, 1, year=1978, id=2),
    Occasion(1, OccasionKind.OWN, 17, 9, 1, title="Haul", calendar=Calendar.HIJRI, id=3),
    Occasion(1, OccasionKind.BIRTHDAY, 3, 5, 2, id=4),
    Occasion(1, OccasionKind.BIRTHDAY, 4, 5, 3, id=5),
    Occasion(2, OccasionKind.FOUNDING, 1, 1, id=6),
)
FEASTS = (KeptFeast(1, "natal", 1, 1, id=1), KeptFeast(1, "natal", 2, id=2))


def whole_roster(**changed: Any) -> WholeRoster:
    """The roster; fields of it can be given otherwise."""
    fields: dict[str, Any] = {
        "today": TODAY,
        "staff": {1: RINA},
        "partners": [CLINIC, ARCHIVED],
        "people": {1: [DEWI, UNASKED, GONE]},
        "occasions": {1: DAYS[:5], 2: DAYS[5:]},
        "kept_feasts": {1: FEASTS},
        "agreements": {1: [Agreement(1, date(2027, 3, 31), date(2025, 4, 1))]},
        "rhythms": {1: {Rhythm.CHECK_IN: 45}},
        "feasts": known_feasts((), ()),
    }
    return WholeRoster(**(fields | changed))


def reading(language: str = "id") -> tuple[Translator, Formats]:
    """What a report is written with."""
    return translator_for(language), formats_for(language, "Asia/Jakarta")


def unfolded(content: bytes) -> list[str]:
    """The lines of a card or calendar file; none is longer than its standard allows."""
    lines = content.decode().split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert lines[-1] == ""
    return content.decode().replace("\r\n ", "").split("\r\n")[:-1]


def between(lines: Sequence[str], start: str, end: str) -> list[list[str]]:
    """The blocks of lines between these two."""
    blocks: list[list[str]] = []
    for line in lines:
        if line == start:
            blocks.append([])
        elif line != end and blocks:
            blocks[-1].append(line)
    return blocks
