"""The words around news in a mail, in the language of whoever gets it: greeting, closing, the way to opt out."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.mailing import Addressee, Letter
from bot.i18n.salutations import call_name, full_name


@dataclass(frozen=True, slots=True)
class _Words:
    person: str
    everybody: str
    closing: str
    opt_out: str
    stop: str
    test: str


_WORDS: Mapping[str, _Words] = {
    "id": _Words(
        person="Yth. {name},",
        everybody="Yth. Bapak/Ibu di {partner},",
        closing="Salam hangat,",
        opt_out="Bila tidak ingin menerima kabar seperti ini lagi, cukup balas email ini dengan kata BERHENTI.",
        stop="BERHENTI",
        test="[Uji]",
    ),
    "en": _Words(
        person="Dear {name},",
        everybody="Dear all at {partner},",
        closing="Warm regards,",
        opt_out="If you would rather not receive news like this, simply reply with the word STOP.",
        stop="STOP",
        test="[Test]",
    ),
}
_FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class LetterText:
    """A mail as it reads, plain: its parts in order, and the word by which one opts out."""

    language: str
    subject: str
    greeting: str
    body: str
    closing: str
    opt_out: str
    stop: str

    @property
    def plain(self) -> str:
        """All of it, one part under the other."""
        parts = [self.greeting, self.body, self.closing]
        return "\n\n".join(part for part in parts if part) + (f"\n\n-- \n{self.opt_out}" if self.opt_out else "")


def letter_text(letter: Letter) -> LetterText:
    """The letter in words. A mail of its own is whole already: it gets nothing but its subject."""
    language = letter.addressee.language if letter.addressee.language in _WORDS else _FALLBACK
    words = _WORDS[language]
    subject = f"{words.test} {letter.subject}" if letter.test else letter.subject
    subject = " ".join(subject.split())
    if not letter.news:
        return LetterText(language, subject, "", letter.body, "", "", words.stop)
    return LetterText(
        language=language,
        subject=subject,
        greeting=greeting(letter.addressee),
        body=letter.body,
        closing="\n".join([words.closing, letter.sender, *([letter.organisation] if letter.organisation else [])]),
        opt_out=words.opt_out,
        stop=words.stop,
    )


def chat_text(addressee: Addressee, body: str, sender: str, organisation: str | None) -> str:
    """The same news for a chat: greeting, text and closing, without a subject."""
    words = _WORDS.get(addressee.language, _WORDS[_FALLBACK])
    signed = f"{sender}, {organisation}" if organisation else sender
    return "\n\n".join([greeting(addressee), body, f"{words.closing}\n{signed}"])


def greeting(addressee: Addressee) -> str:
    """How the mail begins: by salutation and name, or to everybody there."""
    words = _WORDS.get(addressee.language, _WORDS[_FALLBACK])
    if addressee.name is None:
        return words.everybody.format(partner=addressee.partner)
    named = _Named(addressee.name, addressee.salutation, addressee.call_name)
    name = call_name(named, "en") if words is _WORDS["en"] else full_name(named)
    return words.person.format(name=name)


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    salutation: str | None
    call_name: str | None
