"""A town of invented partners: as many as wanted, with people, contacts and days, the same at every run."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import islice

from bot.domain.interactions import Interaction
from bot.domain.occasions import Occasion
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.ports import UnitOfWork
from bot.domain.rhythms import recompute_rhythms
from bot.domain.staff import Staff
from bot.domain.words import Channel, Consent, Direction, OccasionKind, Purpose, Role, StaffState, Tier
from bot.storage.unit_of_work import SqlStorage

FIRST_USER = 700_000_001
PART = 500
COINED = 2_000
_SYLLABLES = [first + vowel for first in "bdgjklmnprstw" for vowel in "aeiou"]
WEEK = timedelta(days=7)


def _listed(words: str) -> list[str]:
    return words.split()


_FORMS = ("PT", "CV", "Yayasan", "Klinik", "Koperasi", "Radio", "Sekolah", "Apotek", "Penerbit", "Rumah")
_FIRST = _listed(
    "Surya Pelita Cahaya Bunga Mitra Karya Sinar Bahtera Gunung Samudra Melati Kencana Rimba Dharma Tirta "
    "Bintang Cendana Delima Fajar Garuda Harapan Intan Jaya Kartika Lentera Mutiara Nirwana Opal Pusaka "
    "Rajawali Sentosa Teratai"
)
_SECOND = _listed(
    "Abadi Bangsa Citra Damai Elok Firdaus Gemilang Husada Indah Jernih Kasih Lestari Medika Nusantara Optima "
    "Persada Rukun Sejati Terpadu Utama Wahana Yudha Agung Bersama Cemerlang Daya Edukasi Gemah Hijau Insani "
    "Kreasi Makmur"
)
_GIVEN = _listed(
    "Ratna Budi Sri Agus Dewi Hendra Maya Rudi Wayan Made Putri Anton Rina Joko Lestari Yusuf Fitri Bambang "
    "Nina Taufik Siti Eko Wulan Dimas Ayu Rizal Kartini Surya Laras Hasan Mega Irwan Tuti Gilang Nadia Wahyu "
    "Citra Bagus Indah Arif"
)
_FAMILY = _listed(
    "Wulandari Santoso Hartono Wijaya Kusuma Siregar Nasution Pratama Saputra Lubis Tanuwijaya Halim Rahayu "
    "Setiawan Gunawan Permata Hidayat Suryani Maharani Nugroho Simanjuntak Utami Firmansyah Lim Oentoro "
    "Purnomo Handayani Yulianti"
)


@dataclass(frozen=True)
class Town:
    """What is in the database: names of partners, whose first person is called so, and colleagues' Telegram ids."""

    names: list[str]
    people: list[str]
    partner_ids: list[int]
    users: list[int]


async def build(storage: SqlStorage, partners: int, colleagues: int, today: date, due: int) -> Town:
    """Fills an empty database: two people, three days and three contacts for each partner.

    The first *due* partners have somebody's birthday on the day; nothing else is due then.
    """
    dice = random.Random(partners)
    async with storage.write() as uow:
        with uow.aside():
            staff = await uow.staff.add_all([_colleague(place, today) for place in range(colleagues)])
            owners = [one.id for one in staff]
            ids: list[int] = []
            people: list[str] = []
            names = list(islice(_names(dice), partners))
            for start in range(0, partners, PART):
                part = [_partner(name, owners, today, dice) for name in names[start : start + PART]]
                kept = await uow.partners.add_all(part)
                there = await _fill(uow, kept, today, dice, due - start)
                ids += [one.id for one in kept]
                people += [one.name for one in there[::2]]
            await uow.search.touch(ids)
        await uow.commit()
    return Town(names, people, ids, [one.telegram_id or 0 for one in staff])


