"""What is said after a reminder was answered."""

from datetime import date

from bot.chat.contact_texts import saved
from bot.chat.html import esc
from bot.domain.errors import AlreadyAnswered, MailedAlready
from bot.domain.staff import Staff
from bot.domain.words import MailState, ReminderKind, ReminderState
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator
from bot.usecases.answers import Answered, PutOff


def answered_text(t: Translator, f: Formats, done: Answered, today: date) -> str:
    """What Done wrote, and when the next care is due."""
    if done.logged is None:
        return t("Done.")
    return saved(t, f, done.logged, today)


def snoozed_text(t: Translator, f: Formats, slept: PutOff, today: date) -> str:
    """Until when it waits; said when the last greeting day came first."""
    day = f.relative(slept.until, today)
    if slept.clipped and slept.kind is ReminderKind.FOLLOW_UP:
        return t("It waits until {day}: that is the last day of the offer.", day=day)
    if slept.clipped:
        return t("It waits until {day}: that is the last day on which this greeting still fits.", day=day)
    return t("It waits until {day}.", day=day)


def skipped_text(t: Translator, skipped: Answered) -> str:
    """That it is skipped this time; a promise, that it is dropped."""
    if skipped.kind is ReminderKind.PROMISE:
        return t("Skipped, and the promise is dropped.")
    return t("Skipped this time.")


def settled_by(t: Translator, f: Formats, error: AlreadyAnswered | MailedAlready, who: Staff | None) -> str:
    """Who was quicker, and when."""
    if isinstance(error, MailedAlready):
        return _mailed_by(t, f, error, who)
    state = ReminderState(error.state) if error.state else None
    if state is ReminderState.EXPIRED:
        return t("The days for this have passed.")
    if state is ReminderState.WITHDRAWN:
        return t("This is no longer needed.")
    if who is None or error.at is None:
        return t("This reminder is settled already.")
    when = f.moment(error.at)
    if state is ReminderState.SKIPPED:
        return t("{name} skipped this reminder, {when}.", name=esc(who.name), when=when)
    return t("{name} settled this reminder, {when}.", name=esc(who.name), when=when)


def _mailed_by(t: Translator, f: Formats, error: MailedAlready, who: Staff | None) -> str:
    name, when = esc(who.name if who else "?"), f.moment(error.at)
    if error.state == MailState.SENT:
        return t("{name} had a mail sent for this reminder, {when}; it has gone out.", name=name, when=when)
    if error.state == MailState.UNCERTAIN:
        return t(
            "{name} had a mail sent for this reminder, {when}. Whether it arrived is uncertain; {name} decides on it.",
            name=name,
            when=when,
        )
    return t("{name} had a mail sent for this reminder, {when}; it is on its way.", name=name, when=when)
