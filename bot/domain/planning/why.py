"""Why somebody is reminded, and why a reminder was withdrawn: in one word, for its story."""

from bot.domain.partners import Partner
from bot.domain.planning.facts import PartnerFacts, Team
from bot.domain.planning.responsible import WISHES
from bot.domain.reminder_steps import Because
from bot.domain.reminders import Reminder
from bot.domain.words import Consent, PartnerState, PersonState, ReminderKind, StaffState


def why_theirs(partner: Partner, kind: ReminderKind, team: Team) -> Because:
    """Why ``responsible`` names whom it names."""
    owner = team.staff.get(partner.owner_id or 0)
    if owner is None:
        return Because.NO_OWNER
    if team.waits(owner.id):
        return Because.OWNER_WAITS
    if not owner.present:
        return Because.OWNER_LEFT if owner.state is StaffState.LEFT else Because.OWNER_UNREACHED
    absence = team.away.get(owner.id)
    kept = absence is None or (kind in WISHES and not absence.everything)
    return Because.OWNER if kept else Because.OWNER_AWAY


def why_withdrawn(one: Reminder, facts: PartnerFacts) -> Because:
    """Why nothing calls for a reminder any more."""
    if facts.partner.state is not PartnerState.ACTIVE:
        return Because.MERGED if facts.partner.state is PartnerState.MERGED else Because.ARCHIVED
    person = next((known for known in facts.people if known.id == one.person_id), None)
    if person is not None and person.state is not PersonState.ACTIVE:
        return Because.PERSON_DIED if person.state is PersonState.DIED else Because.PERSON_LEFT
    if person is not None and person.consent is not Consent.AGREED and one.kind is ReminderKind.CONGRATULATION:
        return Because.NOT_AGREED
    if one.of_rhythm:
        return Because.COUNTED_ANEW
    return (
        Because.SETTLED if one.subject.startswith(("promise:", "agreement:", "ask:", "introduction:")) else Because.GONE
    )
