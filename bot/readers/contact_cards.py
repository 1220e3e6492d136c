"""Contact cards as a table in the roster's own columns, one row a card."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from bot.domain.roster.table import MOST_ROWS, LineFault, Origin, Table, TableFault, TableLine, UnreadableTable
from bot.domain.roster.written_days import DayOrder, worded_day
from bot.readers.card_lines import Property, properties
from bot.readers.contacts import COLUMNS, Address, Contact, Labelled

_GROUP_CARDS = frozenset({"group"})
_COMPANY = frozenset({"org", "organization"})
_MOST_PROPERTIES = 400
"""Of a card; more say nothing that a roster keeps."""
_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_ANNIVERSARIES = (
    *("ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY", "X-KADDRESSBOOK-X-ANNIVERSARY"),
    *("X-WAB-WEDDING_ANNIVERSARY", "X-MS-ANNIVERSARY", "X-ABDATE"),
)
_CHATS = {
    "X-TELEGRAM": "telegram",
    "X-SKYPE": "skype",
    "X-SKYPE-USERNAME": "skype",
    "X-JABBER": "jabber",
    "X-MS-IMADDRESS": "chat",
}


@dataclass
class _Card:
    line: int
    properties: list[Property] = field(default_factory=list)

    def all(self, *names: str) -> list[Property]:
        return [one for one in self.properties if one.name in names]

    def first(self, *names: str) -> Property | None:
        return next((one for name in names for one in self.all(name) if one.text), None)

    def text(self, *names: str) -> str:
        found = self.first(*names)
        return found.text if found is not None else ""

    def label(self, of: Property) -> str:
        """What somebody called a property: the label of its group."""
        named = (one.text for one in self.all("X-ABLABEL") if of.group and one.group == of.group)
        label = next(named, "")
        known = _LABEL.fullmatch(label)
        return known[1].lower() if known is not None else label


def read_cards(content: bytes) -> Table:
    """The cards of a file; one that has no end, or begins anew in its middle, is marked as broken."""
    lines: list[TableLine] = []
    for card, whole in _cards(content):
        if _is_group(card):
            continue
        if len(lines) == MOST_ROWS:
            raise UnreadableTable(TableFault.TOO_MANY_ROWS, (("most", MOST_ROWS),))
        lines.append(TableLine(card.line, _contact(card).cells(), None if whole else LineFault.BROKEN_CARD))
    return Table(TableLine(0, tuple(column.value for column in COLUMNS)), tuple(lines), Origin.CARDS)


def _cards(content: bytes) -> Iterator[tuple[_Card, bool]]:
    card: _Card | None = None
    depth, before = 0, ""
    for line, each in properties(content):
        edge = each.name in ("BEGIN", "END") and each.text.upper() == "VCARD"
        if edge and each.name == "BEGIN":
            nested = depth > 0 and before == "AGENT"
            if card is not None and not nested:
                yield card, False
            card, depth = (card, depth + 1) if nested else (_Card(line), 1)
        elif edge:
            depth -= 1
            if card is not None and depth == 0:
                yield card, True
                card = None
            depth = max(depth, 0)
        elif card is not None and depth == 1 and len(card.properties) < _MOST_PROPERTIES:
            card.properties.append(each)
        before = each.name
    if card is not None:
        yield card, False


def _is_group(card: _Card) -> bool:
    return card.text("KIND", "X-ADDRESSBOOKSERVER-KIND").lower() in _GROUP_CARDS


def _contact(card: _Card) -> Contact:
    named = card.first("N")
    family, given, middle, prefix, suffix = [*(named.parts if named is not None else ()), *[""] * 5][:5]
    structured = " ".join(part.strip() for part in (given, middle, family) if part.strip())
    # Shops on WhatsApp name themselves in a property of its own.
    organisation = card.first("ORG", "X-WA-BIZ-NAME")
    parts = organisation.parts if organisation is not None else ("",)
    name = card.text("FN", "NAME") or ", ".join(part for part in (structured, suffix.strip()) if part)
    company = _is_company(card, parts[0].strip(), name, structured)
    return Contact(
        organisation=parts[0].strip() or (name if company else ""),
        department=", ".join(part.strip() for part in parts[1:] if part.strip()),
        name=_without(prefix.strip(), name),
        salutation=prefix.strip(),
        nickname=card.text("NICKNAME", "X-NICKNAME") or next((one[1] for one in _android(card, "nickname")), ""),
        role=card.text("TITLE") or card.text("ROLE"),
        birthday=_birthday(card),
        language=card.text("LANG"),
        company=company,
        phones=[_labelled(card, one, "tel:") for one in card.all("TEL") if one.text],
        emails=[_labelled(card, one, "mailto:") for one in card.all("EMAIL") if one.text],
        addresses=list(_addresses(card)),
        chats=list(_chats(card)),
        pages=[one.text for one in card.all("URL") if one.text],
        days=list(_days(card)),
        categories=[category.strip() for one in card.all("CATEGORIES") for category in one.text.split(",")],
        notes=[*(one.text for one in card.all("NOTE") if one.text), *_occupation(card)],
    )


def _occupation(card: _Card) -> list[str]:
    """What somebody does, besides what they are."""
    title, does = card.text("TITLE"), card.text("ROLE")
    return [f"💼 {does}"] if title and does and does != title else []


def _is_company(card: _Card, organisation: str, name: str, structured: str) -> bool:
    """Whether the card is an organisation's: it says so, or nobody is named but the organisation."""
    if card.text("KIND", "X-ADDRESSBOOKSERVER-KIND").lower() in _COMPANY:
        return True
    if card.text("X-ABSHOWAS").upper() == "COMPANY":
        return not structured
    return bool(organisation) and (not name or name == organisation) and structured in ("", organisation)


