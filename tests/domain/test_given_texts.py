"""Nobody reads the same words twice in a row."""

from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.given_texts import GivenText, fresh, mark_of, marks_lately


@dataclass(frozen=True)
class Text:
    key: str


@given(st.integers(3, 9), st.integers(0, 50), st.lists(st.integers(0, 8), max_size=6))
def test_what_was_given_the_last_two_times_is_not_offered(of: int, start: int, sent: list[int]) -> None:
    texts = [Text(f"birthday.{n}") for n in range(of)]
    history = [GivenText("t", mark_of(f"birthday.{n}"), date(2026, 1, 1), id=id) for id, n in enumerate(sent, 1)]
    lately = marks_lately(history)
    offered = fresh(texts, lately, start)
    assert offered
    assert len(set(offered)) == len(offered)
    assert not {f"birthday.{n}" for n in sent[-2:]} & {one.key for one in offered}


def test_of_two_texts_the_older_one_comes_again_rather_than_none() -> None:
    texts = [Text("a"), Text("b")]
    assert fresh(texts, (mark_of("b"), mark_of("a"))) == [Text("a")]
    assert fresh([Text("a")], (mark_of("a"),)) == [Text("a")]
    assert fresh([], ()) == []
