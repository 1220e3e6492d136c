"""What every book of rows can do; the nouns' own books add the questions that are theirs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

E = TypeVar("E")


class Rows(Protocol[E]):
    """Rows of one noun inside a unit of work. What is added, changed or removed enters the change set by itself."""

    async def get(self, id: int) -> E:
        """The row; ``NotFound`` where there is none."""
        ...

    async def find(self, id: int | None) -> E | None:
        """The row, or None."""
        ...

    async def list_in(self, ids: Iterable[int]) -> list[E]:
        """The rows with these ids, by id."""
        ...

    async def list_by(self, *, limit: int | None = None, **where: Any) -> list[E]:
        """Rows whose columns equal the values given (a list, tuple or set means any of them), by id."""
        ...

    async def list_after(self, id: int, limit: int) -> list[E]:
        """The next rows behind this id, by id; so all rows are read in parts, and never held together."""
        ...

    async def count_by(self, **where: Any) -> int:
        """How many rows ``list_by`` would give."""
        ...

    async def add(self, row: E) -> E:
        """Keeps a new row; gives it back with its id."""
        ...

    async def add_all(self, rows: Sequence[E]) -> list[E]:
        """Keeps many rows at once, in order."""
        ...

    async def change(self, id: int, **fields: Any) -> E:
        """Sets fields; ``NotFound`` where there is no such row."""
        ...

    async def change_when(self, id: int, expected: Mapping[str, Any], **fields: Any) -> bool:
        """Sets fields if the row still is as expected (a tuple means any of them); whether it was."""
        ...

    async def change_many(self, ids: Iterable[int], expected: Mapping[str, Any], **fields: Any) -> list[int]:
        """Sets the same fields in the rows that still are as expected; gives the ids of these, in order."""
        ...

    async def remove(self, id: int) -> None:
        """Forgets the row."""
        ...
