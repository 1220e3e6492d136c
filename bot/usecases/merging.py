"""Merging two partners that are the same: seen before it is done, done in one transaction, taken back as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.changes import ChangeSet
from bot.domain.errors import BadValue, NotAllowed, Outdated
from bot.domain.merged_reminders import move_reminders
from bot.domain.merging import Ids, Merging, Side, merging_of
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.rhythms import moved_due
from bot.domain.rows import Rows
from bot.domain.words import Consent, NoticeState, PartnerState, PersonState, ReminderKind, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.consent import forget_days
from bot.usecases.known import living_partner
from bot.usecases.planning.plan_reminders import replan
from bot.usecases.planning.told import NOTHING, Replanned, replanned
from bot.usecases.rhythms import refresh_rhythms, work_calendar

_MOVING = ("people", "occasions", "kept_feasts", "events", "agreements", "promises", "interactions", "offers")


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What merging would do.

    ``moving`` counts the rows that come over, by noun; ``people`` are those who are known on both and become one;
    ``same`` counts further rows of which both have the same; ``doubled`` are people who stay two, since their answers
    about their days contradict each other; ``further`` are the other's values that go to a note. ``owners`` holds
    names by id.
    """

    kept: Partner
    other: Partner
    moving: Mapping[str, int]
    people: tuple[Person, ...]
    same: Mapping[str, int]
    doubled: tuple[Person, ...]
    further: tuple[str, ...]
    owners: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """Two partners that became one; ``people`` are those who were known in both, each with as whom they live on.

    ``forms`` are those that were being filled in about the other one, each with its version, and go on with this one.
    """

    partner_id: int
    name: str
    other_id: int
    other_name: str
    people: tuple[tuple[int, int], ...] = ()
    forms: tuple[tuple[int, int], ...] = ()
    change_set_id: int | None = None
    told: Replanned = NOTHING


@dataclass(frozen=True, slots=True)
class PreviewMerge:
    """Says what merging two partners would do; nothing changes. Refuses what merging refuses."""

    storage: Storage

    async def __call__(self, by: Actor, kept_id: int, other_id: int) -> MergePreview:
        """*other* would be merged into *kept*."""
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            kept, other = await _both(uow, by, kept_id, other_id)
            sides = [await _side(uow, one) for one in (kept, other)]
            merging = merging_of(*sides)
            going = {noun: getattr(merging, noun) for noun in _MOVING if hasattr(merging, noun)}
            counts = {noun: await _book(uow, noun).count_by(partner_id=other.id) for noun in _MOVING}
            there = {one.id: one for one in sides[0].people}
            ids = {one.owner_id for one in (kept, other) if one.owner_id is not None}
            return MergePreview(
                kept=kept,
                other=other,
                moving={noun: count - len(going.get(noun, ())) for noun, count in counts.items()},
                people=tuple(there[id] for id in merging.people.values()),
                same={noun: len(rows) for noun, rows in going.items() if noun != "people"},
                doubled=merging.doubled,
                further=merging.further,
                owners={one.id: one.name for one in await uow.staff.list_in(ids)},
            )


@dataclass(frozen=True, slots=True)
class MergePartners:
    """Merges one partner into another, whose owner, tier and rhythms stay. What both have becomes one.

    ``BadValue`` for one that is archived, and for two that are one already; ``NotAllowed`` unless both are the
    colleague's own, or a manager does it; ``Outdated`` where somebody merged or archived one of them meanwhile.
    """

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, kept_id: int, other_id: int) -> Merged:
        """Once; a tombstone stays that old buttons follow."""
        need(by, Role.STAFF)
        today = self.organisation.today(by.now)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "merge_partners", Merged):
                return before
            kept, other = await _both(uow, by, kept_id, other_id)
            await _hold(uow, kept, other)
            merging = merging_of(await _side(uow, kept), await _side(uow, other))
            forms, told = await self._merge(uow, kept.id, other.id, merging, today)
            await uow.search.touch([kept.id, other.id])
            people = tuple(merging.people.items())
            merged = Merged(kept.id, kept.name, other.id, other.name, people, forms, told=told)
            return await finish(uow, by, "merge_partners", merged, kept.id)

    async def _merge(
        self, uow: UnitOfWork, kept_id: int, other_id: int, merging: Merging, today: date
    ) -> tuple[tuple[tuple[int, int], ...], Replanned]:
        await uow.partners.change(other_id, state=PartnerState.MERGED, merged_into=kept_id)
        for (noun, id), fields in merging.changes.items():
            await _book(uow, noun).change(id, **fields)
        await _join_rows(uow, kept_id, other_id, merging)
        await refresh_rhythms(uow, [kept_id])
        own, others = [await uow.reminders.list_by(partner_id=id) for id in (kept_id, other_id)]
        cycles = await _cycles(uow, kept_id, self.organisation, today)
        for moving in move_reminders(kept_id, own, others, merging, cycles):
            await uow.reminders.change(moving.reminder.id, **moving.fields)
        await _join_people(uow, merging.people)
        forms = await _follow_in_forms(uow, kept_id, other_id, merging.people)
        await _follow_in_notices(uow, kept_id, other_id, merging.events)
        # Written down with the merge: taking it back leads the reminders back to where they were.
        changes = await replan(uow, [kept_id, other_id], self.organisation, today, remembered=True)
        return forms, replanned(changes)


