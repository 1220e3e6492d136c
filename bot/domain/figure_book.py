"""The book of figures: what is asked of very many rows at once, for care levels and the summary."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from bot.domain.cards import CardRows
from bot.domain.care import Missed
from bot.domain.figures import EVERYBODY, Focus, Tally
from bot.domain.interactions import Acquaintance, ContactDays, Interaction
from bot.domain.summary_picture import Counted
from bot.domain.words import Stance


class FigureBook(Protocol):
    """Figures over many partners at once, asked of the database as few times as can be.

    Contacts after *until* are not looked at. *partner_ids* None means all partners.
    """

    async def card_rows(self, partner_id: int) -> CardRows | None:
        """What a partner's card is made of, in one question; None where there is no such partner."""
        ...

    async def contact_days(self, until: date, partner_ids: Iterable[int] | None = None) -> list[ContactDays]:
        """The newest days of contact of each partner that has any."""
        ...

    async def list_asks_since_care(self, until: date, partner_ids: Iterable[int] | None = None) -> list[Interaction]:
        """Our asks since each partner's newest care, the newest first: the ask streaks."""
        ...

    async def list_missed(self, until: date, partner_ids: Iterable[int] | None = None) -> list[Missed]:
        """Congratulations missed until then to people who are still there, without any care for them since."""
        ...

    async def list_doubtful(self, today: date) -> list[int]:
        """Ids of active partners that may not be in good care; the others surely are (design 2.8)."""
        ...

    async def list_acquaintances(self, since: date, until: date, partner_ids: Iterable[int]) -> list[Acquaintance]:
        """Which colleagues had contact with which people of these partners, from since to until."""
        ...

    async def count_contacts(self, since: date, until: date, partner_ids: Iterable[int] | None = None) -> list[Counted]:
        """How many contacts of each sort each day had: of each of these partners, or of all of them together."""
        ...

    async def newest_meetings(self, until: date, partner_ids: Iterable[int]) -> dict[int, date]:
        """When somebody of each of these partners was last met in person; those never met are missing."""
        ...

    async def list_without_occasion(self) -> list[int]:
        """Ids of active partners without any day that may be used: their own, or of people who agreed and are there."""
        ...

    async def tallies(self, start: date, end: date, focus: Focus = EVERYBODY) -> list[Tally]:
        """The contacts from start to end, counted; of partners in any state, mass mailings left out."""
        ...

    async def count_cared(self, start: date, end: date, focus: Focus = EVERYBODY) -> int:
        """How many partners were cared for from start to end."""
        ...

    async def count_waiting(self, day: date, focus: Focus = EVERYBODY) -> dict[int | None, int]:
        """By colleague, how many rhythm reminders wait their turn although their day has come."""
        ...

    async def list_noted(self, start: date, end: date) -> list[int]:
        """The ids of contacts with a note that settled a reminder whose answer falls from start to end."""
        ...

    async def list_counted(
        self, start: date, end: date, stance: Stance | None, focus: Focus, offset: int, limit: int
    ) -> list[Interaction]:
        """A page of the contacts that a figure counts, the newest first; None stands for theirs."""
        ...

    async def count_counted(self, start: date, end: date, stance: Stance | None, focus: Focus) -> int:
        """How many contacts a figure counts."""
        ...

    async def newest_cares(self, start: date, end: date, focus: Focus = EVERYBODY) -> list[tuple[int, date]]:
        """The partners that were cared for, with the newest day of it, the newest first."""
        ...

    async def has_contacts(self) -> bool:
        """Whether anything but mass mailings was ever noted."""
        ...

    async def list_unheard(self, since: date, before: date) -> list[int]:
        """Ids of active partners added from *since* to before *before*, without contact or baseline, never asked."""
        ...
