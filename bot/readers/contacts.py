"""A contact as address books keep one, brought into the columns of the roster."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.domain.person_names import split_salutation
from bot.domain.roster.cells import kind_named, language_named, telegram_name, tier_named
from bot.domain.roster.columns import Column

COLUMNS = (
    *(Column.PARTNER, Column.TIER, Column.KIND, Column.EMAIL, Column.PHONE, Column.CITY, Column.NOTE),
    *(Column.PERSON, Column.SALUTATION, Column.CALL_NAME, Column.ROLE, Column.PERSON_PHONE, Column.PERSON_TELEGRAM),
    *(Column.PERSON_EMAIL, Column.PERSON_LANGUAGE, Column.BIRTHDAY, Column.PERSON_DAYS, Column.PERSON_NOTE),
    *(Column.LANGUAGE, Column.PARTNER_DAYS),
)
"""What an address book has a place for."""

_MOBILE = frozenset({"cell", "mobile", "iphone", "whatsapp"})
_NO_CALL = frozenset({"fax", "pager", "telex", "modem", "isdn", "tty", "bbs", "assistant", "assistantphone"})
"""What reaches a machine, or somebody else."""
_FAX = frozenset({"fax", "telex"})
_HOME = frozenset({"home", "private"})
_MARKS = frozenset({"pref", "voice", "internet", "x-internet", "other", "msg", "parcel", "postal", "intl", "dom", ""})
"""Types that tell a reader nothing."""
_TELEGRAM = re.compile(r"(?:https?://)?(?:www\.)?t(?:elegram)?\.me/(?P<page>[A-Za-z]\w{3,31})/?|tg:(?:@)?(?P<name>\w+)")


@dataclass(frozen=True, slots=True)
class Labelled:
    """One of several of a kind, with what the address book calls it ("home", "fax")."""

    text: str
    kinds: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        """The words that tell a reader which one it is."""
        return ", ".join(sorted(self.kinds - _MARKS))

    def is_of(self, kinds: frozenset[str]) -> bool:
        """Whether one of the words by which it is called is among *kinds*."""
        return any(word in kinds for kind in self.kinds for word in kind.split())


@dataclass(frozen=True, slots=True)
class Address:
    """Where a contact lives or works."""

    street: str = ""
    city: str = ""
    rest: str = ""
    kinds: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The address in one line."""
        return ", ".join(" ".join(part.split()) for part in (self.street, self.city, self.rest) if part.strip())


@dataclass
class Contact:
    """A contact. ``company`` says that the entry is an organisation's own and names nobody."""

    organisation: str = ""
    department: str = ""
    name: str = ""
    salutation: str = ""
    nickname: str = ""
    role: str = ""
    birthday: str = ""
    language: str = ""
    company: bool = False
    phones: list[Labelled] = field(default_factory=list)
    emails: list[Labelled] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    chats: list[Labelled] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    days: list[Labelled] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def cells(self) -> tuple[str, ...]:
        """Its cells in ``COLUMNS``: the likeliest phone first, the likeliest e-mail, the others in the note.

        Who belongs to no organisation is a partner on their own.
        """
        person = "" if self.company else self.name
        emails = _distinct(self.emails)
        telegram, pages = self._telegram()
        note = "\n".join([*self.notes, *self._more(emails[1:], pages)])
        theirs = [one for one in _distinct(self.phones) if not one.is_of(_NO_CALL)]
        its = [one.text for one in theirs if "company main" in one.kinds and self.organisation]
        phone = "\n".join(one.text for one in theirs if one.text not in its or not person)
        # A language in which nobody here writes has no place.
        language = language_named(re.split(r"[-_]", self.language)[0]) or ""
        email, days = _first(emails), "\n".join(f'"{one.label}": {one.text}' for one in self.days)
        said = {
            Column.PARTNER: self.organisation or split_salutation(self.name)[1],
            Column.TIER: next((name for name in self.categories if tier_named(name)), ""),
            Column.KIND: next((name for name in self.categories if kind_named(name)), ""),
            Column.CITY: self._city(),
            Column.PERSON: person,
        }
        if person:
            said |= {
                Column.PHONE: "\n".join(its),
                Column.SALUTATION: self.salutation,
                Column.CALL_NAME: self.nickname.split(",")[0],
                Column.ROLE: ", ".join(part for part in (self.role, self.department) if part),
                Column.PERSON_PHONE: phone,
                Column.PERSON_TELEGRAM: telegram,
                Column.PERSON_EMAIL: email,
                Column.PERSON_LANGUAGE: language,
                Column.BIRTHDAY: self.birthday,
                Column.PERSON_DAYS: days,
                Column.PERSON_NOTE: note,
            }
        else:
            said |= {Column.PHONE: phone, Column.EMAIL: email, Column.NOTE: note}
            said |= {Column.LANGUAGE: language, Column.PARTNER_DAYS: days}
        return tuple(said.get(column, "").strip() for column in COLUMNS)

    def _city(self) -> str:
        """The city of a partner; an employee's home says nothing about their organisation."""
        there = [one for one in self.addresses if one.city and not (self.organisation and one.kinds & _HOME)]
        return next((one.city for one in sorted(there, key=lambda one: bool(one.kinds & _HOME))), "")

    def _telegram(self) -> tuple[str, list[str]]:
        """The Telegram name, and the pages that are no Telegram name."""
        names = [one.text for one in self.chats if "telegram" in one.kinds and telegram_name(one.text)]
        others = [page for page in self.pages if not _TELEGRAM.fullmatch(page)]
        names += [page for page in self.pages if _TELEGRAM.fullmatch(page)]
        return next(iter(names), ""), others

    def _more(self, emails: Iterable[Labelled], pages: Iterable[str]) -> list[str]:
        """What has no column of its own, one a line, each with its sign."""
        chats = [one for one in self.chats if "telegram" not in one.kinds]
        groups: Sequence[tuple[str, Iterable[Labelled]]] = (
            ("📠", [one for one in self.phones if one.is_of(_FAX)]),
            ("📞", [one for one in self.phones if one.is_of(_NO_CALL - _FAX)]),
            ("✉️", emails),
            ("📍", [Labelled(one.text, one.kinds) for one in self.addresses if one.street or one.rest]),
            ("💬", chats),
            ("🌐", [Labelled(page) for page in pages]),
        )
        return [_line(sign, one) for sign, every in groups for one in every]


def _distinct(every: Iterable[Labelled]) -> list[Labelled]:
    """Each once, the likeliest first."""
    found: dict[str, Labelled] = {}
    for one in sorted(every, key=_rank):
        found.setdefault(one.text.lower(), one)
    return list(found.values())


def _rank(one: Labelled) -> tuple[bool, bool]:
    return "pref" not in one.kinds, not one.is_of(_MOBILE)


def _first(every: Sequence[Labelled]) -> str:
    return every[0].text if every else ""


def _line(sign: str, one: Labelled) -> str:
    text = " ".join(one.text.split())
    return f"{sign} {text} ({one.label})" if one.label else f"{sign} {text}"
