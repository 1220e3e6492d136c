"""The week for the team: headline and picture in the linked group, and one's own week on Friday."""

from datetime import date, timedelta

from bot.chat.answer_buttons import ShowList
from bot.chat.house import House
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, keyboard
from bot.chat.notices import Outgoing, renders
from bot.chat.partners import ShowPartner
from bot.chat.summary_texts import done_line, headline
from bot.domain.figures import Period
from bot.domain.notices import Notice
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator
from bot.reports.drawing import drawn
from bot.reports.summary_pictures import summary_picture
from bot.usecases.summary_pictures import pictured
from bot.usecases.summing import Summing
from bot.usecases.team_weeks import ShowOwnWeek

NAME_UNITS = 60
SIX_DAYS = timedelta(days=6)


@renders(NoticeKind.GROUP_WEEK)
async def tell_group(house: House, notice: Notice, _staff: Staff | None, t: Translator, f: Formats) -> Outgoing | None:
    """Headline and picture, without notes and without people; nothing once the group was let go or it was switched off.

    Whatever happened since the week is in it: nothing of it is kept with the notice.
    """
    start, today = date.fromisoformat(notice.facts["start"]), house.organisation.today(house.clock.now())
    async with house.storage.read() as uow:
        if notice.chat_id is None or not await uow.team_groups.list_by(chat_id=notice.chat_id, weekly=True):
            return None
        summary = await Summing(uow, house.organisation, today).summary(Period(start, start + SIX_DAYS))
        shown = await pictured(uow, house.organisation, summary, today)
    return Outgoing(headline(t, f, summary, today), photo=await drawn(summary_picture, t, f, shown))


@renders(NoticeKind.OWN_WEEK)
async def tell_own_week(
    house: House, notice: Notice, staff: Staff | None, t: Translator, f: Formats
) -> Outgoing | None:
    """What a colleague did, what waits, one partner worth a call; nothing on a later day, or once switched off."""
    now = house.clock.now()
    if staff is None or not staff.own_week or notice.due_on != f.local(now).date():
        return None
    week = await ShowOwnWeek(house.storage, house.organisation)(staff, now)
    load, keys = week.load, [Key(t("What is waiting"), ShowList(0))]
    lines = [
        bold(t("This week, {span}", span=f.span(week.period.start, week.period.end))),
        t.n("{n} contact to care for a partner", "{n} contacts to care for partners", week.care),
        done_line(t, f, load.done, load.due, load.noted),
    ]
    if load.open:
        lines.append(t.n("{n} reminder still waits.", "{n} reminders still wait.", load.open))
    if week.worth is not None:
        name = esc(shortened(week.worth.name, NAME_UNITS))
        if week.worth.days is None:
            lines.append(t("Worth a call: {name} has not heard from us yet.", name=name))
        else:
            lines.append(
                t.n(
                    "Worth a call: {name}, last contact {n} day ago.",
                    "Worth a call: {name}, last contact {n} days ago.",
                    week.worth.days,
                    name=name,
                )
            )
        keys.insert(0, Key(t("Partner’s card"), ShowPartner(week.worth.partner_id)))
    return Outgoing("\n".join(lines), keyboard([keys]))


@renders(NoticeKind.GROUP_LOST)
async def tell_group_lost(
    _house: House, notice: Notice, _staff: Staff | None, t: Translator, _f: Formats
) -> Outgoing | None:
    """To admins: the figures do not reach the group."""
    if not notice.facts:
        return None
    group = bold(shortened(str(notice.facts["title"]), NAME_UNITS))
    return Outgoing(
        t(
            "⚠️ The week's figures do not reach {group}: the bot is not there any more. "
            "Add it again, write /linkgroup there, and switch the figures on in /settings.",
            group=group,
        )
    )
