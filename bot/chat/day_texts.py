"""Days that matter, in words: as they were understood, and when they come next."""

from collections.abc import Sequence
from datetime import date

from bot.chat.html import bold, esc, shortened
from bot.domain.calendars import BALINESE_CYCLE, DaySpec
from bot.domain.coming import is_round
from bot.domain.day_results import FarYear, ImpossibleDay, YearOnly
from bot.domain.errors import BadValue
from bot.domain.feast_rules import GALUNGAN_ANCHOR
from bot.domain.feasts import Feast, FeastDay
from bot.domain.occasion_days import OccasionReading
from bot.domain.occasions import Occasion
from bot.domain.words import Calendar, Consent, OccasionKind
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator, mark, mark_c
from bot.usecases.occasions import FeastView, OccasionView

TITLE_UNITS = 120
CONSENTS = {
    Consent.AGREED: mark("Yes, agreed"),
    Consent.REFUSED: mark("No, do not keep it"),
    Consent.UNDECIDED: mark("Decide later"),
}
_HIJRI = (
    mark_c("hijri month", "Muharram"),
    mark_c("hijri month", "Safar"),
    mark_c("hijri month", "Rabi al-Awwal"),
    mark_c("hijri month", "Rabi al-Thani"),
    mark_c("hijri month", "Jumada al-Ula"),
    mark_c("hijri month", "Jumada al-Akhira"),
    mark_c("hijri month", "Rajab"),
    mark_c("hijri month", "Shaban"),
    mark_c("hijri month", "Ramadan"),
    mark_c("hijri month", "Shawwal"),
    mark_c("hijri month", "Dhu al-Qadah"),
    mark_c("hijri month", "Dhu al-Hijjah"),
)
_MARKS = {OccasionKind.BIRTHDAY: "🎂", OccasionKind.FOUNDING: "🏛", OccasionKind.PARTNERSHIP: "🤝"}
_EVERY = {
    Calendar.GREGORIAN: mark("every year"),
    Calendar.HIJRI: mark("every Hijri year; an estimate, for the moon decides"),
    Calendar.BALINESE: mark("every 210 days"),
}


def need_spec(reading: OccasionReading | None, t: Translator) -> DaySpec:
    """The day that was read; ``BadValue`` says what is wrong with it."""
    if isinstance(reading, DaySpec):
        return reading
    if isinstance(reading, ImpossibleDay):
        if reading.calendar is Calendar.HIJRI and reading.month is not None:
            named = f"{reading.day} {t.c(*_HIJRI[reading.month - 1])}"
            raise BadValue("day", "impossible_hijri", (("day", named),))
        facts = (("day", reading.day), ("month", reading.month), ("year", reading.year))
        raise BadValue("day", "impossible_day", facts)
    if isinstance(reading, FarYear):
        raise BadValue("day", "year_out_of_range", (("year", reading.year),))
    if isinstance(reading, YearOnly):
        raise BadValue("day", "day_year_alone", (("year", reading.year),))
    raise BadValue("day", "no_occasion_day")


def said_day(t: Translator, f: Formats, spec: DaySpec) -> str:
    """The day in its own calendar: 14 Agustus 1978; 17 Ramadan; Galungan."""
    if spec.calendar is Calendar.HIJRI:
        day = f"{spec.day} {t.c(*_HIJRI[spec.month - 1])}"
        return f"{day} {spec.year} H" if spec.year else day
    if spec.calendar is Calendar.BALINESE:
        anchor = spec.anchor or date(spec.year or 2000, spec.month, spec.day)
        apart = (anchor - GALUNGAN_ANCHOR).days % BALINESE_CYCLE
        if apart in (0, 10):
            return words.feast(t, "galungan" if apart == 0 else "kuningan")
        return t("counted from {day}", day=f.full_day(anchor))
    if spec.year is None:
        return f.short_day(date(2000, spec.month, spec.day))
    return f.day_year(date(spec.year, spec.month, spec.day))


