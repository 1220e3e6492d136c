"""What the machinery itself has to tell: strangers, joiners, recovered admins, failures, outages, the unreachable."""

from datetime import datetime

from bot.chat.house import House
from bot.chat.html import bold
from bot.chat.notices import Outgoing, renders
from bot.domain.notices import Notice
from bot.domain.ports import UnitOfWork
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind, PartnerState, Role, StaffState
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator, mark
from bot.usecases.health import late_by_outage

_JOBS = {
    "plan_reminders": mark("planning the reminders"),
    "send_briefs": mark("composing the morning reminders"),
    "deliver_notices": mark("delivering messages"),
    "send_mails": mark("sending e-mail"),
    "escalate": mark("passing late reminders on"),
    "send_summaries": mark("composing the summary"),
    "tidy": mark("tidying up"),
    "back_up": mark("backing up"),
    "take_updates": mark("taking in what people write"),
    "answer_updates": mark("answering what people write"),
}
_HALVES = {
    "jobs": mark(
        "⚠️ Since {since}, no reminders have been planned and no briefs made: the part of the bot that does this is not "
        "running. Start it on the server: rawat run --only jobs. Messages that wait already are delivered meanwhile."
    ),
    "bot": mark(
        "⚠️ Since {since}, nobody has been answered: the part of the bot that takes messages in is not running. "
        "Start it on the server: rawat run --only bot. What people write until then is answered afterwards."
    ),
}


@renders(NoticeKind.STRANGER)
async def tell_stranger(_house: House, _notice: Notice, _staff: Staff | None, t: Translator, _f: Formats) -> Outgoing:
    """The one polite sentence."""
    return Outgoing(t("This bot is only for invited team members. To join, ask an admin for an invitation link."))


@renders(NoticeKind.JOINED)
async def tell_joined(
    house: House, notice: Notice, _staff: Staff | None, t: Translator, _f: Formats
) -> Outgoing | None:
    """To whom made the invitation: it was taken."""
    async with house.storage.read() as uow:
        newcomer = await uow.staff.find(int(notice.facts["staff"]))
        if newcomer is None or newcomer.state is StaffState.LEFT:
            return None
        partners = await uow.partners.count_by(owner_id=newcomer.id, state=PartnerState.ACTIVE)
    lines = [t("👋 {name} has joined the team.", name=bold(newcomer.name))]
    if partners:
        lines.append(
            t.n(
                "{n} partner waited for them and is theirs now.",
                "{n} partners waited for them and are theirs now.",
                partners,
            )
        )
    return Outgoing("\n".join(lines))


@renders(NoticeKind.RECOVERED_ADMIN)
async def tell_recovered(_house: House, _notice: Notice, _staff: Staff | None, t: Translator, _f: Formats) -> Outgoing:
    """To each admin: somebody with access to the server makes an admin."""
    return Outgoing(
        t(
            "🔑 Somebody with access to the server made a new link to become admin (rawat claim --recover). "
            "If nobody on the team did this, look after the server now; /team shows who is admin."
        )
    )


@renders(NoticeKind.FAILURE)
async def tell_failure(_house: House, notice: Notice, _staff: Staff | None, t: Translator, f: Formats) -> Outgoing:
    """To admins, and to the one whose message it was."""
    facts = notice.facts
    code, at = str(facts["code"]), f.moment(datetime.fromisoformat(facts["at"]))
    if facts["what"] == "own":
        return Outgoing(
            t(
                "⚠️ A message of {at} could not be answered. Nothing else is affected. "
                "Write it again; if it happens again, send the code {code} to an admin.",
                at=at,
                code=code,
            )
        )
    if facts["what"] == "update":
        return Outgoing(
            t(
                "⚠️ A colleague's message of {at} could not be answered after several tries. "
                "The colleague was told. The server's log has more under the code {code}.",
                at=at,
                code=code,
            )
        )
    if facts["what"] == "job" and facts["name"] in _HALVES:
        return Outgoing(t(_HALVES[facts["name"]], since=f.moment(datetime.fromisoformat(facts["since"]))))
    if facts["what"] == "job":
        return Outgoing(
            t(
                "⚠️ Since {since}, {task} has not come through. It is tried again and again. "
                "The server's log says why, under the code {code}.",
                since=f.moment(datetime.fromisoformat(facts["since"])),
                task=t(_JOBS.get(str(facts["name"]), _JOBS["tidy"])),
                code=code,
            )
        )
    return Outgoing(
        t(
            "⚠️ A message to a colleague does not get through; it has waited since {at} at the latest. "
            "The server's log has more under the code {code}.",
            at=at,
            code=code,
        )
    )


@renders(NoticeKind.OUTAGE)
async def tell_outage(house: House, notice: Notice, _staff: Staff | None, t: Translator, f: Formats) -> Outgoing:
    """To admins: from when to when nothing ran, what comes late because of it, and what its time is over."""
    since, until = (datetime.fromisoformat(notice.facts[name]) for name in ("since", "until"))
    lines = [
        t(
            "⚠️ Nothing ran here from {since} until {until}. What people wrote was kept and is being answered; "
            "what was due comes now, marked late.",
            since=f.moment(since),
            until=f.moment(until),
        )
    ]
    late = int(notice.facts.get("late", 0))
    if late:
        lines.append(t.n("{n} message is late.", "{n} messages are late.", late))
    async with house.storage.read() as uow:
        found = await late_by_outage(uow, house.organisation, since, until)
    if found.briefs:
        lines.append(t.n("{n} morning brief comes late.", "{n} morning briefs come late.", found.briefs))
    if found.missed:
        lines.append(
            t.n(
                "{n} greeting went unanswered, and its days are over.",
                "{n} greetings went unanswered, and their days are over.",
                found.missed,
            )
        )
    return Outgoing("\n".join(lines))


@renders(NoticeKind.UNREACHABLE)
async def tell_unreachable(
    house: House, notice: Notice, staff: Staff | None, t: Translator, _f: Formats
) -> Outgoing | None:
    """To backups and managers: messages do not reach a colleague, and whose partners now rest with whom."""
    async with house.storage.read() as uow:
        gone = await uow.staff.find(int(notice.facts["staff"]))
        if gone is None or gone.state not in (StaffState.BLOCKED, StaffState.LEFT):
            return None
        partners = await _standing_in(uow, gone, staff)
    left = gone.state is StaffState.LEFT
    lines = [
        t("👋 {name} has left the team.", name=bold(gone.name))
        if left
        else t(
            "📵 {name} gets no messages any more: the bot was blocked, or the account is gone.", name=bold(gone.name)
        )
    ]
    if partners:
        lines.append(
            t.n(
                "You are the backup of {n} of their partners; its reminders come here for now.",
                "You are the backup of {n} of their partners; their reminders come here for now.",
                partners,
            )
        )
    if left:
        if staff is not None and staff.may(Role.MANAGER):
            lines.append(t("Where there is no backup, the managers are reminded. /team hands the partners over."))
        return Outgoing("\n".join(lines)) if len(lines) > 1 else None
    lines.append(t("If {name} comes back, opening this bot and pressing Start is enough.", name=bold(gone.name)))
    return Outgoing("\n".join(lines))


async def _standing_in(uow: UnitOfWork, gone: Staff, reader: Staff | None) -> int:
    if reader is None:
        return 0
    return await uow.partners.count_by(owner_id=gone.id, backup_id=reader.id, state=PartnerState.ACTIVE)
