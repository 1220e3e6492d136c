"""Items of a brief, read with everything that their text needs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from bot.domain.agreements import newest_step
from bot.domain.briefs import BriefItem
from bot.domain.coming import years_on
from bot.domain.feasts import KnownFeasts
from bot.domain.interactions import Interaction
from bot.domain.introductions import Introduction
from bot.domain.occasions import Event, Occasion
from bot.domain.offers import SpecialOffer
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.planning.days_of_people import feast_of
from bot.domain.ports import UnitOfWork
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.rhythms import counts_for
from bot.domain.staff import Staff
from bot.domain.words import Calendar, ReminderKind, Rhythm, Stage, Tier
from bot.usecases.feasts import read_feasts

Shown = tuple[Reminder, Stage]


@dataclass(frozen=True, slots=True)
class Sources:
    """The rows behind some reminders, by id."""

    partners: Mapping[int, Partner]
    people: Mapping[int, Person]
    staff: Mapping[int, Staff]
    occasions: Mapping[int, Occasion]
    events: Mapping[int, Event]
    promises: Mapping[int, Promise]
    offers: Mapping[int, SpecialOffer]
    introductions: Mapping[int, Introduction]
    met: Mapping[int, str]
    contacts: Sequence[Interaction]
    feasts: KnownFeasts


async def read_items(uow: UnitOfWork, shown: Sequence[Shown], on: date, staff_id: int) -> tuple[BriefItem, ...]:
    """The items of these reminders as one colleague reads them on a day, in order; a feast's people are one."""
    sources = await read_sources(uow, [reminder for reminder, _ in shown])
    return in_rounds([item_of(reminder, stage, sources, on, staff_id) for reminder, stage in shown])


async def read_sources(uow: UnitOfWork, reminders: Sequence[Reminder]) -> Sources:
    """What stands behind these reminders."""
    partner_ids = {one.partner_id for one in reminders}
    introductions = await uow.introductions.list_in(_subjects(reminders, "introduction"))
    met = {id for one in introductions for id in (one.partner_id, one.other_id)}
    return Sources(
        partners={one.id: one for one in await uow.partners.list_in(partner_ids)},
        people={one.id: one for one in await uow.people.list_in(_ids(one.person_id for one in reminders))},
        staff={one.id: one for one in await uow.staff.list_by()},
        occasions={one.id: one for one in await uow.occasions.list_in(_subjects(reminders, "occasion"))},
        events={one.id: one for one in await uow.events.list_in(_subjects(reminders, "event"))},
        promises={one.id: one for one in await uow.promises.list_in(_subjects(reminders, "promise"))},
        offers={one.id: one for one in await uow.offers.list_in(_subjects(reminders, "offer"))},
        introductions={one.id: one for one in introductions},
        met={one.id: one.name for one in await uow.partners.list_in(met)},
        contacts=await uow.interactions.newest_by_purpose(partner_ids) if partner_ids else [],
        feasts=await read_feasts(uow),
    )


def item_of(reminder: Reminder, stage: Stage, sources: Sources, on: date, staff_id: int) -> BriefItem:
    """One reminder as an item."""
    partner = sources.partners[reminder.partner_id]
    person = sources.people.get(reminder.person_id or 0)
    owner = sources.staff.get(reminder.staff_id or 0)
    by = sources.staff.get(reminder.answered_by or 0)
    since_on = newest_counted(reminder, sources.contacts)
    item = BriefItem(
        reminder_id=reminder.id,
        reminder_ids=(reminder.id,),
        stage=stage,
        kind=reminder.kind,
        state=reminder.state,
        partner_id=partner.id,
        partner=partner.name,
        tier=partner.tier,
        due_on=reminder.due_on,
        days_over=max(0, (on - reminder.due_on).days),
        last_on=reminder.last_on,
        snoozed_until=reminder.snoozed_until,
        person_id=person.id if person else None,
        person=person.addressed if person else None,
        since_on=since_on,
        days_since=None if since_on is None else (on - since_on).days,
        owner=owner.name if owner is not None and owner.id != staff_id else None,
        answered_by=by.name if by else None,
        answered_at=reminder.answered_at,
    )
    return _with_subject(item, reminder, sources, on)


