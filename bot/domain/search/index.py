"""The name index: partners and people by everything that somebody may type to find them."""

import math
import re
from array import array
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise

from rapidfuzz.distance import OSA

from bot.domain.search.abbreviations import FILLERS, LEGAL_FORMS
from bot.domain.search.directory import Directory
from bot.domain.search.entries import Entry, Hit, clear_hit
from bot.domain.search.folding import digits_of, fold, words_of, written_out
from bot.domain.search.keys import EXTRA, PERSON, codes_of, handles_of, name_words, numbers_of
from bot.domain.search.vocabulary import Vocabulary

_LINK = re.compile(r"^(?:https?://)?(?:www\.)?(?:t|telegram)\.me/")
_NUMBER = re.compile(r"\+?\d(?:[\s().-]{0,2}\d){6,}")
"""A phone number among words: seven digits or more."""
_EXTRA_WEIGHT = 0.55
_SCORED = 40
_RIVALS = 8
_TAIL = 0.4
"""Hits with less than this share of the best one's score only disturb."""


class NameIndex:
    """Finds partners and people by name, initials, role, city, phone, address; with slips, gaps, in any order.

    Postings are arrays of small integers: the entry's place, and whether the word is of a person and only beside the
    name. Putting and dropping touch the words of that entry alone.
    """

    def __init__(self) -> None:
        self.words = Vocabulary()
        self.version = 0
        self._entries: list[Entry | None] = []
        self._names: list[tuple[str, ...]] = []
        self._free: list[int] = []
        self._of_partner: dict[int, tuple[int, ...]] = {}
        self._postings: dict[int, array[int]] = {}
        self._handles = Directory()
        self._phones = Directory()

    def __len__(self) -> int:
        return len(self._entries) - len(self._free)

    def put(self, entry: Entry) -> None:
        """Takes an entry in, in place of the one with its key."""
        known = self._place_of(entry.partner_id, entry.person_id)
        if known is not None:
            self._take_out(known)
        self.version += 1
        place = self._place_for(entry)
        # The vocabulary's own strings: fifty thousand copies weigh some megabytes.
        self._names[place] = tuple(self.words.word(self.words.add(word)) for word in name_words(entry))
        self._of_partner[entry.partner_id] = (*self._of_partner.get(entry.partner_id, ()), place)
        for code, word in codes_of(place, entry):
            self._postings.setdefault(self.words.add(word), array("I")).append(code)
        for digits in numbers_of(entry):
            self._phones.put(digits, place)
        for handle in handles_of(entry):
            self._handles.put(handle, place)

    def put_all(self, entries: Iterable[Entry]) -> None:
        """Takes many in."""
        for entry in entries:
            self.put(entry)

    def drop(self, partner_id: int) -> None:
        """Forgets a partner and its people."""
        for place in self._of_partner.get(partner_id, ()):
            self._take_out(place)

    def entry(self, partner_id: int, person_id: int | None = None) -> Entry | None:
        """The entry with this key."""
        place = self._place_of(partner_id, person_id)
        return None if place is None else self.at(place)

    def at(self, place: int) -> Entry:
        """The entry at this place, which must be taken."""
        entry = self._entries[place]
        if entry is None:
            raise KeyError(place)
        return entry

    def name_at(self, place: int) -> tuple[str, ...]:
        """The words of the name at this place, written out, in order."""
        return self._names[place]

    def places_of(self, word: int, *, people: bool, extra: bool = False) -> list[int]:
        """Places of the partners (or people) that have this word in their names, or beside them."""
        kind = (PERSON if people else 0) | (EXTRA if extra else 0)
        return [code >> 2 for code in self._postings.get(word, ()) if code & 3 == kind]

    def search(self, text: str, limit: int = 10) -> list[Hit]:
        """The entries that fit best, the best first, but what is archived or gone last unless it alone is meant."""
        text = text[:200]
        certain = self._by_handle_or_phone(text)
        if certain:
            return [self._hit(place, 100.0, certain=True) for place in certain[:limit]]
        asked = self._telling(words_of(text)[:12])
        if not asked:
            return []
        points, most = self._shortlist(asked)
        query = written_out(asked)
        best = sorted((_who_can_win(points, 0.0) or points).items(), key=lambda pair: -pair[1])[:_SCORED]
        likeness = _Likeness(query)
        scored = [(self._score(place, share / most, likeness), place) for place, share in best]
        scored.sort(key=lambda pair: (-pair[0], self.at(pair[1]).person_id is not None, pair[1]))
        fit = [(place, score) for score, place in scored if score >= _TAIL * scored[0][0]]
        hits = {place: self._hit(place, score, query) for place, score in fit[: max(limit, _RIVALS)]}
        if any(self.at(place).faded for place in hits) and clear_hit(list(hits.values())) is None:
            fit.sort(key=lambda pair: self.at(pair[0]).faded)
        return [hits.get(place) or self._hit(place, score, query) for place, score in fit[:limit]]

    def _telling(self, asked: list[str]) -> list[str]:
        """What was asked without the words around it ("mitra di Cimahi"); all of it if nothing is left."""
        return [word for word in asked if word not in FILLERS or self.words.number(word) is not None] or asked

    def weight(self, word: int) -> float:
        """How much a word says: the rarer the more."""
        return math.log(2 + len(self._entries) / (1 + len(self._postings.get(word, ()))))

    def _shortlist(self, asked: Sequence[str]) -> tuple[dict[int, float], float]:
        """Points of the places that can be among the best, and the points that a perfect one would have.

        The rarest words come first. As soon as so many places have points that no new one can outdo them with the
        words that are left, these only add to the places known: what half of the names have is not gone through.
        """
        most, groups = 0.0, list[list[tuple[int, float]]]()
        for spellings in self._spellings(asked):
            weights = [self.weight(word) for word, _ in spellings]
            most += max(weights, default=math.log(2 + len(self._entries)))
            worths = (likeness * likeness * weight for (_, likeness), weight in zip(spellings, weights, strict=True))
            groups.append(list(zip((word for word, _ in spellings), worths, strict=True)))
        bests = [max((worth for _, worth in group), default=0.0) for group in groups]
        points: dict[int, float] = {}
        rest = sum(bests)
        for best, group in sorted(zip(bests, groups, strict=True), key=lambda pair: -pair[0]):
            known = _who_can_win(points, rest)
            gained = self._gains(group, known)
            points = points if known is None else known
            for place, gain in gained.items():
                points[place] = points.get(place, 0.0) + gain
            rest -= best
        return points, most

    def _gains(self, group: list[tuple[int, float]], among: Container[int] | None) -> dict[int, float]:
        """What one word asked adds to each place, by the best of its spellings there; None is among all places."""
        gains: dict[int, float] = {}
        for word, worth in group:
            extra = worth * _EXTRA_WEIGHT
            for code in self._postings.get(word, ()):
                place = code >> 2
                if among is None or place in among:
                    gain = extra if code & EXTRA else worth
                    if gain > gains.get(place, 0.0):
                        gains[place] = gain
        return gains

    def _spellings(self, asked: Sequence[str]) -> list[list[tuple[int, float]]]:
        """For each word asked (two run together are parted) the words of the vocabulary that it may mean."""
        whole = written_out(asked)
        found = []
        for word in whole:
            spellings = self.words.alike(word)
            parted = None if spellings and spellings[0][1] >= 0.8 else self._parted(word)
            found += [[(part, 0.95)] for part in parted] if parted else [spellings]
        for left, right in pairwise(asked):
            joined = self.words.number(left + right)
            if joined is not None:
                found.append([(joined, 1.0)])
        initials = self.words.number("".join(asked)) if all(len(word) == 1 for word in asked) else None
        return [[(initials, 1.0)]] if initials is not None else found

    def _parted(self, word: str) -> tuple[int, int] | None:
        for cut in range(3, len(word) - 2):
            left, right = self.words.number(word[:cut]), self.words.number(word[cut:])
            if left is not None and right is not None:
                return left, right
        return None

    def _score(self, place: int, share: float, likeness: "_Likeness") -> float:
        entry = self.at(place)
        shape = likeness.to(self._names[place])
        score = 100 * min(1.0, 0.7 * min(share, 1.0) + 0.3 * shape)
        return score * 0.85 if entry.faded else score

    def _by_handle_or_phone(self, text: str) -> list[int]:
        """The places with this account, address or number: living ones first, a number's end before its middle."""
        handle = _LINK.sub("@", fold(text).strip())
        if "@" in handle:
            return sorted(self._handles.having(handle.lstrip("@")), key=self._order)
        found = text if not any(mark.isalpha() for mark in text) else "".join(_NUMBER.findall(text)[:1])
        digits = digits_of(found)
        if len(digits) < 4:
            return []
        return sorted(self._phones.having(digits), key=self._order) or [
            place
            for _, place in sorted(
                self._phones.containing(digits), key=lambda pair: (not pair[0].endswith(digits), *self._order(pair[1]))
            )
        ]

    def _order(self, place: int) -> tuple[bool, bool, int]:
        entry = self.at(place)
        return entry.faded, entry.person_id is not None, place

    def _hit(self, place: int, score: float, query: Sequence[str] = (), *, certain: bool = False) -> Hit:
        entry = self.at(place)
        name = set(self._names[place])
        left = set(query) - name
        answers = certain or not left or left.issubset(word for _, word in codes_of(place, entry))
        named = certain or (answers and (name - LEGAL_FORMS).issubset(query))
        return Hit(entry.partner_id, entry.person_id, round(score, 1), answers, named)

    def _place_of(self, partner_id: int, person_id: int | None) -> int | None:
        of_partner = self._of_partner.get(partner_id, ())
        return next((place for place in of_partner if self.at(place).person_id == person_id), None)

    def _place_for(self, entry: Entry) -> int:
        if self._free:
            place = self._free.pop()
            self._entries[place] = entry
        else:
            place = len(self._entries)
            self._entries.append(entry)
            self._names.append(())
        return place

    def _take_out(self, place: int) -> None:
        entry = self.at(place)
        self.version += 1
        for code, word in codes_of(place, entry):
            self._unpost(code, word)
        for handle in handles_of(entry):
            self._handles.drop(handle, place)
        for digits in numbers_of(entry):
            self._phones.drop(digits, place)
        left = tuple(other for other in self._of_partner[entry.partner_id] if other != place)
        if left:
            self._of_partner[entry.partner_id] = left
        else:
            del self._of_partner[entry.partner_id]
        self._entries[place], self._names[place] = None, ()
        self._free.append(place)

    def _unpost(self, code: int, word: str) -> None:
        number = self.words.add(word)
        postings = self._postings[number]
        postings.remove(code)
        if not postings:
            del self._postings[number]
            self.words.forget(word)


def _who_can_win(points: dict[int, float], rest: float) -> dict[int, float] | None:
    """The places that can still be among the best when *rest* is to be gained; None while new ones can be, too."""
    if len(points) <= _SCORED:
        return None
    bar = sorted(points.values())[-_SCORED]
    return {place: gained for place, gained in points.items() if gained + rest >= bar} if bar > rest else None


class _Likeness:
    """How alike names are to what is asked, in any order; words that many names share are compared once."""

    def __init__(self, asked: Sequence[str]) -> None:
        self._asked = asked
        self._length = sum(map(len, asked))
        self._known: dict[str, list[float]] = {}

    def to(self, name: Sequence[str]) -> float:
        """Up to 1: each word of the one beside the likest word of the other, long words counting for more."""
        rows = [self._beside(word) for word in name]
        if not rows:
            return 0.0
        found: float = sum(len(word) * max(row) for word, row in zip(name, rows, strict=True))
        asked: float = sum(
            len(word) * max(column) for word, column in zip(self._asked, zip(*rows, strict=True), strict=True)
        )
        return (found + asked) / (sum(map(len, name)) + self._length)

    def _beside(self, word: str) -> list[float]:
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = [OSA.normalized_similarity(word, one) for one in self._asked]
        return known
