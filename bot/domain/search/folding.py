"""Texts brought to the form in which they are compared: folded, split, written out."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from bot.domain.search.abbreviations import ABBREVIATIONS, LEGAL_FORMS, MAIL_HOUSES, SMALL_WORDS

_WORD = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}")
_APOSTROPHES = str.maketrans("", "", "'’‘`\u00b4\u02bc")


def fold(text: str) -> str:
    """Lower case, without accents, compatible forms made one ("Möller" is "moller")."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in parts if not unicodedata.combining(mark))


def words_of(text: str) -> list[str]:
    """The folded words of a text; apostrophes bind ("Jum'at" is "jumat"), and so do dots between single letters
    ("R.S." is "rs"); everything else parts.
    """
    if not text:
        # Most calls: what a person or partner has no word for.
        return []
    folded = fold(text).translate(_APOSTROPHES)
    if "." in folded:
        folded = _DOTTED.sub(lambda found: found[0].replace(".", "") + " ", folded)
    return _WORD.findall(folded)


def written_out(words: Iterable[str]) -> list[str]:
    """Abbreviations as the words for which they stand ("rs" is "rumah sakit")."""
    return [whole for word in words for whole in ABBREVIATIONS.get(word, (word,))]


def initials_of(words: Sequence[str]) -> set[str]:
    """The initials by which an organisation of three words or more may be called.

    A word in "ex-" may give its x ("Global Health Exchange" is GHE or GHX); legal forms and small words can be left
    out.
    """
    full = [word for word in words if word not in LEGAL_FORMS]
    found: set[str] = set()
    for chosen in (full, [word for word in full if word not in SMALL_WORDS]):
        if len(chosen) < 3:
            continue
        found.add("".join(word[0] for word in chosen))
        found.add("".join("x" if word.startswith("ex") else word[0] for word in chosen))
    return found


def domain_name(email: str | None) -> str | None:
    """What an address's domain is called ("a@mail.ghx.example" is "ghx"), unless it is a mail house's."""
    labels = fold(email or "").rpartition("@")[2].split(".")
    while labels and (len(labels[-1]) <= 3 or labels[-1] in MAIL_HOUSES | {"info", "asia"}) and len(labels) > 1:
        labels.pop()
    name = labels[-1].replace("-", "") if labels else ""
    return name if len(name) >= 3 and name not in MAIL_HOUSES else None


def digits_of(text: str | None) -> str:
    """A phone number's digits without the country's 62 or a leading 0, so that every notation is one."""
    digits = "".join(mark for mark in text or "" if mark.isdecimal() and mark.isascii())
    return digits.removeprefix("62").lstrip("0")
