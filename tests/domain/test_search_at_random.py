"""Of a hundred names made at random, misspelt, shortened or reordered, 95 find theirs first (issue: search)."""

import random

import pytest

from bot.domain.search import NameIndex
from tests.domain import rosters_at_random as made

TUNING = (made.tuning_organisation, made.tuning_person)
HELD_OUT = (made.held_out_organisation, made.held_out_person)
BOTH = pytest.mark.parametrize("words", [TUNING, HELD_OUT], ids=["the one it was tuned with", "the one held out"])


def found_first(words: tuple[made.Naming, made.Naming], partners: int, asked: int, seed: int) -> float:
    """The share of names that find theirs first; of two of the same name, either will do."""
    rnd = random.Random(seed)
    roster = made.roster(rnd, *words, partners)
    index = NameIndex()
    index.put_all(roster.entries)
    found = 0
    for entry in rnd.sample(roster.entries, asked):
        hits = index.search(made.mistreated(entry.name, roster, rnd))
        first = index.entry(hits[0].partner_id, hits[0].person_id) if hits else None
        found += first is not None and first.name == entry.name
    return found / asked


@BOTH
def test_over_a_thousand_partners(words: tuple[made.Naming, made.Naming]) -> None:
    assert found_first(words, 1_000, 100, 26) >= 0.95


@pytest.mark.soak
@BOTH
def test_over_ten_thousand_partners_and_twenty_thousand_people(words: tuple[made.Naming, made.Naming]) -> None:
    assert found_first(words, 10_000, 1_000, 26) >= 0.95
