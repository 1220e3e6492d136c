"""Lines as cards and calendars have them: escaped, and folded at 75 octets (RFC 2426, 2.6; RFC 5545, 3.1)."""

_MOST_OCTETS = 75
_END = "\r\n"


def escaped(text: str) -> str:
    """A text as a value, its line breaks, commas and semicolons told from those of the format."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(plain.splitlines())


def folded(name: str, value: str) -> str:
    """One line, with its end; a long one goes on behind a blank, never inside a character."""
    line = f"{name}:{value}"
    if len(line) < _MOST_OCTETS // 4 or len(line.encode()) <= _MOST_OCTETS:
        return line + _END
    parts, part, octets = [], "", 0
    for mark in line:
        size = len(mark.encode())
        if octets + size > _MOST_OCTETS:
            parts.append(part)
            # The blank that says that it goes on counts too.
            part, octets = "", 1
        part, octets = part + mark, octets + size
    return f"{_END} ".join([*parts, part]) + _END
