"""The buttons around words to be sent: turn through them, say that they went out, write one's own."""

from bot.chat.buttons import button
from bot.domain.words import Channel, Tone


@button("rt")
class ShowDraft:
    """Show drafts for a reminder, beginning with one of them."""

    reminder_id: int
    number: int


@button("dv")
class TurnDraft:
    """Show another draft, in the tone that was chosen by hand; ``in_round`` on a feast's round."""

    reminder_id: int
    number: int
    tone: Tone | None
    in_round: bool


@button("dt")
class Sent:
    """The text with this mark went out; how is asked unless it is known. One's own words have no mark."""

    reminder_id: int
    mark: str
    channel: Channel | None
    in_round: bool


@button("dw")
class OwnWords:
    """Show one's own words for a reminder; where there are none, or *anew*, ask for them."""

    reminder_id: int
    anew: bool
    in_round: bool


@button("dy")
class LetMail:
    """Let the bot send a draft by e-mail; a negative number means one's own words."""

    reminder_id: int
    number: int
    tone: Tone | None
    in_round: bool


@button("dx")
class ByMail:
    """Show a draft as an e-mail; a negative number means one's own words."""

    reminder_id: int
    number: int
    tone: Tone | None
    in_round: bool


@button("dn")
class AddNumber:
    """Ask for the phone number of who is to get a draft, and come back to the draft."""

    reminder_id: int
    in_round: bool
