"""/away: when a colleague is away and who stands in; noted, changed, ended early, by themselves or by a manager."""

from datetime import date, timedelta
from typing import Any

from telegram import InlineKeyboardMarkup

from bot.chat.absence_texts import about_lines, days_text, going_line, view_lines
from bot.chat.away_buttons import AskAway, ChangeAway, EndAway, LeaveAway, NewAway, SaveAway, SetAway, ShowAway
from bot.chat.buttons import OldButton
from bot.chat.colleague_keys import named
from bot.chat.days import need_day
from bot.chat.html import bold, esc
from bot.chat.interactions import take_instead
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.router import Room
from bot.chat.staff import ShowColleague
from bot.chat.talk import Talk
from bot.chat.undo import undo_key
from bot.domain.day_spans import Span, parse_span
from bot.domain.errors import BadValue
from bot.domain.forms import Form
from bot.domain.staff import Absence
from bot.domain.words import FormKind
from bot.i18n.translator import mark
from bot.usecases.absences import (
    EndAbsence,
    ListStandIns,
    PreviewAbsence,
    SaveAbsence,
    ShowAbsences,
    check_days,
)
from bot.usecases.forms import Forms

room = Room()
TEXT_MOST = 200


@room.command("away", "berhalangan", "cuti", says=mark("When you are away, and who stands in"))
async def show_away(talk: Talk, text: str) -> None:
    """Shows one's absences; with days behind it, notes another."""
    if text:
        await _begin(talk, talk.staff.id, _span(text, talk.today))
    elif await ShowAbsences(talk.house.storage, talk.house.organisation)(talk.actor, talk.staff.id):
        await talk.answer(*await _overview(talk, talk.staff.id))
    else:
        await _begin(talk, talk.staff.id)


@room.button(ShowAway)
async def show_away_of(talk: Talk, pressed: ShowAway) -> None:
    """Shows a colleague's absences, in place."""
    await talk.show(*await _overview(talk, pressed.staff_id))


@room.button(NewAway)
async def ask_new(talk: Talk, pressed: NewAway) -> None:
    """Begins another absence."""
    await _begin(talk, pressed.staff_id)


@room.button(ChangeAway)
async def ask_change(talk: Talk, pressed: ChangeAway) -> None:
    """Opens an absence in the form, to be changed."""
    async with talk.house.storage.read() as uow:
        absence = await uow.absences.find(pressed.absence_id)
    if absence is None or absence.until_on < talk.today:
        raise OldButton
    await ShowAbsences(talk.house.storage, talk.house.organisation)(talk.actor, absence.staff_id)
    fields = {
        "staff": absence.staff_id,
        "absence": absence.id,
        "from": absence.from_on.isoformat(),
        "until": absence.until_on.isoformat(),
        "who": absence.stand_in_id or 0,
        "all": absence.everything,
        "page": 0,
    }
    forms = Forms(talk.house.storage)
    await _show(talk, await forms.begin(talk.actor, talk.chat_id, FormKind.ABSENCE, "card", fields))


@room.button(EndAway)
async def save_end(talk: Talk, pressed: EndAway) -> None:
    """Ends an absence at once; Undo takes it back."""
    t = talk.t
    saved = await EndAbsence(talk.house.storage, talk.house.organisation)(talk.actor, pressed.absence_id)
    if saved.from_on > talk.today:
        absence = Absence(saved.staff_id, saved.from_on, saved.until_on)
        lines = [t("Cancelled: {name} is not away {days}.", name=bold(saved.name), days=_days(talk, absence))]
    elif saved.staff_id == talk.staff.id:
        lines = [t("Welcome back! The absence has ended.")]
    else:
        lines = [t("{name} is back; the absence has ended.", name=bold(saved.name))]
    lines.append(going_line(t, talk.f, saved.going, await _names(talk), None))
    key = undo_key(t, saved.change_set_id)
    rows = [[*([key] if key else []), Key(t("Back"), ShowAway(saved.staff_id))]]
    await talk.show("\n".join(line for line in lines if line), keyboard(rows))


