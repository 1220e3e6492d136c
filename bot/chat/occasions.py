"""The days that matter to a partner or a person there: what is known, when each comes next, and what can be done."""

from dataclasses import replace

from bot.chat.buttons import button
from bot.chat.day_texts import kept_line, mark_of, name_of, next_text, occasion_lines, said_day
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, in_even_rows, in_rows, keyboard
from bot.chat.occasion_buttons import AddDay, ShowDays, ShowDaysOf, ShowFeasts, ShowOneDay, days_of
from bot.chat.partners import ShowPartner
from bot.chat.people_buttons import ShowPerson
from bot.chat.replanned_texts import with_replanned
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.undo import undo_key
from bot.domain.calendars import spec_of
from bot.domain.occasions import Occasion
from bot.domain.words import Calendar, Consent, PartnerState, PersonState
from bot.i18n.salutations import full_name
from bot.usecases.occasions import Days, OccasionView, RemoveDay, SaveDay
from bot.usecases.occasions import ShowDay as FindDay
from bot.usecases.occasions import ShowDays as FindDays

room = Room()
NAME_UNITS = 120
MOST_SHOWN = 24
PEOPLE_SHOWN = 8


@button("de")
class EditDay:
    """Write the day anew."""

    occasion_id: int


@button("df")
class DropDay:
    """Take a day away; asked once more first."""

    occasion_id: int
    sure: bool


@button("dm")
class KeepLeap:
    """Keep 29 February on 1 March in common years, or on 28 February."""

    occasion_id: int
    march: bool


@room.button(ShowDays)
async def show_days(talk: Talk, pressed: ShowDays) -> None:
    """The days of a partner."""
    await show_page(talk, pressed.partner_id, None)


@room.button(ShowDaysOf)
async def show_days_of(talk: Talk, pressed: ShowDaysOf) -> None:
    """The days of a person."""
    await show_page(talk, None, pressed.person_id)


async def show_page(
    talk: Talk, partner_id: int | None, person_id: int | None, above: str = "", change_set_id: int | None = None
) -> None:
    """Shows the days, under a line of news if there is one, with Undo where that was a change."""
    show = FindDays(talk.house.storage, talk.house.organisation)
    days = await show(talk.actor, None if person_id else partner_id, person_id)
    undo = undo_key(talk.t, change_set_id)
    rows = [*_rows(talk, days), *([[undo]] if undo else [])]
    text = _text(talk, days)
    await talk.show(f"{above}\n\n{text}" if above else text, keyboard(rows))


def _text(talk: Talk, days: Days) -> str:
    t, f = talk.t, talk.f
    name = full_name(days.person) if days.person else days.partner.name
    lines = [t("📅 Days of {name}", name=bold(shortened(name, NAME_UNITS)))]
    if days.person is not None:
        lines.append(esc(shortened(days.partner.name, NAME_UNITS)))
        lines += _consent(talk, days)
    if not days.occasions and not days.feasts:
        lines += ["", t("No days are known yet.")]
    for number, view in enumerate(days.occasions[:MOST_SHOWN], 1):
        lines += ["", *_short(talk, number, view)]
    if days.feasts:
        lines += ["", bold(t("Holidays kept")), *(kept_line(t, f, view) for view in days.feasts)]
    return "\n".join(lines)


def _consent(talk: Talk, days: Days) -> list[str]:
    t, person = talk.t, days.person
    if person is None or person.consent is Consent.AGREED:
        return []
    if person.consent is Consent.REFUSED:
        return [t("It was not agreed that days and holidays are remembered, so none are kept.")]
    if person.undecided_until is None or not (days.occasions or days.feasts):
        return []
    return [
        t("Not used yet: whether this was agreed is open; decide by {day}.", day=talk.f.day(person.undecided_until))
    ]


def _short(talk: Talk, number: int, view: OccasionView) -> list[str]:
    t, f = talk.t, talk.f
    name = esc(shortened(name_of(t, view.occasion), NAME_UNITS))
    said = said_day(t, f, spec_of(view.occasion))
    return [f"{number}. {mark_of(view.occasion.kind)} {name}: {said}", next_text(t, f, view, talk.today)]


