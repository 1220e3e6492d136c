"""What can be changed about a partner, each field by buttons or by a text."""

from collections.abc import Sequence

from bot.chat.buttons import button
from bot.chat.html import bold, shortened
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.partner_card import EditPartner, show_card
from bot.chat.partners import ShowPartner
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.forms import Form
from bot.domain.partners import Partner
from bot.domain.staff import Staff
from bot.domain.words import FormKind, Kind, PartnerState, StaffState, Tier
from bot.i18n import words
from bot.i18n.translator import mark, own_name
from bot.usecases.forms import Forms
from bot.usecases.known import merged_partner
from bot.usecases.partners import ArchivePartner, ChangePartner

room = Room()
NAME_UNITS = 200
COLLEAGUES = 12
"""Colleagues on one page."""

_FIELDS = {
    "tier": mark("Tier"),
    "kind": mark("Kind"),
    "owner_id": mark("Owner"),
    "backup_id": mark("Backup"),
    "language": mark("Language"),
    "city": mark("City"),
    "phone": mark("Phone"),
    "email": mark("E-mail"),
    "note": mark("Note"),
    "name": mark("Name"),
}
_QUESTIONS = {
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
}
_WRITTEN = ("city", "phone", "email", "note", "name")
_CAN_BE_EMPTY = ("backup_id", "owner_id", "city", "phone", "email", "note")


@button("pf")
class EditField:
    """Ask for a new value of a field; ``page`` turns through colleagues."""

    partner_id: int
    field: str
    page: int


@button("pv")
class SetField:
    """Set a field; an empty value takes it away."""

    partner_id: int
    field: str
    value: str


@button("pz")
class PutAway:
    """Archive a partner, or bring it back."""

    partner_id: int
    archived: bool


@room.button(EditPartner)
async def show_fields(talk: Talk, pressed: EditPartner) -> None:
    """Shows what can be changed."""
    partner = await _partner(talk, pressed.partner_id)
    t, id = talk.t, partner.id
    if partner.state is PartnerState.ARCHIVED:
        rows = [[Key(t("Bring it back"), PutAway(id, False))]]
    else:
        rows = in_rows([Key(t(label), EditField(id, field, 0)) for field, label in _FIELDS.items()], 3)
        rows.append([Key(t("Archive"), PutAway(id, True))])
    text = t("What should be changed about {partner}?", partner=_strong(partner))
    await talk.show(text, keyboard([*rows, [Key(t("Back"), ShowPartner(id))]]))


@room.button(EditField)
async def ask_value(talk: Talk, pressed: EditField) -> None:
    """Asks for the new value: by buttons, or by a text that the form then waits for."""
    partner = await _partner(talk, pressed.partner_id)
    t, field = talk.t, pressed.field
    keys = await _choices(talk, partner, field)
    rows = in_rows(keys[pressed.page * COLLEAGUES :][:COLLEAGUES], 2)
    turn = [Key("←", EditField(partner.id, field, pressed.page - 1))] if pressed.page else []
    if len(keys) > (pressed.page + 1) * COLLEAGUES:
        turn.append(Key("→", EditField(partner.id, field, pressed.page + 1)))
    below = [Key(t("Back"), EditPartner(partner.id))]
    if field in _CAN_BE_EMPTY and getattr(partner, field) is not None:
        below.insert(0, Key(t("Take it away"), SetField(partner.id, field, "")))
    if field in _WRITTEN:
        fields = {"partner": partner.id, "field": field}
        await Forms(talk.house.storage).begin(talk.actor, talk.chat_id, FormKind.PARTNER, "edit", fields, field)
    await talk.show(t(_QUESTIONS[field], partner=_strong(partner)), keyboard([*rows, turn, below]))


@room.button(SetField)
async def save_value(talk: Talk, pressed: SetField) -> None:
    """Sets the value and shows the card."""
    await _save(talk, pressed.partner_id, pressed.field, pressed.value)


@room.form(FormKind.PARTNER)
async def take_value(talk: Talk, form: Form, text: str) -> None:
    """Takes the value that was written; what cannot be taken leaves the form as it is."""
    await _save(talk, form.fields["partner"], form.fields["field"], text)
    await Forms(talk.house.storage).close(talk.actor, form)


@room.button(PutAway)
async def put_away(talk: Talk, pressed: PutAway) -> None:
    """Archives the partner, or brings it back."""
    archive = ArchivePartner(talk.house.storage, talk.house.organisation)
    done = await archive(talk.actor, pressed.partner_id, pressed.archived)
    above = talk.t("Archived.") if pressed.archived else talk.t("Brought back.")
    await show_card(talk, done.partner_id, above, done.change_set_id)


async def _save(talk: Talk, partner_id: int, field: str, value: str) -> None:
    change = ChangePartner(talk.house.storage, talk.house.organisation)
    changed = await change(talk.actor, partner_id, field, value)
    await show_card(talk, changed.partner_id, talk.t("Changed."), changed.change_set_id)


async def _partner(talk: Talk, partner_id: int) -> Partner:
    async with talk.house.storage.read() as uow:
        return await merged_partner(uow, partner_id)


async def _choices(talk: Talk, partner: Partner, field: str) -> list[Key]:
    t = talk.t
    if field == "tier":
        return [Key(words.tier(t, one), SetField(partner.id, field, one.value)) for one in Tier]
    if field == "kind":
        return [Key(words.kind(t, one), SetField(partner.id, field, one.value)) for one in Kind]
    if field == "language":
        return [Key(own_name(one), SetField(partner.id, field, one)) for one in ("id", "en")]
    if field in ("owner_id", "backup_id"):
        return [Key(one.name, SetField(partner.id, field, str(one.id))) for one in await _colleagues(talk)]
    return []


async def _colleagues(talk: Talk) -> Sequence[Staff]:
    async with talk.house.storage.read() as uow:
        staff = await uow.staff.list_by()
    return sorted((one for one in staff if one.state is not StaffState.LEFT), key=lambda one: one.name.casefold())


def _strong(partner: Partner) -> str:
    return bold(shortened(partner.name, NAME_UNITS))
