"""What befell somebody, told without a contact: offered to be noted, so that a colleague is reminded."""

from bot.chat.contact_draft import ContactDraft, person_value
from bot.chat.event_buttons import AskEvent, NoteEvent
from bot.chat.html import bold
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.people_buttons import AskDied
from bot.chat.people_keys import Choice, partner_choices
from bot.chat.talk import Talk
from bot.domain.words import EventKind
from bot.i18n import words
from bot.i18n.salutations import full_name


async def offer_event(talk: Talk, draft: ContactDraft) -> bool:
    """Offers to note what befell somebody who is known; whether anybody is. Of several, asks who it is."""
    people = await _people(talk, draft)
    if not people or draft.event is None:
        return False
    t = talk.t
    if len(people) > 1:
        keys = [Key(one.whole, AskEvent(one.person.id)) for one in people if one.person is not None]
        await talk.answer(t("To whom did something happen?"), keyboard(in_rows(keys, 1)))
        return True
    person = people[0].person
    if person is None:
        return False
    rows = [[Key(t("Something else happened"), AskEvent(person.id))]]
    name, partner = full_name(person), bold(people[0].partner.name)
    if draft.event is EventKind.BEREAVEMENT:
        # "Bu Ratna meninggal" and "ibu Bu Ratna meninggal" are far apart, and neither may be taken for the other.
        text = t("{name} ({partner}): who has died?", name=bold(name), partner=partner)
        died = [Key(t("{name} has died", name=name), AskDied(person.id))]
        rows = [[Key(t("Somebody close to them"), NoteEvent(person.id, draft.event))], died, *rows]
    else:
        what = words.event_kind(t, draft.event, inline=True)
        rows.insert(0, [Key(t("Note: {event}", event=what), NoteEvent(person.id, draft.event))])
        text = t(
            "{name} ({partner}): {event}. Should it be noted? "
            "Then whoever looks after them is reminded to get in touch.",
            name=bold(name),
            partner=partner,
            event=what,
        )
    await talk.answer(text, keyboard(rows))
    return True


async def _people(talk: Talk, draft: ContactDraft) -> list[Choice]:
    if draft.partner_id is not None and draft.person_id is not None:
        return await partner_choices(talk, [person_value(draft.partner_id, draft.person_id)])
    asked = next((one for one in draft.questions if one.field == "person" and one.values), None)
    found = await partner_choices(talk, asked.values) if asked is not None else []
    return [one for one in found if one.person is not None]
