"""Partners: the organisations that we care for."""

from dataclasses import dataclass
from datetime import date

from bot.domain.words import Kind, PartnerState, Tier


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation, or a person on their own.

    ``spread_place`` of ``spread_of`` is its place among the partners of the same owner and tier that were added
    together (design 2.2); ``baseline_on`` sets where its rhythms start and is no interaction.
    ``news_refused_on`` is since when they want no news of ours.
    """

    name: str
    tier: Tier = Tier.CORE
    kind: Kind = Kind.OTHER
    owner_id: int | None = None
    backup_id: int | None = None
    owner_since_on: date | None = None
    language: str | None = None
    email: str | None = None
    phone: str | None = None
    city: str | None = None
    note: str | None = None
    offers: str | None = None
    needs: str | None = None
    since_on: date | None = None
    since_year: int | None = None
    state: PartnerState = PartnerState.ACTIVE
    merged_into: int | None = None
    added_on: date | None = None
    added_by: int | None = None
    spread_place: int = 1
    spread_of: int = 1
    baseline_on: date | None = None
    baseline_asked_on: date | None = None
    news_refused_on: date | None = None
    id: int = 0
