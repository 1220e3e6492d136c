"""What comes in a span of days: asked of what surfaces then, not of all partners."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from bot.domain.ahead import FEW, AheadRows
from bot.domain.answers import PLANNED
from bot.domain.occasions import KeptFeast, Occasion
from bot.domain.words import Consent, PartnerState, PersonState, PromiseState, ReminderKind, ReminderState
from bot.storage.agreements import AgreementRow, AgreementRows
from bot.storage.occasions import KeptFeastRow, KeptFeastRows, OccasionRow, OccasionRows
from bot.storage.partners import PartnerRow
from bot.storage.people import PersonRow
from bot.storage.promises import PromiseRow, PromiseRows
from bot.storage.reminders import LIVING, ReminderRow, ReminderRows

_PART = 500


class Ahead:
    """The book of what is to come."""

    def __init__(
        self,
        occasions: OccasionRows,
        kept_feasts: KeptFeastRows,
        promises: PromiseRows,
        agreements: AgreementRows,
        reminders: ReminderRows,
    ) -> None:
        self.connection = occasions.connection
        self.occasions = occasions
        self.kept_feasts = kept_feasts
        self.promises = promises
        self.agreements = agreements
        self.reminders = reminders

    async def list_ahead(self, start: date, until: date, feasts: Collection[str], owner_id: int | None) -> AheadRows:
        """What may come from *start* to *until*."""
        keeping = await self._keeping(feasts, owner_id)
        few = [key for key, count in keeping.items() if count < FEW]
        return AheadRows(
            occasions=await self._occasions(start, until, owner_id),
            keeping=keeping,
            kept=await self._kept(few, owner_id),
            promises=await self.promises.listed(
                self.promises.selected().where(
                    PromiseRow.state == PromiseState.OPEN,
                    PromiseRow.due_on.between(start, until),
                    _active(PromiseRow.partner_id, owner_id),
                )
            ),
            agreements=await self.agreements.listed(
                self.agreements.selected().where(
                    AgreementRow.to_on.between(start, until),
                    AgreementRow.closed_on.is_(None),
                    _active(AgreementRow.partner_id, owner_id),
                )
            ),
            plans=await self.reminders.listed(
                self.reminders.selected().where(
                    ReminderRow.state.in_(LIVING),
                    ReminderRow.due_on.between(start, until),
                    ReminderRow.kind == ReminderKind.CHECK_IN,
                    ReminderRow.cycle.startswith(PLANNED),
                    _active(ReminderRow.partner_id, owner_id),
                )
            ),
        )

    async def _occasions(self, start: date, until: date, owner_id: int | None) -> Sequence[Occasion]:
        """Those that surface by then, and those whose occurrence surfaced already and has its reminder."""
        usable = (_active(OccasionRow.partner_id, owner_id), _agreed(OccasionRow.person_id))
        selected = self.occasions.selected()
        found = await self.occasions.listed(selected.where(OccasionRow.surfaces_on <= until, *usable))
        # Apart, for "up to this day or none" would use no index.
        found += await self.occasions.listed(selected.where(OccasionRow.surfaces_on.is_(None), *usable))
        known = {one.id for one in found}
        ids = sorted(await self._surfaced(start, until) - known)
        for at in range(0, len(ids), _PART):
            found += await self.occasions.listed(selected.where(OccasionRow.id.in_(ids[at : at + _PART]), *usable))
        return found

    async def _surfaced(self, start: date, until: date) -> set[int]:
        asked = select(ReminderRow.subject).where(
            # Every state, so that the index over state and day is of use.
            ReminderRow.state.in_(list(ReminderState)),
            ReminderRow.due_on.between(start, until),
            ReminderRow.kind == ReminderKind.CONGRATULATION,
            ReminderRow.subject.startswith("occasion:"),
        )
        subjects = (await self.connection.execute(asked)).scalars()
        return {int(subject.partition(":")[2]) for subject in subjects}

    async def _keeping(self, feasts: Collection[str], owner_id: int | None) -> dict[tuple[str, int], int]:
        row = KeptFeastRow
        if not feasts:
            return {}
        counted = (
            select(row.feast, row.shift, func.count())
            .where(row.feast.in_(feasts), _active(row.partner_id, owner_id), _agreed(row.person_id))
            .group_by(row.feast, row.shift)
        )
        return {(feast, shift): count for feast, shift, count in await self.connection.execute(counted)}

    async def _kept(self, few: Collection[tuple[str, int]], owner_id: int | None) -> list[KeptFeast]:
        if not few:
            return []
        row = KeptFeastRow
        chosen = (tuple_(row.feast, row.shift).in_(few), _active(row.partner_id, owner_id), _agreed(row.person_id))
        return await self.kept_feasts.listed(self.kept_feasts.selected().where(*chosen))


def _active(partner_id: InstrumentedAttribute[int], owner_id: int | None) -> ColumnElement[bool]:
    # A join would let SQLite, which keeps no statistics, begin with all active partners.
    whose = [PartnerRow.id == partner_id, PartnerRow.state == PartnerState.ACTIVE]
    if owner_id is not None:
        whose.append(PartnerRow.owner_id == owner_id)
    return select(PartnerRow.id).where(and_(*whose)).exists()


def _agreed(person_id: InstrumentedAttribute[int | None]) -> ColumnElement[bool]:
    """Of the partner itself, or of somebody who is there and agreed."""
    willing = (PersonRow.state == PersonState.ACTIVE, PersonRow.consent == Consent.AGREED)
    return or_(person_id.is_(None), select(PersonRow.id).where(PersonRow.id == person_id, *willing).exists())
