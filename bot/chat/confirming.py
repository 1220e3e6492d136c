"""/confirm: the days that rest on the moon, confirmed or moved; and the question on the evening before."""

from collections.abc import Sequence
from datetime import date, timedelta

from telegram.error import TelegramError

from bot.chat.buttons import OldButton, button
from bot.chat.days import need_day
from bot.chat.feast_buttons import ShowOwnFeasts, ShowTentative
from bot.chat.house import House
from bot.chat.html import bold, esc
from bot.chat.interactions import take_instead
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.notices import Outgoing, renders
from bot.chat.own_feasts import take_own
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.undo import undo_key
from bot.domain.dates import parse_day
from bot.domain.day_results import DayFound
from bot.domain.errors import NotFound, Outdated
from bot.domain.forms import Form
from bot.domain.notices import Notice
from bot.domain.ports import UnitOfWork
from bot.domain.staff import Staff
from bot.domain.words import FormKind, NoticeKind, NoticeState, Role
from bot.i18n import words
from bot.i18n.formats import Formats, formats_for
from bot.i18n.translator import Translator, mark, translator_for
from bot.usecases.confirming import (
    ConfirmFeast,
    DayAhead,
    FeastConfirmed,
    ListTentative,
    check_near,
    find_day,
    question_key,
)
from bot.usecases.feasts import read_feasts
from bot.usecases.forms import Forms

room = Room()
MOST_SHOWN = 16


@button("oh")
class ShowDayAhead:
    """Show one estimated day, with what can be answered."""

    feast: str
    cycle: int


@button("oi")
class ConfirmDay:
    """This is the day; ``seen`` marks how it stood. None in answer to the evening's question: one answers for all."""

    feast: str
    cycle: int
    on: date
    seen: str | None


@button("oj")
class WriteDay:
    """Another day, which is written."""

    feast: str
    cycle: int


@button("ol")
class LeaveWriting:
    """Leave the writing of another day."""

    form: int
    version: int


@room.command("confirm", "konfirmasi", says=mark("The day of a holiday that rests on the moon"), role=Role.MANAGER)
async def show_confirm(talk: Talk, _text: str) -> None:
    """Shows the estimated days ahead."""
    await _list(talk)


@room.button(ShowTentative)
async def show_tentative(talk: Talk, _pressed: ShowTentative) -> None:
    """The same, in place."""
    await _list(talk)


async def _list(talk: Talk, above: str = "", change_set_id: int | None = None) -> None:
    t = talk.t
    found = (await ListTentative(talk.house.storage, talk.house.organisation)(talk.actor))[:MOST_SHOWN]
    lines = [above, ""] if above else []
    lines += [bold(t("Days that are estimates until they are confirmed")), ""]
    lines += [f"{number}. {_line(talk, one)}" for number, one in enumerate(found, 1)]
    if not found:
        lines.append(t("No day of the coming year is an estimate."))
    async with talk.house.storage.read() as uow:
        tokens = {key: feast.token for key, feast in (await read_feasts(uow)).by_key.items()}
    keys = [Key(str(n), ShowDayAhead(tokens[one.feast], int(one.day.cycle))) for n, one in enumerate(found, 1)]
    undo = undo_key(t, change_set_id)
    rows = [*in_rows(keys, 4), *([[undo]] if undo else []), [Key(t("Holidays of our own"), ShowOwnFeasts())]]
    await talk.show("\n".join(lines), keyboard(rows))


def _line(talk: Talk, one: DayAhead) -> str:
    t, day = talk.t, talk.f.full_day(one.day.on)
    name = bold(words.feast(t, one.feast))
    if one.confirmed is None:
        line = t("{feast}: probably {day}", feast=name, day=day)
    elif one.by is None:
        line = t("✓ {feast}: {day}", feast=name, day=day)
    else:
        line = t("✓ {feast}: {day}, confirmed by {who}", feast=name, day=day, who=esc(one.by))
    return line + (t.n(" · kept by {n}", " · kept by {n}", one.kept_by) if one.kept_by else "")


@room.button(ShowDayAhead)
async def show_day_ahead(talk: Talk, pressed: ShowDayAhead) -> None:
    """One day: confirmed as computed, a day earlier or later, or another."""
    one = await _find(talk, pressed.feast, pressed.cycle)
    await _close_form(talk)
    t, on = talk.t, one.day.on
    rows = _answers(t, talk.f, pressed.feast, one, asked=False)
    rows.append([Key(t("Another day"), WriteDay(pressed.feast, pressed.cycle)), Key(t("Back"), ShowTentative())])
    lines = [_line(talk, one)]
    if one.computed != on:
        lines.append(t("By the calendar it would be {day}.", day=talk.f.full_day(one.computed)))
    lines.append(t("When it is confirmed or moved, reminders that are open move with it."))
    await talk.show("\n".join(lines), keyboard(rows))


