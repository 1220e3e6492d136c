"""The roster as the rows of a table that the import takes back: a row a person, the partner's cells on its first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.agreements import Agreement
from bot.domain.exports import WholeRoster
from bot.domain.occasions import Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.person_names import split_salutation
from bot.domain.roster.columns import Column
from bot.domain.roster.reading import name_key
from bot.domain.roster.rows import NO_SALUTATION
from bot.domain.staff import Staff
from bot.domain.words import (
    AgreementOutcome,
    Calendar,
    Consent,
    OccasionKind,
    PartnerState,
    PersonState,
    Rhythm,
    StaffState,
)
from bot.i18n import words
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator
from bot.reports.cell_texts import agreements_text, day_text, days_text, feasts_text, iso

Cells = dict[Column, str]

ORDER = (
    *(Column.ID, Column.PARTNER, Column.TIER, Column.KIND, Column.STATE, Column.OWNER, Column.BACKUP, Column.LANGUAGE),
    *(Column.EMAIL, Column.PHONE, Column.CITY, Column.SINCE, Column.FOUNDED, Column.AGREEMENT_START),
    *(Column.AGREEMENT_END, Column.AGREEMENTS, Column.LAST_CONTACT, Column.CHECK_IN_DAYS, Column.UPDATE_DAYS),
    *(Column.GESTURE_DAYS, Column.PARTNER_CELEBRATIONS, Column.PARTNER_DAYS, Column.OFFERS, Column.NEEDS, Column.NOTE),
    *(Column.PERSON_ID, Column.PERSON, Column.SALUTATION, Column.CALL_NAME, Column.ROLE, Column.PERSON_PHONE),
    *(Column.PERSON_TELEGRAM, Column.PERSON_EMAIL, Column.PERSON_LANGUAGE, Column.BIRTHDAY, Column.CELEBRATIONS),
    *(Column.PERSON_DAYS, Column.AGREED, Column.PERSON_STATE, Column.LEFT_ON, Column.SUCCESSOR, Column.PERSON_NOTE),
)
"""The columns of the table: the partner's, then the person's."""

_RHYTHMS = {
    Rhythm.CHECK_IN: Column.CHECK_IN_DAYS,
    Rhythm.UPDATE: Column.UPDATE_DAYS,
    Rhythm.GESTURE: Column.GESTURE_DAYS,
}


@dataclass
class RosterRows:
    """Writes rows in the reader's language; *undecided* False leaves out the days that nobody agreed to yet."""

    t: Translator
    f: Formats
    roster: WholeRoster
    undecided: bool = True
    _called: Mapping[int, str] = field(init=False)

    def __post_init__(self) -> None:
        self._called = _names_of_staff(self.roster.staff)

    def __iter__(self) -> Iterator[Cells]:
        """Partner by partner, as many rows as there are people, and one where there is nobody."""
        for partner in self.roster.partners:
            first = self.partner(partner)
            for person in self.roster.people_of(partner):
                yield first | self.person(person)
                first = self.again(partner)
            if not self.roster.people_of(partner):
                yield first

    def again(self, partner: Partner) -> Cells:
        """What tells the partner on a further row."""
        return {Column.ID: str(partner.id), Column.PARTNER: partner.name}

    def partner(self, partner: Partner) -> Cells:
        """The cells of a partner; those that are not there are empty."""
        t, f = self.t, self.f
        days = [one for one in self.roster.occasions.get(partner.id, ()) if one.person_id is None]
        founded = _first_plain(days, OccasionKind.FOUNDING)
        since = _first_plain(days, OccasionKind.PARTNERSHIP)
        alone = sum(one.kind is OccasionKind.PARTNERSHIP for one in days) == 1
        counted = alone and since is not None and since == _since(partner, since)
        others = [one for one in days if one is not founded and not (counted and one is since)]
        unkept = partner.since_on is not None and not any(one.kind is OccasionKind.PARTNERSHIP for one in days)
        plain, further = _terms(self.roster.agreements.get(partner.id, ()))
        feasts = [one for one in self.roster.kept_feasts.get(partner.id, ()) if one.person_id is None]
        own = self.roster.rhythms.get(partner.id, {})
        return self.again(partner) | {
            Column.TIER: words.tier(t, partner.tier, inline=True),
            Column.KIND: words.kind(t, partner.kind, inline=True),
            Column.STATE: "" if partner.state is PartnerState.ACTIVE else words.partner_state(t, partner.state),
            Column.OWNER: self._called.get(partner.owner_id or 0, ""),
            Column.BACKUP: self._called.get(partner.backup_id or 0, ""),
            Column.LANGUAGE: partner.language or "",
            Column.EMAIL: partner.email or "",
            Column.PHONE: partner.phone or "",
            Column.CITY: partner.city or "",
            Column.SINCE: _with_mark(iso(partner.since_on), t.c("day", "not kept") if unkept else "")
            or str(partner.since_year or ""),
            Column.FOUNDED: "" if founded is None else day_text(t, f, founded, plain=True),
            Column.AGREEMENT_START: "" if plain is None else iso(plain.from_on),
            Column.AGREEMENT_END: "" if plain is None else iso(plain.to_on),
            Column.AGREEMENTS: agreements_text(t, further),
            Column.LAST_CONTACT: iso(partner.baseline_on),
            **{column: str(own[rhythm]) for rhythm, column in _RHYTHMS.items() if rhythm in own},
            Column.PARTNER_CELEBRATIONS: feasts_text(t, feasts),
            Column.PARTNER_DAYS: days_text(t, f, others),
            Column.OFFERS: partner.offers or "",
            Column.NEEDS: partner.needs or "",
            Column.NOTE: partner.note or "",
        }

    def person(self, person: Person) -> Cells:
        """The cells of a person, without those of the partner."""
        cells = self._who(person)
        decided = person.consent is not Consent.UNDECIDED
        return cells | self._days(person) if self.undecided or decided else cells

    def _days(self, person: Person) -> Cells:
        t, f = self.t, self.f
        of_partner = self.roster.occasions.get(person.partner_id, ())
        days = [one for one in of_partner if one.person_id == person.id]
        born = _first_plain(days, OccasionKind.BIRTHDAY)
        feasts = [one for one in self.roster.kept_feasts.get(person.partner_id, ()) if one.person_id == person.id]
        return {
            Column.BIRTHDAY: "" if born is None else day_text(t, f, born, plain=True),
            Column.CELEBRATIONS: feasts_text(t, feasts),
            Column.PERSON_DAYS: days_text(t, f, (one for one in days if one is not born)),
        }

    def _who(self, person: Person) -> Cells:
        return {
            Column.PERSON_ID: str(person.id),
            Column.PERSON: person.name,
            Column.SALUTATION: _salutation(person),
            Column.CALL_NAME: person.call_name or "",
            Column.ROLE: person.role or "",
            Column.PERSON_PHONE: person.phone or "",
            Column.PERSON_TELEGRAM: person.telegram or "",
            Column.PERSON_EMAIL: person.email or "",
            Column.PERSON_LANGUAGE: person.language or "",
            Column.AGREED: self._agreed(person.consent),
            Column.PERSON_STATE: self._state(person.state),
            Column.LEFT_ON: iso(person.left_on),
            Column.SUCCESSOR: self._successor(person),
            Column.PERSON_NOTE: person.note or "",
        }

    def _successor(self, person: Person) -> str:
        """Who took over at the same partner; names tell people there apart."""
        there = self.roster.people.get(person.partner_id, ()) if person.successor_id is not None else ()
        return next((one.name for one in there if one.id == person.successor_id), "")

    def _agreed(self, consent: Consent) -> str:
        """Empty where nobody said: the import asks then."""
        if consent is Consent.UNDECIDED:
            return ""
        return self.t.c("answer", "yes") if consent is Consent.AGREED else self.t.c("answer", "no")

    def _state(self, state: PersonState) -> str:
        """Empty for who is there, as most are."""
        return "" if state is PersonState.ACTIVE else words.person_state(self.t, state, inline=True)


