"""The named places of a text: `{partner}`, and nothing that reaches further than the value itself.

Texts come from our own code and catalogues, values from people. A text may therefore hold plain named fields only:
no position, attribute, index, conversion or format. A value is inserted as it is, so braces in it are harmless.
"""

from string import Formatter

_parse = Formatter().parse


class TextFault(ValueError):
    """A text cannot be filled in: its places are malformed, or a value for one is missing."""


def places(text: str) -> frozenset[str]:
    """The names of the places in `text`. Raises TextFault where a place is anything but a plain name."""
    try:
        parts = list(_parse(text))
    except ValueError as error:
        raise TextFault(f"unbalanced braces in {text!r}") from error
    return frozenset(_plain(field, form, conversion, text) for _, field, form, conversion in parts if field is not None)


def _plain(field: str, form: str | None, conversion: str | None, text: str) -> str:
    if not field.isidentifier() or form or conversion:
        raise TextFault(f"{{{field}}} is not a plain named place in {text!r}")
    return field
