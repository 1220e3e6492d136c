"""Text pasted from WhatsApp: messages with their day and sender, as its apps copy and export them.

Telephones copy ``[23/11 09.15] Bu Ratna: …``, computers ``[09.15, 23/11/2026] Bu Ratna: …``, and an exported chat says
``23/11/26 09.15 - Bu Ratna: …``; a message may go on over several lines.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_DAY = r"(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})(?:[/.-](?P<year>\d{2,4}))?"
_TIME = r"\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_SAID = r"\s*(?P<sender>[^:\n]{1,80}):\s?(?P<text>.*)"
_HEADS = (
    re.compile(rf"\[{_DAY},?\s+{_TIME}\]{_SAID}$"),
    re.compile(rf"\[{_TIME},?\s+{_DAY}\]{_SAID}$"),
    re.compile(rf"{_DAY},?\s+{_TIME}\s+-{_SAID}$"),
)
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202c\u2068\u2069\ufeff"))
_NARROW = str.maketrans({"\u202f": " ", "\u00a0": " "})
_ATTACHED = re.compile(
    r"^<[^<>]*>$|^\W*(?:gambar|foto|video|stiker|dokumen|image|sticker|audio) (?:omitted|disertakan)"
)
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class PastedMessage:
    """One message of a chat: its day, its sender as the app names them, and what was said."""

    on: date
    sender: str
    text: str


def pasted_messages(text: str, today: date) -> tuple[PastedMessage, ...]:
    """The messages of a pasted chat; empty where the text is none. A day without a year is the newest one past."""
    found: list[PastedMessage] = []
    for line in text.translate(_MARKS).translate(_NARROW).splitlines():
        message = _message(line.strip(), today)
        if message is not None:
            found.append(message)
        elif found:
            last = found.pop()
            found.append(PastedMessage(last.on, last.sender, f"{last.text}\n{line}".strip()))
        elif line.strip():
            return ()
    return tuple(found)


def spoken(messages: Iterable[PastedMessage]) -> str:
    """What was said in words, without what an app says of attachments."""
    return " ".join(one.text for one in messages if one.text and not _ATTACHED.match(one.text.casefold()))


def _message(line: str, today: date) -> PastedMessage | None:
    for head in _HEADS:
        if (found := head.match(line)) is not None:
            on = _day(int(found["first"]), int(found["second"]), found["year"], today)
            sender = found["sender"].strip(" ~\u2011-")
            return None if on is None or not sender else PastedMessage(on, sender, found["text"].strip())
    return None


def _day(first: int, second: int, year: str | None, today: date) -> date | None:
    """Day first, as here; month first where no other reading is a day."""
    for day, month in ((first, second), (second, first)):
        if month > _MONTHS:
            continue
        for candidate in [int(year) + 2000 if len(year) == 2 else int(year)] if year else [today.year, today.year - 1]:
            try:
                on = date(candidate, month, day)
            except ValueError:
                continue
            if on <= today:
                return on
    return None
