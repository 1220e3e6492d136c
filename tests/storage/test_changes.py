"""Change sets forget what stood in them: after a while, and at once where nobody agreed."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.domain.changes import ChangeSet
from bot.domain.errors import NothingToUndo
from bot.domain.interactions import Interaction
from bot.domain.notices import Notice
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import Act, Actor, Organisation
from bot.domain.roster.entries import Birthday
from bot.domain.staff import Staff
from bot.domain.words import Consent, NoticeKind, NoticeState, OccasionKind, Purpose, Role, StaffState
from bot.storage.unit_of_work import SqlStorage
from bot.usecases.people import RememberDays
from bot.usecases.tidying import Tidy
from bot.usecases.undo import UndoLast

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ORGANISATION = Organisation(ZoneInfo("Asia/Jakarta"))


async def put(storage: SqlStorage, *rows: Any, days_ago: int = 0, act: str = "import_roster") -> int:
    nouns = {Staff: "staff", Partner: "partners", Person: "people", Occasion: "occasions", KeptFeast: "kept_feasts"}
    async with storage.write() as uow:
        for row in rows:
            await getattr(uow, nouns.get(type(row), "interactions")).add(row)
        id = await uow.commit(Act(act, NOW - timedelta(days=days_ago), outcome={"is": {"name": "Ratna"}}))
    assert id is not None
    return id


async def kept(storage: SqlStorage, id: int) -> ChangeSet:
    async with storage.read() as uow:
        return await uow.change_sets.get(id)


async def told(storage: SqlStorage) -> str:
    """All that stands in change sets."""
    async with storage.connect(writes=False) as connection:
        found = (await connection.execute(text("select act, changes, outcome from change_sets"))).all()
    # A row shown as a row leaves its middle out.
    return str([tuple(one) for one in found])


async def test_old_acts_keep_which_fields_changed_and_no_values(storage: SqlStorage) -> None:
    clinic, ratna = Partner("Klinik", id=1), Person(1, "Ratna Wulandari", id=5)
    contact = Interaction(1, TODAY, Purpose.CHECK_IN, note="sedang berduka")
    old, new = await put(storage, clinic, ratna, contact, days_ago=31), await put(storage, contact, days_ago=29)
    assert (await Tidy(storage, ORGANISATION, {})(NOW)).acts == 1
    forgotten, remembered = await kept(storage, old), await kept(storage, new)
    assert (forgotten.act, forgotten.at, forgotten.outcome) == ("import_roster", NOW - timedelta(days=31), {})
    assert [(one.noun, one.id, one.blanked) for one in forgotten.changes] == [
        ("partners", 1, False),
        ("people", 5, True),
        ("interactions", 1, True),
    ]
    assert {"name", "phone", "note"} <= set(forgotten.changes[1].after or {})
    assert (remembered.changes[0].after or {})["note"] == "sedang berduka"
    assert (await Tidy(storage, ORGANISATION, {})(NOW)).acts == 0


async def test_days_that_lapse_are_gone_from_change_sets_too(storage: SqlStorage) -> None:
    rina = Staff("Rina", Role.STAFF, StaffState.ACTIVE, telegram_id=7, id=1)
    late: dict[str, Any] = {"consent": Consent.UNDECIDED, "undecided_until": TODAY - timedelta(days=1)}
    await put(
        storage,
        rina,
        Partner("Klinik", id=1),
        Person(1, "Ratna", id=5, **late),
        Person(1, "Dewi", id=6, consent=Consent.AGREED),
        Occasion(1, OccasionKind.BIRTHDAY, 17, 8, person_id=5, year=1971),
        Occasion(1, OccasionKind.BIRTHDAY, 18, 9, person_id=6, year=1982),
        KeptFeast(1, "waisak", person_id=5),
    )
    actor = Actor(rina, NOW, "u1")
    birthday = Birthday(19, 8, 1973)
    await RememberDays(storage, ORGANISATION)(actor, 5, Consent.UNDECIDED, birthday=birthday)
    assert "1971" in await told(storage)
    assert (await Tidy(storage, ORGANISATION, {})(NOW)).people == 1
    said = await told(storage)
    assert not [word for word in ("1971", "1973", "waisak") if word in said]
    assert "1982" in said
    async with storage.read() as uow:
        assert [one.person_id for one in await uow.occasions.list_by()] == [6]
    with pytest.raises(NothingToUndo):
        await UndoLast(storage, ORGANISATION)(actor)


async def test_feast_of_a_partner_itself_is_kept_once(storage: SqlStorage) -> None:
    await put(storage, Partner("Klinik", id=1), KeptFeast(1, "natal"))
    with pytest.raises(IntegrityError):
        await put(storage, KeptFeast(1, "natal"))
    await put(storage, KeptFeast(1, "waisak"), Partner("Radio", id=2), KeptFeast(2, "natal"))


async def test_facts_of_old_messages_are_emptied_on_each_engine(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        for key, days in (("old", 61), ("new", 59)):
            at = NOW - timedelta(days=days)
            notice = Notice(NoticeKind.STRANGER, key, chat_id=1, facts={"a": "b"}, state=NoticeState.SENT, sent_at=at)
            await uow.notices.owe(notice)
        await uow.commit()
    assert (await Tidy(storage, ORGANISATION, {})(NOW)).notices == 1
    assert (await Tidy(storage, ORGANISATION, {})(NOW)).notices == 0
    async with storage.read() as uow:
        assert [one.facts for one in await uow.notices.list_by()] == [{}, {"a": "b"}]
