"""A draft for a reminder: the words of the i18n floor, filled with what is true now."""

from dataclasses import dataclass

from bot.chat.talk import Talk
from bot.domain.briefs import ItemView
from bot.domain.words import ReminderKind, ReminderState
from bot.i18n.drafts import DraftFacts, drafts
from bot.i18n.formats import formats_for
from bot.i18n.salutations import full_name
from bot.usecases.today import ShowItem


@dataclass(frozen=True, slots=True)
class DraftShown:
    """A draft, to whom it goes, and how many there are."""

    text: str
    to: str
    of: int
    phone: str | None
    can_be_done: bool


async def draft_for(talk: Talk, reminder_id: int, number: int) -> DraftShown | None:
    """The draft of this number; None where the kind has none."""
    view = await ShowItem(talk.house.storage, talk.house.organisation)(talk.actor, reminder_id)
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


def _subject(view: ItemView) -> str | None:
    item = view.item
    if item.kind is ReminderKind.GESTURE:
        return view.suggestion.value if view.suggestion else None
    if item.event is not None:
        return item.event.value
    if item.feast is not None:
        return item.feast
    return item.occasion.value if item.occasion is not None else None


def _facts(talk: Talk, view: ItemView, language: str) -> DraftFacts:
    item = view.item
    f = formats_for(language, str(talk.house.organisation.zone))
    return DraftFacts(
        sender=talk.staff.name,
        organisation=talk.house.organisation.name,
        partner=view.partner.name,
        years=f.counted(item.age) if item.age else None,
        occasion=item.title,
        contact=talk.staff.name if item.kind is ReminderKind.INTRODUCE else None,
        ends=f.day_year(item.due_on) if item.kind is ReminderKind.RENEWAL else None,
        belated=bool(item.days_over) and item.kind is ReminderKind.CONGRATULATION,
    )


def _phone(phone: str | None) -> str | None:
    """A number that WhatsApp can open: E.164 alone."""
    return phone if phone and phone.startswith("+") and phone[1:].isdigit() else None
