"""Absences in words: from when until when, who stands in, and where reminders go."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.chat.html import bold, esc
from bot.domain.staff import Absence
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator
from bot.usecases.absences import AbsenceView
from bot.usecases.standing_in import Going


def days_text(t: Translator, f: Formats, absence: Absence) -> str:
    """ "Senin, 7 Desember sampai Jumat, 11 Desember"; one day by itself."""
    if absence.from_on == absence.until_on:
        return f.day(absence.from_on)
    return t("{first} until {last}", first=f.day(absence.from_on), last=f.day(absence.until_on))


def view_lines(t: Translator, f: Formats, view: AbsenceView, today: date) -> list[str]:
    """One absence: its days, who stands in, what becomes of greetings."""
    absence = view.absence
    days = days_text(t, f, absence)
    lines = [bold(t("{days} (now)", days=days) if absence.covers(today) else days)]
    return [*lines, *about_lines(t, f, view)]


def about_lines(t: Translator, f: Formats, view: AbsenceView) -> list[str]:
    """Who stands in, and what of greetings."""
    absence = view.absence
    if view.stand_in is None:
        lines = [t("Stand-in: each partner’s backup, or else a manager")]
    else:
        lines = [t("Stand-in: {name}", name=esc(view.stand_in.name))]
    if absence.everything:
        lines.append(t("Greetings go to the stand-in too."))
    else:
        lines.append(t("Greetings stay with {name}.", name=esc(view.staff.name)))
    if view.stand_in is not None and not view.stand_in.present:
        lines.append(t("⚠️ Messages do not reach {name}, so a manager is reminded.", name=esc(view.stand_in.name)))
    for other in view.stand_in_away:
        first, last = max(other.from_on, absence.from_on), min(other.until_on, absence.until_on)
        days = days_text(t, f, Absence(other.staff_id, first, last))
        name = esc(view.stand_in.name) if view.stand_in else ""
        lines.append(t("⚠️ {name} is away too ({days}); a manager is reminded then.", name=name, days=days))
    return lines


def going_line(
    t: Translator, f: Formats, going: Sequence[Going], names: Mapping[int, str], from_on: date | None
) -> str:
    """How many reminders go to whom: now, or (with *from_on*) then, as things stand. Empty where none goes."""
    if not going:
        return ""
    parts = [_part(t, f, one, names) for one in going]
    what = f.list_of(parts)
    if from_on is None:
        return t("Passed on now: {what}.", what=what)
    return t("From {day} on, as things stand today: {what}.", day=f.day(from_on), what=what)


def away_mark(t: Translator, f: Formats, absence: Absence, stand_in: str | None, today: date) -> str:
    """ "Berhalangan sampai Jumat, 11 Desember (digantikan Sari)", in lower case, for behind a name."""
    until = f.relative(absence.until_on, today)
    if stand_in is None:
        return t("away until {day}", day=until)
    return t("away until {day}, {name} stands in", day=until, name=esc(stand_in))


def _part(t: Translator, f: Formats, one: Going, names: Mapping[int, str]) -> str:
    count, n = f.counted(one.reminders), one.reminders
    if one.staff_id is None:
        return t.n("{count} reminder to all managers", "{count} reminders to all managers", n, count=count)
    name = esc(names.get(one.staff_id, "?"))
    return t.n("{count} reminder to {name}", "{count} reminders to {name}", n, count=count, name=name)
