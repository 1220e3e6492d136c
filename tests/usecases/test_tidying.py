"""Forgetting what is done with, and what nobody agreed to."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.figures import Contacted, Figures, Period, Share, Workload
from bot.domain.forms import Form
from bot.domain.notices import Notice
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Organisation
from bot.domain.roster.files import RosterFile
from bot.domain.staff import Staff
from bot.domain.summary import ComingWeek, Line, Listed, Summary
from bot.domain.words import Consent, FormKind, NoticeKind, NoticeState, OccasionKind, Role, StaffState, Tier
from bot.usecases.failures import present_admins
from bot.usecases.summaries import summary_facts, summary_from
from bot.usecases.tidying import Tidy
from tests.fakes import FakeStorage

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ORGANISATION = Organisation(ZoneInfo("Asia/Jakarta"))


@pytest.fixture
async def storage() -> FakeStorage:
    storage = FakeStorage()
    await storage.put(
        Staff("Agus", Role.ADMIN, StaffState.ACTIVE, telegram_id=72, id=2), Partner("Yayasan Pelita Nusantara", id=1)
    )
    return storage


@pytest.mark.parametrize(
    ("until", "kept"), [(TODAY - timedelta(days=1), False), (TODAY, True), (TODAY + timedelta(days=5), True)]
)
async def test_days_that_nobody_agreed_to_are_forgotten_after_thirty_days(
    storage: FakeStorage, until: date, kept: bool
) -> None:
    await storage.put(
        Person(partner_id=1, name="Ratna Wulandari", consent=Consent.UNDECIDED, undecided_until=until, id=5),
        Occasion(partner_id=1, kind=OccasionKind.BIRTHDAY, day=23, month=11, person_id=5),
        KeptFeast(partner_id=1, feast="natal", person_id=5),
        Occasion(partner_id=1, kind=OccasionKind.FOUNDING, day=1, month=1),
    )
    tidied = await Tidy(storage, ORGANISATION, {})(NOW)
    assert tidied.people == (0 if kept else 1)
    assert len(storage.all(KeptFeast)) == (1 if kept else 0)
    assert {one.kind for one in storage.all(Occasion)} == (
        {OccasionKind.BIRTHDAY, OccasionKind.FOUNDING} if kept else {OccasionKind.FOUNDING}
    )
    (person,) = storage.all(Person)
    assert person.consent is (Consent.UNDECIDED if kept else Consent.REFUSED)
    assert (await Tidy(storage, ORGANISATION, {})(NOW)).people == 0


async def test_days_agreed_to_while_tidying_runs_stay(storage: FakeStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    late = TODAY - timedelta(days=1)
    await storage.put(
        Person(partner_id=1, name="Ratna Wulandari", consent=Consent.UNDECIDED, undecided_until=late, id=5),
        Occasion(partner_id=1, kind=OccasionKind.BIRTHDAY, day=23, month=11, person_id=5),
    )
    lapse = Tidy._lapse

    async def agreed_first(tidy: Tidy, person: Person, now: datetime) -> bool:
        async with storage.write() as uow:
            await uow.people.change(person.id, consent=Consent.AGREED, undecided_until=None)
            await uow.commit()
        return await lapse(tidy, person, now)

    monkeypatch.setattr(Tidy, "_lapse", agreed_first)
    assert (await Tidy(storage, ORGANISATION, {})(NOW)).people == 0
    assert [one.consent for one in storage.all(Person)] == [Consent.AGREED]
    assert len(storage.all(Occasion)) == 1


def summed() -> Summary:
    week = Period(date(2026, 9, 7), date(2026, 9, 13))
    figures = Figures(Contacted(), Workload(), {})
    line = Line(1, "Yayasan Pelita Nusantara", Tier.KEY, text="kirim proposal")
    coming = ComingWeek(week.end, week.end, own=("Ulang tahun yayasan",))
    listed = Listed(4, (line,))
    return Summary(week.start, week.end, figures, figures, Share(1, 2), coming, line, listed, promises_overdue=listed)


async def test_old_messages_keep_no_facts_and_summaries_their_figures_alone(storage: FakeStorage) -> None:
    sent: dict[str, Any] = {"staff_id": 2, "state": NoticeState.SENT}
    old, new = {**sent, "sent_at": NOW - timedelta(days=61)}, {**sent, "sent_at": NOW - timedelta(days=59)}
    await storage.put(
        Notice(NoticeKind.COMPLAINT, "a", facts={"partner": "Radio"}, **old),
        Notice(NoticeKind.COMPLAINT, "b", facts={"partner": "Radio"}, **new),
        Notice(NoticeKind.SUMMARY, "c", facts=summary_facts(summed()), **old),
        Notice(NoticeKind.SUMMARY, "d", facts=summary_facts(summed()), **new),
    )
    assert (await Tidy(storage, ORGANISATION, {})(NOW)).notices == 2
    a, b, c, d = (one.facts for one in storage.all(Notice))
    assert (a, b, d) == ({}, {"partner": "Radio"}, summary_facts(summed()))
    assert not [word for word in ("Pelita", "proposal", "Ulang") if word in str(c)]
    assert summary_from(c).figures == summed().figures
    assert summary_from(c).neglected == Listed(4)
    assert (await Tidy(storage, ORGANISATION, {})(NOW)).notices == 0


async def test_files_of_partners_are_forgotten_after_a_day(storage: FakeStorage) -> None:
    await storage.put(
        RosterFile("lama.csv", "{}", NOW - timedelta(days=1)), RosterFile("baru.csv", "{}", NOW - timedelta(hours=1))
    )

    assert (await Tidy(storage, ORGANISATION, {})(NOW)).files == 1
    assert [one.name for one in storage.all(RosterFile)] == ["baru.csv"]


async def test_expired_forms_are_forgotten_and_the_machinery_forgets_its_own(storage: FakeStorage) -> None:
    form = Form(staff_id=2, chat_id=72, kind=FormKind.CONTACT, step="card", expires_at=NOW)
    await storage.put(form, replace(form, expires_at=NOW + timedelta(minutes=1)))

    async def forget() -> int:
        return 3

    tidied = await Tidy(storage, ORGANISATION, {"updates": forget})(NOW)
    assert (tidied.forms, tidied.machinery) == (1, {"updates": 3})
    assert len(storage.all(Form)) == 1


async def test_without_an_admin_managers_hear_of_failures(storage: FakeStorage) -> None:
    await storage.put(
        Staff("Maya", Role.MANAGER, StaffState.ACTIVE, telegram_id=73, id=3),
        Staff("Rina", Role.STAFF, StaffState.ACTIVE, telegram_id=74, id=4),
    )
    async with storage.write() as uow:
        assert [one.name for one in await present_admins(uow)] == ["Agus"]
        await uow.staff.change(2, state=StaffState.BLOCKED)
        assert [one.name for one in await present_admins(uow)] == ["Maya"]


async def test_a_message_is_as_old_as_its_business_day(storage: FakeStorage) -> None:
    sent: dict[str, Any] = {"staff_id": 2, "state": NoticeState.SENT, "sent_at": NOW - timedelta(days=90)}
    facts = {"items": [[1, "opened"]], "older": 0}
    await storage.put(
        Notice(NoticeKind.BRIEF, "a", facts=facts, due_on=TODAY, **sent),
        Notice(NoticeKind.BRIEF, "b", facts=facts, due_on=TODAY - timedelta(days=61), **sent),
    )
    assert (await Tidy(storage, ORGANISATION, {})(NOW)).notices == 1
    assert [one.facts for one in storage.all(Notice)] == [facts, {}]
