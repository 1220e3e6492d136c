"""What may be wrong with the catalogues, told with file and line.

Every marked text has one translation in each language, none is left over, none is fuzzy, places and HTML tags agree,
plural forms are as many as the language has, and nothing is left in English or in words that the house does not use.
A translation that rightly equals its source carries the comment `# same`; a word that is right here though the house
avoids it, `# allowed: word`.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError

from bot.i18n.catalogue_files import LOCALES, SOURCE_LANGUAGE, Room, languages, read_catalogue, rooms
from bot.i18n.marked_texts import Fault, MarkedText, find_marked
from bot.i18n.placeholders import TextFault, places

Key = tuple[str | None, str]

ENGLISH = frozenset(
    [
        "the",
        "and",
        "of",
        "with",
        "this",
        "that",
        "your",
        "you",
        "from",
        "have",
        "has",
        "not",
        "please",
        "their",
        "was",
        "were",
        "will",
    ]
)
"""Words that betray English left standing in another language."""

AVOIDED: Mapping[str, frozenset[str]] = {
    "id": frozenset(["anda", "kamu", "saya", "kami", "wajib", "gagal", "dalam rangka", "melakukan kontak", "partner"])
}
"""Words the house does not use, by language: `kami` stands in drafts alone, which are no catalogue texts."""

_TAG = re.compile(r"</?[a-z]+[^>]*>")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
# Babel cuts the last letter off a line that was never closed, and says nothing.
_WHOLE_LINE = re.compile(r"""(#.*|((msgid|msgctxt|msgid_plural|msgstr(\[\d\])?)\s+)?"([^"\\]|\\.)*"|)""")
_MESSAGE = re.compile(r'^msgid "(.+)"$', re.MULTILINE)


def check(roots: Iterable[Path], base: Path, locales: Path = LOCALES) -> list[Fault]:
    """Every fault of the code's marks and of all written catalogues."""
    finding = find_marked(roots, base)
    faults = [*finding.faults, *_clashes(finding.texts)]
    for language in languages(locales):
        if language != SOURCE_LANGUAGE or rooms(language, locales):
            faults += _LanguageCheck(language, locales, base).run(finding.texts)
    return faults


def missing(texts: Iterable[MarkedText], language: str, locales: Path = LOCALES) -> list[MarkedText]:
    """The marked texts, once each, that `language` has no translation of. Raises PoFileError for a malformed room."""
    have: set[Key] = set()
    for path in rooms(language, locales):
        have |= {_key(message) for message in read_catalogue(path, language) if message.id and _strings(message)}
    return _lacking(texts, have)


def _lacking(texts: Iterable[MarkedText], have: Container[Key]) -> list[MarkedText]:
    first = {text.key: text for text in reversed(list(texts)) if text.key not in have}
    return sorted(first.values(), key=lambda text: (text.file, text.line))


def _clashes(texts: Iterable[MarkedText]) -> Iterator[Fault]:
    """One English text cannot have a plural here and none, or another, there."""
    seen: dict[Key, MarkedText] = {}
    for text in texts:
        first = seen.setdefault(text.key, text)
        if first.plural != text.plural:
            yield Fault(text.file, text.line, f"{text.text!r} has another plural at {first.file}:{first.line}")


class _LanguageCheck:
    """The check of one language's catalogues against the marked texts."""

    def __init__(self, language: str, locales: Path, base: Path) -> None:
        self.language = language
        self.locales = locales
        self.base = base
        self.faults: list[Fault] = []
        self.seen: dict[Key, tuple[str, Message]] = {}
        self.forms: set[str] = set()

    def run(self, texts: list[MarkedText]) -> list[Fault]:
        """Faults of every room, then texts that none translates."""
        wanted = {text.key: text for text in texts}
        for path in rooms(self.language, self.locales):
            self._check_room(path, wanted)
        if len(self.forms) > 1:
            first = rooms(self.language, self.locales)[0]
            self._say(first, 1, "the rooms of this language disagree about its plural forms")
        if self.language != SOURCE_LANGUAGE:
            for text in _lacking(texts, self.seen):
                fault = f"no {self.language} translation of {text.text!r}"
                self.faults.append(Fault(text.file, text.line, fault))
        return self.faults

    def _check_room(self, path: Path, wanted: Mapping[Key, MarkedText]) -> None:
        for line, written in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if not _WHOLE_LINE.fullmatch(written.strip()):
                self._say(path, line, f"malformed: {written}")
        try:
            catalogue = read_catalogue(path, self.language)
        except (PoFileError, ValueError) as error:
            self._say(path, getattr(error, "lineno", 0) + 1, f"malformed: {error}")
            return
        self.forms.add(catalogue.plural_forms)
        self._check_repeats(path, catalogue)
        for message in catalogue.obsolete.values():
            self._say(path, message.lineno or 1, f"put away and never removed: {_text(message)!r}")
        for message in catalogue:
            if message.id:
                for sentence in self._faults_of(message, path, catalogue, wanted):
                    self._say(path, message.lineno or 1, sentence)

    def _check_repeats(self, path: Path, catalogue: Room) -> None:
        written = len(re.findall(r"^msgid ", path.read_text("utf-8"), re.MULTILINE))
        has_header = re.search(r'^msgid ""\nmsgstr', path.read_text("utf-8"), re.MULTILINE) is not None
        if written - has_header > len(catalogue):
            twice = [text for text, times in Counter(_MESSAGE.findall(path.read_text("utf-8"))).items() if times > 1]
            self._say(path, 1, f"the same text stands here twice: {', '.join(twice) or 'a long one'}")

    def _faults_of(
        self, message: Message, path: Path, catalogue: Room, wanted: Mapping[Key, MarkedText]
    ) -> Iterator[str]:
        key, text = _key(message), _text(message)
        source = wanted.get(key)
        if source is None:
            yield f"no text of the code: {text!r}"
            return
        if message.fuzzy:
            yield f"fuzzy: {text!r}"
        room, first = self.seen.setdefault(key, (path.name, message))
        if first.string != message.string:
            yield f"{text!r} is translated differently in {room}"
        strings = _strings(message)
        if not strings:
            yield f"not translated: {text!r}"
            return
        if (message.pluralizable != (source.plural is not None)) or (
            message.pluralizable and (message.id[1] != source.plural or len(strings) != catalogue.num_plurals)
        ):
            yield f"plural forms do not match: {text!r}"
            return
        for string in strings:
            yield from _faults_of_form(string, source, len(strings))
            yield from self._faults_of_wording(string, text, message)

    def _faults_of_wording(self, string: str, text: str, message: Message) -> Iterator[str]:
        if self.language == SOURCE_LANGUAGE:
            return
        comments = [*message.user_comments, *message.auto_comments]
        bare = _TAG.sub(" ", re.sub(r"\{\w*\}|/\w+", " ", string))
        if string == text and _LETTERS.search(bare) and "same" not in comments:
            yield f"left in English: {string!r} (if it is right so, put the comment '# same' before it)"
            return
        allowed = {word for comment in comments if comment.startswith("allowed:") for word in comment[8:].split(",")}
        words = f" {' '.join(re.findall(r'[a-z]+', bare.lower()))} "
        avoided = AVOIDED.get(self.language, frozenset()) - {word.strip() for word in allowed}
        for word in sorted((ENGLISH | avoided) if "same" not in comments else avoided):
            if f" {word} " in words:
                yield f"{word!r} does not belong in {string!r}"

    def _say(self, path: Path, line: int, sentence: str) -> None:
        name = path.relative_to(self.base) if path.is_relative_to(self.base) else path
        self.faults.append(Fault(name.as_posix(), line, sentence))


def _faults_of_form(string: str, source: MarkedText, forms: int) -> Iterator[str]:
    try:
        found = places(string)
    except TextFault as fault:
        yield str(fault)
        return
    allowed = {places(source.text), places(source.plural)} if source.plural is not None else {places(source.text)}
    if forms == 1 and source.plural is not None:
        allowed = {places(source.plural)}
    if found not in allowed:
        yield f"places {sorted(found)} are not those of {source.text!r}"
    tags = {tuple(sorted(_TAG.findall(form))) for form in (source.text, source.plural) if form is not None}
    if tuple(sorted(_TAG.findall(string))) not in tags:
        yield f"HTML tags are not those of {source.text!r}: {string!r}"


def _key(message: Message) -> Key:
    return message.context, _text(message)


def _text(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _strings(message: Message) -> list[str]:
    """The translation's forms; none, if one is empty."""
    strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return strings if all(strings) else []
