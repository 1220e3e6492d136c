"""Word lists written as running text."""


def listed(text: str) -> frozenset[str]:
    """The words of a text, parted by white space."""
    return frozenset(text.split())
