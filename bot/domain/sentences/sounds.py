"""Names as they sound: people write one by ear, and the old spelling lives on in names."""

import re

_SPELLINGS = (
    ("oe", "u"),
    ("dj", "j"),
    ("tj", "c"),
    ("sj", "s"),
    ("sy", "s"),
    ("sh", "s"),
    ("ch", "k"),
    ("kh", "k"),
    ("ck", "k"),
    ("ph", "p"),
    ("th", "t"),
    ("dh", "d"),
    ("ie", "i"),
    ("x", "ks"),
)
_LETTERS = str.maketrans("yqcvfz", "ikkpps")
_DOUBLED = re.compile(r"(.)\1+")


def sound(word: str) -> str:
    """A folded word as it is heard: Lanny is Lani, Soekarno Sukarno, Noviyanti Nopianti, Halimah Halima."""
    for spelling, heard in _SPELLINGS:
        word = word.replace(spelling, heard)
    word = _DOUBLED.sub(r"\1", word.translate(_LETTERS))
    return word.removesuffix("h") if len(word) > 3 else word
