"""The name index as the grammar's roster."""

from collections.abc import Iterable, Sequence
from itertools import chain, islice

from bot.domain.search.abbreviations import LEGAL_FORMS, TYPE_WORDS
from bot.domain.search.folding import initials_of, words_of, written_out
from bot.domain.search.index import NameIndex
from bot.domain.search.vocabulary import NEAR
from bot.domain.sentences.roster import Match, Named
from bot.domain.sentences.sounds import sound

_REMEMBERED = 256
_CONSIDERED = 240
_A_FEW = 12
"""So many who share a word are weighed one by one; of more, a few stand for them all."""

_Places = tuple[Match, frozenset[int]]
"""Places in the index, and how a word matches the names there: the same way in all."""

_NONE: _Places = (Match.EXACT, frozenset())


class IndexedRoster:
    """Asks a name index. What a word matches is remembered until the index changes: sentences ask in runs of words."""

    def __init__(self, index: NameIndex) -> None:
        self._index = index
        self._version = index.version
        self._matches: dict[tuple[str, bool, bool, bool, bool], _Places] = {}

    def people_named(self, words: Sequence[str], *, slips: bool = False, beginnings: bool = False) -> Sequence[Named]:
        """People whose names have all of these words."""
        match, places = self._in_all(words, people=True, slips=slips, beginnings=beginnings)
        found = [self._person(place, match, words) for place in _some(places)]
        found.sort(key=lambda one: (one.faded, one.match, not one.first, -one.share, one.name))
        return found

    def partners_named(self, words: Sequence[str], *, slips: bool = False) -> Sequence[Named]:
        """Partners whose names have all of these words."""
        whole = written_out(words)
        match, places = self._in_all(whole, people=False, slips=slips)
        if not places and list(whole) != list(words):
            # "GRP" is short for group, and may be somebody's initials.
            whole = list(words)
            match, places = self._in_all(whole, people=False, slips=slips)
        found = [self._partner(place, match, whole) for place in _some(places)]
        found.sort(key=lambda one: (one.faded, one.match, -one.share, one.name))
        return found

    def partner_name(self, partner_id: int) -> str | None:
        """What a partner is called."""
        entry = self._index.entry(partner_id)
        return entry.name if entry else None

    def person_name(self, partner_id: int, person_id: int) -> str | None:
        """What a person is called."""
        entry = self._index.entry(partner_id, person_id)
        return entry.name if entry else None

    def _in_all(self, words: Sequence[str], *, people: bool, slips: bool, beginnings: bool = False) -> _Places:
        worst, left = _NONE
        for place, word in enumerate(words):
            extra = place > 0 and not people
            match, found = self._having(word, people, extra=extra, slips=slips, beginnings=beginnings)
            worst, left = max(worst, match), (left & found if place else found)
            if not left:
                return _NONE
        return worst, left

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
        if number is not None:
            found = self._places([number], people)
            if extra:
                found |= frozenset(self._index.places_of(number, people=people, extra=True))
            if found:
                return Match.EXACT, found
        if beginnings and len(word) >= 3 and (begun := self._places(vocabulary.begun_with(word), people)):
            return Match.BEGINNING, begun
        if slips and len(word) >= 4:
            near = {number for number, _ in vocabulary.near(word)}
            if people:
                heard = sound(word)
                alike = (number for number, _ in vocabulary.alike(word, NEAR))
                near.update(number for number in alike if sound(vocabulary.word(number)) == heard)
            return Match.SLIP, self._places(near, people)
        return _NONE

    def _places(self, numbers: Iterable[int], people: bool) -> frozenset[int]:
        return frozenset(chain.from_iterable(self._index.places_of(number, people=people) for number in numbers))

    def _person(self, place: int, match: Match, words: Sequence[str]) -> Named:
        entry, own = self._index.at(place), self._index.name_at(place)
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
            beside=frozenset({*words_of(entry.role or ""), *words_of(entry.of or "")} - TYPE_WORDS),
        )

    def _partner(self, place: int, match: Match, words: Sequence[str]) -> Named:
        entry, name = self._index.at(place), self._index.name_at(place)
        own = own_words(name)
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


def _some(places: frozenset[int]) -> Iterable[int]:
    return places if len(places) <= _CONSIDERED else islice(places, _A_FEW)


def own_words(name: Iterable[str]) -> set[str]:
    """The words of a partner's name that say which one it is; all but the legal form where it has no others."""
    own = set(name) - LEGAL_FORMS
    return own - TYPE_WORDS or own
