"""What was understood, as ``rawat parse`` prints it."""

from bot.domain.sentences.roster import Roster
from bot.domain.sentences.understood import Understood


def as_json(understood: Understood, roster: Roster) -> dict[str, str | bool | None]:
    """Names, days and words as plain JSON values; null where nothing was found, and everywhere when it is no log."""
    if not understood.is_log:
        nothing = ("partner", "person", "on", "channel", "purpose", "direction")
        return {**dict.fromkeys(nothing), "sure": False, "note": None}
    partner, person = understood.partner_id, understood.person_id
    return {
        "partner": roster.partner_name(partner) if partner is not None else None,
        "person": roster.person_name(partner, person) if partner is not None and person is not None else None,
        "on": understood.on.isoformat() if understood.on else None,
        "channel": understood.channel.value if understood.channel else None,
        "purpose": understood.purpose.value if understood.purpose else None,
        "direction": understood.direction.value if understood.direction else None,
        "sure": understood.sure,
        "note": understood.note,
    }