def newest_counted(reminder: Reminder, contacts: Iterable[Interaction]) -> date | None:
    """The newest contact that counts for the reminder's rhythm; for other kinds, as for a check-in."""
    rhythm = Rhythm(reminder.kind.value) if reminder.of_rhythm else Rhythm.CHECK_IN
    mine = (one for one in contacts if one.partner_id == reminder.partner_id)
    return max((one.on for one in mine if counts_for(rhythm, one)), default=None)


def in_rounds(items: Sequence[BriefItem]) -> tuple[BriefItem, ...]:
    """All people who keep a feast on the same day are one item, where the first of them stands."""
    order = {item.reminder_id: place for place, item in enumerate(items)}
    found: list[BriefItem] = []
    for key, group in groupby(sorted(items, key=_round_key), key=_round_key):
        members = sorted(group, key=lambda item: order[item.reminder_id])
        found += [_round_of(members)] if key[0] and len(members) > 1 else members
    return tuple(sorted(found, key=lambda item: min(order[id] for id in item.reminder_ids)))


def _round_key(item: BriefItem) -> tuple[str, str, str]:
    # Kept a day later by some, it is the same feast: the occurrences of one feast lie far apart.
    return item.feast or "", item.stage.value if item.feast else "", "" if item.feast else str(item.reminder_id)


def _round_of(members: Sequence[BriefItem]) -> BriefItem:
    by_tier = sorted(members, key=lambda item: list(Tier).index(item.tier))
    ids = tuple(item.reminder_id for item in by_tier)
    return replace(by_tier[0], reminder_ids=ids, key_partners=sum(item.tier is Tier.KEY for item in members))


def _with_subject(item: BriefItem, reminder: Reminder, sources: Sources, on: date) -> BriefItem:
    noun, _, rest = reminder.subject.partition(":")
    if noun == "occasion" and (occasion := sources.occasions.get(int(rest))) is not None:
        age = years_on(occasion, reminder.due_on, sources.feasts.months)
        tentative = occasion.calendar is Calendar.HIJRI and _is_open(occasion, reminder, sources.feasts)
        return replace(item, occasion=occasion.kind, title=occasion.title, age=age, tentative=tentative)
    if (feast := feast_of(reminder.subject)) is not None:
        return replace(item, feast=feast, tentative=_is_tentative(feast, reminder, sources.feasts))
    if noun == "event" and (event := sources.events.get(int(rest))) is not None:
        return replace(item, event=event.kind, text=event.note)
    if noun == "promise" and (promise := sources.promises.get(int(rest))) is not None:
        return replace(item, text=promise.text)
    if noun == "offer" and (offer := sources.offers.get(int(rest))) is not None:
        return replace(item, text=offer.text, about=noun)
    if noun == "introduction" and (met := sources.introductions.get(int(rest))) is not None:
        return replace(item, text=sources.met.get(met.other_than(reminder.partner_id)), about=noun)
    if reminder.kind is ReminderKind.RENEWAL and (step := newest_step(reminder.due_on, on)) is not None:
        return replace(item, step=step.mark)
    return item


def _is_open(occasion: Occasion, reminder: Reminder, feasts: KnownFeasts) -> bool:
    """Whether nobody has confirmed yet when the Hijri month of a day began."""
    return (int(reminder.cycle), occasion.month) not in feasts.months


def _is_tentative(key: str, reminder: Reminder, feasts: KnownFeasts) -> bool:
    near = timedelta(days=40)
    found = feasts.days(key, reminder.due_on - near, reminder.due_on + near)
    return any(day.tentative for day in found if day.cycle == reminder.cycle)


def _subjects(reminders: Iterable[Reminder], noun: str) -> set[int]:
    split = (one.subject.split(":") for one in reminders)
    return {int(parts[1]) for parts in split if parts[0] == noun}


def _ids(ids: Iterable[int | None]) -> set[int]:
    return {id for id in ids if id is not None}
