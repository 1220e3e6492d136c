"""Rosters made at random: everything of partners and people that an export and an import have to carry."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from bot.domain.agreements import Agreement
from bot.domain.feasts import FEASTS
from bot.domain.occasions import KeptFeast, Occasion, OwnFeast
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.roster.cells import cleaned
from bot.domain.staff import Staff
from bot.domain.words import (
    AgreementOutcome,
    Calendar,
    Consent,
    Kind,
    OccasionKind,
    PartnerState,
    PersonState,
    Rhythm,
    Role,
    StaffState,
    Tier,
)

TODAY = date(2026, 11, 23)
STAFF = (
    Staff("Maya", Role.MANAGER, StaffState.ACTIVE, telegram_id=7),
    Staff("Rina", Role.STAFF, StaffState.ACTIVE, telegram_id=8),
    Staff("Rina Wijaya", Role.STAFF, StaffState.ACTIVE, telegram_id=9, username="rinaw"),
    Staff("Budi Hartono"),
)
OWN_FEASTS = (OwnFeast("Haul & Milad", 17, 9, Calendar.HIJRI),)

_SIGNS = "abzÉñ 12'\"=+-@;,:|()#/\\<>&_.🎂中ء\u200d"
_lines = st.text(st.sampled_from(_SIGNS), max_size=24).map(cleaned)
_plain = st.sampled_from(
    ["Ratna", "Klinik Sehat", "Bu Tuti", "-Toko-", "=1+1", "'kutip'", "@home", 'Jalan 5, "B"', "🎂"]
)
texts = (_plain | _lines).filter(bool)
"""Lines as they are kept: without blanks around them and signs that control something."""
titles = texts.filter(lambda text: len(text) <= 60)
notes = st.lists(_plain | _lines, min_size=1, max_size=3).map(lambda lines: cleaned("\n".join(lines), lines=True))
kept_notes = notes.filter(bool) | st.sampled_from(['=SUM(A1)\nbaris 2; "kutip"', "+62 di kantor", "a;b;c\n\nd", "🎂"])

_phones = st.sampled_from(["+628123456789", "+62217654321; +6281298765432", "lewat Bu Sri", "112 (ext 3)"])
_emails = st.sampled_from(["a@b.id", "nama.panjang+tag@contoh.co.id"])
_past = st.integers(0, 40_000).map(lambda days: TODAY - timedelta(days=days))
_days = st.integers(-20_000, 10_000).map(lambda days: TODAY + timedelta(days=days))


@dataclass(frozen=True)
class PersonSketch:
    """Somebody, with ids yet to come."""

    person: Person
    days: tuple[Occasion, ...]
    feasts: tuple[KeptFeast, ...]
    replaced: bool = False
    """Whether the first one at the partner who is called otherwise took over."""


@dataclass(frozen=True)
class Sketch:
    """A partner and all that belongs to it; owner and backup as places in ``STAFF``."""

    partner: Partner
    owner: int | None
    backup: int | None
    days: tuple[Occasion, ...]
    feasts: tuple[KeptFeast, ...]
    agreements: tuple[Agreement, ...]
    rhythms: dict[Rhythm, int]
    people: tuple[PersonSketch, ...]


@st.composite
def _occasions(draw: st.DrawFn, kind: OccasionKind, past: bool) -> Occasion:
    calendar = draw(st.sampled_from([Calendar.GREGORIAN] * 3 + [Calendar.HIJRI, Calendar.BALINESE]))
    title = draw(titles) if kind is OccasionKind.OWN and draw(st.booleans()) else None
    if kind is OccasionKind.FOUNDING and draw(st.integers(0, 4)) == 0:
        title = draw(titles)
    made = Occasion(0, kind, 1, 1, title=title, calendar=calendar)
    if calendar is Calendar.HIJRI:
        year = draw(st.none() | st.integers(1300, 1440))
        made = replace(made, day=draw(st.integers(1, 30)), month=draw(st.integers(1, 12)), year=year)
    else:
        on = draw(_past if past else _past | _days) if draw(st.integers(0, 5)) else date(2000, 2, 29)
        known = calendar is Calendar.BALINESE or draw(st.booleans())
        made = replace(made, day=on.day, month=on.month, year=on.year if known else None)
        leap = (on.day, on.month) == (29, 2) and calendar is Calendar.GREGORIAN
        made = replace(made, leap_on_march=leap and draw(st.booleans()))
    return replace(made, single=made.year is not None and kind is OccasionKind.OWN and draw(st.booleans()))


def _feasts() -> st.SearchStrategy[tuple[KeptFeast, ...]]:
    keys = st.lists(st.sampled_from([*FEASTS, *(one.name for one in OWN_FEASTS)]), max_size=3, unique=True)
    kept = st.builds(KeptFeast, st.just(0), st.just(""), shift=st.sampled_from([0, 0, 0, 1, -1, 2, -3]))
    return st.tuples(keys, st.lists(kept, min_size=3, max_size=3)).map(
        lambda pair: tuple(replace(one, feast=key) for key, one in zip(*pair, strict=False))
    )


def _unlike(days: list[Occasion]) -> tuple[Occasion, ...]:
    """Two days of one kind, name and date are one."""
    return tuple({(one.kind, one.day, one.month, one.calendar, one.title): one for one in days}.values())


@st.composite
def _people(draw: st.DrawFn) -> PersonSketch:
    state = draw(st.sampled_from([PersonState.ACTIVE] * 4 + [PersonState.LEFT, PersonState.DIED]))
    person = Person(
        0,
        draw(texts),
        salutation=draw(st.none() | st.sampled_from(["Bu", "dr.", "Prof. Dr.", "Yth."])),
        call_name=draw(st.none() | texts),
        role=draw(st.none() | texts),
        phone=draw(st.none() | _phones),
        telegram=draw(st.none() | st.just("ratna_w")),
        email=draw(st.none() | _emails),
        language=draw(st.none() | st.sampled_from(["id", "en"])),
        consent=draw(st.sampled_from(Consent)),
        state=state,
        left_on=None if state is PersonState.ACTIVE else draw(st.none() | _past),
        note=draw(st.none() | kept_notes),
    )
    days = draw(st.lists(_occasions(OccasionKind.OWN, False), max_size=2))
    if person.consent is Consent.REFUSED:
        return PersonSketch(person, _unlike(days), (), draw(st.booleans()))
    born = draw(st.lists(_occasions(OccasionKind.BIRTHDAY, True), max_size=2))
    return PersonSketch(person, _unlike(days + born), draw(_feasts()))


@st.composite
def _agreements(draw: st.DrawFn) -> Agreement:
    ends = draw(_days)
    outcome = draw(st.sampled_from(AgreementOutcome))
    return Agreement(
        0,
        ends,
        draw(st.none() | st.integers(0, 2000).map(lambda days: ends - timedelta(days=days))),
        draw(st.none() | titles),
        outcome,
        draw(st.none() | _past) if outcome is not AgreementOutcome.OPEN else None,
    )


@st.composite
def sketches(draw: st.DrawFn) -> Sketch:
    """A partner with everything that it can have."""
    since_on = draw(st.none() | _past)
    partner = Partner(
        draw(texts),
        draw(st.sampled_from(Tier)),
        draw(st.sampled_from(Kind)),
        language=draw(st.none() | st.sampled_from(["id", "en"])),
        email=draw(st.none() | _emails),
        phone=draw(st.none() | _phones),
        city=draw(st.none() | texts),
        note=draw(st.none() | kept_notes),
        offers=draw(st.none() | kept_notes),
        needs=draw(st.none() | kept_notes),
        since_on=since_on,
        since_year=None if since_on else draw(st.none() | st.integers(1950, 2026)),
        state=draw(st.sampled_from([PartnerState.ACTIVE] * 4 + [PartnerState.ARCHIVED])),
        baseline_on=draw(st.none() | st.integers(0, 900).map(lambda days: TODAY - timedelta(days=days))),
    )
    kinds = st.sampled_from([OccasionKind.OWN] * 3 + [OccasionKind.FOUNDING] * 2 + [OccasionKind.PARTNERSHIP])
    days = draw(st.lists(kinds.flatmap(lambda kind: _occasions(kind, kind is not OccasionKind.OWN)), max_size=3))
    if since_on is not None and draw(st.integers(0, 3)):
        kept = Occasion(0, OccasionKind.PARTNERSHIP, since_on.day, since_on.month, year=since_on.year)
        days.append(kept)
    terms = draw(st.lists(_agreements(), max_size=3))
    return Sketch(
        partner,
        draw(st.none() | st.integers(0, len(STAFF) - 1)),
        draw(st.none() | st.integers(0, len(STAFF) - 1)),
        _unlike(days),
        draw(_feasts()),
        tuple({(one.to_on, one.from_on, one.title): one for one in terms}.values()),
        draw(st.dictionaries(st.sampled_from(Rhythm), st.sampled_from([0, 7, 45, 365]), max_size=3)),
        tuple(draw(st.lists(_people(), max_size=3))),
    )


FULL = Sketch(
    Partner(
        '=Klinik "Sehat"; Bersama',
        Tier.KEY,
        Kind.GOVERNMENT,
        language="en",
        email="a@b.id",
        phone="+62217654321",
        city="Cimahi",
        note='-baris 1\nbaris 2; "kutip" 🎂',
        offers="ruang rapat",
        needs="dokter",
        since_on=date(2019, 5, 3),
        state=PartnerState.ARCHIVED,
        baseline_on=date(2026, 9, 1),
    ),
    owner=1,
    backup=3,
    days=(
        Occasion(0, OccasionKind.FOUNDING, 29, 2, year=2000, leap_on_march=True),
        Occasion(0, OccasionKind.PARTNERSHIP, 3, 5, year=2019),
        Occasion(0, OccasionKind.OWN, 17, 9, title='Haul: "Kiai"; Milad', calendar=Calendar.HIJRI),
        Occasion(0, OccasionKind.OWN, 3, 5, title="Peresmian", year=2027, single=True),
    ),
    feasts=(KeptFeast(0, "natal"), KeptFeast(0, "Haul & Milad", shift=1)),
    agreements=(
        Agreement(0, date(2027, 1, 31), date(2025, 2, 1)),
        Agreement(0, date(2025, 1, 31), None, "Pelatihan", AgreementOutcome.RENEWED, date(2025, 2, 1)),
    ),
    rhythms={Rhythm.CHECK_IN: 45, Rhythm.GESTURE: 0},
    people=(
        PersonSketch(
            Person(
                0,
                "Dewi Anggraini",
                "dr.",
                "Dewi",
                "Kepala Klinik",
                "+628123456789; lewat Bu Sri",
                "dewi_a",
                "d@b.id",
                "id",
                Consent.AGREED,
                note="+suka teh",
            ),
            (
                Occasion(0, OccasionKind.BIRTHDAY, 29, 2, leap_on_march=True),
                Occasion(0, OccasionKind.BIRTHDAY, 12, 3, year=1980, calendar=Calendar.BALINESE),
            ),
            (KeptFeast(0, "galungan", shift=-2),),
        ),
        PersonSketch(Person(0, "Bu Tuti", consent=Consent.UNDECIDED), (Occasion(0, OccasionKind.BIRTHDAY, 3, 5),), ()),
        PersonSketch(
            Person(0, "Joko", consent=Consent.REFUSED, state=PersonState.LEFT, left_on=TODAY), (), (), replaced=True
        ),
    ),
)
"""A partner with everything that it can have."""

rosters = st.lists(sketches(), min_size=1, max_size=4)


def bare(row: Any, *but: str) -> tuple[Any, ...]:
    """What a row says, without ids and without what planning and the import reckon by themselves."""
    left_out = {
        *("id", "partner_id", "person_id", "owner_id", "backup_id", "surfaces_on", "undecided_until", "successor_id"),
        *("added_on", "added_by", "entered_on", "owner_since_on", "spread_place", "spread_of", "baseline_asked_on"),
        *("merged_into", *but),
    }
    return tuple(getattr(row, name) for name in row.__dataclass_fields__ if name not in left_out)
