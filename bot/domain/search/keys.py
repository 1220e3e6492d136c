"""By what an entry is found: its words, its numbers, its accounts."""

from collections.abc import Iterator

from bot.domain.phones import phones_of
from bot.domain.search.abbreviations import SALUTATIONS
from bot.domain.search.entries import Entry
from bot.domain.search.folding import digits_of, domain_name, fold, initials_of, words_of, written_out

EXTRA, PERSON = 1, 2
"""The two marks beside a place: the word is only beside the name; the entry is a person."""


def name_words(entry: Entry) -> list[str]:
    """The words of an entry's name, written out, in order."""
    return written_out(words_of(f"{entry.name} {entry.call_name}" if entry.call_name else entry.name))


def codes_of(place: int, entry: Entry) -> Iterator[tuple[int, str]]:
    """Each word by which the entry is found, with its place and whether the word is a person's, or beside the name."""
    kind = PERSON if entry.person_id is not None else 0
    own = {*name_words(entry), *_aliases(entry)}
    beside = [entry.city]
    if entry.person_id is not None:
        beside += [entry.role, entry.of, (entry.telegram or "").replace("_", " ")]
        for word in words_of(entry.salutation or ""):
            beside += [word, *(pair[place] for pair in SALUTATIONS.items() for place in (0, 1) if word in pair)]
    for word in own:
        yield place << 2 | kind, word
    for word in {word for text in beside if text for word in written_out(words_of(text))} - own:
        yield place << 2 | kind | EXTRA, word


def _aliases(entry: Entry) -> set[str]:
    """What an organisation is called besides: its initials, and the name of its domain."""
    if entry.person_id is not None:
        return set()
    domain = domain_name(entry.email)
    return initials_of(name_words(entry)) | ({domain} if domain else set())


def numbers_of(entry: Entry) -> set[str]:
    """Each of the entry's phone numbers, so that every one finds it."""
    if entry.phone is None:
        return set()
    return {digits for one in phones_of(entry.phone) if (digits := digits_of(one))}


def handles_of(entry: Entry) -> set[str]:
    """Its account and its address, folded."""
    given = (entry.telegram, entry.email)
    folded = {fold(handle).strip().lstrip("@") for handle in given if handle}
    # The entry's own string where it is the same: fifty thousand copies weigh some megabytes.
    return {next((own for own in given if own == handle), handle) for handle in folded if handle}
