"""The headings of address books' tables, folded to small words ("E-mail 1 - Value" is "e mail 1 value")."""

import re
from collections.abc import Sequence

from bot.domain.roster.table import Origin

NAME_PARTS = (
    ("first name", "given name", "nama depan"),
    ("middle name", "additional name", "nama tengah"),
    ("last name", "family name", "surname", "nama belakang"),
)
WHOLE_NAME = ("name", "display name", "full name", "file as")
PREFIX = ("name prefix", "prefix")
TITLE = ("title",)
"""Outlook's word for a salutation; other programs mean what somebody is."""
SUFFIX = ("name suffix", "suffix")
NICKNAME = ("nickname",)
ORGANISATION = (
    "organization 1 name",
    "organization name",
    "company",
    "organization",
    "company name",
    "account name",
    "perusahaan",
)
DEPARTMENT = ("organization 1 department", "organization department", "department")
ROLE = ("organization 1 title", "organization title", "job title", "position", "jabatan", "occupation", "profession")
BIRTHDAY = ("birthday",)
LANGUAGE = ("language",)
NOTES = ("notes", "note", "catatan")
CATEGORIES = ("group membership", "labels", "categories")
BORN = ("birth year", "birth month", "birth day")
"""Thunderbird's birthday, in three columns."""
DAYS = ("birthday", "anniversary")
PHONES = {
    "primary phone": "pref",
    "mobile phone": "mobile",
    "mobile number": "mobile",
    "business phone": "work",
    "business phone 2": "work",
    "work phone": "work",
    "company main phone": "company main",
    "home phone": "home",
    "home phone 2": "home",
    "car phone": "car",
    "radio phone": "radio",
    "other phone": "other",
    "callback": "callback",
    "assistants phone": "assistant",
    "business fax": "work fax",
    "home fax": "home fax",
    "other fax": "fax",
    "fax number": "fax",
    "pager": "pager",
    "pager number": "pager",
    "telex": "telex",
    "isdn": "isdn",
    "tty tdd phone": "tty",
    "phone": "",
    "mobile": "mobile",
    "telepon": "",
    "hp": "mobile",
    "no hp": "mobile",
}
EMAILS = {
    "e mail address": "",
    "e mail 2 address": "",
    "e mail 3 address": "",
    "email address": "",
    "primary email": "",
    "secondary email": "",
    "email": "",
    "e mail": "",
}
PAGES = {"web page": "", "personal web page": "", "web page 1": "", "web page 2": ""}
ADDRESS_PARTS = ("formatted", "street", "city", "po box", "region", "postal code", "country", "extended address")

_ADDRESS = re.compile(
    r"(?:business|work|home|other) "
    r"(?:street(?: [23])?|city|state|postal code|zip ?code|country(?: region)?|address(?: 2| po box)?)"
)
_NUMBERED = re.compile(r"(?P<kind>e mail|phone|address|organization|website|im|event|custom field|relation) [0-9]+ .+")
_VALUED = re.compile(r"(?:e mail|phone|address|organization|website|im|event) [0-9]+ (?:value|label|name|formatted)")
"""Google numbers what Outlook names; "E-mail 2 Address" is Outlook's."""
_GOOGLE = frozenset({"group membership", "organization name", "labels", "file as", "yomi name", "phonetic first name"})
_LABELLED = frozenset(
    {"e mail 2 address", "business phone", "home phone", "work phone", "home address", "business fax"}
)
"""Headings that hardly anybody but a program gives to a column."""
_OUTLOOK = _LABELLED | {"e mail address", "e mail display name", "mobile phone", "business street", "home street"}
_WITHOUT_PLACE = re.compile(
    r"id|photo|gender|initials|short name|maiden name|.*\byomi\b.*|phonetic .*|e mail(?: [23])? (?:type|display name)"
    r"|internet free busy|private|sensitivity|priority|directory server|billing information|mileage|subject|account"
    r"|imaddress|relation [0-9]+ (?:type|label)"
)
"""What a roster has no place for and what programs fill in by themselves."""
_KNOWN = frozenset(
    {
        *(name for names in NAME_PARTS for name in names),
        *(*WHOLE_NAME, *PREFIX, *TITLE, *SUFFIX, *NICKNAME, *ORGANISATION, *DEPARTMENT, *ROLE),
        *(*BIRTHDAY, *BORN, *LANGUAGE, *NOTES, *CATEGORIES, *DAYS, *PHONES, *EMAILS, *PAGES),
    }
)


def _parts_names(names: Sequence[str]) -> bool:
    return any(name in names for name in NAME_PARTS[0]) and any(name in names for name in NAME_PARTS[2])


def origin_of(names: Sequence[str]) -> Origin | None:
    """Which address book wrote the headings; None where they are no address book's.

    A list of people by first and last names alone is an address book that somebody keeps by hand.
    """
    found = set(names)
    if not _parts_names(names) and not (set(WHOLE_NAME) & found and len(_LABELLED & found) > 1):
        return None
    if any(_VALUED.fullmatch(name) for name in names) or _GOOGLE & found:
        return Origin.GOOGLE
    return Origin.OUTLOOK if _OUTLOOK & found else Origin.TABLE


def is_known(name: str) -> bool:
    """Whether a heading has a place in a contact, or is none that anybody would miss."""
    numbered = _NUMBERED.fullmatch(name)
    if numbered is not None and numbered["kind"] != "relation":
        return True
    return not name or name in _KNOWN or bool(_ADDRESS.fullmatch(name) or _WITHOUT_PLACE.fullmatch(name))
