"""What people do on a day: with partners, with reminders, and among colleagues. Each by the use case of the chat."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bot.domain.answers import SnoozeFor
from bot.domain.interactions import Interaction
from bot.domain.occasions import Event, Occasion
from bot.domain.promises import Promise
from bot.domain.roster.entries import Birthday
from bot.domain.staff import Absence, Staff
from bot.domain.words import (
    GESTURES,
    HAPPENINGS,
    AgreementOutcome,
    AskAnswer,
    Channel,
    Consent,
    Direction,
    PersonState,
    PromiseState,
    Purpose,
    ReminderKind,
    ReminderState,
    Rhythm,
    Role,
    SkipReason,
    StaffState,
    Tier,
)
from bot.readers.files import read_table
from bot.usecases.agreements import AddAgreement, ChangeAgreement, CloseAgreement
from bot.usecases.answers import MarkDone, SkipReminder, SnoozeReminder
from bot.usecases.asks import PlanCheckIn
from bot.usecases.confirming import ConfirmFeast, ListTentative
from bot.usecases.corrections import DeleteInteraction, EditInteraction
from bot.usecases.events import AddEvent, SettleComplaint
from bot.usecases.handing_over import HandOverAll
from bot.usecases.interactions import LogContact
from bot.usecases.kept_feasts import KeepFeast, LeaveFeast, ShiftFeast
from bot.usecases.leaving import BringBackPerson, MarkDied, MarkLeft, MovePerson
from bot.usecases.merging import MergePartners
from bot.usecases.occasions import RemoveDay, SaveDay
from bot.usecases.outcomes import AnswerFollowUp, AnswerRenewal
from bot.usecases.own_rhythms import ChangeRhythm
from bot.usecases.partners import AddPartner, ArchivePartner, ChangePartner
from bot.usecases.people import AddPerson, RememberDays
from bot.usecases.promises import AddPromise, SettlePromise
from bot.usecases.roster import Agreed, ImportRoster
from bot.usecases.roster_staging import ReadStaged, StageFile
from bot.usecases.staff import RemoveColleague
from bot.usecases.undo import UndoLast
from tests.year.life import FEASTS, ORGANISATION, Life

OURS = (Purpose.CHECK_IN, Purpose.UPDATE, Purpose.COORDINATION, Purpose.HELP, *GESTURES, Purpose.INVITATION)
THEIRS = (Purpose.COORDINATION, Purpose.CHECK_IN, Purpose.COMPLAINT, Purpose.OFFER, Purpose.ASK)
STANDING = (ReminderState.OPEN, ReminderState.SNOOZED)


@dataclass
class Scene:
    """One partner on one day, and who has to do with it."""

    life: Life
    dice: random.Random
    partner: Any
    actor: Staff
    team: list[Staff]
    day: date

    @property
    def number(self) -> int:
        """The partner's number."""
        return self.life.number_of(self.partner.id)

    async def do(self, case: Any, *given: Any, **named: Any) -> Any:
        """An act of the actor's."""
        return await self.life.do(self.number, self.actor, case(self.life.storage, ORGANISATION), *given, **named)

    async def rows(self, book: str, **where: Any) -> list[Any]:
        """The partner's rows."""
        return await self.life.rows(book, partner_id=self.partner.id, **where)

    async def one(self, book: str, **where: Any) -> Any:
        """One of the partner's rows, or None."""
        found = await self.rows(book, **where)
        return self.dice.choice(found) if found else None

    async def somebody(self) -> Any:
        """Somebody who is there, or None."""
        return await self.one("people", state=PersonState.ACTIVE)


Deed = Callable[[Scene], Awaitable[Any]]


async def log(scene: Scene) -> None:
    """A contact: ours, theirs, an ask; of today, or noted late."""
    dice, person = scene.dice, await scene.somebody()
    ago = 0 if dice.random() < 0.7 else dice.randrange(1, 25)
    direction = Direction.THEIRS if dice.random() < 0.2 else Direction.OURS
    purposes = THEIRS if direction is Direction.THEIRS else OURS if dice.random() < 0.75 else (Purpose.ASK,)
    draft = Interaction(
        scene.partner.id,
        scene.day - timedelta(days=ago),
        dice.choice(purposes),
        direction,
        person_id=person.id if person is not None and dice.random() < 0.7 else None,
        channel=dice.choice((*Channel, None)),
        note=dice.choice((None, "kabar baik")),
    )
    await scene.do(LogContact, draft)