@room.button(ConfirmDay)
async def confirm_day(talk: Talk, pressed: ConfirmDay) -> None:
    """Confirms it. Where a colleague was quicker, says who, and which day it is now."""
    one = await _find(talk, pressed.feast, pressed.cycle)
    confirm = ConfirmFeast(talk.house.storage, talk.house.organisation)
    seen = pressed.seen
    try:
        done = await confirm(talk.actor, one.feast, one.day.cycle, pressed.on, first=seen is None, seen=seen)
    except Outdated:
        now = await _find(talk, pressed.feast, pressed.cycle)
        if now.confirmed is None:
            # Taken back since: it is to be looked at anew.
            raise
        await talk.show(_answered(talk.t, talk.f, now), keyboard([[Key(talk.t("Change"), _ahead(pressed))]]))
        return
    await _close_form(talk)
    await _tell_others(talk, done)
    if pressed.seen is not None:
        await _list(talk, _said(talk.t, talk.f, done), done.change_set_id)
        return
    undo = undo_key(talk.t, done.change_set_id)
    await talk.show(_said(talk.t, talk.f, done), keyboard([[undo]] if undo else []))


async def _close_form(talk: Talk) -> None:
    """The form in which another day was written has done its work: the next text is none of its."""
    forms = Forms(talk.house.storage)
    form = await forms.current(talk.actor, talk.chat_id)
    if form is not None and form.kind is FormKind.FEAST and form.step == "day":
        await forms.close(talk.actor, form)


def _ahead(pressed: ConfirmDay | WriteDay) -> ShowDayAhead:
    return ShowDayAhead(pressed.feast, pressed.cycle)


@room.button(WriteDay)
async def ask_other_day(talk: Talk, pressed: WriteDay) -> None:
    """Asks for another day."""
    one = await _find(talk, pressed.feast, pressed.cycle)
    fields = {"feast": pressed.feast, "cycle": pressed.cycle}
    forms = Forms(talk.house.storage)
    form = await forms.begin(talk.actor, talk.chat_id, FormKind.FEAST, "day", fields, awaits="day")
    text = talk.t(
        "On which day is {feast}? Write it, for example {example}.",
        feast=bold(words.feast(talk.t, one.feast)),
        example=talk.f.short_day(one.day.on + timedelta(days=1)),
    )
    shown = await talk.show(text, keyboard([[Key(talk.t("Cancel"), LeaveWriting(form.id, form.version))]]))
    await forms.shown_in(form, shown)


@room.button(LeaveWriting)
async def leave_writing(talk: Talk, pressed: LeaveWriting) -> None:
    """Leaves it."""
    await Forms(talk.house.storage).take(talk.actor, pressed.form, pressed.version)
    await _list(talk, talk.t("Cancelled. Nothing was saved."))


async def take_day(talk: Talk, form: Form, text: str) -> None:
    """Takes the day that was written; it is echoed with its own button before it counts."""
    feast, cycle = form.fields["feast"], form.fields["cycle"]
    one = await _find(talk, feast, cycle)
    if talk.took(form):
        on = date.fromisoformat(form.fields["on"])
    else:
        reading = parse_day(text, talk.today, "future")
        if reading is None and await take_instead(talk, text):
            return
        on = need_day("on", reading)
        if isinstance(reading, DayFound) and reading.yearless:
            on = _nearest(on, one.computed)
        check_near(one, on)
        fields = {**form.fields, "on": on.isoformat()}
        await Forms(talk.house.storage).step(talk.actor, form, fields=fields, awaits="day")
    t = talk.t
    ask = t("Is {feast} on {day}?", feast=bold(words.feast(t, one.feast)), day=talk.f.full_day(on))
    yes = [
        Key(t("Yes, save"), ConfirmDay(feast, cycle, on, one.mark)),
        Key(t("Back"), ShowDayAhead(feast, cycle)),
    ]
    await talk.answer(ask, keyboard([yes]))


def _nearest(on: date, to: date) -> date:
    """The day without its year in the year that brings it nearest."""
    there = [on.replace(year=to.year + years) for years in (-1, 0, 1) if (on.month, on.day) != (2, 29)]
    return min(there, key=lambda day: abs((day - to).days), default=on)


