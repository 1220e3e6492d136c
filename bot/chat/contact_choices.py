"""The buttons of a contact's form, and the values among which a colleague chooses."""

from datetime import date, timedelta

from bot.chat.buttons import button
from bot.chat.contact_draft import NONE_OF_THESE, ContactDraft, Question, person_value
from bot.chat.keyboards import Key
from bot.chat.people_keys import Choice, partner_choices, people_of
from bot.chat.talk import Talk
from bot.domain.forms import Form
from bot.domain.words import Channel, Direction, Purpose
from bot.i18n import words

DAYS_BACK = 4


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
    """Show what can be changed, or the choices of one field; an empty field shows the card again."""

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


@button("kd")
class PlanContact:
    """The contact is still ahead: plan a check-in for its day."""

    form: int
    version: int


async def meant(talk: Talk, asked: Question) -> list[Choice]:
    """The partners and people among whom a question of these two fields is; none for any other."""
    return await partner_choices(talk, asked.values) if asked.field in ("partner", "person") else []


async def choices(talk: Talk, form: Form, asked: Question, among: list[Choice]) -> list[Key]:
    """The keys that answer a question; none where only writing does. *among* is what ``meant`` gave."""

    def key(label: str, value: str) -> Key:
        return Key(label[:1].upper() + label[1:], SetContact(form.id, form.version, asked.field, value))

    t, draft = talk.t, ContactDraft.of(form)
    if among:
        return [*(key(one.label_among(among), one.value) for one in among), key(_none(talk, among), NONE_OF_THESE)]
    if asked.field == "partner":
        return [key(one.whole, one.value) for one in await partner_choices(talk, None)]
    if asked.field == "person" and draft.partner_id is not None:
        people = await people_of(talk, draft.partner_id)
        nobody = key(t("Nobody in particular"), person_value(draft.partner_id, None))
        return [*(key(label, value) for label, value in people), nobody]
    if asked.field == "on":
        return _days(talk, form, asked)
    if asked.field == "channel":
        return [*(key(words.channel(t, one), one.value) for one in Channel), key(words.channel(t, None), "")]
    if asked.field == "purpose":
        offered = [Purpose(value) for value in asked.values] or list(Purpose)
        return [key(words.aim(t, one), one.value) for one in offered]
    if asked.field == "direction":
        return [key(words.direction(t, one), one.value) for one in Direction]
    return []


def _none(talk: Talk, among: list[Choice]) -> str:
    if len(among) == 1:
        return talk.t("No, somebody else")
    return talk.t("Neither of them") if len(among) == 2 else talk.t("None of them")


def _days(talk: Talk, form: Form, asked: Question) -> list[Key]:
    """The days that may be meant and are not ahead; the last ones where none is named."""
    named = [day for value in asked.values if (day := date.fromisoformat(value)) <= talk.today]
    days = named or [talk.today - timedelta(days=back) for back in range(DAYS_BACK)]
    keys = []
    for day in days:
        label = talk.f.relative(day, talk.today)
        keys.append(Key(label[:1].upper() + label[1:], SetContact(form.id, form.version, asked.field, day.isoformat())))
    return keys
