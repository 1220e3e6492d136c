"""All rows of a noun, read in parts."""

from bot.domain.partners import Partner
from bot.storage.unit_of_work import SqlStorage


async def test_parts_follow_each_other_by_id_and_end(storage: SqlStorage) -> None:
    async with storage.write() as uow:
        kept = await uow.partners.add_all([Partner(f"Mitra {number}") for number in range(5)])
        await uow.partners.remove(kept[1].id)
        await uow.commit()
    async with storage.read() as uow:
        first = await uow.partners.list_after(0, 2)
        second = await uow.partners.list_after(first[-1].id, 2)
        nothing = await uow.partners.list_after(second[-1].id, 2)

    assert [one.name for one in (*first, *second)] == ["Mitra 0", "Mitra 2", "Mitra 3", "Mitra 4"]
    assert nothing == []
