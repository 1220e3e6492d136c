"""Texts that an organisation wrote itself, filled sentence by sentence."""

import re
from collections.abc import Mapping

from bot.i18n.draft_values import filled
from bot.i18n.placeholders import places

_BETWEEN = re.compile(r"(?<=[.!?…])(\s+)")


def own_text(text: str, values: Mapping[str, str]) -> str:
    """The text with its values, line by line as it was written; a sentence that lacks a value is left out."""
    lines = [_line(line, values) if line.strip() else "" for line in text.strip().splitlines()]
    whole = "\n".join(line for line in lines if line is not None)
    return re.sub(r"\n{3,}", "\n\n", whole).strip()


def signs_itself(text: str) -> bool:
    """Whether the text names its sender, and so needs no closing under it."""
    return "sender" in places(text)


def _line(line: str, values: Mapping[str, str]) -> str | None:
    """None for a line of which nothing can be said."""
    said = [sentence for sentence in _BETWEEN.split(line)[::2] if places(sentence) <= values.keys()]
    return " ".join(filled(sentence, values) for sentence in said) or None