@room.button(AskAway)
async def ask_part(talk: Talk, pressed: AskAway) -> None:
    """Asks for the days or the stand-in again, or turns the page of colleagues."""
    forms = Forms(talk.house.storage)
    form = await forms.get(talk.actor, pressed.form, pressed.version)
    if pressed.part not in ("days", "who"):
        raise OldButton
    fields = {**form.fields, "page": pressed.page}
    await _show(talk, await forms.step(talk.actor, form, fields=fields, awaits=pressed.part))


@room.button(SetAway)
async def save_part(talk: Talk, pressed: SetAway) -> None:
    """Sets the days, the stand-in, or whether greetings go along."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form, pressed.version)
    if pressed.part == "days":
        first, _, last = pressed.value.partition("-")
        await _set_days(talk, form, Span(date.fromisoformat(first), date.fromisoformat(last)))
    elif pressed.part == "who":
        await _set(talk, form, who=int(pressed.value))
    elif pressed.part == "all":
        await _set(talk, form, all=pressed.value == "1")
    else:
        raise OldButton


@room.form(FormKind.ABSENCE)
async def take_part(talk: Talk, form: Form, text: str) -> None:
    """Takes the days or the stand-in that were written; what cannot be read leaves the form as it is."""
    if talk.took(form):
        await _show(talk, form)
        return
    if form.awaits == "days":
        try:
            span = _span(text, talk.today)
        except BadValue as error:
            if error.why == "no_days" and await take_instead(talk, text):
                return
            raise
        await _set_days(talk, form, span)
        return
    found = named(text, (await ListStandIns(talk.house.storage)(talk.actor, _draft(form), 0, 1000)).staff)
    if len(found) == 1:
        await _set(talk, form, who=found[0].id)
    elif not found and await take_instead(talk, text):
        return
    else:
        raise BadValue("stand_in", "no_colleague")


@room.button(SaveAway)
async def save_away(talk: Talk, pressed: SaveAway) -> None:
    """Saves the absence once, and says where reminders go."""
    t, f = talk.t, talk.f
    async with Forms(talk.house.storage).taking(talk.actor, pressed.form, pressed.version) as form:
        saved = await SaveAbsence(talk.house.storage, talk.house.organisation)(talk.actor, _draft(form))
    absence = Absence(saved.staff_id, saved.from_on, saved.until_on)
    days = days_text(t, f, absence)
    if saved.staff_id == talk.staff.id:
        lines = [t("Noted: away {days}.", days=bold(days))]
    else:
        lines = [t("Noted: {name} is away {days}.", name=bold(saved.name), days=bold(days))]
    from_on = None if absence.covers(talk.today) else absence.from_on
    lines.append(going_line(t, f, saved.going, await _names(talk), from_on) or t("No reminder has to be passed on."))
    key = undo_key(t, saved.change_set_id)
    rows = [[*([key] if key else []), Key(t("Show"), ShowAway(saved.staff_id))]]
    await talk.show("\n".join(lines), keyboard(rows))


@room.button(LeaveAway)
async def leave_away(talk: Talk, pressed: LeaveAway) -> None:
    """Leaves the form; nothing is saved."""
    await Forms(talk.house.storage).take(talk.actor, pressed.form, pressed.version)
    await talk.show(talk.t("Cancelled. Nothing was saved."))


def _span(text: str, today: date) -> Span:
    if len(text) > TEXT_MOST:
        raise BadValue("text", "too_long", (("most", TEXT_MOST), ("length", len(text))))
    read = parse_span(text, today)
    if read is None:
        raise BadValue("absence", "no_days")
    if not isinstance(read, Span):
        need_day("absence", read)
        raise BadValue("absence", "no_days")
    check_days(read.first, read.last, today)
    return read


async def _begin(talk: Talk, staff_id: int, span: Span | None = None) -> None:
    fields: dict[str, Any] = {
        "staff": staff_id,
        "absence": 0,
        "from": None,
        "until": None,
        "who": None,
        "all": False,
        "page": 0,
    }
    if span is not None:
        draft = Absence(staff_id, span.first, span.last)
        await PreviewAbsence(talk.house.storage, talk.house.organisation)(talk.actor, draft)
        fields |= {"from": span.first.isoformat(), "until": span.last.isoformat()}
    else:
        # Whoever may not is told before the first question.
        await ShowAbsences(talk.house.storage, talk.house.organisation)(talk.actor, staff_id)
    awaits = "days" if span is None else "who"
    forms = Forms(talk.house.storage)
    await _show(talk, await forms.begin(talk.actor, talk.chat_id, FormKind.ABSENCE, "card", fields, awaits=awaits))


async def _set_days(talk: Talk, form: Form, span: Span) -> None:
    days = {"from": span.first.isoformat(), "until": span.last.isoformat()}
    draft = _draft(form, span)
    # Days that overlap another absence are refused where they are typed.
    await PreviewAbsence(talk.house.storage, talk.house.organisation)(talk.actor, draft)
    await _set(talk, form, **days)


async def _set(talk: Talk, form: Form, **values: object) -> None:
    fields = {**form.fields, **values, "page": 0}
    awaits = "days" if fields["from"] is None else "who" if fields["who"] is None else None
    await _show(talk, await Forms(talk.house.storage).step(talk.actor, form, fields=fields, awaits=awaits))


def _draft(form: Form, span: Span | None = None) -> Absence:
    kept = form.fields
    first, last = (date.fromisoformat(kept[name]) if kept[name] else date.max for name in ("from", "until"))
    if span is not None:
        first, last = span.first, span.last
    return Absence(kept["staff"], first, last, kept["who"] or None, bool(kept["all"]), id=kept["absence"])


async def _show(talk: Talk, form: Form) -> None:
    if form.awaits == "days":
        text, keys = await _ask_days(talk, form)
    elif form.awaits == "who":
        text, keys = await _ask_who(talk, form)
    else:
        text, keys = await _card(talk, form)
    shown = await talk.show(text, keys)
    await Forms(talk.house.storage).shown_in(form, shown)


async def _ask_days(talk: Talk, form: Form) -> tuple[str, InlineKeyboardMarkup | None]:
    t, today = talk.t, talk.today
    friday = today + timedelta(days=(4 - today.weekday()) % 7)
    monday = today + timedelta(days=7 - today.weekday())
    tomorrow = today + timedelta(days=1)
    offered = [
        (t("Today"), Span(today, today)),
        (t("Tomorrow"), Span(tomorrow, tomorrow)),
        (t("Until Friday"), Span(today, friday)),
        (t("Next week"), Span(monday, monday + timedelta(days=4))),
    ]
    keys = [Key(label, SetAway(form.id, form.version, "days", _wire(span))) for label, span in offered]
    if form.fields["staff"] == talk.staff.id:
        asked = t("On which days are you away?")
    else:
        asked = t("On which days is {name} away?", name=bold(await _name(talk, form.fields["staff"])))
    text = f"{asked} {t('Choose, or write them, for example 10-14 December, or tomorrow until Friday.')}"
    return text, keyboard([*in_rows(keys, 2), [_leave(talk, form)]])


async def _ask_who(talk: Talk, form: Form) -> tuple[str, InlineKeyboardMarkup | None]:
    t = talk.t
    draft = _draft(form)
    found = await ListStandIns(talk.house.storage)(talk.actor, draft, int(form.fields.get("page") or 0))
    labels = [t("{name} (away too)", name=one.name) if one.id in found.away else one.name for one in found.staff]
    keys = [
        Key(label, SetAway(form.id, form.version, "who", str(one.id)))
        for label, one in zip(labels, found.staff, strict=True)
    ]
    turn = [Key("←", AskAway(form.id, form.version, "who", found.page - 1))] if found.page else []
    if found.more:
        turn.append(Key("→", AskAway(form.id, form.version, "who", found.page + 1)))
    backups = [Key(t("Each partner’s backup"), SetAway(form.id, form.version, "who", "0"))]
    text = f"{t('Away: {days}', days=bold(_days(talk, draft)))}\n{t('Who stands in?')}"
    return text, keyboard([*in_rows(keys, 2), turn, backups, [_leave(talk, form)]])


async def _card(talk: Talk, form: Form) -> tuple[str, InlineKeyboardMarkup | None]:
    t, f, draft = talk.t, talk.f, _draft(form)
    view = await PreviewAbsence(talk.house.storage, talk.house.organisation)(talk.actor, draft)
    lines = [bold(t("Save this absence?"))]
    if draft.staff_id != talk.staff.id:
        lines.append(t("Colleague: {name}", name=esc(view.staff.name)))
    lines += [t("Away: {days}", days=_days(talk, draft)), *about_lines(t, f, view)]
    from_on = max(draft.from_on, talk.today)
    lines.append(going_line(t, f, view.going, await _names(talk), from_on) or t("No reminder has to be passed on."))

    def ask(label: str, part: str) -> Key:
        return Key(label, AskAway(form.id, form.version, part, 0))

    greetings = t("Keep the greetings") if draft.everything else t("Pass greetings on too")
    rows = [
        [Key(t("Save"), SaveAway(form.id, form.version))],
        [Key(greetings, SetAway(form.id, form.version, "all", "0" if draft.everything else "1"))],
        [ask(t("Other days"), "days"), ask(t("Another stand-in"), "who")],
        [_leave(talk, form)],
    ]
    return "\n".join(lines), keyboard(rows)


async def _overview(talk: Talk, staff_id: int) -> tuple[str, InlineKeyboardMarkup | None]:
    t, f, own = talk.t, talk.f, staff_id == talk.staff.id
    views = await ShowAbsences(talk.house.storage, talk.house.organisation)(talk.actor, staff_id)
    name = talk.staff.name if own else await _name(talk, staff_id)
    blocks = [bold(t("Absences of {name}", name=name))]
    rows: list[list[Key]] = []
    for number, view in enumerate(views, 1):
        lines = view_lines(t, f, view, talk.today)
        place = f"{number}. " if len(views) > 1 else ""
        blocks.append("\n".join([f"{place}{lines[0]}", *lines[1:]]))
        running = view.absence.covers(talk.today)
        end = t("{place}Back already", place=place) if running else t("{place}Take away", place=place)
        change = t("{place}Change", place=place)
        rows.append([Key(change, ChangeAway(view.absence.id)), Key(end, EndAway(view.absence.id))])
    if not views:
        blocks.append(t("None is noted."))
    rows.append([Key(t("Note an absence") if not views else t("Another absence"), NewAway(staff_id))])
    if not own:
        rows.append([Key(t("Back"), ShowColleague(staff_id))])
    return "\n\n".join(blocks), keyboard(rows)


def _wire(span: Span) -> str:
    return f"{span.first:%Y%m%d}-{span.last:%Y%m%d}"


def _days(talk: Talk, absence: Absence) -> str:
    return days_text(talk.t, talk.f, absence)


def _leave(talk: Talk, form: Form) -> Key:
    return Key(talk.t("Cancel"), LeaveAway(form.id, form.version))


async def _names(talk: Talk) -> dict[int, str]:
    async with talk.house.storage.read() as uow:
        return {one.id: one.name for one in await uow.staff.list_by()}


async def _name(talk: Talk, staff_id: int) -> str:
    return (await _names(talk)).get(staff_id, "?")
