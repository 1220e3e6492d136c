"""The story of a reminder: why it came on its day and to whom, and all that happened to it since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.briefs import BriefItem
from bot.domain.changes import ChangeSet
from bot.domain.occasions import KeptFeast
from bot.domain.partners import Partner
from bot.domain.planning.days_of_people import feast_of
from bot.domain.planning.facts import Team, team_of
from bot.domain.planning.why import why_theirs
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.reminder_steps import Because, ReminderStep
from bot.domain.reminders import Announcement, Reminder
from bot.domain.rhythms import PartnerRhythm, rhythm_days
from bot.domain.staff import Absence
from bot.domain.words import NoticeState, ReminderState, Rhythm, Role, Stage
from bot.usecases.acting import need
from bot.usecases.brief_items import item_of, read_sources
from bot.usecases.briefs import brief_key
from bot.usecases.telling import reader_of
from bot.usecases.today import local_today

ACTS_READ = 300
"""Acts about the partner that are looked through."""
_BY_SOMEBODY = (ReminderState.SNOOZED, ReminderState.DONE, ReminderState.SKIPPED, ReminderState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Deed:
    """What a colleague did with it: the state it came to, until when it sleeps; and when that was taken back."""

    at: datetime
    state: ReminderState
    staff_id: int | None
    until: date | None = None
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """That it was announced: at which stage, on which day, to whom (None: the fact alone), and when it got there.

    ``lost``: the message was never delivered.
    """

    stage: Stage
    on: date
    staff_id: int | None = None
    sent_at: datetime | None = None
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """A reminder's story. ``rhythm`` is the row it comes from, ``days`` its length; ``shift`` the feast's, kept so.

    ``why`` says why the colleague ``staff_id`` has it; ``absence`` is the owner's.
    """

    reminder: Reminder
    item: BriefItem
    partner: Partner
    why: Because
    absence: Absence | None
    names: Mapping[int, str]
    rhythm: PartnerRhythm | None = None
    days: int = 0
    shift: int = 0
    steps: Sequence[ReminderStep] = ()
    deeds: Sequence[Deed] = ()
    told: Sequence[Told] = ()


@dataclass(frozen=True, slots=True)
class ShowStory:
    """Why a reminder came on its day, and what happened to it."""

    storage: Storage
    organisation: Organisation

    async def __call__(self, by: Actor, reminder_id: int) -> Story:
        """``NotFound`` where there is no such reminder."""
        need(by, Role.STAFF)
        on = local_today(by.staff, self.organisation, by.now)
        async with self.storage.read() as uow:
            reminder = await uow.reminders.get(reminder_id)
            sources = await read_sources(uow, [reminder])
            partner = sources.partners[reminder.partner_id]
            absences = await uow.absences.list_by()
            team = team_of(list(sources.staff.values()), absences, self.organisation.today(by.now))
            rhythm = await _rhythm(uow, reminder)
            return Story(
                reminder=reminder,
                item=item_of(reminder, Stage.OPENED, sources, on, by.staff.id),
                partner=partner,
                why=why_theirs(partner, reminder.kind, team),
                absence=_absence(partner, team),
                names={one.id: one.name for one in sources.staff.values()},
                rhythm=rhythm,
                days=0 if rhythm is None else rhythm_days(partner, rhythm),
                shift=await _shift(uow, reminder),
                steps=sorted(await uow.reminder_steps.list_by(reminder_id=reminder.id), key=lambda one: one.id),
                deeds=_deeds(await uow.change_sets.list_about(partner.id, ACTS_READ), reminder.id),
                told=await _told(uow, await uow.announcements.list_by(reminder_id=reminder.id)),
            )


def _absence(partner: Partner, team: Team) -> Absence | None:
    return team.away.get(partner.owner_id or 0)


async def _rhythm(uow: UnitOfWork, reminder: Reminder) -> PartnerRhythm | None:
    if not reminder.of_rhythm:
        return None
    rows = await uow.rhythms.list_by(partner_id=reminder.partner_id, rhythm=Rhythm(reminder.kind.value))
    return rows[0] if rows else None


async def _shift(uow: UnitOfWork, reminder: Reminder) -> int:
    """By how many days whoever it is about keeps the feast earlier or later."""
    feast = feast_of(reminder.subject)
    if feast is None:
        return 0
    kept: list[KeptFeast] = await uow.kept_feasts.list_by(partner_id=reminder.partner_id, feast=feast)
    whose = None if reminder.subject.endswith(":partner") else reminder.person_id
    return next((one.shift for one in kept if one.person_id == whose), 0)


def _deeds(acts: Sequence[ChangeSet], reminder_id: int) -> tuple[Deed, ...]:
    """What colleagues did with it, the oldest first."""
    found: list[Deed] = []
    for act in sorted(acts, key=lambda one: one.id):
        for change in act.changes:
            after = change.after or {}
            if change.noun != "reminders" or change.id != reminder_id or "state" not in after:
                continue
            state = ReminderState(after["state"])
            answered = state is not ReminderState.WITHDRAWN or after.get("answered_by") is not None
            if state in _BY_SOMEBODY and answered and act.undo_of is None:
                until = date.fromisoformat(after["snoozed_until"]) if after.get("snoozed_until") else None
                found.append(Deed(act.at, state, act.staff_id, until, act.undone_at))
    return tuple(found)


async def _told(uow: UnitOfWork, announced: Sequence[Announcement]) -> tuple[Told, ...]:
    keys = {brief_key(reader, one.on): one for one in announced if (reader := reader_of(one.mark))}
    briefs = {one.key: one for one in await uow.notices.list_by(key=list(keys))} if keys else {}
    told: list[Told] = []
    for one in sorted(announced, key=lambda shown: (shown.on, shown.id)):
        reader = reader_of(one.mark)
        brief = briefs.get(brief_key(reader, one.on)) if reader else None
        lost = brief is not None and brief.state in (NoticeState.DROPPED, NoticeState.REFUSED)
        told.append(Told(one.stage, one.on, reader or None, None if brief is None else brief.sent_at, lost))
    return tuple(told)