def _rows(talk: Talk, days: Days) -> list[list[Key]]:
    t, person = talk.t, days.person
    partner_id, person_id = days.partner.id, person.id if person else None
    numbers = [Key(str(n), ShowOneDay(one.occasion.id)) for n, one in enumerate(days.occasions[:MOST_SHOWN], 1)]
    back = Key(t("Back"), ShowPartner(partner_id) if person is None else ShowPerson(person.id))
    rows = in_even_rows(numbers)
    there = days.partner.state is PartnerState.ACTIVE and (person is None or person.state is not PersonState.DIED)
    if there:
        rows.append(
            [Key(t("Add a day"), AddDay(partner_id, person_id)), Key(t("Holidays"), ShowFeasts(partner_id, person_id))]
        )
    people = [Key(full_name(one), ShowDaysOf(one.id)) for one in days.others[:PEOPLE_SHOWN]]
    return [*rows, *in_rows(people, 2), [back]]


@room.button(ShowOneDay)
async def show_day(talk: Talk, pressed: ShowOneDay) -> None:
    """One day in full."""
    await _show_day(talk, await FindDay(talk.house.storage, talk.house.organisation)(talk.actor, pressed.occasion_id))


async def _show_day(talk: Talk, view: OccasionView, above: str = "", change_set_id: int | None = None) -> None:
    t, day = talk.t, view.occasion
    lines = [above, ""] if above else []
    lines += occasion_lines(t, talk.f, view, talk.today, spec_of(day))
    rows = [[Key(t("Edit"), EditDay(day.id)), Key(t("Take away"), DropDay(day.id, False))]]
    if _is_leap(day):
        label = t("Keep on 28 February") if day.leap_on_march else t("Keep on 1 March")
        rows.append([Key(label, KeepLeap(day.id, not day.leap_on_march))])
    undo = undo_key(t, change_set_id)
    rows += [[undo]] if undo else []
    await talk.show("\n".join(lines), keyboard([*rows, [Key(t("Back"), days_of(day.partner_id, day.person_id))]]))


def _is_leap(day: Occasion) -> bool:
    return (day.calendar, day.day, day.month) == (Calendar.GREGORIAN, 29, 2) and not day.single


@room.button(KeepLeap)
async def save_leap(talk: Talk, pressed: KeepLeap) -> None:
    """Keeps the leap day on the other day; pressed twice, it stays there."""
    storage, organisation = talk.house.storage, talk.house.organisation
    view = await FindDay(storage, organisation)(talk.actor, pressed.occasion_id)
    kept = await SaveDay(storage, organisation)(talk.actor, replace(view.occasion, leap_on_march=pressed.march))
    view = await FindDay(storage, organisation)(talk.actor, pressed.occasion_id)
    text = with_replanned(talk.t, talk.f, talk.t("Changed."), kept.told)
    await _show_day(talk, view, text, kept.change_set_id)


@room.button(DropDay)
async def drop_day(talk: Talk, pressed: DropDay) -> None:
    """Asks once more, then takes it away."""
    t, storage, organisation = talk.t, talk.house.storage, talk.house.organisation
    if not pressed.sure:
        view = await FindDay(storage, organisation)(talk.actor, pressed.occasion_id)
        name = bold(shortened(name_of(t, view.occasion), NAME_UNITS))
        text = t("Take {what} away? What waits because of it is withdrawn.", what=name)
        sure = [
            Key(t("Yes, take away"), DropDay(pressed.occasion_id, True)),
            Key(t("Back"), ShowOneDay(pressed.occasion_id)),
        ]
        await talk.show(text, keyboard([sure]))
        return
    gone = await RemoveDay(storage, organisation)(talk.actor, pressed.occasion_id)
    text = with_replanned(t, talk.f, t("The day was taken away."), gone.told)
    await show_page(talk, gone.partner_id, gone.person_id, text, gone.change_set_id)
