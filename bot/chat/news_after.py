"""After news was sent: the round by WhatsApp, what is uncertain, what was halted, and the words about them."""

from typing import Any

from bot.chat.house import House
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import AnyKey, Key, keyboard
from bot.chat.mailing_texts import TROUBLES, mailing_view
from bot.chat.news_buttons import NewsByChat, NewsDecide, NewsGoOn, NewsRound, NewsStands, NewsUncertain
from bot.chat.notices import Outgoing, renders
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.undo import undo_key
from bot.chat.ways import links, ways_to
from bot.domain.notices import Notice
from bot.domain.staff import Staff
from bot.domain.words import MailingState, NoticeKind
from bot.i18n.formats import Formats
from bot.i18n.letters import chat_text
from bot.i18n.translator import Translator
from bot.usecases.mail_answers import DecideUncertain, GoOn, GoRoundByChat, ListUncertain, RecordByChat
from bot.usecases.mail_audience import addressee_of

room = Room()
NAME_UNITS = 80


@room.button(NewsRound)
async def go_round(talk: Talk, pressed: NewsRound) -> None:
    """The next one by WhatsApp."""
    await _go_on(talk, pressed.mailing_id)


@room.button(NewsByChat)
async def record(talk: Talk, pressed: NewsByChat) -> None:
    """Keeps that it went out, or that somebody is passed over, and goes on."""
    record = RecordByChat(talk.house.storage, talk.house.organisation)
    done = await record(talk.actor, pressed.recipient_id, sent=pressed.sent)
    said = talk.t("Noted as sent.") if pressed.sent else talk.t("Skipped this time.")
    await _go_on(talk, done.mailing_id, said, done.change_set_id)


async def _go_on(talk: Talk, mailing_id: int, above: str = "", change_set_id: int | None = None) -> None:
    t, organisation = talk.t, talk.house.organisation
    at = await GoRoundByChat(talk.house.storage, organisation)(talk.actor, mailing_id)
    undo = undo_key(t, change_set_id)
    one = at.recipient
    async with talk.house.storage.read() as uow:
        if one is None:
            text, _ = await mailing_view(uow, t, at.mailing)
            await talk.show("\n\n".join([*([above] if above else []), text]), keyboard([[undo]] if undo else []))
            return
        partner, person = await uow.partners.get(one.partner_id or 0), await uow.people.find(one.person_id)
        files = await uow.mail_files.sizes(at.mailing.id)
    to = addressee_of(partner, person, organisation.language)
    text = chat_text(to, at.mailing.body, talk.staff.name, organisation.name)
    name = person.addressed if person else partner.name
    lines = [above, ""] if above else []
    lines += [
        f"{bold(shortened(name, NAME_UNITS))} · {esc(shortened(partner.name, NAME_UNITS))}",
        t.n("{n} partner left", "{n} partners left", at.left),
        "",
        # Whole, in several messages if need be: what is copied is what they get.
        f"<code>{esc(text)}</code>",
    ]
    if files:
        lines += ["", t("Files do not go along by WhatsApp; add them there by hand.")]
    rows: list[list[AnyKey]] = [
        links(t, text, ways_to(person, partner, organisation.country)),
        [Key(t("Sent, next"), NewsByChat(one.id, True)), Key(t("Skip"), NewsByChat(one.id, False))],
        [*([undo] if undo else []), Key(t("Leave the round"), NewsStands(mailing_id))],
    ]
    await talk.show("\n".join(lines), keyboard(rows))


@room.button(NewsStands)
async def show_mailing(talk: Talk, pressed: NewsStands) -> None:
    """How far it is; the round is taken up again from there."""
    await GoRoundByChat(talk.house.storage, talk.house.organisation)(talk.actor, pressed.mailing_id)
    await _show_mailing(talk, pressed.mailing_id)


@room.button(NewsUncertain)
async def show_uncertain(talk: Talk, pressed: NewsUncertain) -> None:
    """One after the other, to be decided."""
    await _uncertain(talk, pressed.mailing_id)


@room.button(NewsDecide)
async def decide(talk: Talk, pressed: NewsDecide) -> None:
    """Keeps the decision and shows the next."""
    decide = DecideUncertain(talk.house.storage, talk.house.organisation)
    done = await decide(talk.actor, pressed.recipient_id, pressed.choice)
    await _uncertain(talk, done.mailing_id)


@room.button(NewsGoOn)
async def go_on(talk: Talk, pressed: NewsGoOn) -> None:
    """Takes a halted mailing up again."""
    await GoOn(talk.house.storage)(talk.actor, pressed.mailing_id)
    await _show_mailing(talk, pressed.mailing_id)


async def _uncertain(talk: Talk, mailing_id: int) -> None:
    t, found = talk.t, await ListUncertain(talk.house.storage)(talk.actor, mailing_id)
    if not found:
        await _show_mailing(talk, mailing_id)
        return
    one = found[0]
    async with talk.house.storage.read() as uow:
        partner = await uow.partners.find(one.partner_id)
    name = bold(shortened(partner.name if partner else "?", NAME_UNITS))
    text = t(
        "{name} ({address}): the server’s answer was lost, so nobody knows whether the mail arrived.",
        name=name,
        address=esc(one.address or "?"),
    )
    rows = [
        [Key(t("It arrived"), NewsDecide(one.id, "arrived")), Key(t("Send again"), NewsDecide(one.id, "again"))],
        [Key(t("Leave it"), NewsDecide(one.id, "leave"))],
    ]
    await talk.show(text, keyboard(rows))


async def _show_mailing(talk: Talk, mailing_id: int) -> None:
    async with talk.house.storage.read() as uow:
        text, rows = await mailing_view(uow, talk.t, await uow.mailings.get(mailing_id))
    await talk.show(text, keyboard(rows))


@renders(NoticeKind.MAILING)
async def mailing_notice(
    house: House, notice: Notice, _staff: Staff | None, t: Translator, _f: Formats
) -> Outgoing | None:
    """The end of a mailing, why it stands still, or what became of a test mail."""
    facts: Any = notice.facts
    async with house.storage.read() as uow:
        mailing = await uow.mailings.find(facts.get("mailing"))
        if mailing is None:
            return None
        if facts["what"] == "test":
            why = facts.get("why")
            if why is None:
                return Outgoing(t("The test mail has gone out. Look at it in your inbox before you send the news."))
            said = t(TROUBLES[why]) if why in TROUBLES else esc(str(why))
            return Outgoing(t("The test mail was not taken: {reason}", reason=said))
        if facts["what"] == "halted" and mailing.trouble is None:
            return None
        if facts["what"] == "ended" and mailing.state not in (MailingState.DONE, MailingState.STOPPED):
            return None
        text, rows = await mailing_view(uow, t, mailing)
    return Outgoing(text, keyboard(rows))
