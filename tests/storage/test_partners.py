"""The book of partners, and which of them nothing was heard of, on both engines."""

from datetime import date, timedelta

from bot.domain.interactions import Interaction
from bot.domain.partners import Partner
from bot.domain.words import PartnerState, Purpose
from bot.storage.unit_of_work import SqlStorage

TODAY = date(2026, 11, 23)
SINCE = TODAY - timedelta(days=30)


async def test_a_page_is_by_name_whatever_its_case(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        await uow.partners.add_all([Partner(name) for name in ("cakra", "Anggrek", "Bunga", "anggur", "Dahlia")])
        await uow.partners.add(Partner("Aster", state=PartnerState.ARCHIVED))

        first = await uow.partners.list_named(offset=0, limit=3, state=PartnerState.ACTIVE)
        second = await uow.partners.list_named(offset=3, limit=3, state=PartnerState.ACTIVE)

    assert [one.name for one in first] == ["Anggrek", "anggur", "Bunga"]
    assert [one.name for one in second] == ["cakra", "Dahlia"]


async def test_unheard_of_are_fresh_active_partners_without_contact_baseline_or_question(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        fresh = await uow.partners.add(Partner("baru", added_on=TODAY - timedelta(days=3)))
        met = await uow.partners.add(Partner("ditemui", added_on=TODAY - timedelta(days=3)))
        await uow.interactions.add(Interaction(met.id, TODAY, Purpose.CHECK_IN))
        await uow.partners.add_all(
            [
                Partner("hari ini", added_on=TODAY),
                Partner("lama", added_on=SINCE - timedelta(days=1)),
                Partner("ingat", added_on=SINCE, baseline_on=TODAY),
                Partner("ditanya", added_on=SINCE, baseline_asked_on=TODAY),
                Partner("arsip", added_on=SINCE, state=PartnerState.ARCHIVED),
            ]
        )

        assert await uow.figures.list_unheard(SINCE, TODAY) == [fresh.id]