@renders(NoticeKind.CONFIRM_FEAST)
async def tell_question(
    house: House, notice: Notice, _staff: Staff | None, t: Translator, f: Formats
) -> Outgoing | None:
    """The evening's question; nothing where it was answered, or the day is over."""
    today = house.organisation.today(house.clock.now())
    async with house.storage.read() as uow:
        known = await read_feasts(uow)
        feast = known.by_key.get(str(notice.facts["feast"]))
        one = None if feast is None else await _found(uow, feast.key, str(notice.facts["cycle"]), today)
    if feast is None or one is None or one.confirmed is not None or one.day.on < today:
        return None
    lines = [
        t("🌙 Is {feast} {day}?", feast=bold(words.feast(t, feast.key)), day=f.today(one.day.on, today)),
        t.n(
            "{n} partner or person keeps it. One answer is enough for all of us.",
            "{n} partners and people keep it. One answer is enough for all of us.",
            one.kept_by,
        ),
    ]
    other = Key(t("Another day"), WriteDay(feast.token, int(one.day.cycle)))
    return Outgoing("\n".join(lines), keyboard([*_answers(t, f, feast.token, one, asked=True), [other]]))


def _answers(t: Translator, f: Formats, token: str, one: DayAhead, *, asked: bool) -> list[list[Key]]:
    """The day as it stands, and the days beside it."""

    def key(label: str, on: date) -> Key:
        return Key(label, ConfirmDay(token, int(one.day.cycle), on, None if asked else one.mark))

    on, day = one.day.on, timedelta(days=1)
    return [
        [key(t("Yes, {day}", day=f.day(on)), on)],
        [key(t("A day earlier"), on - day), key(t("A day later"), on + day)],
    ]


def _said(t: Translator, f: Formats, done: FeastConfirmed) -> str:
    name, day = bold(words.feast(t, done.feast)), f.full_day(done.on)
    if done.on == done.before:
        text = t("{feast} is confirmed: {day}.", feast=name, day=day)
    else:
        text = t("{feast} is moved to {day}.", feast=name, day=day)
    if done.moved and done.on != done.before:
        text += " " + t.n("Reminders of {n} partner moved along.", "Reminders of {n} partners moved along.", done.moved)
    return text


def _answered(t: Translator, f: Formats, one: DayAhead) -> str:
    name, day = bold(words.feast(t, one.feast)), f.full_day(one.day.on)
    if one.by is None:
        return t("This was answered already: {feast} is on {day}.", feast=name, day=day)
    return t("{who} has answered this: {feast} is on {day}.", who=bold(one.by), feast=name, day=day)


async def _tell_others(talk: Talk, done: FeastConfirmed) -> None:
    """The others' copies of the evening's question say who answered, each in their language."""
    async with talk.house.storage.read() as uow:
        asked = await _others_asked(uow, talk.staff.id, done)
        one = await _found(uow, done.feast, done.cycle, talk.today)
    if one is None:
        return
    for notice, staff in asked:
        t, zone = translator_for(staff.language), staff.zone or str(talk.house.organisation.zone)
        text = _answered(t, formats_for(staff.language, zone), one)
        try:
            await talk.bot.edit_message_text(
                text, chat_id=staff.telegram_id, message_id=notice.message_id, parse_mode="HTML", reply_markup=None
            )
        except TelegramError:
            # Deleted, or said before a kill; whoever presses a stale one is told the same.
            continue


async def _others_asked(uow: UnitOfWork, staff_id: int, done: FeastConfirmed) -> Sequence[tuple[Notice, Staff]]:
    managers = {one.id: one for one in await uow.staff.list_active(Role.MANAGER) if one.id != staff_id}
    keys = [f"{question_key(done.feast, done.cycle)}{id}" for id in managers]
    sent = await uow.notices.list_by(key=keys, state=NoticeState.SENT) if keys else []
    return [(one, managers[one.staff_id or 0]) for one in sent if one.message_id is not None]


async def _find(talk: Talk, token: str, cycle: int) -> DayAhead:
    async with talk.house.storage.read() as uow:
        feast = (await read_feasts(uow)).by_token(token)
        if feast is None:
            raise OldButton
        return await find_day(uow, feast.key, str(cycle), talk.today)


async def _found(uow: UnitOfWork, feast: str, cycle: str, today: date) -> DayAhead | None:
    try:
        return await find_day(uow, feast, cycle, today)
    except NotFound:
        return None


@room.form(FormKind.FEAST)
async def take_text(talk: Talk, form: Form, text: str) -> None:
    """Takes what was written of a feast: the day of an occurrence, or a part of one of our own."""
    await (take_own if form.step == "own" else take_day)(talk, form, text)
