"""What is to come, in memory."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any

from bot.domain.ahead import FEW, AheadRows
from bot.domain.answers import is_planned_by_hand
from bot.domain.coming import may_remember
from bot.domain.words import PartnerState, PromiseState, ReminderKind
from tests.fake_rows import FakeRows


class FakeAhead:
    """What is to come, over all nouns: all rows are looked at."""

    def __init__(self, books: dict[str, FakeRows[Any]]) -> None:
        self.books = books

    async def list_ahead(self, start: date, until: date, feasts: Collection[str], owner_id: int | None) -> AheadRows:
        """What may come from *start* to *until*."""
        active = {
            one.id
            for one in self._rows("partners")
            if one.state is PartnerState.ACTIVE and owner_id in (None, one.owner_id)
        }
        willing = {None, *(one.id for one in self._rows("people") if may_remember(one))}
        occasions = [one for one in self._rows("occasions") if one.partner_id in active and one.person_id in willing]
        kept = [
            one
            for one in self._rows("kept_feasts")
            if one.partner_id in active and one.person_id in willing and one.feast in feasts
        ]
        keeping = Counter((one.feast, one.shift) for one in kept)

        def within(noun: str, field: str) -> list[Any]:
            rows = (one for one in self._rows(noun) if one.partner_id in active)
            return [one for one in rows if start <= getattr(one, field) <= until]

        plans = within("reminders", "due_on")
        return AheadRows(
            occasions=occasions,
            keeping=keeping,
            kept=[one for one in kept if keeping[one.feast, one.shift] < FEW],
            promises=[one for one in within("promises", "due_on") if one.state is PromiseState.OPEN],
            agreements=[one for one in within("agreements", "to_on") if one.closed_on is None],
            plans=[
                one
                for one in plans
                if one.kind is ReminderKind.CHECK_IN and one.state.living and is_planned_by_hand(one)
            ],
        )

    def _rows(self, noun: str) -> list[Any]:
        return list(self.books[noun].rows.values())
