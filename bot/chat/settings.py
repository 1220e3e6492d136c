"""/settings: language, time zone and the hour of the morning reminder."""

import re
from datetime import time
from typing import Literal

from telegram import InlineKeyboardMarkup

from bot.chat.buttons import OldButton, button
from bot.chat.html import bold, esc
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.menu import show_menu
from bot.chat.router import Room
from bot.chat.setting_buttons import ShowOwnWords, ShowSetting
from bot.chat.talk import Talk
from bot.domain.errors import BadValue
from bot.domain.forms import Form
from bot.domain.staff import Staff
from bot.domain.words import FormKind, Role
from bot.i18n.translator import LANGUAGES, Translator, mark, own_name
from bot.usecases.forms import Forms
from bot.usecases.staff import ZONES, ChangeOwnSettings
from bot.usecases.team_weeks import ShareWeek

room = Room()

HOURS = (time(6, 30), time(7), time(7, 30), time(8), time(8, 30), time(9))
_TIME = re.compile(r"^\s*(\d{1,2})(?:[.:](\d{2}))?\s*$")


@button("sl")
class SetLanguage:
    """Read in this language."""

    language: str


@button("sz")
class SetZone:
    """Live in this zone, by Indonesia's own name."""

    zone: str


@button("sh")
class SetHour:
    """Have the brief at this hour; minutes since midnight."""

    minutes: int


@button("sow")
class SetOwnWeek:
    """Have one's own week on Friday afternoon, or not."""

    on: bool


@button("sgw")
class SetGroupWeek:
    """Post Monday's figures to the team's group, or not."""

    on: bool


@room.command("settings", "pengaturan", says=mark("Language, time zone, hour of the morning reminder"))
async def show_settings(talk: Talk, _text: str) -> None:
    """Shows one's settings."""
    await talk.answer(*await _overview(talk, talk.staff))


@room.button(ShowSetting)
async def ask_setting(talk: Talk, pressed: ShowSetting) -> None:
    """Shows the choices of a setting in place."""
    t = talk.t
    back = [Key(t("Back"), ShowSetting("all"))]
    if pressed.name == "language":
        keys = [Key(own_name(code), SetLanguage(code)) for code in LANGUAGES]
        await talk.show(t("In which language?"), keyboard([keys, back]))
    elif pressed.name == "zone":
        zones = [Key(name.upper(), SetZone(name)) for name in ZONES]
        await _begin(
            talk, "zone", t("Which time zone? Choose one, or write another, for example Europe/London."), [zones, back]
        )
    elif pressed.name == "hour":
        hours = [Key(talk.f.time(hour), SetHour(hour.hour * 60 + hour.minute)) for hour in HOURS]
        text = t("At which hour should the morning reminder come? Choose one, or write it, for example 07:15.")
        await _begin(talk, "hour", text, [*in_rows(hours, 3), back])
    elif pressed.name == "email":
        await _begin(talk, "email", t("To which address do answers to your mails go? Write it."), [back])
    else:
        await talk.show(*await _overview(talk, talk.staff))


@room.button(SetLanguage)
async def save_language(talk: Talk, pressed: SetLanguage) -> None:
    """Changes the language, and the menu with it."""
    if pressed.language not in LANGUAGES:
        raise OldButton
    await _save(talk, "language", pressed.language)


@room.button(SetZone)
async def save_zone(talk: Talk, pressed: SetZone) -> None:
    """Changes the zone."""
    await _save(talk, "zone", pressed.zone)


@room.button(SetHour)
async def save_hour(talk: Talk, pressed: SetHour) -> None:
    """Changes the hour of the brief."""
    hours, minutes = divmod(pressed.minutes, 60)
    await _save(talk, "hour", time(hours % 24, minutes))


@room.button(SetOwnWeek)
async def save_own_week(talk: Talk, pressed: SetOwnWeek) -> None:
    """Switches one's own week on Friday on or off."""
    talk.staff = await ChangeOwnSettings(talk.house.storage)(talk.actor, own_week=pressed.on)
    await talk.show(*await _overview(talk, talk.staff))


@room.button(SetGroupWeek)
async def save_group_week(talk: Talk, pressed: SetGroupWeek) -> None:
    """Switches Monday's figures in the team's group on or off."""
    await ShareWeek(talk.house.storage)(talk.actor, pressed.on)
    await talk.show(*await _overview(talk, talk.staff))


@room.form(FormKind.SETTING)
async def take_setting(talk: Talk, form: Form, text: str) -> None:
    """Takes a zone or an hour that was written; what cannot be read leaves the form as it is."""
    value: str | time = hour_in(text) if form.awaits == "hour" else text
    await _save(talk, form.awaits or "hour", value)
    await Forms(talk.house.storage).close(talk.actor, form)


def hour_in(text: str) -> time:
    """A time of day as people write it; ``BadValue`` for none."""
    found = _TIME.match(text)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise BadValue("hour", "bad_hour")
    return time(int(found[1]), int(found[2] or 0))


async def _begin(talk: Talk, awaits: Literal["zone", "hour", "email"], text: str, rows: list[list[Key]]) -> None:
    await Forms(talk.house.storage).begin(talk.actor, talk.chat_id, FormKind.SETTING, awaits, awaits=awaits)
    await talk.show(text, keyboard(rows))


async def _save(talk: Talk, name: str, value: str | time) -> None:
    change = ChangeOwnSettings(talk.house.storage)
    if name == "language":
        staff = await change(talk.actor, language=str(value))
        await show_menu(talk.bot, staff)
    elif name == "zone":
        staff = await change(talk.actor, zone=str(value))
    elif name == "email":
        staff = await change(talk.actor, email=str(value))
    else:
        staff = await change(talk.actor, brief_at=value if isinstance(value, time) else None)
    talk.staff = staff
    await talk.show(*await _overview(talk, staff))


async def _overview(talk: Talk, staff: Staff) -> tuple[str, InlineKeyboardMarkup | None]:
    t = talk.t
    zone = staff.zone or str(talk.house.organisation.zone)
    lines = [
        bold(t("Settings")),
        t("Language: {language}", language=own_name(staff.language)),
        t("Time zone: {zone}", zone=zone),
        t("Morning reminder: {hour}", hour=talk.f.at(staff.brief_at)),
        t("Summary of one's own work, Friday afternoon: {state}", state=_state(t, staff.own_week)),
        t("E-mail: {address}", address=esc(staff.email or t("none yet"))),
    ]
    keys = [
        Key(t("Language"), ShowSetting("language")),
        Key(t("Time zone"), ShowSetting("zone")),
        Key(t("Hour"), ShowSetting("hour")),
        Key(t("E-mail"), ShowSetting("email")),
    ]
    own = [
        Key(
            t("Stop the Friday summary") if staff.own_week else t("Send a summary on Fridays"),
            SetOwnWeek(not staff.own_week),
        )
    ]
    ours = [Key(t("Our words"), ShowOwnWords(0))] if staff.may(Role.ADMIN) else []
    if staff.may(Role.ADMIN):
        async with talk.house.storage.read() as uow:
            groups = await uow.team_groups.list_by()
        for one in groups[:1]:
            lines.append(t("Monday's figures in the team's group: {state}", state=_state(t, one.weekly)))
            label = t("Stop figures in the group") if one.weekly else t("Figures in the group")
            own.append(Key(label, SetGroupWeek(not one.weekly)))
    return "\n".join(lines), keyboard([keys, own, ours])


def _state(t: Translator, on: bool) -> str:
    return t("on") if on else t("off")