async def correct(scene: Scene) -> None:
    """A contact is changed or taken away."""
    known = await scene.one("interactions")
    if known is None:
        return
    if scene.dice.random() < 0.4:
        await scene.do(DeleteInteraction, known.id)
    else:
        await scene.do(EditInteraction, known.id, purpose=scene.dice.choice((*OURS, Purpose.ASK)))


async def promise(scene: Scene) -> None:
    """Something is promised, or a promise is settled."""
    known = await scene.one("promises", state=PromiseState.OPEN)
    if known is not None and scene.dice.random() < 0.5:
        await scene.do(SettlePromise, known.id, scene.dice.choice((PromiseState.KEPT, PromiseState.DROPPED)))
    else:
        due_on = scene.day + timedelta(days=scene.dice.randrange(12))
        await scene.do(AddPromise, Promise(scene.partner.id, "kirim daftar harga", due_on))


async def agreement(scene: Scene) -> None:
    """An agreement is entered, moved or closed."""
    known = await scene.one("agreements", closed_on=None)
    to_on = scene.day + timedelta(days=scene.dice.randrange(-20, 200))
    if known is None:
        await scene.do(AddAgreement, scene.partner.id, to_on)
    elif scene.dice.random() < 0.5:
        await scene.do(ChangeAgreement, known.id, to_on)
    else:
        await scene.do(
            CloseAgreement, known.id, scene.dice.choice((AgreementOutcome.ENDED, AgreementOutcome.IN_PROCESS))
        )


async def happen(scene: Scene) -> None:
    """Something befalls somebody."""
    person = await scene.somebody()
    if person is not None:
        on = scene.day - timedelta(days=scene.dice.randrange(6))
        await scene.do(AddEvent, Event(scene.partner.id, person.id, scene.dice.choice(HAPPENINGS), on))


async def go(scene: Scene) -> None:
    """Somebody leaves, dies, moves on, or is back."""
    person = await scene.one("people")
    if person is None:
        return
    if person.state is not PersonState.ACTIVE:
        await scene.do(BringBackPerson, person.id)
        return
    chance = scene.dice.random()
    if chance < 0.35:
        await scene.do(MarkLeft, person.id)
    elif chance < 0.7:
        await scene.do(MarkDied, person.id)
    elif others := [id for id in sorted(scene.life.numbers) if id != scene.partner.id]:
        await scene.do(MovePerson, person.id, scene.dice.choice(others))


async def day_of_theirs(scene: Scene) -> None:
    """A birthday is put right, a day is added or taken away, a feast kept, left or kept on another day."""
    dice, chance = scene.dice, scene.dice.random()
    person = await scene.one("people", state=PersonState.ACTIVE, consent=Consent.AGREED)
    kept = await scene.one("kept_feasts")
    near = scene.day + timedelta(days=dice.randrange(-6, 40))
    if chance < 0.3 and person is not None:
        born = Birthday(near.day, near.month, None)
        await scene.do(RememberDays, person.id, Consent.AGREED, birthday=born)
    elif chance < 0.45:
        own = await scene.one("occasions")
        if own is not None and dice.random() < 0.5:
            await scene.do(RemoveDay, own.id)
        else:
            kind = dice.choice(("own", "founding"))
            draft = Occasion(scene.partner.id, kind, near.day, near.month, title="Hari jadi")  # type: ignore[arg-type]
            await scene.do(SaveDay, draft)
    elif chance < 0.6:
        await scene.do(KeepFeast, scene.partner.id, person.id if person else None, dice.choice(FEASTS))
    elif kept is not None and chance < 0.7:
        await scene.do(LeaveFeast, kept.id)
    elif kept is not None and chance < 0.85:
        await scene.do(ShiftFeast, kept.id, dice.choice((-1, 0, 1)), kept.shift)
    elif person is not None:
        await scene.do(RememberDays, person.id, dice.choice((Consent.REFUSED, Consent.AGREED)))


