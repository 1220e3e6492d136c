"""A year of an organisation: colleagues, partners, a clock that is moved, and the real jobs at their hours.

What happens to a partner is drawn from a dice of its own, so that its story stays the same when others are left out.
"""

import random
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text

from bot.chat.house import House
from bot.domain.clock import FixedClock
from bot.domain.errors import RawatError
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor, Organisation
from bot.domain.staff import Staff
from bot.domain.words import Consent, Kind, NoticeState, OccasionKind, Role, StaffState, Tier
from bot.domain.workdays import WorkCalendar
from bot.storage.names import StoredNames
from bot.storage.outbox import SqlNoticeOutbox
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.briefs import ComposeBriefs
from bot.usecases.confirming import AskAboutFeasts
from bot.usecases.delivery import DeliverNotices
from bot.usecases.escalation import Escalate
from bot.usecases.planning.plan_reminders import PlanReminders
from bot.usecases.rhythms import refresh_rhythms
from bot.usecases.summaries import OweSummaries
from bot.usecases.tidying import Tidy
from tests.year.post import FreeSlots, Post, messenger

ORGANISATION = Organisation(ZoneInfo("Asia/Jakarta"), name="Dapur Sehat")
FIRST_DAY = date(2026, 12, 21)
"""A Monday: Natal, both Isra Mikraj, Imlek, Ramadan, Nyepi and Idulfitri lie in the year that follows."""
FEASTS = ("natal", "imlek", "isra_miraj", "ramadan", "nyepi", "idulfitri", "waisak", "galungan", "iduladha", "new_year")
TICKS = (1, 8, 12, 15, 19)
"""Hours at which the jobs run, by the organisation's clock."""


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An instant by the organisation's wall clock."""
    return datetime.combine(day, time(hour, minute), ORGANISATION.zone).astimezone(UTC)


