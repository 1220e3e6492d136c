"""Words ready to send: drafts turned through, sent, or written by oneself."""

import re

from telegram import InlineKeyboardMarkup

from bot.chat.answer_buttons import ShowItem
from bot.chat.answers import settled_kindly, tell_done
from bot.chat.draft_buttons import AddNumber, ByMail, LetMail, OwnWords, Sent, ShowDraft, TurnDraft
from bot.chat.draft_texts import (
    barred_text,
    channel_rows,
    draft_text,
    mark_shown,
    own_text,
    pick_keys,
    send_rows,
)
from bot.chat.drafting import Offer, offer_for
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import AnyKey, Copy, Key, keyboard
from bot.chat.partner_fields import QUESTIONS as OF_PARTNER
from bot.chat.person_texts import QUESTIONS as OF_PERSON
from bot.chat.reminders import show_item
from bot.chat.round_buttons import GoRound
from bot.chat.rounds import settled_on_the_way
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.ways import fits_copying
from bot.domain.errors import BadValue
from bot.domain.forms import Form
from bot.domain.words import Channel, FormKind, Tone
from bot.i18n import words
from bot.i18n.salutations import full_name
from bot.usecases.forms import Forms
from bot.usecases.partners import ChangePartner
from bot.usecases.person_fields import ChangePerson
from bot.usecases.sending import STAYS_OPEN, MarkSent
from bot.usecases.single_mail import MailDraft

room = Room()
SUBJECT_UNITS = 70
NUMBER = "number"
"""The step of a form that asks for the number a draft is to go to."""
_ENDS = re.compile(r"(?:[!?]|(?<=\w{5})\.)(?=\s)")
"""Where a sentence ends; after a shorter word a full stop may be a title's (dr., Prof.)."""
NAME_UNITS = 90


@room.button(ShowDraft)
async def show_draft(talk: Talk, pressed: ShowDraft) -> None:
    """Shows the drafts for a reminder, the first one chosen."""
    await show_turned(talk, TurnDraft(pressed.reminder_id, pressed.number, None, False))


@room.button(TurnDraft)
@settled_kindly
async def show_turned(talk: Talk, pressed: TurnDraft) -> None:
    """Shows the chosen draft with all ways to send it."""
    offer = await _offer(talk, pressed.reminder_id, pressed.number, pressed.tone)
    if offer is None:
        return
    t, text = talk.t, offer.chosen.text
    rows = send_rows(t, offer, text, mark_shown(offer), number=offer.number, in_round=pressed.in_round)
    rows += pick_keys(t, offer, in_round=pressed.in_round)
    await talk.show(
        draft_text(talk, offer, text), keyboard([*rows, [_back(talk, pressed.reminder_id, pressed.in_round)]])
    )


@room.button(Sent)
async def save_sent(talk: Talk, pressed: Sent) -> None:
    """Logs that it went out, settles the reminder, and goes on in a round."""
    if pressed.channel is None:
        await _ask_channel(talk, pressed)
        return
    if pressed.in_round:
        await settled_on_the_way(talk, pressed.reminder_id, lambda: _mark_sent(talk, pressed))
        return
    await _save_sent(talk, pressed)


@settled_kindly
async def _save_sent(talk: Talk, pressed: Sent) -> None:
    done = await MarkSent(talk.house.storage, talk.house.organisation)(
        talk.actor, pressed.reminder_id, pressed.mark, pressed.channel
    )
    await _close_own(talk, pressed.reminder_id)
    await tell_done(talk, done)


async def _mark_sent(talk: Talk, pressed: Sent) -> tuple[str, int | None]:
    """The same within a round: a word about it, and what takes it back."""
    done = await MarkSent(talk.house.storage, talk.house.organisation)(
        talk.actor, pressed.reminder_id, pressed.mark, pressed.channel
    )
    await _close_own(talk, pressed.reminder_id)
    async with talk.house.storage.read() as uow:
        reminder = await uow.reminders.get(pressed.reminder_id)
        person, partner = await uow.people.find(reminder.person_id), await uow.partners.get(reminder.partner_id)
    name = esc(shortened(full_name(person) if person else partner.name, NAME_UNITS))
    return talk.t("✓ {name}: noted as sent.", name=name), done.change_set_id


@room.button(OwnWords)
@settled_kindly
async def show_own(talk: Talk, pressed: OwnWords) -> None:
    """Shows one's own words for a reminder, or asks for them."""
    offer = await _offer(talk, pressed.reminder_id, 0, None)
    if offer is None:
        return
    kept = None if pressed.anew else await _own_form(talk, pressed.reminder_id)
    if kept is not None:
        await talk.show(*_own_view(talk, offer, kept.fields["text"], in_round=pressed.in_round))
        return
    person = offer.drafting.person
    fields = {"reminder": pressed.reminder_id, "in_round": pressed.in_round, "person": person.id if person else None}
    forms = Forms(talk.house.storage)
    form = await forms.begin(talk.actor, talk.chat_id, FormKind.DRAFT, "text", fields, "text")
    asked = talk.t("Write the message to {name} as it should go out. It comes back with all keys.", name=bold(offer.to))
    turn = TurnDraft(pressed.reminder_id, 0, None, pressed.in_round)
    shown = await talk.show(asked, keyboard([[Key(talk.t("Back"), turn)]]))
    await forms.shown_in(form, shown)


