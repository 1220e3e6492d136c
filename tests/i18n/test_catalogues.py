"""The check and the tool over a small tree of its own, and over the project itself."""

from pathlib import Path

import pytest

from bot.i18n import catalogues
from bot.i18n.catalogue_check import check
from bot.i18n.catalogue_files import load, read_catalogue
from bot.i18n.catalogues import begin_language, compile_all, extract, main
from bot.i18n.marked_texts import find_marked

CODE = """
TITLE = mark("A title")
WORD = mark_c("word", "call")

def show(t, n, who):
    t("Saved. {what}", what=who)
    t.n("{n} day", "{n} days", n)
    t("Yes" if n else "No, <b>never</b>")
    t(TITLE)
    t.c(*WORD)
"""
ROOM = """
msgid "A title"
msgstr "Judul"

msgctxt "word"
msgid "call"
msgstr "telepon"

msgid "Saved. {what}"
msgstr "Tersimpan. {what}"

msgid "{n} day"
msgid_plural "{n} days"
msgstr[0] "{n} hari"

msgid "Yes"
msgstr "Ya"

msgid "No, <b>never</b>"
msgstr "Tidak, <b>tidak pernah</b>"
"""


class Tree:
    """A project with one module, and rooms of one language."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.locales = base / "bot" / "i18n" / "locales"
        self.code(CODE)
        self.room(ROOM)

    def code(self, text: str) -> None:
        (self.base / "bot").mkdir(exist_ok=True)
        (self.base / "bot" / "show.py").write_text(text)

    def room(self, text: str, name: str = "room", language: str = "id") -> Path:
        path = self.locales / language / "LC_MESSAGES" / f"{name}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def faults(self) -> list[str]:
        return [str(fault) for fault in check(catalogues.roots(self.base), self.base, self.locales)]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path)


def test_a_whole_tree_has_no_faults(tree: Tree) -> None:
    assert tree.faults() == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('msgid "Yes"\nmsgstr "Ya"\n', "", "bot/show.py:8: no id translation of 'Yes'"),
        ('msgstr "Ya"', 'msgstr ""', "not translated: 'Yes'"),
        ('msgid "Yes"', 'msgid "Yess"', "no text of the code: 'Yess'"),
        ('msgid "Yes"', '#, fuzzy\nmsgid "Yes"', "fuzzy: 'Yes'"),
        ('msgid "Yes"', '#~ msgid "Old"\n#~ msgstr "Lama"\n\nmsgid "Yes"', "put away and never removed: 'Old'"),
        ("Tersimpan. {what}", "Tersimpan.", "places [] are not those of 'Saved. {what}'"),
        ("Tersimpan. {what}", "Tersimpan. {apa}", "places ['apa'] are not those of"),
        ("Tersimpan. {what}", "Tersimpan. {what.name}", "is not a plain named place"),
        ("Tersimpan. {what}", "Tersimpan. {what", "unbalanced braces"),
        ("{n} hari", "sehari", "places [] are not those of '{n} day'"),
        ('msgstr[0] "{n} hari"', 'msgstr[0] "{n} hari"\nmsgstr[1] "{n} hari-hari"', "more translations than"),
        ('msgid_plural "{n} days"', 'msgid_plural "{n} dayz"', "plural forms do not match"),
        ("<b>tidak pernah</b>", "tidak pernah", "HTML tags are not those of"),
        ('msgstr "Ya"', 'msgstr "Yes"', "left in English: 'Yes'"),
        ('msgstr "Ya"', 'msgstr "Ya, please"', "'please' does not belong in 'Ya, please'"),
        ('msgstr "Ya"', 'msgstr "Anda benar"', "'anda' does not belong in"),
        ('msgstr "Ya"', 'msgstr "Dalam rangka itu"', "'dalam rangka' does not belong in"),
        ('msgid "Yes"', 'msgid "Yes"\nmsgstr "Ya"\n\nmsgid "Yes"', "the same text stands here twice: Yes"),
        ('msgstr "Ya"', 'msgstr "Ya', "room.po:17: malformed"),
        ('msgctxt "word"\n', "", "no text of the code: 'call'"),
    ],
)
def test_each_fault_of_a_catalogue_is_told(tree: Tree, before: str, after: str, fault: str) -> None:
    assert before in ROOM
    tree.room(ROOM.replace(before, after))
    assert any(fault in found for found in tree.faults()), tree.faults()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('t(f"Saved {n}")', "not a plain text"),
        ('t("Saved " + who)', "not a plain text"),
        ('t("Saved %s" % who)', "not a plain text"),
        ('t("Saved. {what}")', "no value for {what}"),
        ('t("Yes", who=who)', "no place for {who}"),
        ('t("Saved. {}", who)', "is not a plain named place"),
        ('t.n("{n} day", PLURAL, n)', "its plural or context is not"),
        ('t.c(WHERE, "call")', "its plural or context is not"),
        ('t.n("{n} day", "{n} dayz", n)', "'{n} day' has another plural at bot/show.py:7"),
        ('view.t("Unheard of")', "no id translation of 'Unheard of'"),
        ('self._t.n("{n} ox", "{n} oxen", n)', "no id translation of '{n} ox'"),
        ('t.c("other word", "call")', "no id translation of 'call'"),
    ],
)
def test_each_fault_of_a_mark_is_told(tree: Tree, line: str, fault: str) -> None:
    tree.code(f"{CODE}    {line}\n")
    found = tree.faults()
    assert any(fault in one for one in found), found
    assert any(one.startswith("bot/show.py:11: ") for one in found)


@pytest.mark.parametrize("line", ["t(**values)", "t(COMPUTED, **values)", 'clock.n("x", "y", 3)', 'pytest.mark("x")'])
def test_what_is_no_text_is_left_alone(tree: Tree, line: str) -> None:
    tree.code(f"{CODE}    {line}\n")
    assert tree.faults() == []


def test_values_by_mapping_are_not_counted(tree: Tree) -> None:
    tree.code(CODE.replace("what=who", "**values"))
    assert tree.faults() == []


def test_rooms_must_agree(tree: Tree) -> None:
    tree.room('msgid "Yes"\nmsgstr "Ya"\n', "another")
    assert tree.faults() == []
    tree.room('msgid "Yes"\nmsgstr "Betul"\n', "another")
    assert any("'Yes' is translated differently in another.po" in fault for fault in tree.faults())


def test_comments_allow_what_is_right(tree: Tree) -> None:
    tree.room(ROOM.replace('msgid "Yes"\nmsgstr "Ya"', '# same\nmsgid "Yes"\nmsgstr "Yes"'))
    assert tree.faults() == []
    allowed = '# allowed: saya, wajib\nmsgid "Yes"\nmsgstr "Saya wajib"'
    tree.room(ROOM.replace('msgid "Yes"\nmsgstr "Ya"', allowed))
    assert tree.faults() == []


def test_a_header_changes_nothing(tree: Tree) -> None:
    header = 'msgid ""\nmsgstr ""\n"Language: id\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n'
    tree.room(header + ROOM)
    assert tree.faults() == []


def test_compiling_writes_what_changed_and_nothing_else(tree: Tree) -> None:
    assert compile_all(tree.base, tree.locales) == 2
    assert compile_all(tree.base, tree.locales) == 0
    tree.room(ROOM.replace('"Ya"', '"Betul"'))
    assert compile_all(tree.base, tree.locales) == 1
    assert load("id", tree.locales).gettext("Yes") == "Betul"


def test_compiled_english_says_what_the_code_says(tree: Tree) -> None:
    compile_all(tree.base, tree.locales)
    english = load("en", tree.locales)
    assert english.ngettext("{n} day", "{n} days", 2) == "{n} days"
    assert "Saved. {what}" in english._catalog
    tree.code(CODE.replace("A title", "Another title"))
    assert compile_all(tree.base, tree.locales) == 1


def test_extracting_gives_entries_that_a_room_can_take(tree: Tree) -> None:
    tree.room("")
    entries = extract(catalogues.roots(tree.base), tree.base, "id", tree.locales)
    path = tree.room(entries)
    assert {message.id for message in read_catalogue(path, "id")} >= {"A title", ("{n} day", "{n} days"), "call"}
    assert "msgstr[1]" not in entries
    assert all("not translated" in fault or "no id translation" in fault for fault in tree.faults())


def test_extracting_what_is_missing_leaves_out_what_is_there(tree: Tree) -> None:
    tree.room(ROOM.replace('msgid "Yes"\nmsgstr "Ya"', ""))
    entries = extract(catalogues.roots(tree.base), tree.base, "id", tree.locales)
    assert ('msgid "Yes"' in entries, 'msgid "A title"' in entries) == (True, False)


def test_a_language_begins_with_every_room_and_no_translation(tree: Tree) -> None:
    made = begin_language("fr", tree.base, tree.locales)
    assert [path.relative_to(tree.locales).as_posix() for path in made] == ["fr/LC_MESSAGES/room.po"]
    assert begin_language("fr", tree.base, tree.locales) == []
    faults = tree.faults()
    assert sum("not translated" in fault for fault in faults) == 6
    assert all("/fr/" in fault or " fr " in fault for fault in faults)


def test_conditional_texts_are_both_found(tree: Tree) -> None:
    texts = {text.text for text in find_marked(catalogues.roots(tree.base), tree.base).texts}
    assert {"Yes", "No, <b>never</b>"} <= texts


def test_a_code_that_is_no_language_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "nolanguage"]) == 1
    assert "language code" in capsys.readouterr().err


def test_the_command_tells_faults_and_ends_with_one(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(catalogues, "BASE", tree.base)
    monkeypatch.setattr(catalogues, "roots", lambda: [tree.base / "bot"])
    monkeypatch.setattr(catalogues, "check", lambda roots, base: check(roots, base, tree.locales))
    assert main(["check"]) == 0
    tree.room(ROOM.replace('msgstr "Ya"', 'msgstr ""'))
    assert main(["check"]) == 1
    assert capsys.readouterr().out == "bot/i18n/locales/id/LC_MESSAGES/room.po:16: not translated: 'Yes'\n"
    assert main(["check", str(tree.base / "bot" / "show.py")]) == 0


def test_the_projects_own_catalogues_are_whole() -> None:
    assert [str(fault) for fault in check(catalogues.roots(), catalogues.BASE)] == []
