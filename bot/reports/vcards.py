"""The people of the roster as contact cards, for phones.

Version 3.0, which phones of every age open. A birthday without its year is written as Google Contacts writes it: the
version has no way of its own, and a year that stands for none would be shown as one.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from bot.domain.coming import may_remember
from bot.domain.exports import HistoryRow, WholeRoster
from bot.domain.occasions import Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.phones import phones_of
from bot.domain.words import Calendar, OccasionKind, PartnerState
from bot.reports.content_lines import escaped, folded


class CardReport:
    """Writes a card for everybody who is still at a partner, and for each partner that can be reached itself.

    Birthdays go in where somebody agreed; notes stay here, for phones pass what they know on.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def take_roster(self, roster: WholeRoster) -> None:
        """Writes all of it."""
        with self._path.open("w", encoding="utf-8", newline="") as file:
            for partner in roster.partners:
                if partner.state is PartnerState.ACTIVE and (partner.phone or partner.email):
                    file.write(_card(_of_partner(partner)))
                for person in roster.people_there(partner):
                    file.write(_card(_of_person(partner, person, _born(roster, person))))

    def take_history(self, rows: Sequence[HistoryRow]) -> None:
        """Nothing of it goes in."""

    def finish(self) -> None:
        """The file is written already."""


def _card(lines: Iterator[tuple[str, str]]) -> str:
    whole = [("BEGIN", "VCARD"), ("VERSION", "3.0"), *lines, ("END", "VCARD")]
    return "".join(folded(name, value) for name, value in whole)


def _of_partner(partner: Partner) -> Iterator[tuple[str, str]]:
    name = escaped(partner.name)
    yield "FN", name
    yield "N", ";;;;"
    yield "ORG", name
    # Without it, phones of one make show somebody without a name.
    yield "X-ABSHOWAS", "COMPANY"
    yield from _reached("WORK", partner.phone, partner.email)
    if partner.city:
        yield "ADR;TYPE=WORK", f";;;{escaped(partner.city)};;;"


def _of_person(partner: Partner, person: Person, born: Occasion | None) -> Iterator[tuple[str, str]]:
    yield "FN", escaped(person.addressed)
    # Who is called how is not ours to part: many here have one name, and no family's.
    yield "N", f";{escaped(person.name)};;{escaped(person.salutation or '')};"
    yield "ORG", escaped(partner.name)
    if person.role:
        yield "TITLE", escaped(person.role)
    if person.call_name:
        yield "NICKNAME", escaped(person.call_name)
    yield from _reached("CELL", person.phone, person.email)
    if person.telegram:
        yield "X-TELEGRAM", escaped(person.telegram)
    if born is not None:
        yield "BDAY", _birthday(born)


def _reached(sort: str, phone: str | None, email: str | None) -> Iterator[tuple[str, str]]:
    for number in phones_of(phone):
        yield f"TEL;TYPE={sort}", escaped(number)
    if email:
        yield "EMAIL;TYPE=INTERNET", escaped(email)


def _born(roster: WholeRoster, person: Person) -> Occasion | None:
    """The birthday that may be used and that a card can hold: one of the common calendar."""
    if not may_remember(person):
        return None
    days = (one for one in roster.occasions.get(person.partner_id, ()) if one.person_id == person.id)
    return next((one for one in days if one.kind is OccasionKind.BIRTHDAY and one.calendar is Calendar.GREGORIAN), None)


def _birthday(born: Occasion) -> str:
    return f"--{born.month:02}{born.day:02}" if born.year is None else date(born.year, born.month, born.day).isoformat()