def misspelt(name: str, dice: random.Random) -> str:
    """The name with two neighbouring letters swapped, or one left out."""
    at = dice.randrange(3, len(name) - 1)
    if dice.random() < 0.5:
        return name[:at] + name[at + 1 :]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _colleague(place: int, today: date) -> Staff:
    name = f"{_GIVEN[place % len(_GIVEN)]} {_FAMILY[place // len(_GIVEN) % len(_FAMILY)]}"
    role = Role.ADMIN if place == 0 else Role.MANAGER if place < 6 else Role.STAFF
    language = "en" if place % 2 else "id"
    # So late that no brief of theirs comes between.
    return Staff(
        name, role, StaffState.ACTIVE, FIRST_USER + place, language=language, brief_at=time(23, 59), added_on=today
    )


def _names(dice: random.Random) -> Iterator[str]:
    """Names that are all different: half of their words are common ones, half are coined."""
    coined = ["".join(dice.choice(_SYLLABLES) for _ in range(dice.randint(2, 4))).title() for _ in range(COINED)]
    known = set[str]()
    while True:
        words = [dice.choice(_FORMS), dice.choice(coined), dice.choice(_FIRST if dice.random() < 0.5 else _SECOND)]
        if dice.random() < 0.4:
            words.append(dice.choice(coined))
        name = " ".join(words)
        if name not in known:
            known.add(name)
            yield name


def _partner(name: str, owners: list[int], today: date, dice: random.Random) -> Partner:
    tier = dice.choice((Tier.KEY, Tier.CORE, Tier.CORE, Tier.LIGHT))
    owner, backup = dice.sample(owners, 2)
    # Added so lately that no rhythm is due yet.
    return Partner(name, tier, owner_id=owner, backup_id=backup, city="Bandung", added_on=today - WEEK)


async def _fill(uow: UnitOfWork, partners: list[Partner], today: date, dice: random.Random, due: int) -> list[Person]:
    people = await uow.people.add_all([_person(one.id, dice) for one in partners for _ in range(2)])
    pairs = list(zip(partners, people[::2], people[1::2], strict=True))
    days: list[Occasion] = []
    contacts: list[Interaction] = []
    for place, (partner, first, second) in enumerate(pairs):
        days += [_day(one, today, dice) for one in (first, second, first)]
        if place < due:
            days[-1] = Occasion(partner.id, OccasionKind.BIRTHDAY, today.day, today.month, first.id)
        contacts += [_contact(partner, first.id, today - timedelta(days=4 + 9 * turn), dice) for turn in range(3)]
    await uow.occasions.add_all(days)
    await uow.interactions.add_all(contacts)
    found: dict[int, list[Interaction]] = {one.id: [] for one in partners}
    for contact in contacts:
        found[contact.partner_id].append(contact)
    await uow.rhythms.add_all([row for one in partners for row in recompute_rhythms(one, (), found[one.id])])
    return people


def _person(partner_id: int, dice: random.Random) -> Person:
    name = f"{dice.choice(_GIVEN)} {dice.choice(_FAMILY)}"
    return Person(partner_id, name, dice.choice(("Ibu", "Bapak", None)), consent=Consent.AGREED)


def _day(person: Person, today: date, dice: random.Random) -> Occasion:
    """A day that is not near: 40 to 300 days from now, looked at a month before."""
    on = today + timedelta(days=dice.randrange(40, 300))
    day, month = min(on.day, 28), on.month
    return Occasion(
        person.partner_id, OccasionKind.BIRTHDAY, day, month, person.id, surfaces_on=on - timedelta(days=30)
    )


def _contact(partner: Partner, person_id: int, on: date, dice: random.Random) -> Interaction:
    return Interaction(
        partner.id,
        on,
        dice.choice((Purpose.CHECK_IN, Purpose.UPDATE, Purpose.COORDINATION)),
        Direction.OURS,
        staff_id=partner.owner_id,
        person_id=person_id,
        channel=dice.choice((Channel.CALL, Channel.CHAT, Channel.IN_PERSON)),
        note="Spoke about the coming months and what they plan.",
    )