@dataclass
class Life:
    """One life: a seed, how many partners it has, and the numbers of those that it tells of (None: all)."""

    storage: SqlStorage
    seed: int
    size: int
    colleagues: int = 8
    only: frozenset[int] | None = None
    clock: FixedClock = field(default_factory=lambda: FixedClock(at(FIRST_DAY, 1)))
    post: Post = field(default_factory=Post)
    diary: list[tuple[int, date, str]] = field(default_factory=list)
    keys: int = 0
    stale: bool = False
    numbers: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        storage, organisation = self.storage, ORGANISATION
        calendar = WorkCalendar(organisation.workdays, organisation.country, organisation.joint_leave)
        house = House(storage, organisation, calendar, self.clock, StoredNames(storage), "rawat_bot")
        self.plan = PlanReminders(storage, organisation)
        self.jobs: tuple[Any, ...] = (
            self.plan,
            Escalate(storage, organisation),
            ComposeBriefs(storage, organisation),
            OweSummaries(storage, organisation),
            AskAboutFeasts(storage, organisation),
            DeliverNotices(storage, SqlNoticeOutbox(storage), FreeSlots(), messenger(house, self.post)),
        )
        self.tidy = Tidy(storage, organisation, {})

    @property
    def today(self) -> date:
        """The organisation's day."""
        return ORGANISATION.today(self.clock.now())

    def dice(self, number: int, day: date | None = None) -> random.Random:
        """The dice of one partner, or of the team (number −1), on one day."""
        return random.Random(f"{self.seed}:{number}:{day}")

    def note(self, number: int, what: str) -> None:
        """Writes into the diary."""
        self.diary.append((number, self.today, what))

    def by(self, staff: Staff) -> Actor:
        """Somebody acting now, under a key of its own."""
        self.keys += 1
        return Actor(staff, self.clock.now(), f"{self.keys}")

    async def do(self, number: int, staff: Staff, case: Any, *given: Any, **named: Any) -> Any:
        """One act through its use case; a refusal is written down, and no fault."""
        said = " ".join(str(one)[:90] for one in (*given, *named.values()))
        name = f"{staff.name}: {type(case).__name__} {said}"
        actor = self.by(staff)
        try:
            outcome = await case(actor, *given, **named)
            if self.keys % 7 == 0:
                # As after a kill: the same update comes again, and changes nothing.
                await case(replace(actor, again=True), *given, **named)
        except RawatError as refusal:
            self.note(number, f"{name} refused: {type(refusal).__name__} {refusal}")
            return None
        self.note(number, name)
        # These touch reminders that were settled long ago.
        act = getattr(getattr(outcome, "what", None), "act", type(case).__name__)
        self.stale = self.stale or act in ("MergePartners", "MovePerson", "merge_partners", "move_person")
        return outcome

    async def tick(self, day: date, hour: int) -> None:
        """The jobs at one hour; what could not be sent a moment ago may be tried again."""
        self.clock.instant = at(day, hour)
        async with self.storage.connect(writes=True) as connection:
            await connection.execute(text("update notices set not_before = null where not_before is not null"))
            await connection.commit()
        for job in self.jobs:
            await job(self.clock.now())
        if hour == TICKS[0]:
            await self.tidy(self.clock.now())

    async def rows(self, book: str, **where: Any) -> list[Any]:
        """Rows as they are now."""
        async with self.storage.read() as uow:
            return list(await getattr(uow, book).list_by(**where))

    async def team(self) -> list[Staff]:
        """Colleagues who can act."""
        return [one for one in await self.rows("staff") if one.state is StaffState.ACTIVE]

    def number_of(self, partner_id: int) -> int:
        """The number under which a partner's story is drawn."""
        return self.numbers.get(partner_id, -1)

    async def settle_in(self) -> None:
        """Puts colleagues and partners in, as an import of the first day would have left them."""
        async with self.storage.write() as uow:
            with uow.aside():
                staff = await uow.staff.add_all([_colleague(place) for place in range(self.colleagues)])
                told = [number for number in range(self.size) if self.only is None or number in self.only]
                partners = await uow.partners.add_all([self._partner(number, staff) for number in told])
                self.numbers = {one.id: number for one, number in zip(partners, told, strict=True)}
                for partner in partners:
                    await self._people(uow, partner)
                await refresh_rhythms(uow, self.numbers)
                await uow.search.touch(self.numbers)
            await uow.commit()

    def _partner(self, number: int, staff: list[Staff]) -> Partner:
        dice = self.dice(number)
        owner, backup = dice.sample([one.id for one in staff], 2)
        baseline = FIRST_DAY - timedelta(days=dice.randrange(1, 200))
        return Partner(
            f"Mitra {number:03}",
            dice.choice((Tier.KEY, Tier.KEY, Tier.CORE, Tier.CORE, Tier.LIGHT)),
            dice.choice((Kind.GOVERNMENT, Kind.COMMUNITY, Kind.OTHER)),
            owner_id=owner if dice.random() < 0.95 else None,
            backup_id=backup if dice.random() < 0.7 else None,
            added_on=FIRST_DAY,
            spread_place=dice.randrange(1, 21),
            spread_of=20,
            baseline_on=baseline if dice.random() < 0.5 else None,
        )

    async def _people(self, uow: Any, partner: Partner) -> None:
        dice = self.dice(self.numbers[partner.id])
        names = [f"Orang {self.numbers[partner.id]:03} {letter}" for letter in "ABC"[: dice.randrange(1, 4)]]
        consents = (Consent.AGREED, Consent.AGREED, Consent.AGREED, Consent.REFUSED)
        people = await uow.people.add_all([Person(partner.id, name, consent=dice.choice(consents)) for name in names])
        days: list[Occasion] = []
        feasts: list[KeptFeast] = []
        for one in people:
            if one.consent is not Consent.AGREED:
                continue
            born = date(1972, 1, 1) + timedelta(days=dice.randrange(366))
            days.append(Occasion(partner.id, OccasionKind.BIRTHDAY, born.day, born.month, one.id, year=1972))
            kept = dice.sample(FEASTS, dice.randrange(4))
            feasts += [KeptFeast(partner.id, key, one.id, dice.choice((0, 0, 0, -1, 1))) for key in kept]
        if dice.random() < 0.3:
            feasts.append(KeptFeast(partner.id, dice.choice(FEASTS)))
        if dice.random() < 0.2:
            days.append(
                Occasion(partner.id, OccasionKind.FOUNDING, 29, 2, year=2008, leap_on_march=dice.random() < 0.5)
            )
        await uow.occasions.add_all(days)
        await uow.kept_feasts.add_all(feasts)

    async def waiting(self) -> int:
        """Notices that wait to be sent."""
        return len(await self.rows("notices", state=NoticeState.WAITING))


def _colleague(place: int) -> Staff:
    roles = {0: Role.ADMIN, 1: Role.MANAGER, 2: Role.MANAGER}
    zones = (None, "Asia/Makassar", None, "Asia/Jayapura", None, "Europe/Amsterdam", None, None)
    names = ("Andi", "Maya", "Dian", "Rina", "Sari", "Budi", "Tuti", "Joko")
    return Staff(
        names[place % 8] + ("" if place < 8 else str(place)),
        roles.get(place, Role.STAFF),
        StaffState.ACTIVE,
        telegram_id=100 + place,
        language="en" if place % 3 == 2 else "id",
        zone=zones[place % 8],
        brief_at=time(7, 30) if place != 4 else time(10, 15),
        added_on=date(2026, 1, 5),
    )
