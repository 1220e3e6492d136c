"""The search over stored names: an index in memory that each question first brings up to date."""

import asyncio

from sqlalchemy import func, select

from bot.domain.finding import Found
from bot.domain.people import Person
from bot.domain.search import Entry, Hit, NameIndex, clear_hit, entries_of
from bot.domain.words import PartnerState
from bot.storage.machinery import SearchChangeRow
from bot.storage.partners import PartnerRow
from bot.storage.people import PersonRow
from bot.storage.swift import ask
from bot.storage.unit_of_work import SqlStorage, SqlUnitOfWork

PART = 100
"""Partners read and indexed at a stretch, so that others are answered in between."""
MANY = 1000
"""So many changed partners are an import: whoever searches meanwhile is answered from what is known so far."""
PATIENCE = 0.3
"""Seconds that a search waits for an import to be found."""
_NEWEST = select(func.max(SearchChangeRow.id))


class StoredNames:
    """Implements ``Names`` over the database. The journal of changed names tells what to read again."""

    def __init__(self, storage: SqlStorage) -> None:
        self.storage = storage
        self._index = NameIndex()
        self._former = NameIndex()
        self._seen: int | None = None
        self._turn = asyncio.Lock()
        self._reading: asyncio.Task[None] | None = None

    async def find(self, text: str, limit: int = 8) -> list[Found]:
        """What fits best first, read again from the database."""
        index = await self.index()
        hits = index.search(text, limit)
        former = self._former.search(text, 1) if len(self._former) else []
        if former and (not hits or former[0].score > hits[0].score):
            return await self._survivor(former[0], hits, limit)
        return await self._found(hits)

    async def _survivor(self, former: Hit, hits: list[Hit], limit: int) -> list[Found]:
        """Whoever asks for a partner by the name it had before it was merged means the one that stays."""
        async with self.storage.connect(writes=False) as connection:
            uow = SqlUnitOfWork(connection)
            partner = await uow.partners.get(former.partner_id)
            while partner.merged_into is not None:
                partner = await uow.partners.get(partner.merged_into)
        meant = Hit(partner.id, None, former.score, former.answers, former.named)
        return await self._found([meant, *(hit for hit in hits if hit.partner_id != partner.id)][:limit])

    async def _found(self, hits: list[Hit]) -> list[Found]:
        if not hits:
            return []
        clear = clear_hit(hits)
        async with self.storage.connect(writes=False) as connection:
            uow = SqlUnitOfWork(connection)
            partners = {partner.id: partner for partner in await uow.partners.list_in(hit.partner_id for hit in hits)}
            people = {
                person.id: person
                for person in await uow.people.list_in(hit.person_id for hit in hits if hit.person_id is not None)
            }
        found: list[Found] = []
        for hit in hits:
            partner = partners.get(hit.partner_id)
            person = people.get(hit.person_id) if hit.person_id is not None else None
            if partner is None or partner.state is PartnerState.MERGED or not _is_still_there(hit, person):
                continue
            found.append(Found(partner, person, hit.score, clear is not None and hit == clear))
        return found

    async def index(self) -> NameIndex:
        """The index as of now."""
        async with self.storage.connect(writes=False) as connection:
            newest = (await ask(connection, _NEWEST, {}))[0][0] or 0
        if newest != self._seen:
            async with self._turn:
                await self._catch_up(newest)
            if self._reading is not None:
                await asyncio.wait({self._reading}, timeout=PATIENCE)
        return self._index

    async def _catch_up(self, newest: int) -> None:
        if self._reading is not None and self._reading.done():
            done, self._reading = self._reading, None
            done.result()
        if self._reading is None and self._seen != newest:
            ids = await self._changed()
            reading = self._read_all(ids, newest)
            if self._seen is None or len(ids) < MANY:
                await reading
                return
            self._reading = asyncio.create_task(reading)

    async def _changed(self) -> list[int]:
        """All partners at first, then those whose names changed since."""
        async with self.storage.connect(writes=False) as connection:
            if self._seen is None:
                return list((await connection.execute(select(PartnerRow.id).order_by(PartnerRow.id))).scalars())
            changed = select(SearchChangeRow.partner_id, SearchChangeRow.upto).where(SearchChangeRow.id > self._seen)
            runs = (await connection.execute(changed.distinct())).all()
        return sorted({id for first, last in runs for id in range(first, (last or first) + 1)})

    async def _read_all(self, ids: list[int], newest: int) -> None:
        for start in range(0, len(ids), PART):
            await self._read(ids[start : start + PART])
            await asyncio.sleep(0)
        self._seen = newest

    async def _read(self, ids: list[int]) -> None:
        async with self.storage.connect(writes=False) as connection:
            uow = SqlUnitOfWork(connection)
            partners = await uow.partners.list_in(ids)
            of_them = uow.people.selected().where(PersonRow.partner_id.in_(ids)).order_by(PersonRow.id)
            people = await uow.people.listed(of_them)
        by_partner: dict[int, list[int]] = {}
        for place, person in enumerate(people):
            by_partner.setdefault(person.partner_id, []).append(place)
        for id in ids:
            self._index.drop(id)
            self._former.drop(id)
        for partner in partners:
            own = [people[place] for place in by_partner.get(partner.id, ())]
            self._index.put_all(entries_of(partner, own))
            if partner.state is PartnerState.MERGED:
                self._former.put(Entry(partner.id, None, partner.name))


def _is_still_there(hit: Hit, person: Person | None) -> bool:
    return hit.person_id is None or (person is not None and person.partner_id == hit.partner_id)
