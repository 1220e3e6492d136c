"""All words of all names, and the ones that a misspelt word may mean."""

from array import array
from collections import Counter

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORT = 5
"""Up to this length a typing error leaves too few trigrams: these words are compared one by one, by length."""

NEAR = 0.59
"""Likeness from which words are compared letter by letter; two letters of five that differ are just within it."""
_SHORTLIST = 60
_REMEMBERED = 2_000


class Vocabulary:
    """Words with small numbers. A trigram shortlist finds the ones that resemble another; edit distance scores them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._words: list[str] = []
        self._free: list[int] = []
        self._grams: dict[str, array[int]] = {}
        self._by_length: dict[int, dict[int, str]] = {}
        self._resembling: dict[tuple[str, float], list[tuple[int, float]]] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, word: str) -> int | None:
        """The number of a word that is known."""
        return self._numbers.get(word)

    def word(self, number: int) -> str:
        """The word with this number."""
        return self._words[number]

    def add(self, word: str) -> int:
        """The word's number, given to it now if it is new."""
        known = self._numbers.get(word)
        if known is not None:
            return known
        if self._free:
            number = self._free.pop()
            self._words[number] = word
        else:
            number = len(self._words)
            self._words.append(word)
        self._numbers[word] = number
        self._resembling.clear()
        for gram in _grams(word):
            self._grams.setdefault(gram, array("I")).append(number)
        if len(word) <= SHORT + 1:
            self._by_length.setdefault(len(word), {})[number] = word
        return number

    def forget(self, word: str) -> None:
        """Takes out a word that no name has any more; its number is given again."""
        number = self._numbers.pop(word)
        self._resembling.clear()
        for gram in _grams(word):
            numbers = self._grams[gram]
            numbers.remove(number)
            if not numbers:
                del self._grams[gram]
        self._by_length.get(len(word), {}).pop(number, None)
        self._words[number] = ""
        self._free.append(number)

    def alike(self, word: str, at_least: float = 0.6) -> list[tuple[int, float]]:
        """Numbers of words like this one with their likeness (up to 1, the word itself), the likest first.

        A word of three letters or more is like those that begin with it, the more of them it covers the more.
        """
        found = self._begun_with(word) if len(word) >= 3 else {}
        for number, likeness in self._misspelt(word, at_least):
            if likeness > found.get(number, 0.0):
                found[number] = likeness
        return sorted(found.items(), key=lambda pair: -pair[1])[:_SHORTLIST]

    def near(self, word: str) -> list[tuple[int, int]]:
        """Numbers of words that one slip of the finger turns into this one (two, from eight letters), and how many."""
        allowed = 2 if len(word) >= 8 else 1
        found = []
        for number, _ in self._misspelt(word, NEAR):
            slips = OSA.distance(word, self._words[number], score_cutoff=allowed)
            if slips <= allowed and (len(word) > 4 or self._words[number][0] == word[0]):
                found.append((number, slips))
        return found

    def begun_with(self, start: str) -> list[int]:
        """Numbers of words that begin so."""
        return list(self._begun_with(start))

    def _begun_with(self, start: str) -> dict[int, float]:
        numbers = self._grams.get(" " + start[:2], ())
        words = self._words
        found = (number for number in numbers if words[number].startswith(start))
        return {number: 0.8 + 0.2 * len(start) / len(words[number]) for number in found}

    def _misspelt(self, word: str, at_least: float) -> list[tuple[int, float]]:
        """Remembered until the vocabulary changes: the same words are asked again and again."""
        key = (word, at_least)
        if key not in self._resembling:
            if len(self._resembling) >= _REMEMBERED:
                self._resembling.clear()
            self._resembling[key] = self._look_for(word, at_least)
        return self._resembling[key]

    def _look_for(self, word: str, at_least: float) -> list[tuple[int, float]]:
        length = len(word)
        if length < 3:
            return [(self._numbers[word], 1.0)] if word in self._numbers else []
        if length <= SHORT:
            return self._misspelt_short(word, at_least)
        return self._score(word, self._sharing_trigrams(word), at_least)

    def _misspelt_short(self, word: str, at_least: float) -> list[tuple[int, float]]:
        found = []
        for length in range(max(2, len(word) - 1), len(word) + 2):
            found += self._score(word, self._by_length.get(length, {}), at_least)
        return found

    def _sharing_trigrams(self, word: str) -> dict[int, str]:
        shared: Counter[int] = Counter()
        for gram in _grams(word):
            shared.update(self._grams.get(gram, ()))
        words, length = self._words, len(word)
        # Two slips in eight letters leave two trigrams alone; one in six leaves four.
        enough = 3 if length < 8 else 2
        close = [
            (count, number)
            for number, count in shared.items()
            if count >= enough and abs(len(words[number]) - length) <= 3
        ]
        close.sort(reverse=True)
        return {number: words[number] for _, number in close[: 4 * _SHORTLIST]}

    @staticmethod
    def _score(word: str, among: dict[int, str], at_least: float) -> list[tuple[int, float]]:
        scored = process.extract(word, among, scorer=OSA.normalized_similarity, score_cutoff=at_least, limit=_SHORTLIST)
        return [(number, likeness) for _, likeness, number in scored]


def _grams(word: str) -> set[str]:
    padded = f"  {word} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}
