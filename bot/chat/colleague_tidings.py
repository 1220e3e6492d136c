"""What one colleague did that concerns another: handed partners over, noted an event, settled a reminder."""

from collections.abc import Sequence
from itertools import groupby

from bot.chat.answer_buttons import ShowItem, ShowList
from bot.chat.brief_lines import line
from bot.chat.brief_texts import opens
from bot.chat.house import House
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, in_even_rows, in_rows, keyboard
from bot.chat.notices import Outgoing, renders
from bot.chat.partners import ShowPartner
from bot.chat.staff import InvitePending
from bot.domain.briefs import BriefItem
from bot.domain.notices import Notice
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind, PartnerState, ReminderState, StaffState, Stage
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator
from bot.usecases.handing_over import ShowReceived
from bot.usecases.today import ShowBrief, local_today

SHOWN = 8
NAME_UNITS = 120
_SETTLED = (ReminderState.DONE, ReminderState.SKIPPED)


@renders(NoticeKind.HANDED_OVER)
async def tell_handed_over(
    house: House, notice: Notice, staff: Staff | None, t: Translator, f: Formats
) -> Outgoing | None:
    """To a new owner: which partners, what is due there, and until when to introduce oneself."""
    if staff is None:
        return None
    now = house.clock.now()
    show = ShowReceived(house.storage, house.organisation)
    received = await show(staff.id, notice.facts["partners"], now)
    if received is None:
        return None
    async with house.storage.read() as uow:
        giver = await uow.staff.find(notice.facts.get("by"))
    what = t.n("{n} partner", "{n} partners", received.total)
    if received.partner is not None:
        what = shortened(received.partner.name, NAME_UNITS)
    name = esc(giver.name) if giver else t("a manager")
    lines = [t("🤝 Handed over by {name}: {what}.", name=name, what=bold(what))]
    if received.items:
        lines += ["", t("Due already:"), *_numbered(t, f, received.items, house, staff)]
        if len(received.items) > SHOWN:
            more = len(received.items) - SHOWN
            lines.append(t.n("… and {n} more", "… and {n} more", more))
    if received.introduce_by is not None:
        day = f.relative(received.introduce_by, house.organisation.today(now))
        lines += ["", t("Introduce yourself by {day}; there is a reminder for it.", day=day)]
    numbers = [Key(str(place), opens(item)) for place, item in enumerate(received.items[:SHOWN], 1)]
    card = [Key(t("Partner’s card"), ShowPartner(received.partner.id))] if received.partner else []
    return Outgoing(
        "\n".join(lines), keyboard([*in_even_rows(numbers), [*card, Key(t("What is waiting"), ShowList(0))]])
    )


@renders(NoticeKind.EVENT)
async def tell_event(house: House, notice: Notice, staff: Staff | None, t: Translator, f: Formats) -> Outgoing | None:
    """To whoever answers for the partner: what a colleague noted; nothing once it was taken back, or answered."""
    async with house.storage.read() as uow:
        event = await uow.events.find(int(notice.facts["event"]))
        colleague = await uow.staff.find(notice.facts.get("by"))
        if event is None or staff is None:
            return None
        about = await uow.reminders.list_by(partner_id=event.partner_id, subject=f"event:{event.id}")
    if not about:
        return None
    on = local_today(staff, house.organisation, house.clock.now())
    brief = await ShowBrief(house.storage)(staff.id, on, [(about[0].id, Stage.OPENED.value)])
    if not brief.items:
        return None
    lines = [line(t, f, brief.items[0], on)]
    if colleague is not None:
        lines.append(t("Noted by {name}, {day}.", name=esc(colleague.name), day=f.day(event.on)))
    keys = [Key(t("Open"), ShowItem(about[0].id)), Key(t("Partner’s card"), ShowPartner(event.partner_id))]
    return Outgoing("\n".join(lines), keyboard([keys]))


@renders(NoticeKind.SETTLED_BY_OTHER)
async def tell_settled(house: House, notice: Notice, staff: Staff | None, t: Translator, f: Formats) -> Outgoing | None:
    """To who was shown the same reminder: who answered it, and when; nothing where it waits again."""
    async with house.storage.read() as uow:
        by = await uow.staff.find(int(notice.facts["by"]))
        rows = await uow.reminders.list_in(notice.facts["reminders"])
    answered = [one for one in rows if by is not None and one.answered_by == by.id and one.state in _SETTLED]
    if by is None or staff is None or not answered:
        return None
    on = local_today(staff, house.organisation, house.clock.now())
    entries = [(one.id, Stage.OPENED.value) for one in answered]
    brief = await ShowBrief(house.storage)(staff.id, on, entries, keep_settled=True)
    lines: list[str] = []
    for state, group in groupby(sorted(brief.items, key=_state), key=_state):
        items = list(group)
        lines += [_headline(t, f, by, state, items), *_numbered(t, f, items, house, staff, numbers=False)]
    keys = [Key(t("What is waiting"), ShowList(0))]
    return Outgoing("\n".join(lines), keyboard([keys]))


@renders(NoticeKind.INVITE_PENDING)
async def tell_pending(
    house: House, notice: Notice, _staff: Staff | None, t: Translator, _f: Formats
) -> Outgoing | None:
    """To managers: partners wait for colleagues who have not joined; their links are a tap away."""
    async with house.storage.read() as uow:
        waiting = [one for one in await uow.staff.list_in(notice.facts["staff"]) if one.state is StaffState.PENDING]
        counts = {one.id: await uow.partners.count_by(owner_id=one.id, state=PartnerState.ACTIVE) for one in waiting}
    if not waiting:
        return None
    lines = [t("✉️ Partners wait for colleagues who have not joined yet:")]
    lines += [f"{bold(one.name)}: {t.n('{n} partner', '{n} partners', counts[one.id])}" for one in waiting[:SHOWN]]
    lines.append(t("Pass each of them the invitation link on."))
    keys = [Key(t("Link for {name}", name=one.name), InvitePending(one.id)) for one in waiting[:SHOWN]]
    return Outgoing("\n".join(lines), keyboard(in_rows(keys, 2)))


def _state(item: BriefItem) -> ReminderState:
    return item.state


def _headline(t: Translator, f: Formats, by: Staff, state: ReminderState, items: Sequence[BriefItem]) -> str:
    when = max(item.answered_at for item in items if item.answered_at is not None)
    name, n, said = bold(by.name), len(items), f.moment(when)
    if state is ReminderState.SKIPPED:
        return t.n(
            "⏭ {name} skipped this reminder, {when}:",
            "⏭ {name} skipped these {n} reminders, {when}:",
            n,
            name=name,
            when=said,
        )
    return t.n(
        "✅ {name} settled this reminder, {when}:",
        "✅ {name} settled these {n} reminders, {when}:",
        n,
        name=name,
        when=said,
    )


def _numbered(
    t: Translator, f: Formats, items: Sequence[BriefItem], house: House, staff: Staff, *, numbers: bool = True
) -> list[str]:
    on = local_today(staff, house.organisation, house.clock.now())
    lines = [line(t, f, item, on) for item in items[:SHOWN]]
    return [f"{place}. {said}" for place, said in enumerate(lines, 1)] if numbers else lines
