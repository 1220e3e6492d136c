"""The form of an agreement: entered in one line or changed part by part, echoed before it is saved."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.chat.agreement_buttons import EditAgreement, NewAgreement, ShowAgreements
from bot.chat.agreement_texts import agreement_line, days_of
from bot.chat.agreements import renew, show_agreements, show_told
from bot.chat.buttons import button
from bot.chat.days import need_day
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, keyboard
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.dates import parse_day
from bot.domain.errors import ChangedMeanwhile
from bot.domain.forms import Form
from bot.domain.terms import read_term
from bot.domain.words import FormKind
from bot.i18n.translator import mark
from bot.usecases.agreements import AddAgreement, AgreementChanged, ChangeAgreement, check_term, mark_of_agreement
from bot.usecases.forms import Forms
from bot.usecases.known import living_partner, merged_partner
from bot.usecases.partner_fields import short_text

room = Room()
NAME_UNITS = 120
NOT_SEEN = "-"
"""The mark of no agreement: an update that comes again asks again what it has asked before."""
_QUESTIONS = {
    "to": mark("On which day does it end? Write it, for example 31 December 2027."),
    "from": mark("On which day did it begin? Write it, for example 1 January 2026."),
    "title": mark("What is it about? Write a few words, for example: lease of the hall."),
}


@button("le")
class AskTerm:
    """Ask for the end, the beginning or the title again."""

    form: int
    version: int
    field: str


@button("lf")
class NoTerm:
    """Leave the beginning or the title empty."""

    form: int
    version: int
    field: str


@button("lg")
class SaveAgreement:
    """Save the agreement as the card shows it."""

    form: int
    version: int


@button("lh")
class LeaveAgreement:
    """Save nothing."""

    form: int
    version: int


@room.button(NewAgreement)
async def ask_agreement(talk: Talk, pressed: NewAgreement) -> None:
    """Asks for the end, or for all in one line."""
    t = talk.t
    async with talk.house.storage.read() as uow:
        partner = await living_partner(uow, pressed.partner_id)
    fields = {"partner": partner.id, "agreement": None, "from": None, "to": None, "title": None, "seen": None}
    await Forms(talk.house.storage).begin(talk.actor, talk.chat_id, FormKind.AGREEMENT, "new", fields, awaits="line")
    text = t(
        "Until when does the agreement with {partner} run? Write its end, for example 31 December 2027; "
        "all in one line works too: 1/1/2026 – 31/12/2027 lease of the hall",
        partner=bold(shortened(partner.name, NAME_UNITS)),
    )
    await talk.show(text, keyboard([[Key(t("Back"), ShowAgreements(partner.id, 0))]]))


@room.button(EditAgreement)
async def edit_agreement(talk: Talk, pressed: EditAgreement) -> None:
    """Shows it as a card whose parts can be changed."""
    async with talk.house.storage.read() as uow:
        kept = await uow.agreements.get(pressed.agreement_id)
        await living_partner(uow, kept.partner_id)
    fields = {
        "partner": kept.partner_id,
        "agreement": kept.id,
        "from": kept.from_on.isoformat() if kept.from_on else None,
        "to": kept.to_on.isoformat(),
        "title": kept.title,
        "seen": mark_of_agreement(kept),
    }
    form = await Forms(talk.house.storage).begin(talk.actor, talk.chat_id, FormKind.AGREEMENT, "card", fields)
    await _show_form(talk, form)


@room.button(AskTerm)
async def ask_term(talk: Talk, pressed: AskTerm) -> None:
    """Asks for one part again."""
    forms = Forms(talk.house.storage)
    form = await forms.get(talk.actor, pressed.form, pressed.version)
    await _show_form(talk, await forms.step(talk.actor, form, awaits=pressed.field or None))


@room.button(NoTerm)
async def leave_term(talk: Talk, pressed: NoTerm) -> None:
    """Leaves a part empty."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form, pressed.version)
    await _set(talk, form, {pressed.field: None})


@room.form(FormKind.AGREEMENT)
async def take_term(talk: Talk, form: Form, text: str) -> None:
    """Takes what was written; what cannot be taken leaves the form as it is."""
    if form.step == "renewed":
        await renew(talk, form, text)
    elif talk.took(form):
        await _show_form(talk, form)
    elif form.awaits == "line":
        term = read_term(text, talk.today)
        if term.to_on is None:
            need_day("to_on", term.fault)
        beginning = term.from_on.isoformat() if term.from_on else None
        end = term.to_on.isoformat() if term.to_on else None
        await _set(talk, form, {"to": end, "from": beginning, "title": _title(term.title)})
    elif form.awaits == "title":
        await _set(talk, form, {"title": _title(text)})
    else:
        reading = parse_day(text, talk.today, "future" if form.awaits == "to" else "past")
        on = need_day(f"{form.awaits}_on", reading)
        await _set(talk, form, {str(form.awaits): on.isoformat()})


