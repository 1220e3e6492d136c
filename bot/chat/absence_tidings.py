"""What colleagues are told of absences: that they stand in, until when, and that it is over."""

from dataclasses import dataclass
from datetime import date

from bot.chat.absence_texts import days_text
from bot.chat.answer_buttons import ShowList
from bot.chat.away_buttons import ShowAway
from bot.chat.house import House
from bot.chat.html import bold, esc
from bot.chat.keyboards import Key, keyboard
from bot.chat.notices import Outgoing, renders
from bot.domain.notices import Notice
from bot.domain.staff import Absence, Staff
from bot.domain.words import NoticeKind, PartnerState
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator
from bot.usecases.today import local_today

A_FEW = 3
"""With more of them, some wait their turn: at most eight rhythm reminders are open for one colleague."""


@dataclass(frozen=True, slots=True)
class _Ended:
    """An absence whose end the reader is told: whose it is, and whether it goes on, with whom, or never began."""

    away: Staff
    told: Absence
    own: bool
    goes_on: bool
    still_theirs: bool
    never_began: bool


@renders(NoticeKind.AWAY)
async def tell_away(house: House, notice: Notice, staff: Staff | None, t: Translator, f: Formats) -> Outgoing | None:
    """To stand-ins, and to whoever a manager noted it for; nothing where it does not hold any more."""
    facts = notice.facts
    if staff is None:
        return None
    on = local_today(staff, house.organisation, house.clock.now())
    async with house.storage.read() as uow:
        away = await uow.staff.find(int(facts["staff"]))
        absence = await uow.absences.find(int(facts["absence"]))
        by = await uow.staff.find(facts["by"])
        stand_in = None if absence is None else await uow.staff.find(absence.stand_in_id)
        owned = await uow.partners.list_by(owner_id=int(facts["staff"]), state=PartnerState.ACTIVE)
        theirs = {one.id for one in owned}
        here = sum(one.partner_id in theirs for one in await uow.reminders.list_living(staff_ids=[staff.id]))
    if away is None:
        return None
    told = Absence(away.id, date.fromisoformat(facts["from"]), date.fromisoformat(facts["until"]))
    if facts["what"] in ("ended", "over"):
        goes_on = absence is not None and absence.until_on >= on
        still = absence is not None and absence.stand_in_id in (None, staff.id)
        return _over(t, f, _Ended(away, told, staff.id == away.id, goes_on, still, told.from_on > on))
    if absence is None or absence.until_on < on:
        return None
    days, name = days_text(t, f, absence), bold(away.name)
    if staff.id == away.id:
        who = esc(by.name) if by is not None else t("a manager")
        lines = [t("🌴 {who} noted that you are away: {days}.", who=who, days=days)]
        lines.append(_stands_in(t, stand_in))
        return Outgoing("\n".join(lines), keyboard([[Key(t("Show"), ShowAway(away.id))]]))
    if absence.stand_in_id not in (None, staff.id) and not here and facts["what"] != "set":
        return None
    lines = [_headline(t, str(facts["what"]), name, days, esc(staff.name))]
    lines += _what_comes(t, f, absence, away, here, on)
    return Outgoing("\n".join(lines), keyboard([[Key(t("What is waiting"), ShowList(0))]]))


def _headline(t: Translator, what: str, name: str, days: str, reader: str) -> str:
    if what == "begins":
        return t("🌴 {name} is away from today: {days}. {reader} stands in.", name=name, days=days, reader=reader)
    if what == "changed":
        return t("🌴 Changed: {name} is away {days}. {reader} stands in.", name=name, days=days, reader=reader)
    return t("🌴 {name} is away {days}. {reader} stands in.", name=name, days=days, reader=reader)


def _what_comes(t: Translator, f: Formats, absence: Absence, away: Staff, here: int, on: date) -> list[str]:
    if absence.from_on > on:
        lines = [t("From {day} on, the reminders come here.", day=f.day(absence.from_on))]
    elif here:
        count = f.counted(here, capital=True)
        lines = [
            t.n(
                "{count} reminder is with you for now.",
                "{count} reminders are with you for now.",
                here,
                count=count,
            )
        ]
        if here > A_FEW:
            lines.append(t("They come by and by: who has many open at once is shown the next ones as they are done."))
    else:
        lines = [t("Nothing is waiting at present; what falls due comes here.")]
    if absence.everything:
        return [*lines, t("Greetings come too.")]
    return [*lines, t("Greetings stay with {name}.", name=esc(away.name))]


def _over(t: Translator, f: Formats, ended: _Ended) -> Outgoing | None:
    days, name = days_text(t, f, ended.told), bold(ended.away.name)
    if ended.own:
        if ended.goes_on:
            return None
        return Outgoing(t("The absence is over: {days}. The reminders come to you again.", days=days))
    if ended.goes_on:
        if ended.still_theirs:
            # It was taken back meanwhile: nothing has ended.
            return None
        return Outgoing(t("Somebody else stands in for {name} now ({days}).", name=name, days=days))
    if ended.never_began:
        return Outgoing(t("{name} is not away after all ({days}).", name=name, days=days))
    return Outgoing(t("{name} is back. The reminders are with {name} again. Thank you for standing in!", name=name))


def _stands_in(t: Translator, stand_in: Staff | None) -> str:
    if stand_in is None:
        return t("Stand-in: each partner’s backup, or else a manager")
    return t("Stand-in: {name}", name=esc(stand_in.name))
