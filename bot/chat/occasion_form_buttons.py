"""The buttons of the form in which a day is added or changed."""

from bot.chat.buttons import button
from bot.domain.words import Consent, OccasionKind


@button("dg")
class SetDayKind:
    """Say what sort of day it is; ``single``: it comes once."""

    form: int
    version: int
    kind: OccasionKind
    single: bool


@button("dh")
class SaveTheDay:
    """Save the day as it was understood."""

    form: int
    version: int


@button("di")
class AskDayAgain:
    """Ask for the day, its sort or its name again."""

    form: int
    version: int
    field: str


@button("dj")
class LeaveDay:
    """Leave the day."""

    form: int
    version: int


@button("dk")
class SetLeapDay:
    """On which day 29 February is kept in common years."""

    form: int
    version: int
    march: bool


@button("dl")
class SaveDayAs:
    """Save the day as the person agreed."""

    form: int
    version: int
    consent: Consent