async def edit(scene: Scene) -> None:
    """Tier, owner, backup, a rhythm of one's own, archived and back, a check-in planned by hand."""
    dice, chance = scene.dice, scene.dice.random()
    id = scene.partner.id
    if chance < 0.25:
        await scene.do(ChangePartner, id, "tier", dice.choice(tuple(Tier)).value)
    elif chance < 0.5:
        field = dice.choice(("owner_id", "owner_id", "backup_id"))
        value = str(dice.choice(scene.team).id) if dice.random() < 0.85 else ""
        await scene.do(ChangePartner, id, field, value)
    elif chance < 0.7:
        await scene.do(ChangeRhythm, id, dice.choice(tuple(Rhythm)), dice.choice((None, 0, 14, 45, 100)))
    elif chance < 0.8:
        await scene.do(ArchivePartner, id, True)
    else:
        await scene.do(PlanCheckIn, id, scene.day + timedelta(days=dice.randrange(1, 15)))


async def grow(scene: Scene) -> None:
    """Somebody new is there."""
    added = await scene.do(AddPerson, scene.partner.id, f"Orang {scene.number:03} {scene.day:%j}")
    if added is not None:
        near = scene.day + timedelta(days=scene.dice.randrange(1, 300))
        given = {"birthday": Birthday(near.day, near.month, 1980 if (near.month, near.day) != (2, 29) else None)}
        feasts = scene.dice.sample(FEASTS, 2)
        await scene.do(RememberDays, added.person_id, Consent.AGREED, feasts=feasts, **given)


async def undo(scene: Scene) -> None:
    """The actor takes the last change of the day back."""
    await scene.do(UndoLast)


DEEDS: tuple[tuple[float, Deed], ...] = (
    (0.035, log),
    (0.004, correct),
    (0.010, promise),
    (0.004, agreement),
    (0.004, happen),
    (0.002, go),
    (0.010, day_of_theirs),
    (0.006, edit),
    (0.001, grow),
)


async def live(life: Life, day: date) -> None:
    """What happens with partners on a day, and how reminders are answered."""
    team = await life.team()
    waiting: dict[int, list[Any]] = {}
    for one in await life.rows("reminders", state=STANDING):
        waiting.setdefault(one.partner_id, []).append(one)
    for partner in await life.rows("partners", state=("active", "archived")):
        number = life.number_of(partner.id)
        dice = life.dice(number, day)
        owner = next((one for one in team if one.id == partner.owner_id), None)
        actor = owner if owner is not None and dice.random() < 0.8 else dice.choice(team)
        scene = Scene(life, dice, partner, actor, team, day)
        if partner.state.value == "archived":
            if dice.random() < 0.05:
                await scene.do(ArchivePartner, partner.id, False)
            continue
        before = life.keys
        for chance, deed in DEEDS:
            if dice.random() < chance:
                await deed(scene)
        for reminder in waiting.get(partner.id, ()):
            if dice.random() < 0.3:
                await respond(scene, reminder)
        if life.keys > before and dice.random() < 0.1:
            await undo(scene)


async def respond(scene: Scene, reminder: Any) -> None:
    """An answer to a reminder: the kind's own, put off, or skipped."""
    dice, chance = scene.dice, scene.dice.random()
    if chance < 0.2:
        day = scene.day + timedelta(days=dice.randrange(2, 20))
        await scene.do(SnoozeReminder, reminder.id, dice.choice(tuple(SnoozeFor)), day)
    elif chance < 0.3:
        await scene.do(SkipReminder, reminder.id, dice.choice(tuple(SkipReason)))
    elif reminder.kind is ReminderKind.RENEWAL:
        outcome = dice.choice((AgreementOutcome.RENEWED, AgreementOutcome.ENDED, AgreementOutcome.IN_PROCESS))
        to_on = max(reminder.due_on, scene.day) + timedelta(days=365)
        await scene.do(AnswerRenewal, reminder.id, outcome, to_on if outcome is AgreementOutcome.RENEWED else None)
    elif reminder.kind is ReminderKind.FOLLOW_UP:
        await scene.do(AnswerFollowUp, reminder.id, dice.choice(tuple(AskAnswer)))
    else:
        ago = 0 if dice.random() < 0.9 else dice.randrange(1, 4)
        named = {"purpose": dice.choice(GESTURES)} if reminder.kind is ReminderKind.GESTURE else {}
        await scene.do(MarkDone, reminder.id, on=scene.day - timedelta(days=ago), **named)


