"""A roster's plan carried out: colleagues, partners, people, their days, agreements."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.domain.agreements import Agreement
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor, Organisation, UnitOfWork
from bot.domain.roster.comparing import PARTNER_FIELDS, PERSON_FIELDS, PartnerPlan, PersonPlan, RosterPlan
from bot.domain.roster.reading import name_key
from bot.domain.staff import Staff
from bot.domain.words import Consent, Kind, OccasionKind, Tier
from bot.usecases.consent import UNDECIDED_FOR, forget_days, use_days
from bot.usecases.partners import look_anew
from bot.usecases.rhythms import refresh_rhythms

CONSENTS = {"all": Consent.AGREED, "none": Consent.REFUSED, "later": Consent.UNDECIDED}
"""What the answer to the one question means for those of whom nothing is known."""


@dataclass
class Applying:
    """Carries a plan out in a unit of work; ``agreed`` is ``all``, ``none`` or ``later``.

    ``added_staff`` are the ids of colleagues who became pending, ``kept_undecided_until`` the day to which undecided
    days are kept, if there are any.
    """

    uow: UnitOfWork
    by: Actor
    organisation: Organisation
    agreed: str
    added_staff: list[int] = field(default_factory=list)
    kept_undecided_until: date | None = None
    _pending: dict[str, int] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The organisation's day."""
        return self.organisation.today(self.by.now)

    async def apply(self, plan: RosterPlan) -> None:
        """Everything at once, new rows in bulk; then the rhythms and the search are brought up to date."""
        await self._add_colleagues(plan.pending)
        new = [one for one in plan.partners if one.partner is None]
        rows = await self.uow.partners.add_all(self._new_partners(new))
        placed = list(zip(rows, new, strict=True))
        known = [(one.partner, one) for one in plan.partners if one.partner is not None]
        placed += [(await self._change_partner(one, partner), one) for partner, one in known]
        people = await self._people(placed)
        await self._days(placed, people)
        touched = [row.id for row, one in placed if one.partner is None or one.changes or one.new_people]
        await refresh_rhythms(self.uow, touched)
        await self.uow.search.touch(touched)

    async def _add_colleagues(self, pending: Sequence[Staff]) -> None:
        for one in pending:
            language = self.organisation.language
            kept = await self.uow.staff.add(Staff(one.name, language=language, added_on=self.today))
            self._pending[name_key(one.name)] = kept.id
            self.added_staff.append(kept.id)

    def _staff_id(self, staff: Staff | None) -> int | None:
        return None if staff is None else staff.id or self._pending[name_key(staff.name)]

    def _new_partners(self, plans: Sequence[PartnerPlan]) -> list[Partner]:
        """New partners, each with its place among those of the same owner and tier."""
        shares = [(self._staff_id(one.owner), one.entry.tier or Tier.CORE) for one in plans]
        sizes, places = Counter(shares), Counter[Any]()
        rows = []
        for one, share in zip(plans, shares, strict=True):
            places[share] += 1
            said = {name: getattr(one.entry, name) for name in PARTNER_FIELDS}
            said |= {"tier": share[1], "kind": one.entry.kind or Kind.OTHER}
            rows.append(
                Partner(
                    name=one.entry.name,
                    owner_id=share[0],
                    backup_id=self._staff_id(one.backup),
                    owner_since_on=None if share[0] is None else self.today,
                    added_on=self.today,
                    added_by=self.by.staff.id or None,
                    spread_place=places[share],
                    spread_of=sizes[share],
                    baseline_on=one.entry.last_contact_on,
                    **said,
                )
            )
        return rows

    async def _change_partner(self, plan: PartnerPlan, partner: Partner) -> Partner:
        fields = dict(plan.fields)
        if plan.owner is not None:
            fields |= {"owner_id": self._staff_id(plan.owner), "owner_since_on": self.today}
        if plan.backup is not None:
            fields["backup_id"] = self._staff_id(plan.backup)
        if "tier" in fields:
            await look_anew(self.uow, [partner.id])
        return await self.uow.partners.change(partner.id, **fields) if fields else partner

    async def _people(self, placed: Sequence[tuple[Partner, PartnerPlan]]) -> list[tuple[Person, PersonPlan]]:
        plans = [(partner, plan) for partner, one in placed for plan in one.people]
        new = [self._new_person(partner, plan) for partner, plan in plans if plan.person is None]
        added = iter(await self.uow.people.add_all(new))
        return [
            (next(added) if plan.person is None else await self._change_person(plan, plan.person), plan)
            for _, plan in plans
        ]

    def _new_person(self, partner: Partner, plan: PersonPlan) -> Person:
        said = {name: getattr(plan.entry, name) for name in PERSON_FIELDS}
        return Person(partner.id, plan.entry.name, **said, **self._consent_of(plan))

    async def _change_person(self, plan: PersonPlan, person: Person) -> Person:
        fields = dict(plan.fields) | self._consent_of(plan)
        if fields["consent"] is person.consent is Consent.UNDECIDED and person.undecided_until is not None:
            fields["undecided_until"] = person.undecided_until
        if fields["consent"] is Consent.AGREED is not person.consent:
            await use_days(self.uow, person.id)
        return await self.uow.people.change(person.id, **fields)

    def _consent_of(self, plan: PersonPlan) -> dict[str, Any]:
        """What the person's consent becomes; without days to remember it is left to be asked another time."""
        known = plan.consent
        if known is None:
            known = CONSENTS[self.agreed] if plan.entry.has_days else Consent.UNDECIDED
        until = None
        if known is Consent.UNDECIDED and plan.entry.has_days:
            until = self.kept_undecided_until = self.today + UNDECIDED_FOR
        return {"consent": known, "undecided_until": until}

    async def _days(
        self, placed: Sequence[tuple[Partner, PartnerPlan]], people: Sequence[tuple[Person, PersonPlan]]
    ) -> None:
        occasions: list[Occasion] = []
        feasts: list[KeptFeast] = []
        agreements: list[Agreement] = []
        for partner, plan in placed:
            feasts += [KeptFeast(partner.id, feast) for feast in plan.feasts]
            occasions += await self._anniversary(partner, plan)
            agreements += await self._agreement(partner, plan)
        for person, who in people:
            if person.consent is Consent.REFUSED:
                await forget_days(self.uow, person.id)
                continue
            feasts += [KeptFeast(person.partner_id, feast, person.id) for feast in who.feasts]
            occasions += await self._birthday(person, who)
        await self.uow.occasions.add_all(occasions)
        await self.uow.kept_feasts.add_all(feasts)
        await self.uow.agreements.add_all(agreements)

    async def _anniversary(self, partner: Partner, plan: PartnerPlan) -> list[Occasion]:
        on = plan.entry.since_on
        if on is None or not plan.new_anniversary:
            return []
        if plan.anniversary is not None:
            day = {"day": on.day, "month": on.month, "year": on.year}
            await self.uow.occasions.change(plan.anniversary.id, surfaces_on=None, **day)
            return []
        return [Occasion(partner.id, OccasionKind.PARTNERSHIP, on.day, on.month, year=on.year)]

    async def _birthday(self, person: Person, plan: PersonPlan) -> list[Occasion]:
        said = plan.entry.birthday
        if said is None or not plan.new_birthday:
            return []
        if plan.birthday is not None:
            year = said.year or plan.birthday.year
            day = {"day": said.day, "month": said.month, "year": year, "calendar": said.calendar}
            await self.uow.occasions.change(plan.birthday.id, surfaces_on=None, **day)
            return []
        return [
            Occasion(
                person.partner_id,
                OccasionKind.BIRTHDAY,
                said.day,
                said.month,
                person_id=person.id,
                calendar=said.calendar,
                year=said.year,
            )
        ]

    async def _agreement(self, partner: Partner, plan: PartnerPlan) -> list[Agreement]:
        if plan.term is None:
            return []
        if plan.agreement is not None:
            await self.uow.agreements.change(plan.agreement.id, to_on=plan.term.to_on)
            return []
        return [Agreement(partner.id, plan.term.to_on, plan.term.from_on, entered_on=self.today)]
