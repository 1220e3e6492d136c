"""What can be changed about a partner, each field by buttons or by a text."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.chat.agreement_buttons import ShowAgreements
from bot.chat.buttons import button
from bot.chat.colleague_keys import colleagues, named
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.merging_buttons import AskMerge
from bot.chat.news_refusals import refusal_key
from bot.chat.occasion_buttons import ShowDays
from bot.chat.partner_card import EditPartner, show_card
from bot.chat.partner_fields import CAN_BE_EMPTY, COLLEAGUES, LABELS, QUESTIONS, own_rhythms, shown_value, value_lines
from bot.chat.partners import ShowPartner
from bot.chat.replanned_texts import replanned_line
from bot.chat.rhythms import ShowRhythms
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.errors import BadValue, ChangedMeanwhile
from bot.domain.forms import Form
from bot.domain.partners import Partner
from bot.domain.ports import UnitOfWork
from bot.domain.staff import Staff
from bot.domain.words import FormKind, Kind, PartnerState, Tier
from bot.i18n import words
from bot.i18n.translator import own_name
from bot.usecases.forms import Forms
from bot.usecases.known import living_partner, merged_partner
from bot.usecases.partner_fields import SINCE, mark_of, value_in
from bot.usecases.partners import ArchivePartner, ChangePartner, PartnerChanged

room = Room()
NAME_UNITS = 200
PAGE = 12
"""Choices on one page."""
NOT_SEEN = "-"
"""The mark of no value: an update that comes again asks again what it has asked before."""
_LAYOUT = (
    ("name", "tier", "kind"),
    ("owner_id", "backup_id"),
    ("phone", "email", "city"),
    ("language", SINCE, "note"),
    ("offers", "needs"),
)


@button("pf")
class EditField:
    """Ask for a new value of a field; ``page`` turns through colleagues."""

    partner_id: int
    field: str
    page: int


@button("pw")
class SetField:
    """Set a field; an empty value takes it away. ``seen`` marks the value that stood there when it was asked."""

    partner_id: int
    field: str
    value: str
    seen: str


@button("pt")
class SetTyped:
    """Set a field to what the form holds, although somebody changed it meanwhile."""

    form: int
    version: int


@button("pz")
class PutAway:
    """Archive a partner, or bring it back."""

    partner_id: int
    archived: bool


@room.button(EditPartner)
async def show_fields(talk: Talk, pressed: EditPartner) -> None:
    """Shows what stands where, and what can be changed."""
    async with talk.house.storage.read() as uow:
        partner = await merged_partner(uow, pressed.partner_id)
        names = await _names(uow, partner)
        rhythms = await uow.rhythms.list_by(partner_id=partner.id)
    t, id = talk.t, partner.id
    back = [Key(t("Back"), ShowPartner(id))]
    if partner.state is PartnerState.ARCHIVED:
        text = t("{partner} is archived: nothing is due there. Everything about it is kept.", partner=_strong(partner))
        await talk.show(text, keyboard([[Key(t("Bring it back"), PutAway(id, False))], back]))
        return
    lines = [t("What should be changed about {partner}?", partner=_strong(partner)), ""]
    lines += value_lines(t, talk.f, partner, names)
    if own := own_rhythms(t, rhythms):
        lines.append(t("Rhythm of its own: {rhythms}", rhythms=own))
    rows = [[Key(t(LABELS[field]), EditField(id, field, 0)) for field in row] for row in _LAYOUT]
    rows += [
        [Key(t("Agreements"), ShowAgreements(id, 0)), Key(t("Days and holidays"), ShowDays(id))],
        [Key(t("Rhythms"), ShowRhythms(id)), Key(t("Merge"), AskMerge(id))],
        [refusal_key(t, partner), Key(t("Archive"), PutAway(id, True))],
        back,
    ]
    await talk.show("\n".join(lines), keyboard(rows))


@room.button(EditField)
async def ask_value(talk: Talk, pressed: EditField) -> None:
    """Asks for the new value: by buttons, or by a text that the form then waits for."""
    async with talk.house.storage.read() as uow:
        partner = await living_partner(uow, pressed.partner_id)
        names = await _names(uow, partner)
    t, field = talk.t, pressed.field
    value = value_in(partner, field)
    seen = mark_of(value)
    keys = await _choices(talk, partner, field, seen)
    rows = in_rows(keys[pressed.page * PAGE :][:PAGE], 2)
    turn = [Key("←", EditField(partner.id, field, pressed.page - 1))] if pressed.page else []
    if len(keys) > (pressed.page + 1) * PAGE:
        turn.append(Key("→", EditField(partner.id, field, pressed.page + 1)))
    below = [Key(t("Back"), EditPartner(partner.id))]
    if field in CAN_BE_EMPTY and value is not None:
        below.insert(0, Key(t("Take it away"), SetField(partner.id, field, "", seen)))
    # What is chosen by buttons may be typed as well.
    fields = {"partner": partner.id, "field": field, "seen": seen}
    await Forms(talk.house.storage).begin(talk.actor, talk.chat_id, FormKind.PARTNER, "edit", fields, field)
    text = t(QUESTIONS[field], partner=_strong(partner))
    if now := shown_value(t, talk.f, field, value, names):
        text += "\n" + t("So far: {value}", value=now)
    await talk.show(text, keyboard([*rows, turn, below]))


@room.button(SetField)
async def save_value(talk: Talk, pressed: SetField) -> None:
    """Sets the value and shows the card; where somebody was quicker, asks first."""
    try:
        saved = await _save(talk, pressed.partner_id, pressed.field, pressed.value, pressed.seen)
    except ChangedMeanwhile as error:
        anyway = SetField(pressed.partner_id, pressed.field, pressed.value, mark_of(error.value))
        await _ask_anyway(talk, pressed.partner_id, error, pressed.value, Key(talk.t("Change it anyway"), anyway))
        return
    await show_changed(talk, saved)


@room.form(FormKind.PARTNER)
async def take_value(talk: Talk, form: Form, text: str) -> None:
    """Takes the value that was written; what cannot be taken leaves the form as it is."""
    forms, fields = Forms(talk.house.storage), form.fields
    if fields["field"] in COLLEAGUES:
        found = named(text, await colleagues(talk))
        if len(found) != 1:
            await _ask_which(talk, fields, found)
            return
        text = str(found[0].id)
    asked = talk.took(form) and form.step == "anyway"
    try:
        saved = await _save(talk, fields["partner"], fields["field"], text, NOT_SEEN if asked else fields["seen"])
    except ChangedMeanwhile as error:
        if not asked:
            kept = {**fields, "typed": text, "seen": mark_of(error.value)}
            form = await forms.step(talk.actor, form, step="anyway", fields=kept, awaits=None)
        await _ask_typed(talk, form, error)
        return
    await forms.close(talk.actor, form)
    await show_changed(talk, saved)


@room.button(SetTyped)
async def save_typed(talk: Talk, pressed: SetTyped) -> None:
    """Sets what was typed, although somebody was quicker; asks again where somebody was quicker once more."""
    forms = Forms(talk.house.storage)
    asked = await forms.stepped_before(talk.actor, pressed.form, pressed.version)
    try:
        if asked is not None:
            await _save_form(talk, asked, NOT_SEEN)
        async with forms.taking(talk.actor, pressed.form, pressed.version) as form:
            saved = await _save_form(talk, form, form.fields["seen"])
    except ChangedMeanwhile as error:
        form = asked or await forms.get(talk.actor, pressed.form, pressed.version)
        if asked is None:
            form = await forms.step(talk.actor, form, fields={**form.fields, "seen": mark_of(error.value)})
        await _ask_typed(talk, form, error)
        return
    await show_changed(talk, saved)


@room.button(PutAway)
async def put_away(talk: Talk, pressed: PutAway) -> None:
    """Archives the partner, or brings it back."""
    archive = ArchivePartner(talk.house.storage, talk.house.organisation)
    done = await archive(talk.actor, pressed.partner_id, pressed.archived)
    above = talk.t("Archived.") if pressed.archived else talk.t("Brought back.")
    line = replanned_line(talk.t, talk.f, done.told)
    await show_card(talk, done.partner_id, f"{above} {line}".strip(), done.change_set_id)


async def show_changed(talk: Talk, changed: PartnerChanged) -> None:
    """Shows the card under what was done, and what that did to the reminders."""
    t = talk.t
    said = [t("Changed.") if changed.change_set_id is not None else t("It was so already.")]
    if changed.as_typed:
        said.append(t("That is no phone number, so it is kept as it was typed."))
    if changed.backup_freed:
        said.append(t("There is no backup any more; choose one under Edit."))
    said.append(replanned_line(t, talk.f, changed.told))
    await show_card(talk, changed.partner_id, " ".join(part for part in said if part), changed.change_set_id)


async def _save(talk: Talk, partner_id: int, field: str, value: str, seen: str | None) -> PartnerChanged:
    change = ChangePartner(talk.house.storage, talk.house.organisation)
    return await change(talk.actor, partner_id, field, value, seen)


async def _ask_which(talk: Talk, fields: Mapping[str, Any], found: Sequence[Staff]) -> None:
    """Asks which colleague is meant; the form goes on waiting."""
    if not found:
        raise BadValue("owner", "no_colleague")
    keys = [Key(one.name, SetField(fields["partner"], fields["field"], str(one.id), fields["seen"])) for one in found]
    back = [Key(talk.t("Back"), EditPartner(fields["partner"]))]
    await talk.answer(talk.t("Several fit. Which one?"), keyboard([*in_rows(keys[:PAGE], 2), back]))


async def _save_form(talk: Talk, form: Form, seen: str) -> PartnerChanged:
    return await _save(talk, form.fields["partner"], form.fields["field"], form.fields["typed"], seen)


async def _ask_typed(talk: Talk, form: Form, error: ChangedMeanwhile) -> None:
    anyway = Key(talk.t("Change it anyway"), SetTyped(form.id, form.version))
    await _ask_anyway(talk, form.fields["partner"], error, form.fields["typed"], anyway)


async def _ask_anyway(talk: Talk, partner_id: int, error: ChangedMeanwhile, wanted: str, anyway: Key) -> None:
    """Says what stands there now and who set it, and offers to change it all the same."""
    t, f, field = talk.t, talk.f, error.field
    async with talk.house.storage.read() as uow:
        partner = await merged_partner(uow, partner_id)
        names = await _names(uow, partner, error.by, int(wanted) if field.endswith("_id") and wanted else None)
    if error.by in (None, talk.staff.id) or error.at is None:
        lines = [t("This was changed meanwhile at {partner}.", partner=_strong(partner))]
    else:
        who, when = esc(names.get(error.by or 0, "")), f.moment(error.at)
        lines = [t("{who} changed this meanwhile at {partner}, {when}.", who=who, partner=_strong(partner), when=when)]
    label, empty = t(LABELS[field]), t("empty")
    lines += [
        t("{field} now: {value}", field=label, value=shown_value(t, f, field, error.value, names) or empty),
        t("Your answer: {value}", value=shown_value(t, f, field, wanted, names) or empty),
    ]
    await talk.show("\n".join(lines), keyboard([[anyway, Key(t("Leave it"), ShowPartner(partner_id))]]))


async def _choices(talk: Talk, partner: Partner, field: str, seen: str) -> list[Key]:
    t = talk.t

    def key(label: str, value: str) -> Key:
        return Key(label, SetField(partner.id, field, value, seen))

    if field == "tier":
        return [key(words.tier(t, one), one.value) for one in Tier]
    if field == "kind":
        return [key(words.kind(t, one), one.value) for one in Kind]
    if field == "language":
        return [key(own_name(one), one) for one in ("id", "en")]
    if field in COLLEAGUES:
        return [key(one.name, str(one.id)) for one in await colleagues(talk)]
    return []


async def _names(uow: UnitOfWork, partner: Partner, *more: int | None) -> Mapping[int, str]:
    ids = (partner.owner_id, partner.backup_id, *more)
    return {one.id: one.name for one in await uow.staff.list_in(id for id in ids if id is not None)}


def _strong(partner: Partner) -> str:
    return bold(shortened(partner.name, NAME_UNITS))
