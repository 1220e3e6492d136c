"""The name index as the grammar's roster."""

from collections.abc import Sequence

from bot.domain.search.abbreviations import LEGAL_FORMS, TYPE_WORDS
from bot.domain.search.entries import Entry
from bot.domain.search.folding import initials_of, words_of, written_out
from bot.domain.search.index import NameIndex, named
from bot.domain.sentences.roster import Match, Named

MOST = 12
_REMEMBERED = 256

_Places = dict[int, Match]


class IndexedRoster:
    """Asks a name index. What a word matches is remembered until the index changes: a sentence asks in runs of words."""

    def __init__(self, index: NameIndex) -> None:
        self._index = index
        self._version = index.version
        self._matches: dict[tuple[str, bool, bool, bool, bool], _Places] = {}

    def people_named(self, words: Sequence[str], *, slips: bool = False, beginnings: bool = False) -> Sequence[Named]:
        """People whose names have all of these words."""
        places = self._in_all(words, people=True, slips=slips, beginnings=beginnings)
        found = [self._person(place, match, words) for place, match in places.items()]
        found.sort(key=lambda one: (one.faded, one.match, not one.first, -one.share, one.name))
        return found[:MOST]

    def partners_named(self, words: Sequence[str], *, slips: bool = False) -> Sequence[Named]:
        """Partners whose names have all of these words."""
        whole = written_out(words)
        places = self._in_all(whole, people=False, slips=slips)
        if len(places) > 20 * MOST:
            return [self._partner(place, match, whole) for place, match in list(places.items())[:MOST]]
        found = [self._partner(place, match, whole) for place, match in places.items()]
        found.sort(key=lambda one: (one.faded, one.match, -one.share, one.name))
        return found[:MOST]

    def partner_name(self, partner_id: int) -> str | None:
        """What a partner is called."""
        entry = self._index.entry(partner_id)
        return entry.name if entry else None

    def person_name(self, partner_id: int, person_id: int) -> str | None:
        """What a person is called."""
        entry = self._index.entry(partner_id, person_id)
        return entry.name if entry else None

    def _in_all(self, words: Sequence[str], *, people: bool, slips: bool, beginnings: bool = False) -> _Places:
        left: _Places | None = None
        for place, word in enumerate(words):
            found = self._having(word, people, extra=bool(place) and not people, slips=slips, beginnings=beginnings)
            left = found if left is None else {one: max(left[one], found[one]) for one in left.keys() & found.keys()}
            if not left:
                return {}
        return left or {}

    def _having(self, word: str, people: bool, *, extra: bool, slips: bool, beginnings: bool) -> _Places:
        if self._version != self._index.version or len(self._matches) > _REMEMBERED:
            self._matches.clear()
            self._version = self._index.version
        key = (word, people, extra, slips, beginnings)
        if key not in self._matches:
            self._matches[key] = self._look_up(word, people, extra=extra, slips=slips, beginnings=beginnings)
        return self._matches[key]

    def _look_up(self, word: str, people: bool, *, extra: bool, slips: bool, beginnings: bool) -> _Places:
        vocabulary = self._index.words
        number = vocabulary.number(word)
        found: _Places = {}
        if number is not None:
            found = dict.fromkeys(self._index.places_of(number, people=people), Match.EXACT)
            if extra:
                found = {
                    **dict.fromkeys(self._index.places_of(number, people=people, extra=True), Match.EXACT),
                    **found,
                }
        if not found and beginnings and len(word) >= 3:
            numbers = vocabulary.begun_with(word)
            found = {one: Match.BEGINNING for each in numbers for one in self._index.places_of(each, people=people)}
        if not found and slips and len(word) >= 4:
            near = vocabulary.near(word)
            found = {one: Match.SLIP for each, _ in near for one in self._index.places_of(each, people=people)}
        return found

    def _person(self, place: int, match: Match, words: Sequence[str]) -> Named:
        entry = self._index.at(place)
        own = named(entry)
        firsts = {own[0], *words_of(entry.call_name or "")} if own else set()
        return Named(
            entry.partner_id,
            entry.person_id,
            entry.name,
            match,
            len(words),
            max(len(own), len(words)),
            entry.salutation,
            first=bool(firsts & set(words)),
            faded=entry.faded,
            beside=frozenset(words_of(entry.role or "")),
        )

    def _partner(self, place: int, match: Match, words: Sequence[str]) -> Named:
        entry = self._index.at(place)
        name = written_out(words_of(entry.name))
        own = own_words(entry)
        matched = len(own & set(words))
        if match is Match.SLIP:
            matched = max(matched, sum(word not in TYPE_WORDS for word in words))
        elif match is Match.EXACT and len(words) == 1 and words[0] not in name:
            # Its initials, or the name of its domain.
            match, matched = Match.INITIALS, len(own)
            if words[0] not in initials_of(name):
                match = Match.EXACT
        return Named(
            entry.partner_id,
            None,
            entry.name,
            match,
            min(matched, len(own)),
            len(own),
            faded=entry.faded,
            beside=frozenset(words_of(entry.city or "")),
        )


def own_words(entry: Entry) -> set[str]:
    """The words of a partner's name that say which one it is; all but the legal form where it has no others."""
    name = {word for word in named(entry) if word not in LEGAL_FORMS}
    return name - TYPE_WORDS or name
