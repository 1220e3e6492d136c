"""The buttons around a gesture: which of the four, in which words, with whom, and what came of it."""

from datetime import date

from bot.chat.buttons import button
from bot.domain.words import Channel, IntroductionOutcome, OfferEnd, Purpose


@button("ja")
class TakeGesture:
    """Make this gesture; ``anew`` although an offer still stands."""

    reminder_id: int
    purpose: Purpose
    anew: bool


@button("jb")
class MoreGestures:
    """Show the gestures that need a word of caution first."""

    reminder_id: int


@button("jc")
class TurnWords:
    """Show other words of the gesture: for whom, which, in which language (empty: theirs)."""

    form: int
    version: int
    to: str
    number: int
    language: str


@button("jd")
class GestureSent:
    """The words with this mark went out; how is asked unless it is known."""

    form: int
    version: int
    to: str
    mark: str
    channel: Channel | None


@button("je")
class AskAnew:
    """Ask for a part of the gesture again: what it is, its end, the other partner."""

    form: int
    version: int
    field: str


@button("jf")
class SetEnd:
    """The last day of an offer."""

    form: int
    version: int
    day: date


@button("jg")
class ChooseOther:
    """The partner, and perhaps the person, on the other side."""

    form: int
    version: int
    value: str


@button("jh")
class AskPerson:
    """Who is it on this side?"""

    form: int
    version: int
    side: str


@button("ji")
class SetPerson:
    """This person, on this side; 0 is nobody in particular."""

    form: int
    version: int
    side: str
    person_id: int


@button("jk")
class KeepOffers:
    """Whether what was typed is kept with the partner."""

    form: int
    version: int
    keep: bool


@button("jm")
class Came:
    """What came of an introduction."""

    reminder_id: int
    outcome: IntroductionOutcome


@button("jn")
class OfferEnds:
    """What is done about an offer that ends soon."""

    reminder_id: int
    did: OfferEnd
    channel: Channel | None
