"""What the form of a day holds, and the day that comes of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.domain.calendars import DaySpec, next_kept
from bot.domain.occasions import Occasion
from bot.domain.words import Calendar, OccasionKind

NOTHING: Mapping[str, Any] = {"kind": None, "single": False, "title": None, "day": None, "feast": None}
"""A form before anything is known."""

_IN_BALI = {OccasionKind.BIRTHDAY: "Otonan", OccasionKind.FOUNDING: "Odalan"}
"""What a day of the 210 is called, in every language."""


def missing(fields: Mapping[str, Any]) -> str | None:
    """What the next text answers; a day that is known waits for its sort, which is a button."""
    if fields["feast"] is not None:
        return None
    if fields["day"] is None and not _asks_title_first(fields):
        return "day"
    if fields["kind"] is None:
        return None
    if fields["kind"] == OccasionKind.OWN.value and not fields["title"]:
        return "title"
    return None


def _asks_title_first(fields: Mapping[str, Any]) -> bool:
    return fields["kind"] == OccasionKind.OWN.value and not fields["title"]


def as_fields(spec: DaySpec) -> dict[str, Any]:
    """A day as plain values; a Balinese one by the date that it counts from."""
    day, month, year = spec.day, spec.month, spec.year
    if spec.anchor is not None:
        day, month, year = spec.anchor.day, spec.anchor.month, spec.anchor.year
    leap = spec.leap_on_march
    return {"calendar": spec.calendar.value, "day": day, "month": month, "year": year, "leap_on_march": leap}


def spec_in(fields: Mapping[str, Any]) -> DaySpec:
    """The day that the form holds."""
    kept = fields["day"]
    return DaySpec(Calendar(kept["calendar"]), kept["day"], kept["month"], kept["year"], kept["leap_on_march"])


def draft_of(fields: Mapping[str, Any], spec: DaySpec, today: date) -> Occasion:
    """The day that the form holds. One that comes once, written without its year, is the next one."""
    kind, single = OccasionKind(fields["kind"]), bool(fields["single"])
    named = as_fields(spec)
    year, title = named["year"], fields["title"]
    if spec.calendar is Calendar.BALINESE and kind in _IN_BALI:
        # It stands beside the birthday or founding day, which is one of years.
        kind, title = OccasionKind.OWN, title or _IN_BALI[kind]
    if single and year is None:
        following = next_kept(spec, today)
        year = None if following is None else int(following.cycle)
    return Occasion(
        partner_id=fields["partner"],
        kind=kind,
        day=named["day"],
        month=named["month"],
        person_id=fields["person"],
        title=title if kind is OccasionKind.OWN else None,
        calendar=spec.calendar,
        year=year,
        leap_on_march=spec.leap_on_march,
        single=single,
        id=fields["id"],
    )
