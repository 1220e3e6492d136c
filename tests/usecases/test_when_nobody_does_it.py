"""Who sees what its owner leaves waiting, and what has no owner who is there (design 2.6)."""

import pytest

from bot.domain.agreements import Agreement
from bot.domain.notices import Notice
from bot.domain.ports import Actor
from bot.domain.promises import Promise
from bot.domain.staff import Absence, Staff
from bot.domain.words import NoticeKind, ReminderKind, Role, StaffState, Stage
from bot.usecases.answers import MarkDone
from tests.usecases.house import MONDAY, ORGANISATION, House, at, days
from tests.usecases.test_briefs import stages

CHECK_IN = ReminderKind.CHECK_IN
KINDS = [ReminderKind.PROMISE, ReminderKind.RENEWAL]


@pytest.fixture
def house() -> House:
    return House()


async def test_a_promise_and_an_agreement_are_flagged_and_told_as_rhythms_are(house: House) -> None:
    rina, sari = await house.owner("Rina"), await house.owner("Sari")
    await house.owner("Dewi", role=Role.MANAGER)
    await house.owner("Agus", role=Role.ADMIN)
    partner = await house.partner(rina, backup_id=sari.id, baseline_on=MONDAY)
    await house.put(Promise(partner.id, "kirim daftar", MONDAY), Agreement(partner.id, MONDAY + days(90)))
    seen = {day: await stages(house, MONDAY + days(day)) for day in range(8)}
    assert {day: shown for day, shown in seen.items() if any(shown.values())} == {
        0: {"Rina": [(kind, Stage.OPENED) for kind in KINDS]},
        3: {"Rina": [(kind, Stage.FLAGGED) for kind in KINDS]},
        7: {
            "Rina": [],
            "Sari": [(kind, Stage.BACKUP) for kind in KINDS],
            "Dewi": [(kind, Stage.MANAGERS) for kind in KINDS],
        },
    }


async def test_what_nobody_owns_comes_to_all_managers_and_one_answer_is_enough(house: House) -> None:
    dewi = await house.owner("Dewi", role=Role.MANAGER)
    await house.owner("Wayan", role=Role.MANAGER)
    await house.owner("Agus", role=Role.ADMIN)
    await house.owner("Rina")
    await house.partner(None, baseline_on=MONDAY - days(30))
    shown = [(CHECK_IN, Stage.OPENED)]
    assert await stages(house, MONDAY) == {"Dewi": shown, "Wayan": shown}
    await MarkDone(house.storage, ORGANISATION)(Actor(dewi, at(MONDAY, 9)), house.only(CHECK_IN).id)
    names = {one.id: one.name for one in house.storage.all(Staff)}
    told = [one for one in house.storage.all(Notice) if one.kind is NoticeKind.SETTLED_BY_OTHER]
    assert [names[one.staff_id or 0] for one in told] == ["Wayan"]
    assert await stages(house, MONDAY + days(1)) == {}


async def test_for_a_stand_in_who_left_a_manager_is_there(house: House) -> None:
    rina, sari = await house.owner("Rina"), await house.owner("Sari")
    await house.owner("Dewi", role=Role.MANAGER)
    await house.partner(rina, baseline_on=MONDAY - days(30))
    await house.put(Absence(rina.id, MONDAY, MONDAY + days(4), stand_in_id=sari.id))
    async with house.storage.write() as uow:
        await uow.staff.change(sari.id, state=StaffState.LEFT)
        await uow.commit()
    assert await stages(house, MONDAY) == {"Dewi": [(CHECK_IN, Stage.OPENED)]}