async def team_lives(life: Life, day: date) -> None:
    """Absences, a blocked bot, somebody who leaves, hand-overs, merges, imports, a confirmed feast."""
    dice, team = life.dice(-1, day), await life.team()
    managers = [one for one in team if one.may(Role.MANAGER)]
    if dice.random() < 0.04:
        away, stand_in = dice.sample(team, 2)
        until = day + timedelta(days=dice.randrange(1, 14))
        chosen = stand_in.id if dice.random() < 0.7 else None
        await _put(life, Absence(away.id, day + timedelta(days=1), until, chosen, dice.random() < 0.5))
    if dice.random() < 0.012 and len(team) > 4:
        life.post.blocked.add(dice.choice(team[3:]).telegram_id or 0)
        life.note(-1, f"blocked: {sorted(life.post.blocked)}")
    if life.post.blocked and dice.random() < 0.1:
        await _unblock(life)
    if dice.random() < 0.05:
        life.post.failing = dice.randrange(1, 6)
    if dice.random() < 0.003 and len(team) > 6:
        await life.do(-1, team[0], RemoveColleague(life.storage, ORGANISATION), team[-1].id)
        await life.do(-1, managers[-1], HandOverAll(life.storage, ORGANISATION), team[-1].id, team[3].id)
    if managers:
        await _confirm(life, dice, managers[-1])
        if dice.random() < 0.01:
            await _merge(life, dice, managers[-1])
        if dice.random() < 0.006:
            await _import(life, dice, managers[-1], team)


async def _put(life: Life, absence: Absence) -> None:
    async with life.storage.write() as uow:
        if not any(one.until_on >= absence.from_on for one in await uow.absences.list_by(staff_id=absence.staff_id)):
            await uow.absences.add(absence)
            life.note(-1, f"{absence}")
        await uow.commit()


async def _unblock(life: Life) -> None:
    """They start the bot again, which makes them present."""
    async with life.storage.write() as uow:
        for one in await uow.staff.list_by(state=StaffState.BLOCKED):
            await uow.staff.change(one.id, state=StaffState.ACTIVE)
        await uow.commit()
    life.post.blocked.clear()
    life.note(-1, "unblocked")


async def _confirm(life: Life, dice: random.Random, manager: Staff) -> None:
    cases = ListTentative(life.storage, ORGANISATION)
    ahead = [one for one in await cases(life.by(manager)) if 0 < (one.day.on - life.today).days < 9]
    if ahead and dice.random() < 0.25:
        one = dice.choice(ahead)
        on = one.day.on + timedelta(days=dice.choice((0, 0, 1, -1)))
        await life.do(-1, manager, ConfirmFeast(life.storage, ORGANISATION), one.feast, one.day.cycle, on)


async def _merge(life: Life, dice: random.Random, manager: Staff) -> None:
    ids = [one.id for one in await life.rows("partners", state="active")]
    if len(ids) > 2:
        kept, other = dice.sample(ids, 2)
        await life.do(life.number_of(kept), manager, MergePartners(life.storage, ORGANISATION), kept, other)
        if dice.random() < 0.6:
            await life.do(life.number_of(kept), manager, UndoLast(life.storage, ORGANISATION))


async def _import(life: Life, dice: random.Random, manager: Staff, team: list[Staff]) -> None:
    lines = ["Mitra,Tingkat,Penanggung jawab,Narahubung,Ulang tahun,Hari raya,Setuju"]
    for place in range(dice.randrange(2, 8)):
        near = life.today + timedelta(days=dice.randrange(-3, 60))
        name = f"Impor {life.today:%m%d} {place}"
        feast, owner = dice.choice(("natal", "idulfitri;iduladha", "nyepi")), dice.choice(team).name
        lines.append(f"{name},kunci,{owner},Bu Wati {name},{near:%d/%m}/1980,{feast},ya")
    content = "\n".join(lines).encode()
    file_id = await StageFile(life.storage)(life.by(manager), "mitra.csv", content)
    await ReadStaged(life.storage, ORGANISATION, read_table)(life.by(manager), file_id)
    await life.do(-1, manager, ImportRoster(life.storage, ORGANISATION), file_id, Agreed.NONE)
    for one in await life.rows("partners", added_on=life.today):
        life.numbers.setdefault(one.id, 1000 + one.id)


__all__ = ["AddPartner", "SettleComplaint", "live", "team_lives"]
