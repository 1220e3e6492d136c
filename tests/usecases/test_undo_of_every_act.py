"""Whatever a colleague did, taken back: everything stands as it stood before."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest

import bot.usecases
from bot.domain.agreements import Agreement
from bot.domain.answers import SnoozeFor
from bot.domain.calendars import DaySpec
from bot.domain.interactions import Interaction
from bot.domain.introductions import Introduction
from bot.domain.mailing import Audience, MailRecipient, Whose
from bot.domain.occasions import Event, KeptFeast, Occasion, OwnFeast
from bot.domain.offers import SpecialOffer
from bot.domain.own_words import OwnWord
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Actor
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.roster.entries import Birthday, PersonEntry
from bot.domain.staff import Absence, Staff
from bot.domain.templates import Template
from bot.domain.words import (
    AgreementOutcome,
    AskAnswer,
    Calendar,
    Channel,
    Consent,
    Direction,
    EventKind,
    IntroductionOutcome,
    MailState,
    OccasionKind,
    OfferEnd,
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
from bot.storage.engine import make_engine
from bot.storage.rows import TableRows
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.absences import EndAbsence, SaveAbsence
from bot.usecases.agreements import AddAgreement, ChangeAgreement, CloseAgreement
from bot.usecases.answers import MarkDone, SkipReminder, SnoozeReminder
from bot.usecases.asks import PlanCheckIn
from bot.usecases.baselines import LastContact, SetBaseline
from bot.usecases.confirming import ConfirmFeast, ListTentative
from bot.usecases.corrections import ConfirmSettled, DeleteInteraction, EditInteraction
from bot.usecases.events import AddEvent, SettleComplaint
from bot.usecases.gestures import Gesture, GiveGesture, GivenWords
from bot.usecases.handing_over import HandOverAll
from bot.usecases.interactions import LogContact
from bot.usecases.introductions import AnswerIntroduction, IntroducePartners
from bot.usecases.kept_feasts import KeepFeast, LeaveFeast, ShiftFeast
from bot.usecases.leaving import BringBackPerson, MarkDied, MarkLeft, MovePerson, NameSuccessor, PlanCondolence
from bot.usecases.mail_answers import RecordByChat
from bot.usecases.mailing import BeginNews, SendNews
from bot.usecases.merging import MergePartners
from bot.usecases.news_refusals import RefuseNews
from bot.usecases.occasions import RemoveDay, SaveDay
from bot.usecases.offers import AnswerOffer, MakeOffer
from bot.usecases.outcomes import AnswerFollowUp, AnswerRenewal
from bot.usecases.own_feasts import AddOwnFeast, ChangeOwnFeast, RemoveOwnFeast
from bot.usecases.own_rhythms import ChangeRhythm
from bot.usecases.own_words import DropOwnWord, KeepOwnWord
from bot.usecases.partners import AddPartner, ArchivePartner, ChangePartner
from bot.usecases.people import AddPerson, RememberDays
from bot.usecases.person_fields import ChangePerson
from bot.usecases.planning.plan_reminders import PlanReminders
from bot.usecases.promises import AddPromise, SettlePromise
from bot.usecases.rhythms import refresh_rhythms
from bot.usecases.roster import Agreed, ImportRoster, PreviewRoster
from bot.usecases.sending import MarkSent
from bot.usecases.shared_contacts import CompleteContact, SaveContact
from bot.usecases.staff import ChangeOwnSettings
from bot.usecases.team_groups import LinkGroup
from bot.usecases.templates import AddTemplate, ChangeTemplate, ImportTemplates, RemoveTemplate, SwitchText
from bot.usecases.undo import FOR_GOOD, ListUndoable, UndoLast
from tests.chat.test_undo import UNNAMED
from tests.usecases.care_world import NOON, ORGANISATION, TODAY

LONG_AGO = TODAY - timedelta(days=300)
BEFORE = {
    "restore_partner": "archive_partner",
    "plan_condolence": "person_died",
    "confirm_settled": "log_contact",
    "news_by_chat": "send_news",
}
"""What has to be done before some acts, and is taken back after them."""
TWICE = dict.fromkeys(BEFORE, 2)
LEFT_TO_PLANNING = {"import_roster", "confirm_feast"}
MACHINERY = {
    "mailings",
    "mail_files",
    "refused_addresses",
    "notices",
    "forms",
    "roster_files",
    "announcements",
    "reminder_steps",
}


@dataclass
class Scene:
    """A manager, a colleague, two partners, and something of every sort there."""

    storage: SqlStorage
    rows: dict[str, list[Any]]
    count: int = 0

    def __getattr__(self, noun: str) -> list[Any]:
        return self.rows[noun]

    def by(self) -> Actor:
        """The manager, acting under a key of its own."""
        self.count += 1
        return Actor(self.rows["staff"][0], NOON + timedelta(minutes=self.count), f"u{self.count}")

    async def standing(self) -> dict[str, list[Any]]:
        """All rows of all nouns that people change."""
        async with self.storage.read() as uow:
            books = {book.noun: book for book in vars(uow).values() if isinstance(book, TableRows)}
            return {noun: await book.list_by() for noun, book in books.items() if noun not in MACHINERY}

    def reminder(self, kind: ReminderKind) -> int:
        """The living reminder of a kind at the first partner."""
        found = self.rows["reminders"]
        return int(next(one.id for one in found if one.kind is kind and one.partner_id == 1 and one.state.living))


async def put(storage: SqlStorage, *rows: Any) -> None:
    async with storage.write() as uow:
        books: dict[Any, Any] = {book.entity: book for book in vars(uow).values() if isinstance(book, TableRows)}
        for row in rows:
            await books[type(row)].add(row)
        await refresh_rhythms(uow, [1, 2])
        await uow.commit()


@pytest.fixture
async def scene(sqlite_url: str) -> AsyncIterator[Scene]:
    engine = make_engine(sqlite_url)
    storage = SqlStorage(engine)
    birthday = TODAY + timedelta(days=2)
    await put(
        storage,
        Staff("Maya", Role.ADMIN, StaffState.ACTIVE, telegram_id=7),
        Staff("Rina", Role.STAFF, StaffState.ACTIVE, telegram_id=8),
        Partner(
            "Klinik Sehat",
            Tier.KEY,
            owner_id=1,
            added_on=LONG_AGO,
            owner_since_on=LONG_AGO,
            city="Bogor",
            phone="+6285",
        ),
        Partner("Radio Kota", owner_id=2, added_on=LONG_AGO, owner_since_on=LONG_AGO),
    )
    await put(
        storage,
        Person(1, "Dewi Anggraini", "dr.", consent=Consent.AGREED),
        Person(1, "Made Wirawan"),
        Person(2, "Dewi Anggraini", role="Kepala", consent=Consent.AGREED),
        Person(1, "Agus Salim", state=PersonState.LEFT, left_on=LONG_AGO),
    )
    await put(
        storage,
        Occasion(1, OccasionKind.BIRTHDAY, birthday.day, birthday.month, person_id=1),
        KeptFeast(1, "natal", 1),
        KeptFeast(1, "idulfitri", 1),
        KeptFeast(2, "natal", 3),
        Absence(2, TODAY + timedelta(days=8), TODAY + timedelta(days=9), 1),
        OwnFeast("Hari Relawan", TODAY.day + 1, TODAY.month),
        Agreement(1, TODAY + timedelta(days=20), entered_on=LONG_AGO),
        Promise(1, "kirim daftar", TODAY, person_id=1),
        Interaction(1, TODAY - timedelta(days=50), Purpose.CHECK_IN, person_id=1, staff_id=1, logged_at=NOON),
        Interaction(1, TODAY - timedelta(days=8), Purpose.ASK, staff_id=1, logged_at=NOON),
        Interaction(1, TODAY - timedelta(days=9), Purpose.COMPLAINT, direction=Direction.THEIRS, logged_at=NOON),
        Interaction(2, TODAY - timedelta(days=70), Purpose.UPDATE, person_id=3, staff_id=2, logged_at=NOON),
        Event(1, 2, EventKind.ILLNESS, TODAY - timedelta(days=1)),
        SpecialOffer(1, "Tiga tempat pelatihan", TODAY + timedelta(days=3)),
        Introduction(1, 2, TODAY - timedelta(days=21), 1, 3),
    )
    async with storage.write() as uow:
        await uow.own_words.add(OwnWord("ngopi bareng", "check_in"))
        await uow.templates.add(Template("natal", "id", "Selamat Natal, {addressee}."))
        await uow.commit()
    await PlanReminders(storage, ORGANISATION)(NOON)
    made = Scene(storage, {})
    made.rows = await made.standing()
    yield made
    await engine.dispose()


async def _import(scene: Scene) -> None:
    text = "mitra,pj,kota\nBaru,wati,Solo\nKlinik Sehat,Rina,Depok\n"
    preview = await PreviewRoster(scene.storage, ORGANISATION, read_table)(scene.by(), "m.csv", text.encode())
    await ImportRoster(scene.storage, ORGANISATION)(scene.by(), preview.file_id, Agreed.LATER)


async def _confirm(scene: Scene) -> None:
    (first, *_) = [
        one for one in await ListTentative(scene.storage, ORGANISATION)(scene.by()) if one.feast == "idulfitri"
    ]
    on = first.day.on + timedelta(days=1)
    await ConfirmFeast(scene.storage, ORGANISATION)(scene.by(), first.feast, first.day.cycle, on)


async def _condole(scene: Scene) -> None:
    await MarkDied(scene.storage, ORGANISATION)(scene.by(), 2)
    scene.rows = await scene.standing()
    await PlanCondolence(scene.storage, ORGANISATION)(scene.by(), 2)


async def _bring_back(scene: Scene) -> None:
    await ArchivePartner(scene.storage, ORGANISATION)(scene.by(), 1, True)
    scene.rows = await scene.standing()
    await ArchivePartner(scene.storage, ORGANISATION)(scene.by(), 1, False)


async def _confirm_settled(scene: Scene) -> None:
    draft = Interaction(1, TODAY, Purpose.COORDINATION)
    logged = await LogContact(scene.storage, ORGANISATION)(scene.by(), draft)
    scene.rows = await scene.standing()
    confirm = ConfirmSettled(scene.storage, ORGANISATION)
    await confirm(scene.by(), logged.interaction_id, [scene.reminder(ReminderKind.PROMISE)], [1])


async def _send_news(scene: Scene) -> None:
    news = await BeginNews(scene.storage)(scene.by(), 7, "Kabar kami.", Audience(Whose.ALL))
    await SendNews(scene.storage, ORGANISATION, False)(scene.by(), news.id)


async def _tell_by_chat(scene: Scene) -> None:
    await _send_news(scene)
    async with scene.storage.read() as uow:
        (one,) = await uow.mail_recipients.list_by(state=MailState.PLANNED)
    await RecordByChat(scene.storage, ORGANISATION)(scene.by(), one.id, sent=True)


def _of(use: type[Any], *arguments: Any, **more: Any) -> Callable[[Scene], Awaitable[Any]]:
    """A use case with its arguments; a function stands for one that needs the scene."""

    async def done(scene: Scene) -> Any:
        given = [one(scene) if callable(one) else one for one in arguments]
        ports = (scene.storage,) if "organisation" not in use.__dataclass_fields__ else (scene.storage, ORGANISATION)
        return await use(*ports)(scene.by(), *given, **more)

    return done


def _reminder(kind: ReminderKind) -> Callable[[Scene], int]:
    return lambda scene: scene.reminder(kind)


def _question(about: str) -> Callable[[Scene], int]:
    return lambda scene: next(one.id for one in scene.reminders if one.subject.startswith(about) and one.state.living)


POSTED = Gesture(Purpose.PROMOTION, GivenWords("gesture:promotion", "0badcafe", public=True), Channel.SOCIAL)
CARD = PersonEntry(1, "Sri Lestari", phone="+62811", role="Direktur")
DAY = Occasion(1, OccasionKind.FOUNDING, 3, 3)
LATER = TODAY + timedelta(days=400)
ACTS: dict[str, Callable[[Scene], Awaitable[Any]]] = {
    "log_contact": _of(LogContact, Interaction(1, TODAY, Purpose.CHECK_IN, person_id=1)),
    "edit_interaction": _of(EditInteraction, 1, note="lain", on=TODAY - timedelta(days=3)),
    "delete_interaction": _of(DeleteInteraction, 1),
    "confirm_settled": _confirm_settled,
    "mark_done": _of(MarkDone, _reminder(ReminderKind.UPDATE)),
    "mark_sent": _of(MarkSent, _reminder(ReminderKind.UPDATE), "0badcafe", Channel.CHAT),
    "snooze_reminder": _of(SnoozeReminder, _reminder(ReminderKind.UPDATE), SnoozeFor.NEXT_WEEK),
    "skip_reminder": _of(SkipReminder, _reminder(ReminderKind.UPDATE), SkipReason.NOT_NOW),
    "answer_renewal": _of(AnswerRenewal, _reminder(ReminderKind.RENEWAL), AgreementOutcome.RENEWED, LATER),
    "answer_follow_up": _of(AnswerFollowUp, _question("ask:"), AskAnswer.HELPED),
    "give_gesture": _of(GiveGesture, _reminder(ReminderKind.GESTURE), POSTED, "pelatihan kader"),
    "make_offer": _of(MakeOffer, _reminder(ReminderKind.GESTURE), ("Diskon 20%", TODAY + timedelta(days=40))),
    "answer_offer": _of(AnswerOffer, _question("offer:"), OfferEnd.EXTENDED, TODAY + timedelta(days=60)),
    "introduce_partners": _of(
        IntroducePartners, _reminder(ReminderKind.GESTURE), (1, (2, 3)), Channel.CHAT, "0badcafe"
    ),
    "answer_introduction": _of(AnswerIntroduction, _question("introduction:"), IntroductionOutcome.NOT_YET),
    "plan_check_in": _of(PlanCheckIn, 2),
    "add_promise": _of(AddPromise, Promise(1, "proposal", TODAY)),
    "settle_promise": _of(SettlePromise, 1, PromiseState.KEPT),
    "add_partner": _of(AddPartner, "Toko Anggrek"),
    "change_partner": _of(ChangePartner, 1, "owner_id", "2"),
    "archive_partner": _of(ArchivePartner, 1, True),
    "restore_partner": _bring_back,
    "merge_partners": _of(MergePartners, 1, 2),
    "hand_over": _of(HandOverAll, 1, 2),
    "change_rhythm": _of(ChangeRhythm, 1, Rhythm.CHECK_IN, 7),
    "add_agreement": _of(AddAgreement, 1, TODAY + timedelta(days=10)),
    "change_agreement": _of(ChangeAgreement, 1, LATER),
    "close_agreement": _of(CloseAgreement, 1, AgreementOutcome.ENDED),
    "add_person": _of(AddPerson, 1, "Bu Sri Lestari, Direktur"),
    "change_person": _of(ChangePerson, 1, "role", "Direktur"),
    "save_contact": _of(SaveContact, 1, CARD),
    "complete_contact": _of(CompleteContact, 2, CARD),
    "person_left": _of(MarkLeft, 1),
    "person_died": _of(MarkDied, 1),
    "person_back": _of(BringBackPerson, 4),
    "name_successor": _of(NameSuccessor, 4, "Bu Sri"),
    "move_person": _of(MovePerson, 2, 2),
    "plan_condolence": _condole,
    "remember_days": _of(RememberDays, 2, Consent.AGREED, birthday=Birthday(14, 8), feasts=("natal",)),
    "save_day": _of(SaveDay, DAY),
    "remove_day": _of(RemoveDay, 1),
    "keep_feast": _of(KeepFeast, 1, None, "imlek"),
    "leave_feast": _of(LeaveFeast, 1),
    "shift_feast": _of(ShiftFeast, 1, 1, 0),
    "confirm_feast": _confirm,
    "add_own_feast": _of(AddOwnFeast, OwnFeast("Hari Kami", 1, 12)),
    "change_own_feast": _of(ChangeOwnFeast, lambda scene: scene.own_feasts[0], spec=DaySpec(Calendar.GREGORIAN, 5, 12)),
    "remove_own_feast": _of(RemoveOwnFeast, 1),
    "keep_own_word": _of(KeepOwnWord, "nongkrong", "check_in"),
    "drop_own_word": _of(DropOwnWord, 1),
    "add_template": _of(AddTemplate, Template("birthday", "id", "Selamat, {addressee}!")),
    "change_template": _of(ChangeTemplate, lambda scene: scene.templates[0], active=False),
    "remove_template": _of(RemoveTemplate, 1),
    "switch_text": _of(SwitchText, "natal.peace", "id", used=False),
    "import_templates": _of(ImportTemplates, [Template("natal", "id", "Selamat Natal."), Template("own", "en", "Hi.")]),
    "add_event": _of(AddEvent, Event(1, 1, EventKind.AWARD, TODAY)),
    "settle_complaint": _of(SettleComplaint, 3),
    "link_group": _of(LinkGroup, -100, "Tim"),
    "set_baseline": _of(SetBaseline, 2, LastContact.WEEK),
    "send_news": _send_news,
    "news_by_chat": _tell_by_chat,
    "refuse_news": _of(RefuseNews, person_id=1, refuses=True),
    "change_settings": _of(ChangeOwnSettings, language="en", brief_at=time(9)),
    "set_absence": _of(SaveAbsence, Absence(1, TODAY, TODAY + timedelta(days=2), 2, everything=True)),
    "change_absence": _of(SaveAbsence, Absence(2, TODAY + timedelta(days=9), TODAY + timedelta(days=9), id=1)),
    "end_absence": _of(EndAbsence, 1),
    "import_roster": _import,
}


def test_every_act_is_walked() -> None:
    sources = [file.read_text() for file in Path(bot.usecases.__path__[0]).rglob("*.py")]
    named = re.compile(r'\b(?:finish|act|done_before|Act)\((?:[^()"]*,\s*)?"([a-z_]+)"')
    acts = {name for source in sources for name in named.findall(source)}
    assert acts - FOR_GOOD - UNNAMED <= set(ACTS)


@pytest.mark.soak
async def test_taken_back_everything_stands_as_before(scene: Scene) -> None:
    """One after the other, in one house: what one of them left behind would be seen by the next."""
    for name, act in ACTS.items():
        before = scene.rows = await scene.standing()
        await act(scene)
        assert await scene.standing() != before, name
        for _ in range(TWICE.get(name, 1)):
            (last, *_) = await ListUndoable(scene.storage)(scene.by())
            undone = await UndoLast(scene.storage, ORGANISATION)(scene.by())
            assert not undone.left, name
            assert last.act in (name, BEFORE.get(name)), name
        if name in LEFT_TO_PLANNING:
            await PlanReminders(scene.storage, ORGANISATION)(NOON)
        after = await scene.standing()
        for noun, rows in before.items():
            assert _shown(after[noun]) == _shown(rows), (name, noun)


def _shown(rows: list[Any]) -> list[Any]:
    """Rows as they matter; what was withdrawn, and who is written to no more, is as good as never made."""
    ends = {Reminder: ReminderState.WITHDRAWN, MailRecipient: MailState.SKIPPED}
    return [one for one in rows if type(one) not in ends or one.state is not ends[type(one)]]
