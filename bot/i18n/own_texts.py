"""Texts that an organisation wrote itself, filled sentence by sentence."""

import re
from collections.abc import Mapping

from bot.i18n.draft_values import filled
from bot.i18n.placeholders import places

_BETWEEN = re.compile(r"(?<=[.!?…])(\s+)")


def own_text(text: str, values: Mapping[str, str]) -> str:
    """The text with its values, line by line as it was written; a sentence that lacks a value is left out.

    Empty where nothing is left, or where what names the reader would be left out: such a text greets nobody.
    """
    lines = [_kept(line, values) if line.strip() else "" for line in text.strip().splitlines()]
    kept = "\n".join(line for line in lines if line is not None)
    if "addressee" in places(text) - places(kept):
        return ""
    whole = "\n".join(filled(line, values) for line in kept.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", whole).strip()


def signs_itself(text: str) -> bool:
    """Whether the text names its sender, and so needs no closing under it."""
    return "sender" in places(text)


def _kept(line: str, values: Mapping[str, str]) -> str | None:
    """The sentences of a line that can be filled in; None where there is none."""
    kept = [sentence for sentence in _BETWEEN.split(line)[::2] if places(sentence) <= values.keys()]
    return " ".join(kept) or None