@room.button(SaveAgreement)
async def save_agreement(talk: Talk, pressed: SaveAgreement) -> None:
    """Saves it once; where somebody changed it meanwhile, asks first."""
    forms = Forms(talk.house.storage)
    asked = await forms.stepped_before(talk.actor, pressed.form, pressed.version)
    try:
        if asked is not None:
            await _save(talk, {**asked.fields, "seen": NOT_SEEN})
        async with forms.taking(talk.actor, pressed.form, pressed.version) as form:
            saved = await _save(talk, form.fields)
    except ChangedMeanwhile as error:
        form = asked or await forms.get(talk.actor, pressed.form, pressed.version)
        if asked is None:
            fields = {**form.fields, "seen": mark_of_agreement(error.value)}
            form = await forms.step(talk.actor, form, fields=fields)
        await _ask_anyway(talk, form, error)
        return
    await show_told(talk, saved)


@room.button(LeaveAgreement)
async def leave_agreement(talk: Talk, pressed: LeaveAgreement) -> None:
    """Saves nothing, and shows the agreements again."""
    form = await Forms(talk.house.storage).take(talk.actor, pressed.form, pressed.version)
    await show_agreements(talk, ShowAgreements(form.fields["partner"], 0))


async def _save(talk: Talk, fields: Mapping[str, Any]) -> AgreementChanged:
    ports = (talk.house.storage, talk.house.organisation)
    end, beginning = date.fromisoformat(fields["to"]), _day(fields["from"])
    if fields["agreement"] is None:
        return await AddAgreement(*ports)(talk.actor, fields["partner"], end, beginning, fields["title"])
    change = ChangeAgreement(*ports)
    return await change(talk.actor, fields["agreement"], end, beginning, fields["title"], fields["seen"])


async def _set(talk: Talk, form: Form, values: Mapping[str, Any]) -> None:
    """Fills parts in and shows the card; an end before the beginning leaves the form as it is."""
    fields = {**form.fields, **values}
    if fields["to"] is not None:
        check_term(_day(fields["from"]), date.fromisoformat(fields["to"]))
    forms = Forms(talk.house.storage)
    await _show_form(talk, await forms.step(talk.actor, form, step="card", fields=fields, awaits=None))


async def _show_form(talk: Talk, form: Form) -> None:
    t, f, fields = talk.t, talk.f, form.fields
    if form.awaits in _QUESTIONS:
        below = [Key(t("Back"), AskTerm(form.id, form.version, ""))]
        if form.awaits in ("from", "title") and fields[form.awaits]:
            below.insert(0, Key(t("Take it away"), NoTerm(form.id, form.version, form.awaits)))
        await talk.show(t(_QUESTIONS[form.awaits]), keyboard([below]))
        return
    async with talk.house.storage.read() as uow:
        partner = await merged_partner(uow, fields["partner"])
    lines = [
        bold(t("Save this agreement?")),
        t("Partner: {partner}", partner=esc(shortened(partner.name, NAME_UNITS))),
        t("Runs: {days}", days=days_of(t, f, _day(fields["from"]), date.fromisoformat(fields["to"]))),
    ]
    if fields["title"]:
        lines.append(t("About: {title}", title=esc(shortened(fields["title"], NAME_UNITS))))

    def ask(label: str, field: str) -> Key:
        return Key(label, AskTerm(form.id, form.version, field))

    rows = [
        [Key(t("Save"), SaveAgreement(form.id, form.version))],
        [ask(t("Its end"), "to"), ask(t("Its beginning"), "from"), ask(t("Its subject"), "title")],
        [Key(t("Cancel"), LeaveAgreement(form.id, form.version))],
    ]
    await talk.show("\n".join(lines), keyboard(rows))


async def _ask_anyway(talk: Talk, form: Form, error: ChangedMeanwhile) -> None:
    t, f = talk.t, talk.f
    async with talk.house.storage.read() as uow:
        who = await uow.staff.find(error.by)
    if who is None or who.id == talk.staff.id or error.at is None:
        said = t("This agreement was changed meanwhile.")
    else:
        said = t("{who} changed this agreement meanwhile, {when}.", who=esc(who.name), when=f.moment(error.at))
    now = agreement_line(t, f, error.value, talk.today)
    keys = [
        Key(t("Change it anyway"), SaveAgreement(form.id, form.version)),
        Key(t("Leave it"), LeaveAgreement(form.id, form.version)),
    ]
    await talk.show("\n".join([said, t("Now: {value}", value=now)]), keyboard([keys]))


def _title(text: str | None) -> str | None:
    kept = " ".join((text or "").split())
    return short_text(kept) or None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
