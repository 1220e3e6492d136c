"""The three rhythms of care of one partner."""

from dataclasses import dataclass
from datetime import date

from bot.domain.words import Rhythm


@dataclass(frozen=True, slots=True)
class PartnerRhythm:
    """Where one rhythm of one partner stands.

    ``own_days`` overrides the tier's (0 is never); ``counts_from`` is the day it counts from (None: never yet);
    ``cycle`` names the present round; ``due_on`` is the unmoved due day (None: never due). A skip sets
    ``skipped_on``: the rhythm then starts again at half its length from that day.
    """

    partner_id: int
    rhythm: Rhythm
    own_days: int | None = None
    counts_from: date | None = None
    skipped_on: date | None = None
    due_on: date | None = None
    id: int = 0
