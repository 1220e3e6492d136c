import logging
from pathlib import Path

import pytest

from bot.i18n.catalogue_files import compiled, is_fresh, load, read_catalogue
from bot.i18n.placeholders import TextFault
from bot.i18n.translator import (
    LANGUAGES,
    Translator,
    UnknownLanguage,
    language_of,
    mark,
    mark_c,
    own_name,
    translator_for,
)

ROOM = """
msgid "Saved. {what}"
msgstr "Tersimpan. {what}"

msgid "{n} partner of {whom}"
msgid_plural "{n} partners of {whom}"
msgstr[0] "{n} mitra {whom}"

msgctxt "button"
msgid "Done"
msgstr "Sudah"
"""


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    (tmp_path / "id" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "id" / "LC_MESSAGES" / "first.po").write_text(ROOM)
    second = 'msgid "Done"\nmsgstr "Beres"\n\nmsgid "Hello"\nmsgstr "Halo {nobody}"\n'
    (tmp_path / "id" / "LC_MESSAGES" / "second.po").write_text(second)
    return tmp_path


@pytest.fixture
def t(locales: Path) -> Translator:
    return Translator("id", locales)


def test_both_languages_are_there() -> None:
    assert {"id", "en"} <= set(LANGUAGES)


def test_text_is_translated_and_filled_in(t: Translator) -> None:
    assert t("Saved. {what}", what="Pak Budi") == "Tersimpan. Pak Budi"


def test_a_context_tells_one_english_word_from_itself(t: Translator) -> None:
    assert (t.c("button", "Done"), t("Done")) == ("Sudah", "Beres")


def test_one_plural_form_serves_every_number_with_its_grouping(t: Translator) -> None:
    assert [t.n("{n} partner of {whom}", "{n} partners of {whom}", n, whom="Rina") for n in (1, 2, 1250)] == [
        "1 mitra Rina",
        "2 mitra Rina",
        "1.250 mitra Rina",
    ]


def test_english_says_what_the_source_says() -> None:
    t = translator_for("en")
    assert t(mark("A text that no catalogue has")) == "A text that no catalogue has"
    assert t.c(*mark_c("x", "Nor this")) == "Nor this"
    assert [t.n("{n} cat", "{n} cats", n) for n in (1, 2, 1250)] == ["1 cat", "2 cats", "1,250 cats"]


@pytest.mark.parametrize("value", ["{what}", "{0.__class__}", "}{", "{{}}", "%s", "<b>"])
def test_braces_in_a_value_are_only_letters(t: Translator, value: str) -> None:
    assert t("Saved. {what}", what=value) == f"Tersimpan. {value}"


def test_values_may_be_called_like_the_first_argument(t: Translator) -> None:
    assert t("It says {text} and {self}", text="a", self="b") == "It says a and b"


def test_missing_value_is_a_loud_fault(t: Translator) -> None:
    with pytest.raises(TextFault, match="nobody"):
        t("Hello")


def test_a_place_that_reaches_into_its_value_is_refused(t: Translator) -> None:
    with pytest.raises(TextFault):
        t("Read {who.secret}", who="x")


def test_missing_translation_is_english_and_said_once(t: Translator, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert [t("Not there {x}", x=1), t("Not there {x}", x=2)] == ["Not there 1", "Not there 2"]
        assert t.n("{n} ox", "{n} oxen", 2) == "2 oxen"
        assert t.n("{n} ox", "{n} oxen", 1) == "1 ox"
        assert t.c("nowhere", "Done") == "Done"
    assert [record.__dict__["text"] for record in caplog.records] == ["Not there {x}", "{n} ox", "Done"]


def test_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownLanguage):
        translator_for("tlh")


@pytest.mark.parametrize(
    ("code", "language"),
    [("en-GB", "en"), ("EN_us", "en"), ("in", "id"), ("id", "id"), ("de", "id"), (None, "id"), ("", "id")],
)
def test_language_of_a_telegram_code(code: str | None, language: str) -> None:
    assert language_of(code, default="id") == language


def test_compiled_catalogue_serves_alone(locales: Path) -> None:
    place = locales / "id" / "LC_MESSAGES"
    written = place / "first.po"
    written.with_suffix(".mo").write_bytes(compiled(read_catalogue(written, "id"), written.read_bytes()))
    assert is_fresh(written.with_suffix(".mo"), written.read_bytes())
    written.unlink()
    t = Translator("id", locales)
    assert t("Saved. {what}", what="x") == "Tersimpan. x"
    assert t.n("{n} partner of {whom}", "{n} partners of {whom}", 1, whom="x") == "1 mitra x"


def test_stale_compiled_catalogue_is_not_used(locales: Path) -> None:
    written = locales / "id" / "LC_MESSAGES" / "first.po"
    written.with_suffix(".mo").write_bytes(compiled(read_catalogue(written, "id"), written.read_bytes()))
    written.write_text(ROOM.replace("Tersimpan.", "Sudah tersimpan."))
    assert not is_fresh(written.with_suffix(".mo"), written.read_bytes())
    assert load("id", locales).gettext("Saved. {what}") == "Sudah tersimpan. {what}"


def test_languages_call_themselves_by_their_own_names() -> None:
    assert [own_name(language) for language in ("id", "en", "fr")] == ["Bahasa Indonesia", "English", "Français"]
