"""By which ways somebody can be written to, and the keys that open them with a text."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from bot.chat.html import units
from bot.chat.keyboards import AnyKey, Copy, Link
from bot.domain.partners import Partner
from bot.domain.people import Person
from bot.domain.phones import phones_of
from bot.domain.roster import cells
from bot.domain.words import Channel
from bot.i18n.translator import Translator

COPIED_MOST = 256
"""UTF-16 units that a button copies (Bot API, CopyTextButton, says characters)."""
ADDRESS_MOST = 2000
PHONES_MOST = 3
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")


@dataclass(frozen=True, slots=True)
class Ways:
    """Numbers as E.164, what stands there and is no number, a Telegram name without its sign, an address."""

    phones: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()
    telegram: str | None = None
    email: str | None = None

    @property
    def channels(self) -> tuple[Channel, ...]:
        """By which channels a text can go out from here."""
        chat = (Channel.CHAT,) if self.phones or self.telegram else ()
        return (*chat, *((Channel.EMAIL,) if self.email else ()))


def ways_to(person: Person | None, partner: Partner, country: str) -> Ways:
    """The ways to a person; to a partner as a whole its own."""
    kept = person.phone if person else partner.phone
    read = {part: _number(part, country) for part in phones_of(kept)}
    return Ways(
        phones=tuple(dict.fromkeys(number for number in read.values() if number)),
        odd=tuple(part for part, number in read.items() if number is None),
        telegram=(person.telegram or "").lstrip("@") or None if person else None,
        email=cells.email_address((person.email if person else partner.email) or ""),
    )


def links(t: Translator, text: str, ways: Ways) -> list[AnyKey]:
    """Copy, WhatsApp and Telegram. A text too long for an address is left out of it, and copied by hand."""
    keys: list[AnyKey] = []
    for phone in ways.phones[:PHONES_MOST]:
        label = "WhatsApp" if len(ways.phones) == 1 else f"WhatsApp …{phone[-4:]}"
        keys.append(Link(label, _address(f"https://wa.me/{phone.lstrip('+')}", text)))
    if ways.telegram:
        keys.append(Link("Telegram", _address(f"https://t.me/{quote(ways.telegram)}", text)))
    if fits_copying(text):
        keys.append(Copy(t("Copy"), text))
    return keys


def fits_copying(text: str) -> bool:
    """Whether a button can copy it."""
    return units(text) <= COPIED_MOST


def _number(text: str, country: str) -> str | None:
    """The number as WhatsApp wants it; what is kept so already needs no reading."""
    return text if _E164.fullmatch(text) else cells.phone_number(text, country)


def _address(root: str, text: str) -> str:
    address = f"{root}?text={quote(text, safe='')}"
    return address if len(address) <= ADDRESS_MOST else root
