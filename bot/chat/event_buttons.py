"""The buttons of what happens to people, and of complaints that are settled."""

from bot.chat.buttons import button
from bot.domain.words import EventKind


@button("vp")
class AskWhom:
    """Something happened to somebody at this partner; who it is, is asked."""

    partner_id: int


@button("vk")
class AskEvent:
    """Something happened to this person; what it was, is asked."""

    person_id: int


@button("vn")
class NoteEvent:
    """Note that this happened to the person today."""

    person_id: int
    kind: EventKind


@button("vo")
class ShowComplaints:
    """Which complaint of this partner is settled?"""

    partner_id: int


@button("vc")
class Settle:
    """Say that this complaint is settled."""

    interaction_id: int
