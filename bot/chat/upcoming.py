"""/upcoming: what the next thirty days bring, week by week."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.chat.buttons import button
from bot.chat.card_texts import day_line
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.partners import ShowPartner
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.words import Role
from bot.i18n import words
from bot.i18n.translator import mark
from bot.usecases.upcoming import Coming, ShowUpcoming

room = Room()
NAME_UNITS = 80
WORDS_UNITS = 120
MOST_LINES = 40
MOST_KEYS = 18
TOGETHER = 3
"""So many people who keep one feast on one day share a line."""


@button("uc")
class ShowAgenda:
    """Show what comes at one's own partners, or at all."""

    mine: bool


@room.command("upcoming", "agenda", says=mark("The next 30 days"))
async def show_upcoming(talk: Talk, _text: str) -> None:
    """What comes at one's own partners; a manager without any sees all."""
    coming = await ShowUpcoming(talk.house.storage, talk.house.organisation)(talk.actor)
    if not coming and talk.staff.may(Role.MANAGER):
        await show_agenda(talk, ShowAgenda(False))
        return
    await _show(talk, coming, mine=True)


@room.button(ShowAgenda)
async def show_agenda(talk: Talk, pressed: ShowAgenda) -> None:
    """The same for one's own partners, or for all."""
    show = ShowUpcoming(talk.house.storage, talk.house.organisation)
    await _show(talk, await show(talk.actor, mine=pressed.mine), mine=pressed.mine)


async def _show(talk: Talk, coming: Sequence[Coming], *, mine: bool) -> None:
    t, agenda = talk.t, _Agenda(talk)
    text = agenda.text(coming)
    other = Key(t("All partners") if mine else t("My partners"), ShowAgenda(not mine))
    numbers = [Key(str(place), ShowPartner(id)) for place, id in enumerate(agenda.numbered[:MOST_KEYS], 1)]
    await talk.show(text, keyboard([*in_rows(numbers, 6), [other]]))


@dataclass
class _Agenda:
    """Writes the weeks; each partner named has a number, which is a button to its card."""

    talk: Talk
    numbered: list[int] = field(default_factory=list)

    def text(self, coming: Sequence[Coming]) -> str:
        t, f, today = self.talk.t, self.talk.f, self.talk.today
        blocks = [bold(t("The next 30 days"))]
        if not coming:
            return "\n".join([*blocks, t("Nothing is known to come in the next 30 days.")])
        items = _together(coming)
        weeks: dict[date, list[str]] = defaultdict(list)
        for item in items[:MOST_LINES]:
            monday = item[0].on - timedelta(days=item[0].on.weekday())
            weeks[monday].append(self._line(item[0]) if len(item) == 1 else self._feast(item))
        for monday, lines in weeks.items():
            start, end = max(monday, today), monday + timedelta(days=6)
            head = f.short_day(start) if start == end else f.span(start, end)
            blocks.append("\n".join([bold(head), *lines]))
        rest = len(items) - MOST_LINES
        if rest > 0:
            blocks.append(t.n("… and {n} more", "… and {n} more", rest))
        return "\n\n".join(blocks)

    def _feast(self, item: Sequence[Coming]) -> str:
        first = item[0]
        day = self.talk.f.relative(first.on, self.talk.today)
        what = bold(words.feast(self.talk.t, _feast_of(first) or ""))
        n = len(item)
        return self.talk.t.n("🎊 {day}: {what} · {n} person", "🎊 {day}: {what} · {n} people", n, day=day, what=what)

    def _line(self, one: Coming) -> str:
        t, f, today = self.talk.t, self.talk.f, self.talk.today
        self.numbered.append(one.partner.id)
        number, day = f"{len(self.numbered)}. ", f.relative(one.on, today)
        partner = esc(shortened(one.partner.name, NAME_UNITS))
        if one.day is not None:
            return f"{number}{day_line(t, f, one.day, one.person, today)} · {partner}"
        if one.promise is not None:
            text = esc(shortened(one.promise.text, WORDS_UNITS))
            return number + t("🤝 {day}: promise to {partner}: {text}", day=day, partner=partner, text=text)
        if one.agreement is not None:
            return number + t("📄 {day}: the agreement with {partner} ends", day=day, partner=partner)
        return number + t("👋 {day}: check in with {partner}", day=day, partner=partner)


def _feast_of(one: Coming) -> str | None:
    return one.day.feast if one.day is not None else None


def _together(coming: Sequence[Coming]) -> list[list[Coming]]:
    """One item each; many people who keep one feast on one day are one."""
    feasts: dict[tuple[date, str], list[Coming]] = defaultdict(list)
    for one in coming:
        if feast := _feast_of(one):
            feasts[one.on, feast].append(one)
    items: list[list[Coming]] = []
    for one in coming:
        group = feasts.get((one.on, _feast_of(one) or ""), [])
        if len(group) < TOGETHER:
            items.append([one])
        elif group[0] is one:
            items.append(group)
    return items