def _without(prefix: str, name: str) -> str:
    """A name without the salutation before it, which has a column of its own."""
    return name.removeprefix(prefix).strip() or name if prefix else name


def _labelled(card: _Card, one: Property, scheme: str) -> Labelled:
    text = one.text
    if text.lower().startswith(scheme):
        text = unquote(text[len(scheme) :]).replace(";ext=", " ext. ").split(";", maxsplit=1)[0]
    preferred = {"pref"} if one.param("PREF") == "1" else set()
    label = card.label(one)
    return Labelled(text, one.types | preferred | ({label.lower()} if label else set()))


def _addresses(card: _Card) -> list[Address]:
    parted = [_address(one) for one in card.all("ADR") if one.text.strip("; ")]
    return parted or [Address(one.text, kinds=one.types) for one in card.all("LABEL") if one.text]


def _address(one: Property) -> Address:
    box, extended, street, city, region, code, country = [*(part.strip() for part in one.parts), *[""] * 7][:7]
    rest = " ".join(part for part in (region, code, country) if part)
    whole = ", ".join(part for part in (box, extended, street) if part)
    return Address(whole, city, rest, one.types)


def _android(card: _Card, sort: str) -> Iterator[list[str]]:
    """What Android keeps in properties of its own, by parts: its sort, the value, a number for its kind, a label."""
    for one in card.all("X-ANDROID-CUSTOM"):
        if one.parts[0].endswith(f"/{sort}"):
            yield [*one.parts, "", "", ""]


def _chats(card: _Card) -> Iterator[Labelled]:
    for one in card.all("IMPP"):
        scheme, _, name = one.text.partition(":")
        service = one.kinds_of("X-SERVICE-TYPE") or frozenset({scheme.lower()} if name else ())
        yield Labelled(unquote(name or scheme), service)
    for one in card.properties:
        if one.name in _CHATS and one.text:
            yield Labelled(one.text, frozenset({_CHATS[one.name]}))
    for one in card.all("X-SOCIALPROFILE"):
        yield Labelled(one.text, one.types | one.kinds_of("X-SERVICE-TYPE"))


def _birthday(card: _Card) -> str:
    found = card.first("BDAY")
    return "" if found is None else _day(found)


def _day(one: Property) -> str:
    """A day as it stands; the year that stands for none ("X-APPLE-OMIT-YEAR=1604") is left away."""
    omitted, text = one.param("X-APPLE-OMIT-YEAR"), one.text
    return f"--{text[len(omitted) :].lstrip('-')}" if omitted and text.startswith(omitted) else text


def _days(card: _Card) -> Iterator[Labelled]:
    for one in card.all(*_ANNIVERSARIES):
        if day := worded_day(_day(one), DayOrder.DAY_FIRST):
            yield _day_called(card.label(one), day)
    for _, written, _, label, *_ in _android(card, "contact_event"):
        if day := worded_day(written, DayOrder.DAY_FIRST):
            yield _day_called(label, day)


def _day_called(label: str, day: str) -> Labelled:
    return Labelled(day, frozenset({(label or "anniversary").replace('"', "'").capitalize()}))
