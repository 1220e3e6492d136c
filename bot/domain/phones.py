"""The phone numbers of somebody: several in one field, the first one is the one to call.

One text holds them all, so that a table's single column brings them in and out unchanged.
"""

import re

BETWEEN = "; "
"""What stands between two kept numbers."""

_SEPARATOR = re.compile(r"\s*(?::::|[;,\n|]|\s/\s)\s*")
"""What people and programs write between numbers; Google Contacts writes ``:::``. A bare slash is part of a number."""


def phones_of(kept: str | None) -> tuple[str, ...]:
    """The numbers of a text, in order, each once."""
    if not kept:
        return ()
    return tuple(dict.fromkeys(part for part in _SEPARATOR.split(kept.strip()) if part))


def joined_phones(*kept: str | None) -> str | None:
    """The numbers of several texts as one, each once, in order; None for none."""
    return BETWEEN.join(dict.fromkeys(one for text in kept for one in phones_of(text))) or None
