"""The rows that a partner's card is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.agreements import Agreement
from bot.domain.feasts import ALONE, KnownFeasts
from bot.domain.interactions import Interaction
from bot.domain.introductions import Introduction
from bot.domain.occasions import Event, KeptFeast, Occasion
from bot.domain.offers import SpecialOffer
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.promises import Promise
from bot.domain.reminders import Reminder
from bot.domain.rhythms import PartnerRhythm
from bot.domain.staff import Absence

NEWEST = 60
"""So many of the newest interactions are read; seldom does a balance need more."""


@dataclass(frozen=True, slots=True)
class CardRows:
    """One partner's rows: those still there, still open or still to come.

    ``interactions`` are the newest sixty, the newest first; ``reminders`` the living and the expired ones;
    ``staff_names`` those of owner, backup, whoever stands in for the owner, and whoever logged one of the interactions;
    ``agreements`` those in process too; ``absences`` the owner's; ``offers`` all that were made; ``introductions``
    those with it on either side.
    """

    partner: Partner
    people: Sequence[Person] = ()
    interactions: Sequence[Interaction] = ()
    rhythms: Sequence[PartnerRhythm] = ()
    reminders: Sequence[Reminder] = ()
    promises: Sequence[Promise] = ()
    agreements: Sequence[Agreement] = ()
    occasions: Sequence[Occasion] = ()
    kept_feasts: Sequence[KeptFeast] = ()
    feasts: KnownFeasts = ALONE
    events: Sequence[Event] = ()
    staff_names: Mapping[int, str] = field(default_factory=dict)
    absences: Sequence[Absence] = ()
    offers: Sequence[SpecialOffer] = ()
    introductions: Sequence[Introduction] = ()
