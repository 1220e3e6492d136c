"""Several phone numbers in one field."""

import pytest

from bot.domain.phones import joined_phones, phones_of
from bot.domain.roster.typed_phones import typed_phones
from bot.domain.search import NameIndex
from bot.domain.search.entries import Entry


@pytest.mark.parametrize(
    ("typed", "kept", "odd"),
    [
        ("0812 3456 7890", "+6281234567890", ()),
        ("0812-3456-7890; (021) 555 0103", "+6281234567890; +62215550103", ()),
        ("0812 3456 7890\n021 555 0103", "+6281234567890; +62215550103", ()),
        ("0812 3456 7890 ::: +1 650 253 0000", "+6281234567890; +16502530000", ()),
        ("0812 3456 7890 / 0812 3456 7890", "+6281234567890", ()),
        ("tanya resepsionis, 021 555 0103", "tanya resepsionis; +62215550103", ("tanya resepsionis",)),
        ("021-HALO-KITA", "021-HALO-KITA", ("021-HALO-KITA",)),
        ("  ", None, ()),
    ],
)
def test_each_number_is_read_by_itself(typed: str, kept: str | None, odd: tuple[str, ...]) -> None:
    read = typed_phones(typed, "ID")
    assert (read.kept, read.odd) == (kept, odd)
    assert typed_phones(kept or "", "ID").kept == kept


def test_numbers_are_taken_together_once() -> None:
    assert joined_phones("+621; +622", None, "+622; +623") == "+621; +622; +623"
    assert phones_of(joined_phones()) == ()


def test_every_number_finds_its_person() -> None:
    index = NameIndex()
    index.put_all([Entry(1, None, "Klinik"), Entry(1, 2, "Dewi", phone="+6281234567890; +62215550103")])
    for typed in ("0812 3456 7890", "(021) 555-0103"):
        assert [hit.person_id for hit in index.search(typed, 3)] == [2]
    index.drop(1)
    assert not index.search("0215550103", 3)
