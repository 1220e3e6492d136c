"""Cells that a spreadsheet would take for formulas, kept from being one.

A cell that begins with one of the signs gets an apostrophe before it, and loses it on the way back. One that begins
with apostrophes and a sign gets a further one, so that what comes back is what went out.
"""

import re

_SIGNS = frozenset("'=+-@\t\r")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def guarded(text: str) -> str:
    """A cell as it may stand in a CSV file: never a formula (OWASP, CSV Injection)."""
    return f"'{text}" if text[:1] in _SIGNS and _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The cell that was guarded; any other text stays as it is, apostrophes and all."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text
