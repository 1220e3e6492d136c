"""Finds who is named, at one place of a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.search.abbreviations import LEGAL_FORMS, TYPE_WORDS
from bot.domain.search.folding import words_of, written_out
from bot.domain.sentences.cues import Lexicon
from bot.domain.sentences.pieces import Mention, Strength
from bot.domain.sentences.roster import Match, Named, Roster
from bot.domain.sentences.small_words import (
    COMMON_SALUTATIONS,
    DOUBTFUL_SALUTATIONS,
    MEN,
    SALUTATIONS,
    SMALL_WORDS,
    WOMEN,
    may_be,
)
from bot.domain.sentences.tokens import Word

_LONGEST = 8
_SPELT_OUT = 25
"""Further on, words are taken as they stand: looking for slips of the finger costs most of the time."""
_SORTS = (
    TYPE_WORDS - LEGAL_FORMS - SMALL_WORDS.keys() - {"kantor", "kampus", "rumah", "daerah", "kota", "pusat", "umum"}
)
_DOCTORS = frozenset(("dr", "drg", "drs", "dra", "prof", "profesor", "dokter", "doktor", "dok", "ners", "bidan", "ir"))
_STOPS = frozenset(',;:!?()[]\n"')


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds mentions among the words of one sentence. ``days`` are the places of words that name a day."""

    words: Sequence[Word]
    roster: Roster
    lexicon: Lexicon
    days: frozenset[int]

    def at(self, place: int, *, governed: bool, led: bool = False) -> Mention | None:
        """The mention that begins here; *governed* by a verb or a preposition before it, *led* by the latter."""
        if self.words[place].folded in SALUTATIONS:
            saluted = self._saluted(place)
            if saluted is not None:
                return saluted
        partner = self._partner(place, governed, led)
        person = self._person(place, governed)
        if partner is None or person is None:
            return partner or person
        return _plainer(partner, person)

    def _saluted(self, place: int) -> Mention | None:
        salutation = self.words[place].folded
        name = place + 1
        if self._means_from(place):
            return None
        while name <= place + 2 and self._another_title(name):
            name += 1
        if not self._runs_on(name):
            return None
        found = self._saluted_name(name)
        if found is None:
            return self._stranger(place, name)
        end, candidates = found
        if salutation == "dr" and not self._dotted(place) and not any(_doctor(one) for one in candidates):
            # "WA dr Ratna" comes from somebody who is no doctor.
            return None
        fitting = tuple(one for one in candidates if may_be(salutation, one.salutation))
        doubtful = not fitting or not _clear(candidates, end - name) or self._goes_on(end)
        return Mention(end - place, fitting or candidates, Strength.PLAIN, salutation, doubtful=doubtful)

    def _means_from(self, place: int) -> bool:
        """Whether "dr" is short for "dari": a salutation of every day follows, as in "WA dr Bu Ratna"."""
        if self.words[place].folded != "dr" or self._dotted(place) or not self._runs_on(place + 1):
            return False
        return self.words[place + 1].folded in (MEN | WOMEN)

    def _dotted(self, place: int) -> bool:
        return place + 1 < len(self.words) and self.words[place + 1].gap.startswith(".")

    def _another_title(self, place: int) -> bool:
        return self._runs_on(place) and self.words[place].folded in SALUTATIONS and not self._people(place, place + 1)

    def _saluted_name(self, name: int) -> tuple[int, tuple[Named, ...]] | None:
        """The longest run of words that is a name; slips, then beginnings of names, where nothing else fits."""
        for slips, beginnings in ((False, False), (True, False), (True, True)):
            best = None
            for end in range(name + 1, min(name + 5, len(self.words)) + 1):
                if end > name + 1 and not self._runs_on(end - 1):
                    break
                if slips and end == name + 1 and self._known(name) and not self.words[name].capital:
                    break
                candidates = self._people(
                    name, end, slips=slips and not self._plain_word(end - 1), beginnings=beginnings
                )
                if not candidates:
                    break
                best = end, tuple(candidates)
            if best:
                return best
        return None

    def _stranger(self, place: int, name: int) -> Mention | None:
        word = self.words[name]
        doubtful = self.words[place].folded in DOUBTFUL_SALUTATIONS
        if (doubtful or self._known(name)) and not (word.capital and not doubtful and name > 1):
            return None
        if word.folded.isdigit() or len(word.folded) < 2 or word.folded in _SORTS:
            return None
        typed = self.words[place].typed + "".join(one.gap + one.typed for one in self.words[place + 1 : name + 1])
        return Mention(name + 1 - place, (), Strength.PLAIN, self.words[place].folded, unknown=typed)

    def _partner(self, place: int, governed: bool, led: bool) -> Mention | None:
        best: tuple[int, Sequence[Named]] | None = None
        for end in range(place + 1, min(place + _LONGEST, len(self.words)) + 1):
            words = [word.folded for word in self.words[place:end]]
            if end > place + 1 and (not self._runs_on(end - 1) or words[-1] in words[:-1]):
                break
            candidates = self.roster.partners_named(words, slips=not self._plain_word(end - 1))
            if not candidates:
                break
            best = end, candidates
        if best is None:
            return None
        end, candidates = best
        mention = self._judged_partner(place, end, tuple(candidates), governed)
        lower = mention is not None and mention.length == 1 and not self.words[place].capital
        if mention is None or not lower or led or candidates[0].share == 1:
            return mention
        # One small word of a longer name, and no preposition before it, is as likely a thing as a partner.
        return replace(mention, strength=Strength.WEAK)

    def _judged_partner(self, place: int, end: int, candidates: tuple[Named, ...], governed: bool) -> Mention | None:
        top, word = candidates[0], self.words[place]
        said = len(written_out([one.folded for one in self.words[place:end]]))
        shown = word.capital and (place > 0 or not governed)
        if said == 1 and self._known(place) and not (top.share == 1 and (governed or (shown and place > 0))):
            return None
        if top.own >= 2 or (top.own == 1 and said >= 2 and top.match is not Match.SLIP):
            strength = Strength.PLAIN
        elif top.own == 0 or (top.match is Match.SLIP and said == 1):
            strength = Strength.WEAK
        elif top.match is Match.INITIALS:
            strength = Strength.FAIR if word.typed.isupper() or governed else Strength.WEAK
        elif word.folded in top.beside:
            strength = Strength.WEAK
        else:
            strength = Strength.FAIR if governed or shown or top.share == 1 else Strength.WEAK
        if strength is Strength.WEAK and not (governed or shown):
            return None
        doubtful = (top.match is Match.SLIP and top.own < 2) or self._of_another_sort(place, top)
        if top.share < 1 or strength is Strength.WEAK:
            doubtful = doubtful or (said == 1 and self._plain_follows(end)) or self._goes_on(end)
        return Mention(end - place, candidates, strength, doubtful=doubtful)

    def _of_another_sort(self, place: int, top: Named) -> bool:
        """Whether a word such as "yayasan" stands before, and the partner's name has another one."""
        word = self.words[place - 1].folded if place and self._runs_on(place) else ""
        return word in _SORTS and word not in written_out(words_of(top.name))

    def _plain_follows(self, end: int) -> bool:
        return self._runs_on(end) and not self._known(end)

    def _goes_on(self, end: int) -> bool:
        """Whether the next word may belong to the name, and make it another one's: a capital, or a known name."""
        if not self._plain_follows(end) or self.words[end - 1].possessive:
            return False
        word = self.words[end]
        if self.roster.partners_named([word.folded]):
            return False
        return (word.capital and not word.typed.isupper()) or bool(self._people(end, end + 1))

    def _person(self, place: int, governed: bool) -> Mention | None:
        word = self.words[place]
        best: tuple[int, Sequence[Named]] | None = None
        for end in range(place + 1, min(place + 5, len(self.words)) + 1):
            if end > place + 1 and not self._runs_on(end - 1):
                break
            slips = (
                len(self.words[end - 1].folded) >= 5 and not self._plain_word(end - 1) and (governed or word.capital)
            )
            candidates = self._people(place, end, slips=slips)
            if not candidates:
                break
            best = end, candidates
        if best is None:
            return None
        end, candidates = best
        if end == place + 1 and self._known(place) and not self._name_all_the_same(place, governed):
            return None
        exact = candidates[0].match is Match.EXACT
        if end > place + 1:
            doubtful = not _clear(candidates, end - place) or self._goes_on(end)
            return Mention(end - place, tuple(candidates), Strength.PLAIN, doubtful=doubtful)
        if len(word.folded) < 3 or (not exact and place == 0 and not governed):
            return None
        fair = exact and (governed or word.capital or place == 0)
        doubtful = not exact or self._goes_on(end)
        return Mention(1, tuple(candidates), Strength.FAIR if fair else Strength.WEAK, doubtful=doubtful)

    def _people(self, start: int, end: int, *, slips: bool = False, beginnings: bool = False) -> Sequence[Named]:
        words = [word.folded for word in self.words[start:end]]
        return self.roster.people_named(words, slips=slips, beginnings=beginnings)

    def _runs_on(self, place: int) -> bool:
        """Whether this word belongs with the one before: no comma or the like between them."""
        return place < len(self.words) and not _STOPS & set(self.words[place].gap)

    def _name_all_the_same(self, place: int, governed: bool) -> bool:
        """Whether a word that has another meaning names somebody here: by its capital, or a rare title by its place."""
        word = self.words[place]
        title = word.folded in SALUTATIONS - COMMON_SALUTATIONS and word.folded not in DOUBTFUL_SALUTATIONS
        return governed if title else word.capital and (governed or place > 0)

    def _plain_word(self, place: int) -> bool:
        """Whether a word is one of the language, and so no misspelt name."""
        return place > _SPELT_OUT or self._known(place) or self.lexicon.resembles(self.words[place].folded)

    def _known(self, place: int) -> bool:
        """Whether a word has a meaning of its own, so that it names somebody only if much speaks for it."""
        word = self.words[place].folded
        return place in self.days or word in SMALL_WORDS or word in SALUTATIONS or self.lexicon.knows(word)


def _doctor(one: Named) -> bool:
    """Whether somebody may be called a doctor: it is kept so, or no salutation is kept."""
    return one.salutation is None or bool(_DOCTORS & {word.strip(".") for word in one.salutation.lower().split()})


def _clear(candidates: Sequence[Named], length: int) -> bool:
    """Whether a name is plain: as it is written; or misspelt in several words of which one person has all."""
    match = candidates[0].match
    return match is Match.EXACT or (match is Match.SLIP and length > 1 and len(candidates) == 1)


def _plainer(partner: Mention, person: Mention) -> Mention:
    """Which of two readings of the same words holds: the longer; a whole name; a first name before a part of a name."""
    if partner.length != person.length:
        return max(partner, person, key=lambda one: one.length)
    if partner.exact != person.exact:
        return partner if partner.exact else person
    top = person.candidates[0]
    return partner if partner.candidates[0].share == 1 or not (top.first or person.length > 1) else person
