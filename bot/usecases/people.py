"""People one by one: added to a partner, and their birthday and feasts once they agreed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from bot.domain.errors import BadValue, NotFound
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.person_names import TypedName, parse_person
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.roster import cells
from bot.domain.roster.cells import NAME_LENGTH, cleaned
from bot.domain.roster.entries import Birthday, DayEntry
from bot.domain.roster.reading import name_key
from bot.domain.words import Consent, OccasionKind, PersonState, Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.consent import record_consent
from bot.usecases.known import hold, living_partner
from bot.usecases.planning.plan_reminders import replan
from bot.usecases.planning.told import NOTHING, Replanned, replanned

_PHONE_DIGITS = 7
_BORN = re.compile(r"^(?:ultah|ulang tahun|(?:tgl |tanggal )?lahir|born|birthday)\s*:?\s+", re.IGNORECASE)
"""What may stand before a birthday."""


@dataclass(frozen=True, slots=True)
class PersonChanged:
    """Somebody who was added or changed, and what became of the reminders."""

    person_id: int
    partner_id: int
    name: str
    change_set_id: int | None = None
    born: str | None = None
    told: Replanned = NOTHING


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Adds somebody to a partner, from the name as typed: "Bu Ratna Wulandari, Direktur, 0812 5550 1011"."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, partner_id: int, text: str) -> PersonChanged:
        """``BadValue`` for no name, one that is too long, or one that is known there.

        A phone, an address or a Telegram name behind the name is kept as such; a birthday is given back in ``born``,
        since it is kept only once that person agreed.
        """
        need(by, Role.STAFF)
        typed, reached, born = _reached_by(need_name(text), self.organisation, self.organisation.today(by.now))
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "add_person", PersonChanged):
                return before
            partner = await living_partner(uow, partner_id)
            await hold(uow, partner)
            await refuse_known(uow, partner, typed.name)
            draft = Person(partner.id, typed.name, salutation=typed.salutation, role=typed.role)
            person = await uow.people.add(replace(draft, **reached))
            await uow.search.touch([partner.id])
            return await finish(uow, by, "add_person", replace(_told(person), born=born), partner.id)


@dataclass(frozen=True, slots=True)
class RememberDays:
    """Keeps somebody's birthday and feasts, as they agreed or not (design: what was not agreed is not kept)."""

    storage: Storage
    organisation: Organisation

    async def __call__(
        self,
        by: Actor,
        person_id: int,
        consent: Consent,
        *,
        birthday: Birthday | None = None,
        leap_on_march: bool = False,
        feasts: Iterable[str] = (),
        shifts: Mapping[str, int] | None = None,
        days: Iterable[DayEntry] = (),
    ) -> PersonChanged:
        """Undecided days are kept thirty days, unused; of those refused nothing is kept, old ones included.

        *shifts* says of a feast how many days later (earlier, if negative) it is kept; *days* are further ones of
        theirs. What is not named stays.
        """
        need(by, Role.STAFF)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "remember_days", PersonChanged):
                return before
            person = await uow.people.find(person_id)
            if person is None:
                raise NotFound("people", person_id)
            today = self.organisation.today(by.now)
            await record_consent(uow, person, consent, today)
            if consent is not Consent.REFUSED:
                await _keep_birthday(uow, person, birthday, leap_on_march)
                await _keep_feasts(uow, person, dict.fromkeys(feasts, 0) | dict(shifts or {}))
                await _keep_days(uow, person, days)
            told = replanned(await replan(uow, [person.partner_id], self.organisation, today))
            return await finish(uow, by, "remember_days", replace(_told(person), told=told), person.partner_id)


def _reached_by(
    typed: TypedName, organisation: Organisation, today: date
) -> tuple[TypedName, dict[str, Any], str | None]:
    """What stands behind a name, told apart: the role stays; how to reach somebody; and the birthday as typed."""
    reached: dict[str, Any] = {}
    born, roles = None, []
    for part in (typed.role or "").split(", "):
        phone = cells.phone_number(part, organisation.country) if sum(map(str.isdigit, part)) >= _PHONE_DIGITS else None
        found = {
            "phone": phone,
            "email": cells.email_address(part),
            "telegram": cells.telegram_name(part) if part.startswith("@") else None,
        }
        day = _BORN.sub("", part)
        known = next(((field, value) for field, value in found.items() if value and field not in reached), None)
        if known is not None:
            reached[known[0]] = known[1]
        elif born is None and any(map(str.isdigit, day)) and cells.birthday(day, today)[0] is not None:
            born = day
        elif part:
            roles.append(part)
    return replace(typed, role=", ".join(roles) or None), reached, born


def need_name(text: str) -> TypedName:
    """A name taken apart; ``BadValue`` for none, one without a letter (an emoji alone), or one that is too long."""
    whole = cleaned(text)
    typed = parse_person(whole)
    if typed is None or not any(mark.isalnum() for mark in typed.name):
        raise BadValue("name", "empty")
    if len(whole) > NAME_LENGTH:
        raise BadValue("name", "too_long", (("most", NAME_LENGTH), ("length", len(whole))))
    return typed


async def refuse_known(uow: UnitOfWork, partner: Partner, name: str, but: int = 0) -> None:
    """``BadValue`` where somebody else of this name is there already."""
    there = await uow.people.list_by(partner_id=partner.id, state=PersonState.ACTIVE)
    known = next((one for one in there if one.id != but and name_key(one.name) == name_key(name)), None)
    if known is not None:
        raise BadValue("name", "known_person", (("person", known.addressed), ("partner", partner.name)))


async def _keep_birthday(uow: UnitOfWork, person: Person, birthday: Birthday | None, on_march: bool) -> None:
    if birthday is None:
        return
    known = await uow.occasions.list_by(person_id=person.id, kind=OccasionKind.BIRTHDAY)
    for doubled in known[1:]:
        await uow.occasions.remove(doubled.id)
    if known:
        # The row stays, and with it what was already wished this year.
        typed = {"day": birthday.day, "month": birthday.month, "year": birthday.year, "calendar": birthday.calendar}
        await uow.occasions.change(known[0].id, **typed, leap_on_march=on_march, surfaces_on=None)
        return
    day = Occasion(
        person.partner_id,
        OccasionKind.BIRTHDAY,
        birthday.day,
        birthday.month,
        person_id=person.id,
        calendar=birthday.calendar,
        year=birthday.year,
        leap_on_march=on_march,
    )
    await uow.occasions.add(day)


async def _keep_feasts(uow: UnitOfWork, person: Person, shifts: Mapping[str, int]) -> None:
    known = {one.feast: one for one in await uow.kept_feasts.list_by(person_id=person.id)}
    new = [KeptFeast(person.partner_id, feast, person.id, shift) for feast, shift in shifts.items()]
    await uow.kept_feasts.add_all([one for one in new if one.feast not in known])
    for one in new:
        if one.feast in known and known[one.feast].shift != one.shift:
            await uow.kept_feasts.change(known[one.feast].id, shift=one.shift, surfaces_on=None)


async def _keep_days(uow: UnitOfWork, person: Person, days: Iterable[DayEntry]) -> None:
    known = {(one.kind, one.title, one.day, one.month) for one in await uow.occasions.list_by(person_id=person.id)}
    new = [one for one in days if (one.kind, one.title, one.day, one.month) not in known]
    await uow.occasions.add_all([Occasion(person.partner_id, person_id=person.id, **asdict(one)) for one in new])


def _told(person: Person) -> PersonChanged:
    return PersonChanged(person.id, person.partner_id, person.addressed)
