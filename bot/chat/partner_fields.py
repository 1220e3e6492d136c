"""The fields of a partner in words: their labels, what is asked about them, what stands in them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from bot.chat.html import esc, shortened
from bot.domain.partners import Partner
from bot.domain.rhythms import PartnerRhythm
from bot.domain.words import Kind, Tier
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator, mark, own_name
from bot.usecases.partner_fields import SINCE, value_in

VALUE_UNITS = 120

LABELS: Mapping[str, str] = {
    "name": mark("Name"),
    "tier": mark("Tier"),
    "kind": mark("Kind"),
    "owner_id": mark("Owner"),
    "backup_id": mark("Backup"),
    "phone": mark("Phone"),
    "email": mark("E-mail"),
    "city": mark("City"),
    "language": mark("Language"),
    SINCE: mark("Since when"),
    "note": mark("Note"),
    "offers": mark("They offer"),
    "needs": mark("They need"),
}
QUESTIONS: Mapping[str, str] = {
    "tier": mark("How much care is owed to {partner}?"),
    "kind": mark("What sort of partner is {partner}?"),
    "owner_id": mark("Who answers for {partner}?"),
    "backup_id": mark("Who stands in for the owner of {partner}?"),
    "language": mark("In which language do we write to {partner}?"),
    "city": mark("In which city is {partner}? Write it."),
    "phone": mark("What is the phone number of {partner}? Write it in any notation."),
    "email": mark("What is the e-mail address of {partner}? Write it."),
    "note": mark("What should the note on {partner} say? Write it."),
    "name": mark("What is {partner} called from now on? Write the name."),
    SINCE: mark(
        "Since when is {partner} our partner? Write the day, for example 3 March 2021; the year alone will do as well."
    ),
    "offers": mark("What does {partner} offer? Write it."),
    "needs": mark("What does {partner} need? Write it."),
}
COLLEAGUES = ("owner_id", "backup_id")
"""Fields that hold a colleague."""
CAN_BE_EMPTY = ("backup_id", "owner_id", "language", "city", "phone", "email", SINCE, "note", "offers", "needs")


def shown_value(t: Translator, f: Formats, field: str, value: Any, names: Mapping[int, str]) -> str:
    """What stands in a field, escaped; empty for nothing. *names* are those of colleagues, by id."""
    if value is None or value == "":
        return ""
    if field == "tier":
        return words.tier(t, Tier(value))
    if field == "kind":
        return words.kind(t, Kind(value))
    if field == "language":
        return own_name(value)
    if field in ("owner_id", "backup_id"):
        return esc(shortened(names.get(int(value), ""), VALUE_UNITS))
    if isinstance(value, date):
        return f.day_year(value)
    return esc(shortened(str(value), VALUE_UNITS))


def value_lines(t: Translator, f: Formats, partner: Partner, names: Mapping[int, str]) -> list[str]:
    """What stands in each field that is filled in, but for the name."""
    lines = []
    for field, label in LABELS.items():
        value = shown_value(t, f, field, value_in(partner, field), names)
        if value and field != "name":
            lines.append(f"{t(label)}: {value}")
    return lines


def own_rhythms(t: Translator, rhythms: Iterable[PartnerRhythm]) -> str:
    """The rhythms that are the partner's own: "tanya kabar tiap 14 hari, apresiasi tidak pernah". Empty for none."""
    said = [
        t("{rhythm} never", rhythm=words.rhythm(t, one.rhythm, inline=True))
        if one.own_days == 0
        else t.n(
            "{rhythm} every day",
            "{rhythm} every {n} days",
            one.own_days or 0,
            rhythm=words.rhythm(t, one.rhythm, inline=True),
        )
        for one in rhythms
        if one.own_days is not None
    ]
    return ", ".join(said)
