"""The roster as a table: its words are those that the import knows, in each language."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.exports import WholeRoster
from bot.domain.feasts import FEASTS, feast_named
from bot.domain.roster import cells
from bot.domain.roster.columns import column_named
from bot.domain.roster.guards import guarded, unguarded
from bot.domain.roster.lists import kind_of_day_named, outcome_named
from bot.domain.words import AgreementOutcome, Kind, OccasionKind, PartnerState, PersonState, Tier
from bot.i18n import words
from bot.i18n.translator import LANGUAGES, translator_for
from bot.readers.files import read_table
from bot.reports.roster_rows import ORDER
from bot.reports.tables import NAMES, TableReport
from tests.reports.whole_rosters import reading, whole_roster


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_words_are_those_that_the_import_knows(language: str) -> None:
    t = translator_for(language)

    assert [column_named(t.c(*NAMES[column])) for column in ORDER] == list(ORDER)
    assert [cells.tier_named(words.tier(t, one, inline=True)) for one in Tier] == list(Tier)
    assert [cells.kind_named(words.kind(t, one, inline=True)) for one in Kind] == list(Kind)
    assert cells.state_named(words.partner_state(t, PartnerState.ARCHIVED)) is PartnerState.ARCHIVED
    for state in (PersonState.LEFT, PersonState.DIED):
        assert cells.person_state_named(words.person_state(t, state)) is state
    for kind in (OccasionKind.BIRTHDAY, OccasionKind.FOUNDING, OccasionKind.PARTNERSHIP):
        assert kind_of_day_named(words.occasion_kind(t, kind)) is kind
    for outcome in AgreementOutcome:
        assert outcome_named(words.agreement_outcome(t, outcome)) is outcome
    assert [feast_named(words.feast(t, key)) for key in FEASTS] == list(FEASTS.values())
    assert cells.answer_named(t.c("answer", "yes")) is True
    assert cells.answer_named(t.c("answer", "no")) is False


@given(st.text(st.sampled_from("'=+-@\t\ra "), max_size=6))
def test_what_is_guarded_is_no_formula_and_comes_back_as_it_was(text: str) -> None:
    assert guarded(text)[:1] not in set("=+-@\t\r")
    assert unguarded(guarded(text)) == text


def test_phones_and_notes_that_begin_like_formulas_are_guarded_in_the_file_alone(tmp_path: Path) -> None:
    content = written(tmp_path / "r.csv", whole_roster())

    assert ";'+62217654321;" in content.decode()
    first = read_table("r.csv", content).lines[0].cells
    assert "+62217654321" in first
    assert "=SUM(A1)\nbaris 2" in [cell.replace("\r\n", "\n") for cell in first]


def test_a_semicolon_parts_cells_where_a_comma_stands_in_numbers(tmp_path: Path) -> None:
    assert written(tmp_path / "id.csv", whole_roster()).startswith("\ufeffid;mitra;".encode())
    assert written(tmp_path / "en.csv", whole_roster(), "en").startswith("\ufeffid,partner,".encode())


def written(path: Path, roster: WholeRoster, language: str = "id") -> bytes:
    """The file."""
    report = TableReport(path, *reading(language))
    report.take_roster(roster)
    report.finish()
    return path.read_bytes()