@dataclass(frozen=True, slots=True)
class FollowPerson:
    """As whom somebody lives on who was known in two partners that became one."""

    storage: Storage

    async def __call__(self, person_id: int) -> int | None:
        """None where nobody with this id was merged, or it was so long ago that it is forgotten."""
        async with self.storage.read() as uow:
            people, id = await _merged_people(uow), person_id
            while id in people:
                id = people[id]
            return id if id != person_id and await uow.people.find(id) is not None else None


async def former_ids(uow: UnitOfWork, person_id: int) -> list[int]:
    """The ids under which somebody was known at partners that were merged, as far as that is remembered."""
    people = await _merged_people(uow)
    found = [person_id]
    for id in found:
        found += [gone for gone, stays in people.items() if stays == id and gone not in found]
    return found[1:]


async def _merged_people(uow: UnitOfWork) -> dict[int, int]:
    """Those who were known in two partners that became one, each with as whom they live on."""
    outcomes = await uow.change_sets.outcomes_of("merge_partners")
    return {int(gone): int(stays) for one in outcomes for gone, stays in one.get("is", {}).get("people", ())}


async def _both(uow: UnitOfWork, by: Actor, kept_id: int, other_id: int) -> tuple[Partner, Partner]:
    kept, other = await living_partner(uow, kept_id), await living_partner(uow, other_id)
    if kept.id == other.id:
        raise BadValue("partner", "same_partner", (("partner", kept.name),))
    if not by.staff.may(Role.MANAGER) and {kept.owner_id, other.owner_id} != {by.staff.id}:
        raise NotAllowed("own partners")
    return kept, other


async def _hold(uow: UnitOfWork, kept: Partner, other: Partner) -> None:
    """Keeps both as they are until the commit: of two colleagues who merge them at once, the second is told."""
    for one in sorted((kept, other), key=lambda one: one.id):
        if not await uow.partners.change_when(one.id, {"state": PartnerState.ACTIVE}, name=one.name):
            raise Outdated("partners", one.id)


async def _side(uow: UnitOfWork, partner: Partner) -> Side:
    rows = {
        noun: await _book(uow, noun).list_by(partner_id=partner.id)
        for noun in ("people", "occasions", "kept_feasts", "events", "agreements")
    }
    return Side(partner, **rows)


def _book(uow: UnitOfWork, noun: str) -> Rows[Any]:
    book: Rows[Any] = getattr(uow, noun)
    return book


async def _join_rows(uow: UnitOfWork, kept_id: int, other_id: int, merging: Merging) -> None:
    """Takes away what both have, and brings the rest over."""
    for noun in ("occasions", "kept_feasts", "events", "agreements"):
        for id in getattr(merging, noun):
            await _book(uow, noun).remove(id)
    days = {noun: await _book(uow, noun).list_by(partner_id=other_id) for noun in ("occasions", "kept_feasts")}
    for noun in _MOVING:
        moving = [one.id for one in await _book(uow, noun).list_by(partner_id=other_id) if not _goes(one, merging)]
        await _book(uow, noun).change_many(moving, {}, partner_id=kept_id)
    # How far ahead a day is shown rests on the partner's tier.
    await uow.due.look_next(*(dict.fromkeys(one.id for one in rows) for rows in days.values()))
    mailed = await uow.mail_recipients.list_by(partner_id=other_id)
    await uow.mail_recipients.change_many([one.id for one in mailed], {}, partner_id=kept_id)
    for noun in (*("interactions", "promises", "events", "occasions"), "kept_feasts", "given_texts", "mail_recipients"):
        await _rename(uow, noun, merging.people)
    await _join_introductions(uow, kept_id, other_id, merging.people)
    await _rename(uow, "given_texts", {other_id: kept_id}, "partner_id")


async def _join_introductions(uow: UnitOfWork, kept_id: int, other_id: int, people: Ids) -> None:
    """On whichever side they stand; of two that turn out to be one, none was introduced to the other."""
    for one, another in ((kept_id, other_id), (other_id, kept_id)):
        for row in await uow.introductions.list_by(partner_id=one, other_id=another):
            await uow.introductions.remove(row.id)
    for side in ("partner_id", "other_id"):
        await _rename(uow, "introductions", {other_id: kept_id}, side)
    for side in ("person_id", "other_person_id"):
        await _rename(uow, "introductions", people, side)


def _goes(row: Any, merging: Merging) -> bool:
    return isinstance(row, Person) and row.id in merging.people


async def _rename(uow: UnitOfWork, noun: str, people: Ids, name: str = "person_id") -> None:
    """Whoever lives on under another id is meant by it wherever they were named, with former partners too."""
    for gone, stays in people.items():
        rows = await _book(uow, noun).list_by(**{name: gone})
        await _book(uow, noun).change_many([one.id for one in rows], {}, **{name: stays})


