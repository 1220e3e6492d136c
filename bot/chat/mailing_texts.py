"""What is said of a mailing: how far it is, what became of it, why it stands still."""

from collections.abc import Mapping

from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import AnyKey, Key
from bot.chat.news_buttons import NewsGoOn, NewsRound, NewsUncertain
from bot.domain.mailing import LeftOut, Mailing, Trouble
from bot.domain.ports import UnitOfWork
from bot.domain.words import Channel, MailingState, MailState
from bot.i18n.translator import Translator, mark

SHOWN = 8
NAME_UNITS = 80
REASONS: Mapping[str, str] = {
    LeftOut.OPTED_OUT: mark("do not want our news"),
    LeftOut.DIED: mark("have died"),
    LeftOut.LEFT: mark("have nobody there any more"),
    LeftOut.ARCHIVED: mark("are archived"),
    LeftOut.MOURNING: mark("are in mourning"),
    LeftOut.NO_ADDRESS: mark("have neither address nor number"),
    LeftOut.GONE: mark("are no longer there"),
    LeftOut.TAKEN_BACK: mark("were taken back"),
    LeftOut.PASSED_OVER: mark("were passed over"),
    LeftOut.GIVEN_UP: mark("were left as they are"),
    LeftOut.SAME_ADDRESS: mark("share an address with another"),
    LeftOut.ANSWERED: mark("were answered meanwhile"),
}
TROUBLES: Mapping[str, str] = {
    Trouble.AWAY: mark("The mail server does not answer. It is tried again by itself; nothing is lost or sent twice."),
    Trouble.LOGIN: mark(
        "The mail server refuses the login. An admin has to mend user and password in RAWAT_SMTP_URL; then press Go on."
    ),
    Trouble.SENDER: mark(
        "The mail server refuses our sender. An admin has to mend RAWAT_EMAIL_FROM; then press Go on."
    ),
    Trouble.CONTENT: mark(
        "The mail server refused the text or a file several times in a row. Look at the reasons, then press Go on."
    ),
    Trouble.CERTIFICATE: mark(
        "The mail server’s certificate is not trusted. An admin has to mend it, or the host in RAWAT_SMTP_URL; "
        "then press Go on."
    ),
    Trouble.UNSET: mark("No mail server is set. An admin has to set RAWAT_SMTP_URL and RAWAT_EMAIL_FROM."),
}


async def mailing_view(uow: UnitOfWork, t: Translator, mailing: Mailing) -> tuple[str, list[list[AnyKey]]]:
    """How far a mailing is, with what one can do about it."""
    if mailing.single and (said := await _single(uow, t, mailing)):
        return said, []
    counts = await uow.mail_recipients.count_states(mailing.id)
    mails = {state: count for (channel, state), count in counts.items() if channel is Channel.EMAIL}
    chats = sum(count for (channel, _), count in counts.items() if channel is Channel.CHAT)
    chat_left = counts.get((Channel.CHAT, MailState.PLANNED), 0)
    sent, total = mails.get(MailState.SENT, 0), sum(mails.values())
    lines = [f"📰 {bold(shortened(mailing.called, NAME_UNITS))}"]
    if mailing.state is MailingState.STOPPED:
        lines.append(t("Taken back: what had not gone out stays here."))
    if total:
        lines.append(t("E-mail: {sent} of {total} sent.", sent=t.number(sent), total=t.number(total)))
    if n := mails.get(MailState.REFUSED, 0):
        lines.append(t.n("{n} was refused:", "{n} were refused:", n))
        lines += await _refused(uow, mailing)
    if n := mails.get(MailState.SKIPPED, 0):
        lines.append(t.n("{n} was left out meanwhile.", "{n} were left out meanwhile.", n))
    if n := mails.get(MailState.UNCERTAIN, 0):
        lines.append(
            t.n(
                "{n} is uncertain: the server’s answer was lost. It is not sent again by itself.",
                "{n} are uncertain: the server’s answer was lost. They are not sent again by themselves.",
                n,
            )
        )
    if chats:
        lines.append(t("WhatsApp: {sent} of {total} done.", sent=t.number(chats - chat_left), total=t.number(chats)))
    if mailing.trouble and mailing.trouble in TROUBLES and mailing.state in (MailingState.SENDING, MailingState.HALTED):
        lines.append(t(TROUBLES[mailing.trouble]))
    uncertain: list[AnyKey] = (
        [Key(t("Uncertain ones"), NewsUncertain(mailing.id))] if mails.get(MailState.UNCERTAIN) else []
    )
    going: list[AnyKey] = [Key(t("Go on"), NewsGoOn(mailing.id))] if mailing.trouble else []
    stopped = mailing.state is MailingState.STOPPED
    rest: list[AnyKey] = [Key(t("By WhatsApp"), NewsRound(mailing.id))] if chat_left and not stopped else []
    return "\n".join(lines), [going, uncertain, rest]


async def _single(uow: UnitOfWork, t: Translator, mailing: Mailing) -> str | None:
    """What became of a single mail, where there is nothing left to do about it."""
    (one,) = await uow.mail_recipients.list_by(mailing_id=mailing.id, limit=1) or (None,)
    if one is None:
        return None
    partner, person = await uow.partners.find(one.partner_id), await uow.people.find(one.person_id)
    name = bold(shortened(person.addressed if person else partner.name if partner else "?", NAME_UNITS))
    if one.state is MailState.SENT:
        return "✉️ " + t("The mail to {name} has gone out and is noted.", name=name)
    if one.state is MailState.SKIPPED and one.reason == LeftOut.ANSWERED:
        return "✉️ " + t("The mail to {name} was not sent: the reminder was settled in another way first.", name=name)
    return None


async def _refused(uow: UnitOfWork, mailing: Mailing) -> list[str]:
    rows = await uow.mail_recipients.list_by(mailing_id=mailing.id, state=MailState.REFUSED, test=False, limit=SHOWN)
    partners = {one.id: one.name for one in await uow.partners.list_in(one.partner_id or 0 for one in rows)}
    lines = []
    for one in rows:
        name = shortened(partners.get(one.partner_id or 0, "?"), NAME_UNITS)
        lines.append(f"• {esc(name)} ({esc(one.address or '?')}): {esc(shortened(one.reason or '', 120))}")
    return lines
