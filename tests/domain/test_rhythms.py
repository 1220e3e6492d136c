"""Rhythms: their lengths, what they count from, when they fall due (design 2.2)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.rhythms import PartnerRhythm, broken_on, moved_due, recompute_rhythms, rhythm_days
from bot.domain.words import Direction, Purpose, Rhythm, Tier
from bot.domain.workdays import WorkCalendar

DAY = date(2026, 11, 23)
CALENDAR = WorkCalendar(frozenset(range(5)), "ID", joint_leave=False)
PARTNER = Partner("Klinik Sehat Bersama", Tier.KEY, added_on=DAY, id=1)


def of(rhythm: Rhythm, partner: Partner = PARTNER, *contacts: Interaction, **fields: object) -> PartnerRhythm:
    row = replace(PartnerRhythm(1, rhythm, id=9), **fields)  # type: ignore[arg-type]
    return next(one for one in recompute_rhythms(partner, [row], contacts) if one.rhythm is rhythm)


def contact(days_ago: int, purpose: Purpose = Purpose.CHECK_IN, **fields: object) -> Interaction:
    return replace(Interaction(1, DAY - timedelta(days=days_ago), purpose), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("tier", "lengths"), [(Tier.KEY, (30, 90, 180)), (Tier.CORE, (60, 120, 365)), (Tier.LIGHT, (120, 365, 0))]
)
def test_lengths_by_tier(tier: Tier, lengths: tuple[int, int, int]) -> None:
    partner = replace(PARTNER, tier=tier)
    assert tuple(rhythm_days(partner, PartnerRhythm(1, rhythm)) for rhythm in Rhythm) == lengths


def test_a_partners_own_length_overrides_its_tiers_and_zero_is_never_due() -> None:
    assert of(Rhythm.CHECK_IN, PARTNER, contact(0), own_days=14).due_on == DAY + timedelta(days=14)
    assert of(Rhythm.CHECK_IN, PARTNER, contact(0), own_days=0).due_on is None
    assert of(Rhythm.GESTURE, replace(PARTNER, tier=Tier.LIGHT)).due_on is None
    assert broken_on(None, CALENDAR) is None


@pytest.mark.parametrize(
    ("rhythm", "counting", "not_counting"),
    [
        (
            Rhythm.CHECK_IN,
            [
                contact(5, Purpose.COORDINATION),
                contact(5, Purpose.ASK, direction=Direction.THEIRS),
                contact(5, Purpose.COMPLAINT, direction=Direction.THEIRS),
            ],
            [contact(5, Purpose.ASK), contact(5, Purpose.UPDATE, mass=True)],
        ),
        (
            Rhythm.UPDATE,
            [contact(5, Purpose.UPDATE), contact(5, Purpose.PROMOTION, mass=True)],
            [contact(5), contact(5, Purpose.UPDATE, direction=Direction.THEIRS)],
        ),
        (
            Rhythm.GESTURE,
            [contact(5, one) for one in (Purpose.THANKS, Purpose.OFFER, Purpose.PROMOTION, Purpose.INTRODUCTION)],
            [contact(5), contact(5, Purpose.OFFER, direction=Direction.THEIRS), contact(5, Purpose.OFFER, mass=True)],
        ),
    ],
)
def test_what_each_rhythm_counts_from(
    rhythm: Rhythm, counting: list[Interaction], not_counting: list[Interaction]
) -> None:
    for one in counting:
        assert of(rhythm, PARTNER, one).counts_from == one.on
    for one in not_counting:
        assert of(rhythm, PARTNER, one).counts_from is None


def test_without_a_contact_it_counts_from_the_baseline() -> None:
    partner = replace(PARTNER, baseline_on=DAY - timedelta(days=31))
    assert of(Rhythm.CHECK_IN, partner).due_on == DAY - timedelta(days=1)
    assert of(Rhythm.CHECK_IN, partner, contact(60)).counts_from == DAY - timedelta(days=60)


@given(st.sampled_from(Tier), st.integers(1, 400))
def test_partners_added_together_fall_due_over_the_whole_first_rhythm(tier: Tier, number: int) -> None:
    partner = replace(PARTNER, tier=tier, spread_of=number)
    due = [of(Rhythm.CHECK_IN, replace(partner, spread_place=place)).due_on for place in range(1, number + 1)]
    length = rhythm_days(partner, PartnerRhythm(1, Rhythm.CHECK_IN))
    assert due[-1] == DAY + timedelta(days=length)
    assert all(one is not None and DAY < one <= DAY + timedelta(days=length) for one in due)
    assert max(due.count(one) for one in due) <= -(-number // length)


def test_a_skip_starts_it_again_at_half_its_length_until_a_later_contact() -> None:
    skipped = of(Rhythm.CHECK_IN, PARTNER, contact(30), skipped_on=DAY)
    assert (skipped.due_on, skipped.cycle) == (DAY + timedelta(days=15), f"skip:{DAY}")
    assert of(Rhythm.GESTURE, replace(PARTNER, tier=Tier.CORE), skipped_on=DAY).due_on == DAY + timedelta(days=183)
    again = of(Rhythm.CHECK_IN, PARTNER, contact(0), skipped_on=DAY - timedelta(days=1))
    assert (again.due_on, again.cycle) == (DAY + timedelta(days=30), DAY.isoformat())


def test_due_on_a_day_off_it_moves_and_is_broken_five_working_days_later() -> None:
    saturday = date(2026, 11, 21)
    assert moved_due(saturday, CALENDAR) == DAY
    assert broken_on(saturday, CALENDAR) == date(2026, 11, 30)
    # 25 December is a public holiday, a Friday.
    assert moved_due(date(2026, 12, 25), CALENDAR) == date(2026, 12, 28)


def test_a_partner_without_rows_gets_all_three() -> None:
    assert [(one.rhythm, one.id) for one in recompute_rhythms(PARTNER, [], [])] == [(one, 0) for one in Rhythm]


@given(
    st.lists(st.tuples(st.integers(0, 300), st.sampled_from(Purpose), st.sampled_from(Direction), st.booleans())),
    st.none() | st.integers(0, 300),
)
def test_only_the_newest_of_each_sort_matters(
    told: list[tuple[int, Purpose, Direction, bool]], baseline: int | None
) -> None:
    contacts = [contact(ago, purpose, direction=direction, mass=mass) for ago, purpose, direction, mass in told]
    newest: dict[object, Interaction] = {}
    for one in contacts:
        key = (one.purpose, one.direction, one.mass)
        newest[key] = max(newest.get(key, one), one, key=lambda found: found.on)
    partner = replace(PARTNER, baseline_on=None if baseline is None else DAY - timedelta(days=baseline))
    assert recompute_rhythms(partner, [], contacts) == recompute_rhythms(partner, [], newest.values())
