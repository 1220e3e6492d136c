"""What fills the places of a draft, cleaned so that no value leaves a stray mark in a sentence."""

from collections.abc import Mapping, Sequence
from string import Formatter

from bot.i18n.placeholders import places

WHOLE = frozenset(["news", "offer"])
"""Places that are sentences by themselves."""
_NOTES = frozenset(
    [
        *("last", "needs", "promise", "request", "help", "award", "role", "relation", "occasion"),
        *("offers", "first_does", "second_does", "contact_does"),
    ]
)
"""Places that stand within a sentence and hold what colleagues typed."""
_STRAY = " .,;:!?-–…"
_ENDS = (".", "!", "?", "…", ":", ")", '"', "”")
_parse = Formatter().parse


def cleaned(name: str, value: str) -> str:
    """A value as it can stand in a sentence: on one line, with its full stop where it is one, without where not."""
    text = " ".join(value.split())
    if name in _NOTES:
        return text.strip(_STRAY)
    if name in WHOLE and text and not text.endswith(_ENDS):
        return f"{text}."
    return text


def said(wordings: Sequence[str], values: Mapping[str, str]) -> str | None:
    """The first wording that can be filled in; None where no one can."""
    for wording in wordings:
        if places(wording) <= values.keys():
            return filled(wording, values)
    return None


def filled(wording: str, values: Mapping[str, str]) -> str:
    """The wording with its values; the full stop of a name that has one (PT Maju Tbk.) is not doubled."""
    made = ""
    for literal, field, _form, _conversion in _parse(wording):
        stop = made.endswith(".") and literal.startswith(".") and not literal.startswith("..")
        made += literal[1:] if stop else literal
        if field is not None:
            made += values[field]
    return made
