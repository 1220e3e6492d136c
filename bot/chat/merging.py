"""Merging two partners that are the same: the other one is chosen, both are shown, and a press makes them one."""

from collections.abc import Iterable

from bot.chat.buttons import button
from bot.chat.finding import RESEMBLES
from bot.chat.html import bold, esc, shortened
from bot.chat.interactions import take_instead
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.merging_buttons import AskMerge
from bot.chat.merging_texts import merge_text
from bot.chat.partner_card import EditPartner, show_card
from bot.chat.replanned_texts import with_replanned
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.errors import NotAllowed
from bot.domain.finding import Found
from bot.domain.forms import Form
from bot.domain.partners import Partner
from bot.domain.words import FormKind, PartnerState, Role
from bot.usecases.forms import Forms
from bot.usecases.known import living_partner
from bot.usecases.merging import MergePartners, PreviewMerge

room = Room()
OFFERED = 8
NAME_UNITS = 120


@button("gb")
class ChooseOther:
    """This is the other one."""

    form: int
    version: int
    partner_id: int


@button("gc")
class KeepOther:
    """Let the other one stay, and this one go."""

    form: int
    version: int


@button("gd")
class MergeNow:
    """Make them one."""

    form: int
    version: int


@button("ge")
class LeaveMerge:
    """Leave them two."""

    form: int
    version: int


@room.button(AskMerge)
async def ask_other(talk: Talk, pressed: AskMerge) -> None:
    """Asks which partner is the same as this one; those that resemble it are buttons."""
    async with talk.house.storage.read() as uow:
        partner = await living_partner(uow, pressed.partner_id)
    if not _may_touch(talk, partner):
        raise NotAllowed("own partners")
    fields = {"partner": partner.id, "other": None}
    forms = Forms(talk.house.storage)
    form = await forms.begin(talk.actor, talk.chat_id, FormKind.MERGE, "choose", fields, awaits="name")
    alike = [one for one in await talk.house.names.find(partner.name, OFFERED) if one.score >= RESEMBLES]
    others = [one for one in _partners(alike, partner.id) if _may_touch(talk, one)]
    keys = [_choice(form, one) for one in others if one.state is PartnerState.ACTIVE]
    t, name = talk.t, _strong(partner)
    text = t("Which partner is the same as {partner}? Write its name.", partner=name)
    if keys:
        text = t("Which partner is the same as {partner}? Choose it, or write its name.", partner=name)
    back = [Key(t("Back"), EditPartner(partner.id))]
    await forms.shown_in(form, await talk.show(text, keyboard([*in_rows(keys, 1), back])))


@room.form(FormKind.MERGE)
async def take_name(talk: Talk, form: Form, text: str) -> None:
    """Takes the name of the other one: a clear hit is shown beside the first, several are buttons."""
    if form.step == "preview":
        await _show_preview(talk, form)
        return
    if await take_instead(talk, text):
        return
    t = talk.t
    found = await talk.house.names.find(text, OFFERED)
    others = _partners(found, form.fields["partner"])
    if len(others) == 1 or (others and found[0].clear and found[0].partner.id == others[0].id):
        await _choose(talk, form, others[0].id)
    elif others:
        await talk.answer(t("Which partner?"), keyboard([[_choice(form, one)] for one in others]))
    elif found and all(one.partner.id == form.fields["partner"] for one in found):
        await talk.answer(t("That is this partner itself. Write the name of the other one."))
    else:
        name = bold(shortened(text, NAME_UNITS))
        await talk.answer(t("No other partner is called {name}. Write it in another way.", name=name))


@room.button(ChooseOther)
async def choose_other(talk: Talk, pressed: ChooseOther) -> None:
    """Shows both, and what merging would do."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form, pressed.version)
    await _choose(talk, form, pressed.partner_id)


@room.button(KeepOther)
async def keep_other(talk: Talk, pressed: KeepOther) -> None:
    """Shows it the other way round."""
    forms = Forms(talk.house.storage)
    form = await forms.get(talk.actor, pressed.form, pressed.version)
    if not talk.took(form):
        fields = {"partner": form.fields["other"], "other": form.fields["partner"]}
        form = await forms.step(talk.actor, form, fields=fields)
    await _show_preview(talk, form)


@room.button(MergeNow)
async def merge(talk: Talk, pressed: MergeNow) -> None:
    """Makes them one, and shows the card of the one that stays."""
    async with Forms(talk.house.storage).taking(talk.actor, pressed.form, pressed.version) as form:
        join = MergePartners(talk.house.storage, talk.house.organisation)
        merged = await join(talk.actor, form.fields["partner"], form.fields["other"])
    text = talk.t("{other} is now part of {partner}.", other=_named(merged.other_name), partner=_named(merged.name))
    text = with_replanned(talk.t, talk.f, text, merged.told)
    await show_card(talk, merged.partner_id, text, merged.change_set_id)


@room.button(LeaveMerge)
async def leave_merge(talk: Talk, pressed: LeaveMerge) -> None:
    """Leaves them as they are."""
    form = await Forms(talk.house.storage).take(talk.actor, pressed.form, pressed.version)
    await show_card(talk, form.fields["partner"], talk.t("Nothing was merged."))


async def _choose(talk: Talk, form: Form, other_id: int) -> None:
    # What cannot be merged is said before the form goes on, so that another one can be chosen.
    preview = PreviewMerge(talk.house.storage)
    await preview(talk.actor, form.fields["partner"], other_id)
    fields = {**form.fields, "other": other_id}
    form = await Forms(talk.house.storage).step(talk.actor, form, step="preview", fields=fields, awaits=None)
    await _show_preview(talk, form)


async def _show_preview(talk: Talk, form: Form) -> None:
    t = talk.t
    preview = await PreviewMerge(talk.house.storage)(talk.actor, form.fields["partner"], form.fields["other"])
    rows = [
        [Key(t("Merge"), MergeNow(form.id, form.version)), Key(t("Cancel"), LeaveMerge(form.id, form.version))],
        [Key(t("Keep {partner}", partner=preview.other.name), KeepOther(form.id, form.version))],
    ]
    text = merge_text(t, talk.f, preview)
    await Forms(talk.house.storage).shown_in(form, await talk.show(text, keyboard(rows)))


def _partners(found: Iterable[Found], but: int) -> list[Partner]:
    """The partners among the hits that may be the other one, each once."""
    return list({one.partner.id: one.partner for one in found if one.partner.id != but}.values())


def _may_touch(talk: Talk, partner: Partner) -> bool:
    return talk.staff.may(Role.MANAGER) or partner.owner_id == talk.staff.id


def _choice(form: Form, partner: Partner) -> Key:
    label = f"{partner.name} ({partner.city})" if partner.city else partner.name
    return Key(label, ChooseOther(form.id, form.version, partner.id))


def _strong(partner: Partner) -> str:
    return bold(shortened(partner.name, NAME_UNITS))


def _named(name: str) -> str:
    return esc(shortened(name, NAME_UNITS))
