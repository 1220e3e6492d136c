"""Words that only this organisation uses for a contact: "kopdar" for a meeting in person."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A word, or a few, and the channel or purpose that it means, by its name (``in_person``, ``check_in``)."""

    text: str
    meaning: str
    id: int = 0
