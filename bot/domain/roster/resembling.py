"""Names that are almost alike: one of them may be the other, typed otherwise."""

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from bot.domain.search.abbreviations import LEGAL_FORMS
from bot.domain.search.folding import words_of, written_out

_LONG = 10
"""Letters from which two slips of the hand are taken for some; a shorter name has room for one."""


def resembling(new: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """For each new name the known one that it resembles; names with other numbers in them are others."""
    forms = {name: plain_form(name) for name in new}
    near: dict[int, list[str]] = {}
    for name, form in forms.items():
        for variant in _variants(form):
            near.setdefault(variant, []).append(name)
    found: dict[str, str] = {}
    for other in known:
        form = plain_form(other)
        for variant in _variants(form):
            for name in near.get(variant, ()):
                if name not in found and _alike(forms[name], form):
                    found[name] = other
    return found


def plain_form(name: str) -> str:
    """A name's words, written out and in order, without what says only how it is incorporated."""
    words = [word for word in written_out(words_of(name)) if word not in LEGAL_FORMS]
    return " ".join(sorted(words))


def _alike(one: str, other: str) -> bool:
    if [mark for mark in one if mark.isdigit()] != [mark for mark in other if mark.isdigit()]:
        return False
    most = 2 if min(len(one), len(other)) >= _LONG else 1
    return OSA.distance(one, other, score_cutoff=most) <= most


def _variants(form: str) -> Iterator[int]:
    """The form and each form with a letter less: two forms that are a slip apart share one (Garbe, SymSpell)."""
    if not form:
        return
    yield hash(form)
    for place in range(len(form)):
        yield hash(form[:place] + form[place + 1 :])
