"""The weekly summary: a read model of facts, the lists with what matters most first (design 2.9)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from bot.domain.agreements import FIRST_STEP, Agreement
from bot.domain.care import CareFact, CareReason, CareView
from bot.domain.coming import ComingDay
from bot.domain.figures import EVERYBODY, Figures, Focus, Period, Share
from bot.domain.interactions import Acquaintance
from bot.domain.partners import Partner
from bot.domain.promises import Promise
from bot.domain.words import CareLevel, OccasionKind, Tier

R = TypeVar("R")
LISTED = 10
"""So many lines of a list are in the message."""


@dataclass(frozen=True, slots=True)
class Line:
    """One partner in a list: ``days`` since the newest contact that is not our ask, None for never.

    ``on`` and ``text`` belong to what is listed: a promise's day and words, an agreement's end, the last meeting.
    """

    partner_id: int
    name: str
    tier: Tier
    owner_id: int | None = None
    owner_name: str | None = None
    days: int | None = None
    reasons: tuple[CareFact, ...] = ()
    on: date | None = None
    text: str | None = None
    one_colleague: bool = False
    one_person: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """The lines that matter most, and how many there are in all."""

    total: int = 0
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class ColleagueLine:
    """What one colleague did, and what waits; listed by name, never ranked.

    ``noted`` are those done with a note, ``open`` what stood open at the end, late or not.
    """

    staff_id: int
    name: str
    care: int
    done: int
    due: int
    late: int
    waiting: int
    noted: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class FeastComing:
    """A feast of the coming week, and how many keep it."""

    feast: str
    on: date
    people: int


@dataclass(frozen=True, slots=True)
class ComingWeek:
    """What the seven days after the period bring."""

    start: date
    end: date
    birthdays: int = 0
    anniversaries: int = 0
    own: tuple[str, ...] = ()
    feasts: tuple[FeastComing, ...] = ()
    agreements: int = 0
    promises: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """The care summary of a period.

    ``before`` are the figures of as many days directly before; ``well`` is how many key partners are in good care;
    ``waits_longest`` is the neglected key partner that waits longest. ``first`` says that there is no history yet.
    ``sent`` are the figures as they were once sent, where a later change made them others. It speaks of the partners in
    ``focus``; ``focus_name`` is the colleague's whose they are.
    """

    start: date
    end: date
    figures: Figures
    before: Figures
    well: Share
    coming: ComingWeek
    waits_longest: Line | None = None
    neglected: Listed = Listed()
    only_asked: Listed = Listed()
    never_contacted: Listed = Listed()
    without_owner: Listed = Listed()
    without_occasion: Listed = Listed()
    known_to_one: Listed = Listed()
    promises_overdue: Listed = Listed()
    agreements: Listed = Listed()
    team: tuple[ColleagueLine, ...] = ()
    first: bool = False
    sent: Figures | None = None
    focus: Focus = EVERYBODY
    focus_name: str | None = None

    @property
    def period(self) -> Period:
        """Its days."""
        return Period(self.start, self.end)


@dataclass(frozen=True)
class Listing:
    """Makes the lists, from the active partners, their care levels on a day, and the names of owners."""

    partners: Mapping[int, Partner]
    views: Mapping[int, CareView]
    names: Mapping[int, str]
    day: date
    most: int | None = LISTED

    def neglected(self) -> Listed:
        """Who needs us soon: key partners first, then whoever waits longest; never contacted counts as longest.

        Who hears from us only when we want something is in a list of its own: nobody is told of twice.
        """
        return self._partners(view for view in self._neglected() if not view.has(CareReason.ONLY_ASKED))

    def only_asked(self) -> Listed:
        """Who hears from us only when we want something."""
        return self._partners(view for view in self.views.values() if view.has(CareReason.ONLY_ASKED))

    def never_contacted(self) -> Listed:
        """Who was never contacted, as far as anybody told; asks alone are contacts too."""
        silent = (view for view in self.views.values() if view.days is None and not view.has(CareReason.ONLY_ASKED))
        return self._partners(silent)

    def without_owner(self) -> Listed:
        """Whom nobody answers for."""
        return self._partners(self.views[id] for id, one in self.partners.items() if one.owner_id is None)

    def of(self, ids: Iterable[int]) -> Listed:
        """These partners, as far as they are active."""
        return self._partners(self.views[id] for id in ids if id in self.views)

    def promises_overdue(self, promises: Iterable[Promise]) -> Listed:
        """What we said we would do and did not, the oldest first."""
        late = [one for one in promises if one.due_on < self.day and one.partner_id in self.partners]
        late.sort(key=lambda one: (one.due_on, one.id))
        return self._listed(late, lambda one: self.line(one.partner_id, on=one.due_on, text=one.text))

    def agreements(self, agreements: Iterable[Agreement]) -> Listed:
        """Agreements that end within ninety days, or ended and wait for an outcome."""
        near = [one for one in agreements if one.to_on <= self.day + FIRST_STEP and one.partner_id in self.partners]
        near.sort(key=lambda one: (one.to_on, one.id))
        return self._listed(near, lambda one: self.line(one.partner_id, on=one.to_on, text=one.title))

    def known_to_one(self, acquaintances: Iterable[Acquaintance]) -> Listed:
        """Key partners that one colleague, or one person there, alone holds."""
        staff: dict[int, set[int]] = {}
        people: dict[int, set[int]] = {}
        for one in acquaintances:
            staff.setdefault(one.partner_id, set()).update({one.staff_id} - {None})  # type: ignore[arg-type]
            people.setdefault(one.partner_id, set()).update({one.person_id} - {None})  # type: ignore[arg-type]
        alone = [
            (id, len(staff[id]) == 1, len(people[id]) == 1)
            for id in sorted(staff, key=self._weight)
            if id in self.partners and self.partners[id].tier is Tier.KEY
        ]
        held = [one for one in alone if one[1] or one[2]]
        return self._listed(held, lambda one: self.line(one[0], one_colleague=one[1], one_person=one[2]))

    def out_of_time(self, tier: Tier, broken: Mapping[int, date]) -> Listed:
        """Partners of a tier whose check-in is broken; ``on`` is since when."""
        late = [id for id in broken if self.partners[id].tier is tier]
        late.sort(key=lambda id: (broken[id], id))
        return self._listed(late, lambda id: self.line(id, on=broken[id]))

    def waits_longest(self) -> Line | None:
        """The neglected key partner that waits longest."""
        key = [one.partner_id for one in self._neglected() if self.partners[one.partner_id].tier is Tier.KEY]
        return self.line(min(key, key=self._weight)) if key else None

    def well(self) -> Share:
        """How many key partners are in good care."""
        levels = [self.views[id].level for id, one in self.partners.items() if one.tier is Tier.KEY]
        return Share(sum(level is CareLevel.WELL for level in levels), len(levels))

    def line(
        self,
        partner_id: int,
        *,
        on: date | None = None,
        text: str | None = None,
        one_colleague: bool = False,
        one_person: bool = False,
    ) -> Line:
        """A partner's line."""
        partner, view = self.partners[partner_id], self.views[partner_id]
        return Line(
            partner_id=partner_id,
            name=partner.name,
            tier=partner.tier,
            owner_id=partner.owner_id,
            owner_name=self.names.get(partner.owner_id or 0),
            days=view.days,
            reasons=view.reasons,
            on=on,
            text=text,
            one_colleague=one_colleague,
            one_person=one_person,
        )

    def _partners(self, views: Iterable[CareView]) -> Listed:
        return self._listed(sorted((view.partner_id for view in views), key=self._weight), self.line)

    def _listed(self, rows: Sequence[R], line: Callable[[R], Line]) -> Listed:
        return Listed(len(rows), tuple(line(one) for one in rows[: self.most]))

    def _neglected(self) -> list[CareView]:
        return [view for view in self.views.values() if view.level is CareLevel.NEGLECTED]

    def _weight(self, partner_id: int) -> tuple[int, float, int]:
        days = self.views[partner_id].days
        waited = float("inf") if days is None else float(days)
        return list(Tier).index(self.partners[partner_id].tier), -waited, partner_id


def coming_week(
    week: Period,
    days: Iterable[ComingDay],
    feasts: Sequence[FeastComing],
    agreements: Iterable[Agreement],
    promises: Iterable[Promise],
) -> ComingWeek:
    """What the days, feasts, agreements and promises of active partners make of the coming week."""
    own = [one for one in days if one.feast is None and week.covers(one.on)]
    kinds = [one.kind for one in own]
    return ComingWeek(
        start=week.start,
        end=week.end,
        birthdays=kinds.count(OccasionKind.BIRTHDAY),
        anniversaries=kinds.count(OccasionKind.FOUNDING) + kinds.count(OccasionKind.PARTNERSHIP),
        own=tuple(sorted({one.title or "" for one in own if one.kind is OccasionKind.OWN})),
        feasts=tuple(feasts),
        agreements=sum(week.covers(one.to_on) for one in agreements),
        promises=sum(week.covers(one.due_on) for one in promises),
    )