@room.form(FormKind.DRAFT)
async def take_own(talk: Talk, form: Form, text: str) -> None:
    """Keeps one's own words and offers them with the same keys; or takes the number that was asked for."""
    if form.step == NUMBER:
        await _take_number(talk, form, text)
        return
    offer = await _offer(talk, int(form.fields["reminder"]), 0, None)
    if offer is None:
        return
    if not talk.took(form):
        if not text.strip():
            raise BadValue("text", "empty")
        fields = {**form.fields, "text": text.strip()}
        form = await Forms(talk.house.storage).step(talk.actor, form, step="ready", fields=fields, awaits=None)
    view = _own_view(talk, offer, form.fields["text"], in_round=bool(form.fields["in_round"]))
    await talk.answer(*view)


@room.button(AddNumber)
@settled_kindly
async def ask_number(talk: Talk, pressed: AddNumber) -> None:
    """Asks for the number that is missing, in the middle of a draft."""
    offer = await _offer(talk, pressed.reminder_id, 0, None)
    if offer is None:
        return
    t, person, name = talk.t, offer.drafting.person, bold(shortened(offer.to, NAME_UNITS))
    asked = t(OF_PERSON["phone"], name=name) if person else t(OF_PARTNER["phone"], partner=name)
    whose = {"person": person.id if person else None, "partner": offer.drafting.partner.id}
    fields = {"reminder": pressed.reminder_id, "in_round": pressed.in_round, **whose}
    forms = Forms(talk.house.storage)
    form = await forms.begin(talk.actor, talk.chat_id, FormKind.DRAFT, NUMBER, fields, NUMBER)
    turn = TurnDraft(pressed.reminder_id, 0, None, pressed.in_round)
    await forms.shown_in(form, await talk.show(asked, keyboard([[Key(t("Back"), turn)]])))


async def _take_number(talk: Talk, form: Form, text: str) -> None:
    """Writes the number down where it belongs, and shows the draft again: now it can go out."""
    house, fields = talk.house, form.fields
    if fields["person"] is not None:
        await ChangePerson(house.storage, house.organisation)(talk.actor, fields["person"], "phone", text)
    else:
        await ChangePartner(house.storage, house.organisation)(talk.actor, fields["partner"], "phone", text)
    await Forms(house.storage).close(talk.actor, form)
    await show_turned(talk, TurnDraft(fields["reminder"], 0, None, fields["in_round"]))


@room.button(ByMail)
@settled_kindly
async def show_mail(talk: Talk, pressed: ByMail) -> None:
    """Shows the address and the words: a tap on the one opens the mail program, on the other copies."""
    offer = await _offer(talk, pressed.reminder_id, max(0, pressed.number), pressed.tone)
    if offer is None or offer.ways.email is None:
        return
    t = talk.t
    text, mark = await _chosen(talk, pressed, offer)
    address = offer.ways.email
    lines = [
        t("To: {address}", address=esc(address)),
        t("Subject: {subject}", subject=esc(subject_of_mail(text))),
        "",
        f"<code>{esc(text)}</code>",
        "",
        t("Tap the address to open the mail program, and the text to copy it."),
    ]
    copies: list[AnyKey] = [Copy(t("Copy the address"), address)] if fits_copying(address) else []
    rows: list[list[AnyKey]] = [
        copies,
        [Key(t("Sent by e-mail"), Sent(pressed.reminder_id, mark, Channel.EMAIL, pressed.in_round))],
    ]
    if talk.house.mail:
        let = LetMail(pressed.reminder_id, pressed.number, pressed.tone, pressed.in_round)
        rows.insert(0, [Key(t("Let the bot send it"), let)])
    back = TurnDraft(pressed.reminder_id, max(0, pressed.number), pressed.tone, pressed.in_round)
    await talk.show("\n".join(lines), keyboard([*rows, [Key(t("Back"), back)]]))


@room.button(LetMail)
async def let_mail(talk: Talk, pressed: LetMail) -> None:
    """Hands the words to the job that sends mails; when they have gone out, the reminder is done."""
    if pressed.in_round:
        await settled_on_the_way(talk, pressed.reminder_id, lambda: _let_mail_in_round(talk, pressed))
        return
    await _let_mail(talk, pressed)