def _names_of_staff(staff: Mapping[int, Staff]) -> dict[int, str]:
    """What each colleague is called so that they are found again: their name, else their Telegram name.

    Who left is nobody's owner any more.
    """
    here = [one for one in staff.values() if one.state is not StaffState.LEFT]
    keys = [name_key(one.name) for one in here]
    return {
        one.id: f"@{one.username}" if keys.count(key) > 1 and one.username else one.name
        for one, key in zip(here, keys, strict=True)
    }


def _salutation(person: Person) -> str:
    """A mark where there is none although the name begins like one: it is not to be taken apart."""
    if person.salutation is None and split_salutation(person.name)[0] is not None:
        return NO_SALUTATION
    return person.salutation or ""


def _first_plain(days: Sequence[Occasion], kind: OccasionKind) -> Occasion | None:
    """The first day of a kind that has a cell of its own: without a title, and one that comes again."""
    return next((one for one in days if one.kind is kind and one.title is None and not one.single), None)


def _with_mark(day: str, mark: str) -> str:
    return f"{day} ({mark})" if mark else day


def _since(partner: Partner, kept: Occasion) -> Occasion | None:
    """The anniversary as it follows from the partner's own field."""
    on = partner.since_on
    if on is None:
        return None
    return Occasion(
        partner.id,
        OccasionKind.PARTNERSHIP,
        on.day,
        on.month,
        year=on.year,
        calendar=Calendar.GREGORIAN,
        surfaces_on=kept.surfaces_on,
        id=kept.id,
    )


def _terms(agreements: Sequence[Agreement]) -> tuple[Agreement | None, list[Agreement]]:
    """The running agreement that has cells of its own, the last to end of those without a title; and the others."""
    plain = [
        one for one in agreements if (one.title, one.outcome, one.closed_on) == (None, AgreementOutcome.OPEN, None)
    ]
    chosen = max(plain, key=lambda one: one.to_on, default=None)
    return chosen, [one for one in agreements if one is not chosen]