def said_calendar(t: Translator, spec: DaySpec) -> str:
    """In which calendar, and how often."""
    often = t("once") if spec.single else t(_EVERY[spec.calendar])
    return f"{words.calendar(t, spec.calendar)}, {often}"


def name_of(t: Translator, occasion: Occasion) -> str:
    """What a day is called, unescaped."""
    return occasion.title or words.occasion_kind(t, occasion.kind)


def mark_of(kind: OccasionKind) -> str:
    """One sign to tell kinds apart."""
    return _MARKS.get(kind, "📅")


def years_text(t: Translator, years: int | None) -> str:
    """How many years a day completes; round ones stand out. Nothing where they are not known."""
    if not years:
        return ""
    if is_round(years):
        return t.n("a round {n} year", "a round {n} years", years)
    return t.n("{n} year", "{n} years", years)


def next_text(t: Translator, f: Formats, view: OccasionView, today: date) -> str:
    """When it comes next, and how many years that makes."""
    if view.following is None:
        return t("It is over.")
    day = f.today(view.following.on, today) if (view.following.on - today).days < 2 else f.full_day(view.following.on)
    facts = [fact for fact in (years_text(t, view.years), t("estimate") if view.following.tentative else "") if fact]
    return t("Next: {day}", day=day) + (f" ({', '.join(facts)})" if facts else "")


def occasion_lines(t: Translator, f: Formats, view: OccasionView, today: date, spec: DaySpec) -> list[str]:
    """A day in full: what, when, in which calendar, and next."""
    named = bold(shortened(name_of(t, view.occasion), TITLE_UNITS))
    lines = [f"{mark_of(view.occasion.kind)} {named}: {said_day(t, f, spec)}", said_calendar(t, spec)]
    if (spec.calendar, spec.day, spec.month) == (Calendar.GREGORIAN, 29, 2):
        march = t("In common years it is kept on 1 March.")
        lines.append(march if spec.leap_on_march else t("In common years it is kept on 28 February."))
    if spec.calendar is Calendar.GREGORIAN and spec.year is None and not spec.single:
        lines.append(t("The year is not known."))
    return [*lines, next_text(t, f, view, today)]


def feast_day_text(t: Translator, f: Formats, on: date | None, day: FeastDay | None) -> str:
    """When a feast is next: its day, with its year; estimates are said to be such."""
    if on is None or day is None:
        return t("the day is not known yet")
    said = f.day_year(on)
    return t("{day}, estimate", day=said) if day.tentative else said


def shift_text(t: Translator, shift: int) -> str:
    """A day earlier or later; nothing where it is kept on its day."""
    if shift < 0:
        return t.n("{n} day earlier", "{n} days earlier", -shift)
    return t.n("{n} day later", "{n} days later", shift) if shift else ""


def kept_line(t: Translator, f: Formats, view: FeastView) -> str:
    """A feast that is kept, and when it is next."""
    name, shift = esc(words.feast(t, view.kept.feast)), shift_text(t, view.kept.shift)
    day = feast_day_text(t, f, view.on, view.following)
    return f"🎊 {name}: {day}" + (f" ({shift})" if shift else "")


def greeting_text(t: Translator, f: Formats, feast: Feast) -> str:
    """On which days one greets, relative to the first."""
    spans = [_span(t, first, last) for first, last in feast.greeting]
    return f.list_of(spans)


def _span(t: Translator, first: int, last: int) -> str:
    ends: Sequence[str] = [_relative(t, first), _relative(t, last)]
    return ends[0] if first == last else t("from {first} to {last}", first=ends[0], last=ends[1])


def _relative(t: Translator, days: int) -> str:
    if days == 0:
        return t("the day itself")
    return t.n("{n} day before", "{n} days before", -days) if days < 0 else t.n("{n} day after", "{n} days after", days)
