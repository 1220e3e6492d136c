"""Agreements with a partner: listed, and closed by what became of them."""

from dataclasses import replace
from datetime import date

from bot.chat.agreement_buttons import EditAgreement, NewAgreement, ShowAgreement, ShowAgreements
from bot.chat.agreement_texts import agreement_line, comes_up
from bot.chat.buttons import button
from bot.chat.days import need_day
from bot.chat.html import bold, shortened
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.partners import ShowPartner
from bot.chat.replanned_texts import replanned_line
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.undo import undo_key
from bot.domain.agreements import Agreement
from bot.domain.dates import parse_day
from bot.domain.forms import Form
from bot.domain.partners import Partner
from bot.domain.words import AgreementOutcome, FormKind, PartnerState
from bot.i18n import words
from bot.usecases.agreements import (
    AgreementChanged,
    CloseAgreement,
    ListAgreements,
)
from bot.usecases.forms import Forms
from bot.usecases.known import merged_partner

room = Room()
NAME_UNITS = 120
YEARS = (1, 2, 3)
"""Years by which a renewal is offered."""


@button("li")
class CloseAs:
    """Close an agreement; a renewal without a day asks for it."""

    agreement_id: int
    outcome: AgreementOutcome
    to_on: date | None


@room.button(ShowAgreements)
async def show_agreements(talk: Talk, pressed: ShowAgreements) -> None:
    """A page of the agreements."""
    page = await ListAgreements(talk.house.storage)(talk.actor, pressed.partner_id, pressed.page)
    t, partner = talk.t, page.partner
    lines = [t("Agreements with {partner}", partner=_strong(partner)), ""]
    lines += [
        f"{place}. {agreement_line(t, talk.f, one, talk.today)}" for place, one in enumerate(page.agreements, start=1)
    ]
    if not page.agreements:
        lines.append(t("None is known yet."))
    keys = [Key(str(place), ShowAgreement(one.id)) for place, one in enumerate(page.agreements, start=1)]
    turn = [Key("←", ShowAgreements(partner.id, page.page - 1))] if page.page else []
    if page.page + 1 < page.pages:
        turn.append(Key("→", ShowAgreements(partner.id, page.page + 1)))
    adding = [Key(t("Add an agreement"), NewAgreement(partner.id))] if partner.state is PartnerState.ACTIVE else []
    await talk.show("\n".join(lines), keyboard([keys, turn, [*adding, Key(t("Back"), ShowPartner(partner.id))]]))


@room.button(ShowAgreement)
async def show_agreement(talk: Talk, pressed: ShowAgreement) -> None:
    """One agreement, and what can be done with it."""
    await _show_one(talk, pressed.agreement_id)


@room.button(CloseAs)
async def close_as(talk: Talk, pressed: CloseAs) -> None:
    """Closes it by its outcome; a renewal asks until when."""
    if pressed.outcome is AgreementOutcome.RENEWED and pressed.to_on is None:
        await _ask_until(talk, pressed.agreement_id)
        return
    close = CloseAgreement(talk.house.storage, talk.house.organisation)
    await show_told(talk, await close(talk.actor, pressed.agreement_id, pressed.outcome, pressed.to_on))


async def _ask_until(talk: Talk, agreement_id: int) -> None:
    t = talk.t
    async with talk.house.storage.read() as uow:
        kept = await uow.agreements.get(agreement_id)
    fields = {"partner": kept.partner_id, "agreement": kept.id}
    await Forms(talk.house.storage).begin(
        talk.actor, talk.chat_id, FormKind.AGREEMENT, "renewed", fields, awaits="renewed"
    )
    days = [_years_after(kept.to_on, years) for years in YEARS]
    keys = [Key(talk.f.day_year(on), CloseAs(kept.id, AgreementOutcome.RENEWED, on)) for on in days]
    text = t(
        "Renewed until when? Choose, or write the day. So far it runs until {day}.", day=talk.f.day_year(kept.to_on)
    )
    await talk.show(text, keyboard([*in_rows(keys, 2), [Key(t("Back"), ShowAgreement(kept.id))]]))


async def renew(talk: Talk, form: Form, text: str) -> None:
    """Renews an agreement until the day that was written."""
    on = need_day("to_on", parse_day(text, talk.today, "future"))
    close = CloseAgreement(talk.house.storage, talk.house.organisation)
    closed = await close(talk.actor, form.fields["agreement"], AgreementOutcome.RENEWED, on)
    await Forms(talk.house.storage).close(talk.actor, form)
    await show_told(talk, closed)


async def show_told(talk: Talk, saved: AgreementChanged) -> None:
    """Shows the agreement under what was done, and what that did to the reminders."""
    t, f = talk.t, talk.f
    if saved.change_set_id is None:
        said = [t("It was so already.")]
    elif saved.following_to_on is not None:
        said = [t("Noted. The agreement runs until {day} now.", day=f.day_year(saved.following_to_on))]
    elif saved.outcome is not AgreementOutcome.OPEN:
        said = [t("Noted.")]
    else:
        said = [t("Saved.")]
    if saved.comes_up_on is not None and saved.change_set_id is not None:
        said.append(comes_up(t, f, saved.comes_up_on, talk.today))
    # The one that is new is spoken of already.
    said.append(replanned_line(t, f, replace(saved.told, added=0)))
    await _show_one(talk, saved.agreement_id, " ".join(part for part in said if part), saved.change_set_id)


async def _show_one(talk: Talk, agreement_id: int, above: str = "", change_set_id: int | None = None) -> None:
    t = talk.t
    async with talk.house.storage.read() as uow:
        kept = await uow.agreements.get(agreement_id)
        partner = await merged_partner(uow, kept.partner_id)
    rows: list[list[Key]] = []
    if partner.state is PartnerState.ACTIVE:
        rows += in_rows(_outcomes(talk, kept), 2)
        rows.append([Key(t("Edit"), EditAgreement(kept.id))])
    undo = undo_key(t, change_set_id)
    rows.append([*([undo] if undo else []), Key(t("Back"), ShowAgreements(partner.id, 0))])
    text = f"{_strong(partner)}\n📄 {agreement_line(t, talk.f, kept, talk.today)}"
    await talk.show(f"{above}\n\n{text}" if above else text, keyboard(rows))


def _outcomes(talk: Talk, agreement: Agreement) -> list[Key]:
    """What may become of it from here on."""
    if agreement.outcome in (AgreementOutcome.RENEWED, AgreementOutcome.ENDED):
        return []
    left = [one for one in AgreementOutcome if one not in (AgreementOutcome.OPEN, agreement.outcome)]
    return [Key(words.agreement_outcome(talk.t, one), CloseAs(agreement.id, one, None)) for one in left]


def _years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes the 28th."""
    if (day.month, day.day) == (2, 29):
        return date(day.year + years, 2, 28)
    return day.replace(year=day.year + years)


def _strong(partner: Partner) -> str:
    return bold(shortened(partner.name, NAME_UNITS))
