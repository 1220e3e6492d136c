"""Whether the ids in a file are those of our partners: many tables have numbers of their own under that name.

What comes from an export agrees with what is known in nearly all rows. Numbers of a table's own, or of another
database, agree by chance alone, and following them would make one partner into another.
"""

from collections import Counter

from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.phones import phones_of
from bot.domain.roster.entries import PartnerEntry, Roster
from bot.domain.roster.plans import Known
from bot.domain.roster.reading import name_key
from bot.domain.roster.resembling import plain_form, resembling

FEW = 3
"""Up to so many rows that tell nothing but new names may be meant: a small file made to rename them."""


def partners_meant(roster: Roster, known: Known) -> dict[int, Partner]:
    """The partners by those ids in the file that are followed.

    Not followed is the id of a row that is called as another partner is, or whose partner another row names: somebody
    numbered the table anew. Where its ids only count its rows, names decide: they are followed to what agrees alone.
    """
    if not ids_are_ours(roster, known):
        return {}
    meant = [(one, partner) for one in roster.partners if (partner := known.by_id.get(one.id or 0)) is not None]
    same = {id(one) for one, partner in meant if name_key(one.name) == name_key(partner.name)}
    elsewhere = {name_key(one.name) for one in roster.partners if id(one) not in same}
    people = _people_of(known)
    counted = _only_counts(roster)
    often = Counter(one.id for one in roster.partners)
    followed: dict[int, Partner] = {}
    for one, partner in meant:
        other = known.partners.get(name_key(one.name))
        renumbered = (other is not None and other.id != partner.id) or name_key(partner.name) in elsewhere
        stranger = counted and not _agrees(one, partner, people.get(partner.id, []))
        # What several have in common is no id.
        if often[one.id] == 1 and (id(one) in same or not (renumbered or stranger)):
            followed[one.id or 0] = partner
    return followed


def ids_are_ours(roster: Roster, known: Known) -> bool:
    """Whether at least half of the rows whose ids are known agree with the partners that have them."""
    named = ((entry, known.by_id.get(entry.id or 0)) for entry in roster.partners)
    told = [(entry, partner) for entry, partner in named if partner is not None]
    people = _people_of(known)
    found = [_agrees(entry, partner, people.get(partner.id, [])) for entry, partner in told]
    agreeing, silent = found.count(True), found.count(None)
    if 2 * agreeing >= len(told):
        return True
    return silent == len(told) <= FEW


def _people_of(known: Known) -> dict[int, list[Person]]:
    people: dict[int, list[Person]] = {}
    for person in known.people:
        people.setdefault(person.partner_id, []).append(person)
    return people


def _only_counts(roster: Roster) -> bool:
    """Whether the ids are 1, 2, 3 and so on, row by row, and those of people are not there, as in an export."""
    ids = [one.id for one in roster.partners]
    return ids == list(range(1, len(ids) + 1)) and all(who.id is None for one in roster.partners for who in one.people)


def _agrees(entry: PartnerEntry, partner: Partner, people: list[Person]) -> bool | None:
    """Whether the name or another fact is the same; None where the name is another and nothing else can be compared."""
    if _called_alike(entry.name, partner.name):
        return True
    compared = [
        (set(phones_of(entry.phone)), set(phones_of(partner.phone))),
        ({entry.email.casefold()} if entry.email else set(), {partner.email.casefold()} if partner.email else set()),
        ({name_key(one.name) for one in entry.people}, {name_key(one.name) for one in people}),
    ]
    told = [(said, kept) for said, kept in compared if said and kept]
    return any(said & kept for said, kept in told) if told else None


def _called_alike(said: str, kept: str) -> bool:
    """Equal, a slip of the hand apart, or one with words that the other leaves out."""
    if name_key(said) == name_key(kept) or resembling([said], [kept]):
        return True
    one, other = set(plain_form(said).split()), set(plain_form(kept).split())
    return bool(one & other) and (one <= other or other <= one)
