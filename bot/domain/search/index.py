"""The name index: partners and people by everything that somebody may type to find them."""

import math
from array import array
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from bot.domain.phones import phones_of
from bot.domain.search.directory import Directory
from bot.domain.search.entries import Entry, Hit
from bot.domain.search.folding import digits_of, domain_name, fold, initials_of, words_of, written_out
from bot.domain.search.vocabulary import Vocabulary

_EXTRA, _PERSON = 1, 2
_EXTRA_WEIGHT = 0.55
_SCORED = 40
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
        self._of_partner: dict[int, dict[int | None, int]] = {}
        self._postings: dict[int, array[int]] = {}
        self._handles = Directory()
        self._phones = Directory()

    def __len__(self) -> int:
        return len(self._entries) - len(self._free)

    def put(self, entry: Entry) -> None:
        """Takes an entry in, in place of the one with its key."""
        known = self._of_partner.get(entry.partner_id, {}).get(entry.person_id)
        if known is not None:
            self._take_out(known)
        self.version += 1
        place = self._place_for(entry)
        # The vocabulary's own strings: fifty thousand copies weigh some megabytes.
        self._names[place] = tuple(self.words.word(self.words.add(word)) for word in named(entry))
        self._of_partner.setdefault(entry.partner_id, {})[entry.person_id] = place
        for code, word in _codes(place, entry):
            self._postings.setdefault(self.words.add(word), array("I")).append(code)
        for digits in _numbers(entry):
            self._phones.put(digits, place)
        for handle in _handles(entry):
            self._handles.put(handle, place)

    def put_all(self, entries: Iterable[Entry]) -> None:
        """Takes many in."""
        for entry in entries:
            self.put(entry)

    def drop(self, partner_id: int) -> None:
        """Forgets a partner and its people."""
        for place in list(self._of_partner.get(partner_id, {}).values()):
            self._take_out(place)

    def entry(self, partner_id: int, person_id: int | None = None) -> Entry | None:
        """The entry with this key."""
        place = self._of_partner.get(partner_id, {}).get(person_id)
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
        kind = (_PERSON if people else 0) | (_EXTRA if extra else 0)
        return [code >> 2 for code in self._postings.get(word, ()) if code & 3 == kind]

    def search(self, text: str, limit: int = 10) -> list[Hit]:
        """The entries that fit best, the best first; none for a text without letters or digits."""
        text = text[:200]
        certain = self._by_handle_or_phone(text)
        if certain:
            return [self._hit(place, 100.0) for place in sorted(certain)[:limit]]
        asked = words_of(text)[:12]
        if not asked:
            return []
        points, most = self._shortlist(asked)
        query = " ".join(written_out(asked))
        best = sorted((_who_can_win(points, 0.0) or points).items(), key=lambda pair: -pair[1])[:_SCORED]
        scored = [(self._score(place, share / most, query), place) for place, share in best]
        scored.sort(key=lambda pair: (-pair[0], self.at(pair[1]).person_id is not None, pair[1]))
        return [self._hit(place, score) for score, place in scored[:limit] if score >= _TAIL * scored[0][0]]

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
                    gain = extra if code & _EXTRA else worth
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

    def _score(self, place: int, share: float, query: str) -> float:
        entry = self.at(place)
        shape = fuzz.token_sort_ratio(query, " ".join(self._names[place])) / 100
        score = 100 * min(1.0, 0.8 * min(share, 1.0) + 0.2 * shape)
        return score * 0.85 if entry.faded else score

    def _by_handle_or_phone(self, text: str) -> Collection[int]:
        handle = fold(text).strip()
        if "@" in handle:
            return self._handles.having(handle.lstrip("@"))
        digits = digits_of(text)
        if len(digits) < 4 or any(mark.isalpha() for mark in text):
            return ()
        return self._phones.having(digits) or self._phones.containing(digits)

    def _hit(self, place: int, score: float) -> Hit:
        entry = self.at(place)
        return Hit(entry.partner_id, entry.person_id, round(score, 1))

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
        for code, word in _codes(place, entry):
            self._unpost(code, word)
        for handle in _handles(entry):
            self._handles.drop(handle, place)
        for digits in _numbers(entry):
            self._phones.drop(digits, place)
        siblings = self._of_partner[entry.partner_id]
        del siblings[entry.person_id]
        if not siblings:
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


def clear_hit(hits: Sequence[Hit]) -> Hit | None:
    """The one hit that is clear enough to be opened at once: good, and well ahead of any other partner's."""
    if not hits or hits[0].score < 62:
        return None
    rival = next((hit.score for hit in hits[1:] if hit.partner_id != hits[0].partner_id), 0.0)
    return hits[0] if hits[0].score - rival >= 7 else None


def named(entry: Entry) -> list[str]:
    """The words of an entry's name, written out, in order."""
    return written_out(words_of(f"{entry.name} {entry.call_name}" if entry.call_name else entry.name))


def _codes(place: int, entry: Entry) -> Iterator[tuple[int, str]]:
    kind = _PERSON if entry.person_id is not None else 0
    own = {*named(entry), *_aliases(entry)}
    beside = [entry.city]
    if entry.person_id is not None:
        beside += [entry.role, entry.salutation, entry.of, (entry.telegram or "").replace("_", " ")]
    for word in own:
        yield place << 2 | kind, word
    for word in {word for text in beside if text for word in written_out(words_of(text))} - own:
        yield place << 2 | kind | _EXTRA, word


def _aliases(entry: Entry) -> set[str]:
    """What an organisation is called besides: its initials, and the name of its domain."""
    if entry.person_id is not None:
        return set()
    domain = domain_name(entry.email)
    return initials_of(named(entry)) | ({domain} if domain else set())


def _numbers(entry: Entry) -> set[str]:
    """Each of the entry's phone numbers, so that every one finds it."""
    if entry.phone is None:
        return set()
    return {digits for one in phones_of(entry.phone) if (digits := digits_of(one))}


def _handles(entry: Entry) -> set[str]:
    given = (entry.telegram, entry.email)
    folded = {fold(handle).strip().lstrip("@") for handle in given if handle}
    # The entry's own string where it is the same: fifty thousand copies weigh some megabytes.
    return {next((own for own in given if own == handle), handle) for handle in folded if handle}
