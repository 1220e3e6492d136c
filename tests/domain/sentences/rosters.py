"""Rosters and tables of sentences for the grammar's tests, read from the files beside them."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from bot.domain.search import Entry, NameIndex
from bot.domain.sentences import IndexedRoster

_HERE = Path(__file__).parent
FIELDS = ("partner", "person", "on", "channel", "purpose", "direction")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and what it means; empty texts where it means nothing."""

    text: str
    today: date
    meaning: dict[str, str]


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of one file."""
    with (_HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def roster(name: str) -> IndexedRoster:
    """The roster of one file. Ids of partners count from 1 in their order, those of people too."""
    index = NameIndex()
    partners: dict[str, int] = {}
    for number, row in enumerate(read_rows(name), start=1):
        partner = row["partner"]
        if partner not in partners:
            partners[partner] = len(partners) + 1
            index.put(Entry(partners[partner], None, partner, city=row["city"], email=row["email"]))
        index.put(
            Entry(
                partners[partner],
                number,
                row["person"],
                salutation=row["salutation"],
                role=row["role"],
                of=partner,
            )
        )
    return IndexedRoster(index)


def sentences(name: str) -> list[Sentence]:
    """The sentences of one file."""
    return [
        Sentence(row["text"], date.fromisoformat(row["today"]), {field: row[field] for field in FIELDS})
        for row in read_rows(name)
    ]
