"""/upcoming: what the next thirty days bring, week by week, and as a file for a calendar."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.chat.buttons import button
from bot.chat.card_texts import day_line
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, in_even_rows, keyboard
from bot.chat.partners import ShowPartner
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.ahead import Coming
from bot.domain.words import Role
from bot.i18n import words
from bot.i18n.translator import mark
from bot.reports.calendars import agenda_file
from bot.usecases.upcoming import Agenda, ShowUpcoming

room = Room()
NAME_UNITS = 80
WORDS_UNITS = 120
MOST_LINES = 40
MOST_KEYS = 18
MOST_IN_FILE = 5000


@button("uc")
class ShowAgenda:
    """Show what comes at one's own partners, or at all."""

    mine: bool


@button("or")
class SendAgenda:
    """Send the same as a file for a calendar."""

    mine: bool


@room.command("upcoming", "agenda", says=mark("The next 30 days"))
async def show_upcoming(talk: Talk, text: str) -> None:
    """What comes at one's own partners, or behind "all" at all; a manager without any sees all."""
    everybody = text.strip().casefold() in _EVERYBODY
    agenda = await _agenda(talk, mine=not everybody, most=MOST_LINES)
    if not agenda.items and not everybody and talk.staff.may(Role.MANAGER):
        await show_agenda(talk, ShowAgenda(False))
        return
    await _show(talk, agenda, mine=not everybody)


_EVERYBODY = frozenset({"all", "everybody", "semua", "semuanya"})


@room.button(ShowAgenda)
async def show_agenda(talk: Talk, pressed: ShowAgenda) -> None:
    """The same for one's own partners, or for all."""
    await _show(talk, await _agenda(talk, mine=pressed.mine, most=MOST_LINES), mine=pressed.mine)


@room.button(SendAgenda)
async def send_agenda(talk: Talk, pressed: SendAgenda) -> None:
    """Sends the file; who takes it in again gets no day twice."""
    t, agenda = talk.t, await _agenda(talk, mine=pressed.mine, most=MOST_IN_FILE)
    if not agenda.items:
        await talk.toast(t("Nothing is known to come in the next 30 days."), alert=True)
        return
    content = agenda_file(t, agenda.items, talk.now)
    name = t("upcoming-{day}.ics", day=talk.today.isoformat())
    caption = t("The next 30 days for a calendar. Taken in again, it doubles nothing; estimates are marked.")
    await talk.send_file(name, content, caption)


async def _agenda(talk: Talk, *, mine: bool, most: int) -> Agenda:
    return await ShowUpcoming(talk.house.storage, talk.house.organisation)(talk.actor, mine=mine, most=most)


async def _show(talk: Talk, agenda: Agenda, *, mine: bool) -> None:
    t, weeks = talk.t, _Weeks(talk)
    text = weeks.text(agenda)
    other = Key(t("All partners") if mine else t("My partners"), ShowAgenda(not mine))
    numbers = [Key(str(place), ShowPartner(id)) for place, id in enumerate(weeks.numbered[:MOST_KEYS], 1)]
    file = [Key(t("For the calendar"), SendAgenda(mine))] if agenda.items else []
    await talk.show(text, keyboard([*in_even_rows(numbers), [other, *file]]))


@dataclass
class _Weeks:
    """Writes the weeks; each partner named has a number, which is a button to its card."""

    talk: Talk
    numbered: list[int] = field(default_factory=list)

    def text(self, agenda: Agenda) -> str:
        t, f, today = self.talk.t, self.talk.f, self.talk.today
        blocks = [bold(t("The next 30 days"))]
        if not agenda.items:
            return "\n".join([*blocks, t("Nothing is known to come in the next 30 days.")])
        weeks: dict[date, list[str]] = defaultdict(list)
        for item in agenda.items:
            weeks[item.on - timedelta(days=item.on.weekday())].append(self._line(item))
        for monday, lines in weeks.items():
            start, end = max(monday, today), monday + timedelta(days=6)
            head = f.short_day(start) if start == end else f.span(start, end)
            blocks.append("\n".join([bold(head), *lines]))
        if agenda.rest > 0:
            blocks.append(t.n("… and {n} more", "… and {n} more", agenda.rest))
        return "\n\n".join(blocks)

    def _line(self, one: Coming) -> str:
        t, f, today = self.talk.t, self.talk.f, self.talk.today
        day = f.relative(one.on, today)
        day = day[:1].upper() + day[1:]
        if one.partner is None:
            return self._feast(one, day)
        self.numbered.append(one.partner.id)
        number, partner = f"{len(self.numbered)}. ", esc(shortened(one.partner.name, NAME_UNITS))
        if one.day is not None:
            return f"{number}{day_line(t, f, one.day, one.person, today)} · {partner}"
        if one.promise is not None:
            text = esc(shortened(one.promise.text, WORDS_UNITS))
            return number + t("🤝 {day}: promise to {partner}: {text}", day=day, partner=partner, text=text)
        if one.agreement is not None:
            return number + t("📄 {day}: the agreement with {partner} ends", day=day, partner=partner)
        return number + t("👋 {day}: check in with {partner}", day=day, partner=partner)

    def _feast(self, one: Coming, day: str) -> str:
        t, n = self.talk.t, one.keep
        what = bold(words.feast(t, one.day.feast or "") if one.day else "")
        line = t.n("🎊 {day}: {what} · {n} person", "🎊 {day}: {what} · {n} people", n, day=day, what=what)
        return f"{line} · {t('estimate')}" if one.day and one.day.tentative else line
