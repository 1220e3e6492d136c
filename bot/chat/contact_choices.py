"""The buttons of a contact's form, and the values among which a colleague chooses."""

from datetime import date, timedelta

from bot.chat.buttons import button
from bot.chat.contact_draft import ContactDraft, Question, person_value
from bot.chat.keyboards import Key
from bot.chat.people_keys import partner_keys, people_of
from bot.chat.talk import Talk
from bot.domain.forms import Form
from bot.domain.words import Channel, Direction, Purpose
from bot.i18n import words


@button("ks")
class SaveContact:
    """Save the contact as the card shows it."""

    form: int
    version: int


@button("kc")
class CancelContact:
    """Leave the contact."""

    form: int
    version: int


@button("ke")
class EditContact:
    """Show the fields that can be changed; an empty field shows the card again."""

    form: int
    version: int
    field: str


@button("kv")
class SetContact:
    """Set a field of the contact."""

    form: int
    version: int
    field: str
    value: str


async def choices(talk: Talk, form: Form, asked: Question) -> list[Key]:
    """The keys that answer a question; none where only writing does."""

    def key(label: str, value: str) -> Key:
        return Key(label, SetContact(form.id, form.version, asked.field, value))

    t, draft = talk.t, ContactDraft.of(form)
    if asked.field == "partner" or (asked.field == "person" and asked.values):
        labelled = await partner_keys(talk, asked.values or None)
        keys = [key(label, value) for label, value in labelled]
        whole = [key(t("Nobody in particular"), person_value(draft.partner_id, None))] if draft.partner_id else []
        return [*keys, *(whole if asked.field == "person" else [])]
    if asked.field == "person" and draft.partner_id is not None:
        people = await people_of(talk, draft.partner_id)
        nobody = key(t("Nobody in particular"), person_value(draft.partner_id, None))
        return [*(key(label, value) for label, value in people), nobody]
    if asked.field == "on":
        days = [talk.today - timedelta(days=back) for back in range(4)]
        values = asked.values or tuple(day.isoformat() for day in days)
        return [key(talk.f.relative(date.fromisoformat(value), talk.today), value) for value in values]
    if asked.field == "channel":
        return [*(key(words.channel(t, one), one.value) for one in Channel), key(words.channel(t, None), "")]
    if asked.field == "purpose":
        offered = [Purpose(value) for value in asked.values] or list(Purpose)
        return [key(words.aim(t, one), one.value) for one in offered]
    if asked.field == "direction":
        return [key(words.direction(t, one), one.value) for one in Direction]
    return []
