"""What is chosen after the bot's name in any chat: a text for somebody, named so that it is logged once."""

import re
from dataclasses import dataclass

_WIRE = re.compile(r"1(?P<about>[rpo])(?P<id>\d{1,18})\.(?P<mark>[0-9a-f]{8})\.(?P<asked>\d{1,18})")


@dataclass(frozen=True, slots=True)
class InlineChoice:
    """A text, by its mark, for a reminder (``r``), a person (``p``) or a partner as a whole (``o``).

    ``asked`` is the update that asked: what is chosen from another question is another message.
    """

    about: str
    id: int
    mark: str
    asked: int

    @property
    def wire(self) -> str:
        """As the result's id, in at most 64 bytes (Bot API, InlineQueryResultArticle)."""
        return f"1{self.about}{self.id}.{self.mark}.{self.asked}"

    @classmethod
    def read(cls, wire: str) -> "InlineChoice | None":
        """None for what this version did not offer."""
        found = _WIRE.fullmatch(wire)
        return cls(found["about"], int(found["id"]), found["mark"], int(found["asked"])) if found else None