async def _join_people(uow: UnitOfWork, people: Ids) -> None:
    await _rename(uow, "reminders", people)
    await _rename(uow, "people", people, "successor_id")
    for gone in people:
        await uow.people.remove(gone)


async def _cycles(uow: UnitOfWork, partner_id: int, organisation: Organisation, today: date) -> dict[ReminderKind, str]:
    """The present rounds of the rhythms that are due."""
    calendar = work_calendar(organisation)
    rhythms = await uow.rhythms.list_by(partner_id=partner_id)
    due = [one for one in rhythms if one.due_on is not None and moved_due(one.due_on, calendar) <= today]
    return {ReminderKind(one.rhythm.value): one.cycle for one in due}


async def part_people(uow: UnitOfWork, merge: ChangeSet) -> None:
    """Of whom it was said since the merge that they died, or refused that days are remembered, it counts for both.

    Taking the merge back makes two of them again, and nobody knows whose death, or whose answer, it was.
    """
    pairs = {int(stays): int(gone) for gone, stays in (merge.outcome.get("is") or {}).get("people", ())}
    later = await uow.change_sets.list_about(merge.partner_id or 0)
    for one in later:
        if one.id <= merge.id or one.undone_at is not None or one.undo_of is not None:
            continue
        for change in one.changes:
            if change.noun != "people" or change.id not in pairs or change.before is None:
                continue
            said, person = change.after or {}, await uow.people.find(pairs[change.id])
            if person is not None and said.get("state") == PersonState.DIED.value:
                await uow.people.change(person.id, state=PersonState.DIED)
            if person is not None and said.get("consent") == Consent.REFUSED.value:
                await uow.people.change(person.id, consent=Consent.REFUSED, undecided_until=None)
                await forget_days(uow, person.id)


async def part_forms(uow: UnitOfWork, merged: Mapping[str, Any]) -> None:
    """Once a merge (its outcome) is taken back, what is being filled in is about the partner that it was about."""
    back = {int(stays): int(gone) for gone, stays in merged.get("people", ())}
    for id, version in merged.get("forms", ()):
        form = await uow.forms.find(id)
        if form is not None:
            # Its questions stay as they were put together: what was offered of both cannot be told apart any more.
            asked = {"questions": form.fields["questions"]} if "questions" in form.fields else {}
            fields = _followed(form.fields, merged["other_id"], merged["partner_id"], back) | asked
            await uow.forms.change_when(form.id, {"version": version, "closed": False}, fields=fields)


async def _follow_in_forms(uow: UnitOfWork, kept_id: int, other_id: int, people: Ids) -> tuple[tuple[int, int], ...]:
    """What somebody is filling in goes on, with the partner and the people who stay; gives which forms those are."""
    followed: list[tuple[int, int]] = []
    for form in await uow.forms.list_by(closed=False):
        fields = _followed(form.fields, kept_id, other_id, people)
        if fields != form.fields and await uow.forms.change_when(form.id, {"version": form.version}, fields=fields):
            followed.append((form.id, form.version))
    return tuple(followed)


def _followed(fields: Mapping[str, Any], kept_id: int, other_id: int, people: Ids) -> dict[str, Any]:
    followed = dict(fields)
    for name in ("partner", "partner_id", "other"):
        if followed.get(name) == other_id:
            followed[name] = kept_id
    for name in ("person", "person_id", "other_person"):
        if followed.get(name) in people:
            followed[name] = people[followed[name]]
    if isinstance(questions := followed.get("questions"), list):
        followed["questions"] = [
            [field, [_value(value, kept_id, other_id, people) for value in values], said]
            for field, values, said in questions
        ]
    return followed


def _value(value: str, kept_id: int, other_id: int, people: Ids) -> str:
    """A partner, or a person there, as a button of a form holds it: ``12`` or ``12-34``."""
    partner, dash, person = value.partition("-")
    if partner != str(other_id):
        return value
    if person.isdigit():
        person = str(people.get(int(person), int(person)))
    return f"{kept_id}{dash}{person}"


async def _follow_in_notices(uow: UnitOfWork, kept_id: int, other_id: int, events: Ids) -> None:
    for notice in await uow.notices.list_by(state=NoticeState.WAITING):
        facts = _told(notice.facts, kept_id, other_id, events)
        if facts != notice.facts:
            await uow.notices.change(notice.id, facts=facts)


def _told(facts: Mapping[str, Any], kept_id: int, other_id: int, events: Ids) -> dict[str, Any]:
    """The facts of a notice about the partner, or the event, that stays."""
    followed = dict(facts)
    for name in ("partner", "partner_id"):
        if followed.get(name) == other_id:
            followed[name] = kept_id
    if isinstance(ids := followed.get("partners"), list) and other_id in ids:
        followed["partners"] = sorted({kept_id, *ids} - {other_id})
    if followed.get("event") in events:
        followed["event"] = events[followed["event"]]
    return followed
