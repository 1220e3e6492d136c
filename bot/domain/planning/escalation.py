"""When nobody does it: who is told after how long (design 2.6)."""

from datetime import date

from bot.domain.planning.responsible import WISHES
from bot.domain.reminders import Reminder
from bot.domain.words import RHYTHM_KINDS, ReminderKind, ReminderState, Stage, Tier
from bot.domain.workdays import ONE_DAY, WorkCalendar

FLAGGED_AFTER = 3
"""Working days after which the owner's brief flags a key partner's rhythm, promise or renewal."""

ESCALATED_AFTER = 5
"""Working days after which the backup's and all managers' briefs show it."""

WISH_TO_MANAGERS_AFTER = 2
"""Working days after the backup's morning on which managers are told of a congratulation."""

ESCALATING = (*RHYTHM_KINDS, ReminderKind.PROMISE, ReminderKind.RENEWAL)
_WAITING = (ReminderState.OPEN, ReminderState.SNOOZED)


def stages_reached(reminder: Reminder, tier: Tier, calendar: WorkCalendar, today: date) -> list[Stage]:
    """The stages that an unanswered reminder has come to, counted from the day it opened, snoozed or not."""
    opened_on = reminder.opened_on
    if tier is not Tier.KEY or reminder.state not in _WAITING or opened_on is None:
        return []
    if reminder.last_on is not None and reminder.last_on < today:
        return []
    if reminder.kind in WISHES:
        backup_on = opened_on + ONE_DAY
        managers_on = calendar.add_working(backup_on, WISH_TO_MANAGERS_AFTER)
        return [stage for stage, on in ((Stage.BACKUP, backup_on), (Stage.MANAGERS, managers_on)) if on <= today]
    if reminder.kind not in ESCALATING:
        return []
    passed = calendar.working_between(opened_on, today)
    reached = [Stage.FLAGGED] if passed >= FLAGGED_AFTER else []
    return [*reached, Stage.BACKUP, Stage.MANAGERS] if passed >= ESCALATED_AFTER else reached
