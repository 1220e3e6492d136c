"""The search over ten thousand partners and twenty thousand people: small, and right in spite of slips (design 6)."""

import random
import tracemalloc

import pytest

from bot.domain.search import Entry, NameIndex

pytestmark = pytest.mark.soak
_SYLLABLES = [first + vowel for first in "bdgjklmnprstw" for vowel in "aeiou"]


def _entries(rnd: random.Random) -> list[Entry]:
    def word() -> str:
        return "".join(rnd.choice(_SYLLABLES) for _ in range(rnd.randint(2, 4)))

    words, firsts, lasts = ([word() for _ in range(count)] for count in (2500, 600, 2000))
    entries = []
    for partner_id in range(1, 10_001):
        sort = rnd.choice(["PT", "Yayasan", "Klinik", "Komunitas", "Dinas Kesehatan", "Rumah Sakit"])
        name = " ".join([sort, *rnd.sample(words, rnd.randint(1, 3))]).title()
        entries.append(Entry(partner_id, None, name, city=rnd.choice(words), phone=str(rnd.randrange(10**9, 10**10))))
        for person_id in (2 * partner_id - 1, 2 * partner_id):
            person = f"{rnd.choice(firsts)} {rnd.choice(lasts)}".title()
            phone = f"08{rnd.randrange(10**9, 10**10)}"
            entries.append(Entry(partner_id, person_id, person, salutation="Bu", phone=phone, of=name))
    return entries


def _misspelt(name: str, rnd: random.Random) -> str:
    spot = rnd.randrange(1, len(name) - 1)
    return (name[:spot] + name[spot + 1 :]).lower()


def test_ten_thousand_partners_stay_small_and_are_found_in_spite_of_slips() -> None:
    rnd = random.Random(5)
    entries = _entries(rnd)
    tracemalloc.start()
    index = NameIndex()
    index.put_all(entries)
    weight = tracemalloc.get_traced_memory()[0] / 2**20
    tracemalloc.stop()
    asked = rnd.sample(entries, 400)
    found = [
        any((hit.partner_id, hit.person_id) == entry.key for hit in index.search(_misspelt(entry.name, rnd), 5))
        for entry in asked
    ]
    assert weight < 30
    assert sum(found) >= 0.9 * len(asked)
