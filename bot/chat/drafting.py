"""A draft for a reminder: the words of the i18n floor, filled with what is true now."""

import re
from dataclasses import dataclass

from bot.chat.html import esc
from bot.chat.talk import Talk
from bot.domain.briefs import ItemView
from bot.domain.feasts import FEASTS
from bot.domain.phones import phones_of
from bot.domain.words import EventKind, OccasionKind, PersonState, ReminderKind, ReminderState
from bot.i18n.drafts import DraftFacts, drafts, ordinal
from bot.i18n.formats import formats_for
from bot.i18n.salutations import full_name
from bot.i18n.translator import Translator
from bot.usecases.today import ShowItem

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")


@dataclass(frozen=True, slots=True)
class DraftShown:
    """A draft, to whom it goes, and how many there are. ``gone``: nothing is written to who is not there any more."""

    text: str
    to: str
    of: int
    phone: str | None
    can_be_done: bool
    gone: PersonState | None = None


async def draft_for(talk: Talk, reminder_id: int, number: int) -> DraftShown | None:
    """The draft of this number; None where the kind has none."""
    view = await ShowItem(talk.house.storage, talk.house.organisation)(talk.actor, reminder_id)
    if view.person is not None and view.person.state is not PersonState.ACTIVE:
        return DraftShown("", full_name(view.person), 0, None, can_be_done=False, gone=view.person.state)
    person = view.person or (view.longest_not_met.person if view.longest_not_met else None)
    language = (person.language if person else None) or view.partner.language or talk.house.organisation.language
    found = drafts(view.item.kind, _subject(view), language, person, _facts(talk, view, language))
    if not found:
        return None
    state = view.item.state
    return DraftShown(
        text=found[number % len(found)],
        to=full_name(person) if person else view.partner.name,
        of=len(found),
        phone=_phone(person.phone if person else view.partner.phone),
        can_be_done=state in (ReminderState.OPEN, ReminderState.SNOOZED),
    )


def gone_text(t: Translator, draft: DraftShown) -> str:
    """Why there is no draft."""
    if draft.gone is PersonState.DIED:
        return t("{name} has died; nothing is sent any more.", name=esc(draft.to))
    return t("{name} is no longer there; choose somebody else to write to.", name=esc(draft.to))


def _subject(view: ItemView) -> str | None:
    item = view.item
    if item.kind is ReminderKind.GESTURE:
        return view.suggestion.value if view.suggestion else None
    if item.event is not None:
        return item.event.value
    if item.feast is not None:
        # One of our own has no words of its own: a plain greeting names it.
        return item.feast if item.feast in FEASTS else OccasionKind.OWN.value
    return item.occasion.value if item.occasion is not None else None


def _facts(talk: Talk, view: ItemView, language: str) -> DraftFacts:
    item = view.item
    f = formats_for(language, str(talk.house.organisation.zone))
    return DraftFacts(
        sender=talk.staff.name,
        organisation=talk.house.organisation.name,
        partner=view.partner.name,
        years=f.counted(item.age) if item.age else None,
        nth=ordinal(language, item.age) if item.age else None,
        occasion=item.title or (item.feast if item.feast not in FEASTS else None),
        deceased=item.text if item.event is EventKind.DEATH else None,
        contact=talk.staff.name if item.kind is ReminderKind.INTRODUCE else None,
        ends=f.day_year(item.due_on) if item.kind is ReminderKind.RENEWAL else None,
        belated=bool(item.days_over) and item.occasion is not None,
    )


def _phone(phone: str | None) -> str | None:
    """The first number that WhatsApp can open: E.164 alone (a plus, then at most fifteen digits, the first not 0)."""
    return next((one for one in phones_of(phone) if _E164.fullmatch(one)), None)
