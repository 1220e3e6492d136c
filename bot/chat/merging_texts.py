"""What merging two partners would do, in words."""

from collections.abc import Iterable

from bot.chat.html import bold, esc, shortened
from bot.domain.partners import Partner
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.salutations import full_name
from bot.i18n.translator import Translator
from bot.usecases.merging import MergePreview

NAME_UNITS = 120
VALUE_UNITS = 120
SHOWN = 8


def merge_text(t: Translator, f: Formats, preview: MergePreview) -> str:
    """Which one stays, what comes over, who and what become one, what goes to the note."""
    lines = [
        bold(t("Make one of these two?")),
        t("Stays: {partner}", partner=_described(t, preview, preview.kept)),
        t("Goes into it: {partner}", partner=_described(t, preview, preview.other)),
        "",
        _moving(t, f, preview),
    ]
    if preview.people:
        lines.append(t("Known in both, one from now on: {names}.", names=_listed(f, map(full_name, preview.people))))
    if preview.doubled:
        names = _listed(f, map(full_name, preview.doubled))
        lines.append(t("Stay twice, since their answers about remembering days differ: {names}.", names=names))
    if same := _same(t, preview):
        lines.append(t("The same in both, kept once: {what}.", what=f.list_of(same)))
    if preview.further:
        lines.append(t("Goes to the note: {values}.", values=_listed(f, preview.further)))
    lines.append(t("Owner, tier and rhythms stay as they are. Of the same reminders the older one stays."))
    return "\n".join(lines)


def _described(t: Translator, preview: MergePreview, partner: Partner) -> str:
    name = bold(shortened(partner.name, NAME_UNITS))
    owner = preview.owners.get(partner.owner_id or 0)
    facts = [words.tier(t, partner.tier), *([partner.city] if partner.city else []), *([owner] if owner else [])]
    return " · ".join([name, *(esc(shortened(fact, NAME_UNITS)) for fact in facts)])


def _moving(t: Translator, f: Formats, preview: MergePreview) -> str:
    counted = preview.moving
    parts = [
        (counted["people"], t.n("{n} person", "{n} people", counted["people"])),
        (counted["interactions"], t.n("{n} contact", "{n} contacts", counted["interactions"])),
        (
            counted["occasions"] + counted["kept_feasts"],
            t.n("{n} day that matters", "{n} days that matter", counted["occasions"] + counted["kept_feasts"]),
        ),
        (counted["events"], t.n("{n} event", "{n} events", counted["events"])),
        (counted["agreements"], t.n("{n} agreement", "{n} agreements", counted["agreements"])),
        (counted["promises"], t.n("{n} promise", "{n} promises", counted["promises"])),
    ]
    said = [text for count, text in parts if count]
    return t("Comes over: {what}.", what=f.list_of(said)) if said else t("Nothing else has to come over.")


def _same(t: Translator, preview: MergePreview) -> list[str]:
    days = preview.same["occasions"] + preview.same["kept_feasts"]
    parts = [
        (days, t.n("{n} day that matters", "{n} days that matter", days)),
        (preview.same["events"], t.n("{n} event", "{n} events", preview.same["events"])),
        (preview.same["agreements"], t.n("{n} agreement", "{n} agreements", preview.same["agreements"])),
    ]
    return [text for count, text in parts if count]


def _listed(f: Formats, values: Iterable[str]) -> str:
    shown = [esc(shortened(" ".join(value.split()), VALUE_UNITS)) for value in values]
    more = len(shown) - SHOWN
    return f.list_of(shown if more <= 0 else [*shown[:SHOWN], f"+{f.number(more)}"])
