"""The organisation's own texts, written and read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.templates import LANGUAGES, TOPICS, Template, checked_text, places_on
from bot.domain.words import Tone
from bot.i18n.place_names import PLACE_NAMES, canonical, close_to, localised
from bot.i18n.text_bank import bank
from bot.i18n.translator import translator_for
from bot.readers.text_tables import read_texts_file
from bot.reports.text_tables import texts_table

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="{}"), max_size=40)


@st.composite
def templates(draw: st.DrawFn) -> Template:
    topic = draw(st.sampled_from(sorted(TOPICS)))
    parts = draw(st.lists(st.one_of(WORDS, st.sampled_from(["\n", ";", ",", '"', "'", "=1+1", "+62"])), max_size=6))
    place = "{" + draw(st.sampled_from(places_on(topic))) + "}"
    text = checked_text(topic, "".join([*parts, " a ", place]))
    tone = draw(st.sampled_from([None, *Tone]))
    return Template(topic, draw(st.sampled_from(LANGUAGES)), text, tone, draw(st.booleans()))


@given(st.lists(templates(), max_size=4), st.sampled_from(LANGUAGES))
def test_what_goes_out_comes_in_again(texts: list[Template], language: str) -> None:
    found = read_texts_file(texts_table(translator_for(language), texts))
    assert found is not None
    assert not found.bad
    assert list(found.texts) == texts


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"partner,tier,owner\nKlinik,key,Rina\n", b"text\nHalo\n"])
def test_another_file_is_none_of_texts(content: bytes) -> None:
    assert read_texts_file(content) is None


def test_bad_rows_are_told_by_their_line() -> None:
    rows = [
        "occasion,language,tone,text,active",
        'birthday,id,,"Selamat',
        'ulang tahun, {nama}!",',
        "birthday,jawa,,Sugeng,",
        "birthday,id,,,",
        "birthday,id,,Halo, {nama},ya,lagi",
        "birthday,id,,Halo {jabatan},",
        "birthday,id,,Halo,mungkin",
        "own,en,Formal,Hello,no",
    ]
    found = read_texts_file("\n".join(rows).encode())
    assert found is not None
    assert [one.text for one in found.texts] == ["Selamat\nulang tahun, {addressee}!", "Hello"]
    assert [(one.line, one.fault.why) for one in found.bad] == [
        (4, "bad_language"), (5, "empty"), (6, "cells"), (7, "unknown_place"), (8, "unknown_active"),
    ]  # fmt: skip


def test_places_have_one_name_in_each_language_and_no_name_means_two() -> None:
    every = {place for topic in TOPICS for place in places_on(topic)}
    meant: dict[str, str] = {}
    for names in PLACE_NAMES.values():
        assert set(names) == every
        for own, name in names.items():
            assert meant.setdefault(name, own) == own
    assert canonical("{Nama}, {Kabar Terakhir} {apa}") == "{addressee}, {last} {apa}"
    assert localised("{addressee}, {last}", "en") == "{name}, {last_news}"
    assert close_to("nma", "birthday", "id") == "{nama}"
    assert close_to("xyz", "birthday", "id") is None


def test_places_of_the_bank_can_be_used_by_others_too() -> None:
    for language in LANGUAGES:
        for topic, texts in bank(language).items():
            for text in texts:
                for sentence in text.sentences:
                    for wording in sentence.wordings:
                        assert checked_text(topic, f"a {wording}")
