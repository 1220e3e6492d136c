"""Which texts name a person, and what is left of them without the name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.people import Person
from bot.domain.privacy import mentions_of

MADE = Person(1, "I Made Wirawan, S.E.", "Pak", call_name="Made", id=1)
DEWI = Person(1, "Dewi Made Lestari", "Bu", id=2)
NAMES = st.text(st.characters(categories=["L", "Mn", "Zs", "Po"]), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ngopi sama Pak Wirawan, seru", "ngopi sama Pak …, seru"),
        ("I MADE WIRAWAN titip salam", "… titip salam"),
        ("wirawan-wirawan", "…-…"),
        ("Bu Dewi Made Lestari sakit", None),
        ("made in Japan", None),
        ("kewirawanan", None),
        ("", None),
    ],
)
def test_a_name_is_found_whole_or_by_what_nobody_else_there_has(text: str, left: str | None) -> None:
    named = mentions_of(MADE, [DEWI], ["Klinik Sehat"])
    assert named(text) == (left is not None)
    assert named.without(text) == (text if left is None else left)


def test_a_call_name_that_nobody_else_has_is_enough() -> None:
    named = mentions_of(MADE, [], ["Klinik Sehat"])
    assert named.without("Made dan Bu Dewi") == "… dan Bu Dewi"


def test_a_part_that_is_the_partners_own_name_tells_nothing() -> None:
    named = mentions_of(Person(1, "Suara Radiawan", id=3), [], ["Radio Suara Kota"])
    assert not named("kirim kabar ke Radio Suara Kota")
    assert named("Suara Radiawan menelepon")


@settings(max_examples=30)
@given(NAMES, st.lists(NAMES, max_size=3), NAMES)
def test_what_is_left_names_nobody(name: str, others: list[str], text: str) -> None:
    named = mentions_of(Person(1, name, id=1), [Person(1, one, id=2) for one in others], ["Klinik Sehat"])
    assert not named(named.without(f"{text} {name} {text}"))