@settled_kindly
async def _let_mail(talk: Talk, pressed: LetMail) -> None:
    offer = await _offer(talk, pressed.reminder_id, max(0, pressed.number), pressed.tone)
    if offer is None:
        return
    await _start_mail(talk, pressed, offer)
    t, address = talk.t, esc(offer.ways.email or "")
    if offer.drafting.kind in STAYS_OPEN:
        said = t("The mail to {address} is on its way. When it has gone out, it is noted.", address=address)
    else:
        said = t(
            "The mail to {address} is on its way. When it has gone out, it is noted and the reminder is done.",
            address=address,
        )
    await talk.show(said, keyboard([[_back(talk, pressed.reminder_id, False)]]))


async def _let_mail_in_round(talk: Talk, pressed: LetMail) -> tuple[str, int | None]:
    """The same within a round, which comes to the next meanwhile."""
    offer = await offer_for(talk, pressed.reminder_id, max(0, pressed.number), pressed.tone)
    await _start_mail(talk, pressed, offer)
    return talk.t("✓ {name}: the mail is on its way.", name=esc(shortened(offer.to, NAME_UNITS))), None


async def _start_mail(talk: Talk, pressed: LetMail, offer: Offer) -> None:
    text, mark = await _chosen(talk, pressed, offer)
    mail = MailDraft(talk.house.storage, talk.house.organisation)
    subject = subject_of_mail(text) if text else ""
    await mail(talk.actor, pressed.reminder_id, offer.ways.email or "", subject, text, mark)


async def _chosen(talk: Talk, pressed: ByMail | LetMail, offer: Offer) -> tuple[str, str]:
    """The words that were chosen, and their mark; one's own have none."""
    if pressed.number >= 0:
        return (offer.chosen.text, mark_shown(offer)) if offer.texts else ("", "")
    kept = await _own_form(talk, pressed.reminder_id)
    if kept is None:
        raise BadValue("text", "missing")
    return kept.fields["text"], ""


def subject_of_mail(text: str) -> str:
    """What an e-mail with these words is headed: how they begin."""
    first = text.strip().splitlines()[0]
    ends = _ENDS.search(first)
    return shortened(first[: ends.start() + 1].rstrip(".") if ends else first, SUBJECT_UNITS)


async def _offer(talk: Talk, reminder_id: int, number: int, tone: Tone | None) -> Offer | None:
    """The drafts; where there are none, says why."""
    offer = await offer_for(talk, reminder_id, number, tone)
    view = offer.drafting.view
    if view is not None and not view.item.living:
        # Nobody is greeted twice: who settled it, and when, stands there instead.
        await show_item(talk, ShowItem(reminder_id))
        return None
    if offer.drafting.barred is not None:
        await talk.toast(barred_text(talk.t, offer), alert=True)
        return None
    if not offer.texts:
        await talk.toast(talk.t("For this one there is no draft: only you know the words."), alert=True)
        return None
    return offer


async def _ask_channel(talk: Talk, pressed: Sent) -> None:
    labels = [(one, words.channel(talk.t, one)) for one in Channel]
    back = TurnDraft(pressed.reminder_id, 0, None, pressed.in_round)
    rows = [*channel_rows(labels, pressed), [Key(talk.t("Back"), back)]]
    await talk.show(talk.t("How did it go out?"), keyboard(rows))


def _own_view(talk: Talk, offer: Offer, text: str, *, in_round: bool) -> tuple[str, InlineKeyboardMarkup | None]:
    t = talk.t
    id = offer.drafting.view.item.reminder_id if offer.drafting.view else 0
    head = t("Your words for {name}:", name=bold(offer.to))
    rows = send_rows(t, offer, text, "", number=-1, in_round=in_round)
    rows.append(
        [Key(t("Write it anew"), OwnWords(id, True, in_round)), Key(t("Drafts"), TurnDraft(id, 0, None, in_round))]
    )
    return own_text(talk, offer, text, head), keyboard([*rows, [_back(talk, id, in_round)]])


async def _own_form(talk: Talk, reminder_id: int) -> Form | None:
    """The newest form with one's own words for this reminder."""
    async with talk.house.storage.read() as uow:
        found = await uow.forms.list_by(staff_id=talk.staff.id, chat_id=talk.chat_id, kind=FormKind.DRAFT, closed=False)
    mine = [one for one in found if one.fields.get("reminder") == reminder_id and one.fields.get("text")]
    return mine[-1] if mine else None


async def _close_own(talk: Talk, reminder_id: int) -> None:
    form = await _own_form(talk, reminder_id)
    if form is not None:
        await Forms(talk.house.storage).close(talk.actor, form)


def _back(talk: Talk, reminder_id: int, in_round: bool) -> Key:
    return Key(talk.t("Back"), GoRound(reminder_id) if in_round else ShowItem(reminder_id))
