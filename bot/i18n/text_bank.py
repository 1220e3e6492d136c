"""The bank: texts to partners' people, in files that are read as they stand, one folder a language.

A text begins with its key in brackets, and the tone that it is for; without one it fits both. Each line is a sentence.
Of alternatives parted by ``|`` the first whose places all have values is taken, and a sentence without one is left
out. A line behind ``late:`` is said only when the day has passed, one behind ``timely:`` only when it has not. A line
behind ``#`` is a note to whoever writes here. A key never changes its meaning: colleagues' choices are kept by it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.domain.templates import TOPICS
from bot.domain.words import Tone
from bot.i18n.placeholders import TextFault, places

_HEAD = re.compile(r"\[(?P<topic>[a-z_]+)\.(?P<slug>[a-z0-9-]+)\](?: (?P<tone>formal|familiar))?")
_WHEN = {"late:": True, "timely:": False}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, as alternatives. ``late`` says whether it is for a day that has passed; None: for both."""

    wordings: tuple[str, ...]
    late: bool | None = None


@dataclass(frozen=True, slots=True)
class BankText:
    """One text of the bank; without a tone it fits both."""

    topic: str
    slug: str
    tone: Tone | None
    sentences: tuple[Sentence, ...]

    @property
    def key(self) -> str:
        """Names the text for good, in every language that has it: birthday.warm-wish."""
        return f"{self.topic}.{self.slug}"

    @property
    def knows_lateness(self) -> bool:
        """Whether it has words of its own for a day that has passed."""
        return any(sentence.late for sentence in self.sentences)


@cache
def bank(language: str) -> Mapping[str, tuple[BankText, ...]]:
    """The texts of a language by topic, in their order; raises TextFault where a file is not written as it should."""
    folder = files("bot.i18n") / "texts" / language
    found: dict[str, list[BankText]] = {}
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        for text in read_texts(file.read_text("utf-8")):
            found.setdefault(text.topic, []).append(text)
    return {topic: tuple(texts) for topic, texts in found.items()}


def read_texts(written: str) -> list[BankText]:
    """The texts of a file."""
    texts: list[BankText] = []
    head: re.Match[str] | None = None
    sentences: list[Sentence] = []
    for line in [*written.splitlines(), "[]"]:
        if line.startswith("[") or not line.strip():
            if head is not None and sentences:
                tone = Tone(head["tone"]) if head["tone"] else None
                texts.append(BankText(head["topic"], head["slug"], tone, tuple(sentences)))
                head, sentences = None, []
            if line.startswith("[") and line != "[]":
                head = _head(line)
        elif not line.startswith("#"):
            if head is None:
                raise TextFault(f"a sentence without a key: {line!r}")
            sentences.append(_sentence(line))
    return texts


def _head(line: str) -> re.Match[str]:
    head = _HEAD.fullmatch(line.strip())
    if head is None or head["topic"] not in TOPICS:
        raise TextFault(f"no key of a text: {line!r}")
    return head


def _sentence(line: str) -> Sentence:
    late = None
    for sign, value in _WHEN.items():
        if line.startswith(sign):
            late, line = value, line.removeprefix(sign)
    wordings = tuple(part.strip() for part in line.split("|"))
    for wording in wordings:
        places(wording)
    return Sentence(wordings, late)
