"""The buttons under a reminder: open it, settle it, put it off, pass over it."""

from datetime import date

from bot.chat.buttons import button
from bot.domain.answers import SnoozeFor
from bot.domain.words import AgreementOutcome, AskAnswer, Purpose, SkipReason


@button("ri")
class ShowItem:
    """Show a reminder in place."""

    reminder_id: int


@button("rw")
class ShowBriefAgain:
    """Show one's brief of a day again, with what became of its items."""

    day: date


@button("rb")
class ShowStory:
    """Show why a reminder came on its day, and what happened to it."""

    reminder_id: int


@button("rl")
class ShowList:
    """Show one's open reminders."""

    page: int


@button("rd")
class AskDone:
    """It is done; a gesture, a promise, an agreement and a request ask one thing more."""

    reminder_id: int


@button("rp")
class DoneAs:
    """It is done, on a day that was named or today, and this was its purpose."""

    reminder_id: int
    purpose: Purpose
    day: date | None


@button("re")
class DoneElsewhere:
    """It was done already; on which day is asked, unless it is named."""

    reminder_id: int
    day: date | None


@button("rs")
class AskSnooze:
    """Until when should it wait?"""

    reminder_id: int


@button("rz")
class Snooze:
    """Wait so long; another day is asked for."""

    reminder_id: int
    choice: SnoozeFor


@button("rk")
class AskSkip:
    """Why is it skipped?"""

    reminder_id: int


@button("rx")
class Skip:
    """Skip it for this reason."""

    reminder_id: int
    reason: SkipReason


@button("rn")
class Renewal:
    """What became of the agreement."""

    reminder_id: int
    outcome: AgreementOutcome


@button("rf")
class FollowUp:
    """What came of the request."""

    reminder_id: int
    answer: AskAnswer
