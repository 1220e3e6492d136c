"""What is known of a person, changed field by field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.errors import BadValue, ChangedMeanwhile
from bot.domain.people import Person
from bot.domain.person_names import split_salutation
from bot.domain.ports import Actor, Organisation, Storage, UnitOfWork
from bot.domain.roster import cells
from bot.domain.roster.typed_phones import typed_phones
from bot.domain.words import Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.known import merged_partner
from bot.usecases.partner_fields import mark_of
from bot.usecases.people import need_name, refuse_known

SHORT = 60
"""Characters of a salutation with titles, or of a call name."""
PHONES_LENGTH = 400
"""Characters of all numbers together."""


@dataclass(frozen=True, slots=True)
class PersonFieldChanged:
    """A person one field of whom was changed; ``odd`` are phones that are no numbers, and were kept as text."""

    person_id: int
    partner_id: int
    odd: tuple[str, ...] = ()
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class ChangePerson:
    """Changes one field: name, salutation, call_name, role, phone, telegram, email, language, note."""

    storage: Storage
    organisation: Organisation

    async def __call__(
        self, by: Actor, person_id: int, field: str, value: str, seen: str | None = None
    ) -> PersonFieldChanged:
        """*value* is as typed, or as a button holds it; an empty one takes the field away. ``BadValue`` says why not.

        A salutation typed before the name is taken as such; a name without one leaves the salutation as it was.
        *seen* marks the value that the colleague saw (``mark_of``): ``ChangedMeanwhile`` where it is another one now.
        """
        need(by, Role.STAFF)
        fields, odd = _fields(field, value.strip(), self.organisation.country)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "change_person", PersonFieldChanged):
                return before
            person = await uow.people.get(person_id)
            if all(getattr(person, name) == new for name, new in fields.items()):
                return PersonFieldChanged(person.id, person.partner_id, odd)
            if seen is not None and mark_of(getattr(person, field)) != seen:
                raise await _changed_meanwhile(uow, person, field)
            if field == "name":
                await refuse_known(uow, await merged_partner(uow, person.partner_id), fields["name"], but=person.id)
            await uow.people.change(person.id, **fields)
            await uow.search.touch([person.partner_id])
            outcome = PersonFieldChanged(person.id, person.partner_id, odd)
            return await finish(uow, by, "change_person", outcome, person.partner_id)


async def _changed_meanwhile(uow: UnitOfWork, person: Person, field: str) -> ChangedMeanwhile:
    """What stands in a field now, and who put it there."""
    value = getattr(person, field)
    for one in await uow.change_sets.list_about(person.partner_id):
        for change in one.changes:
            if (change.noun, change.id) == ("people", person.id) and field in (change.after or {}):
                return ChangedMeanwhile(field, value, one.staff_id, one.at)
    return ChangedMeanwhile(field, value)


def read_field(field: str, value: str) -> str:
    """A typed value of any field but name and phone, as it is kept; ``BadValue`` says why not."""
    return _READ[field](value)


def _fields(field: str, value: str, country: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    if field == "name":
        need_name(value)
        salutation, name = split_salutation(cells.cleaned(value))
        return {"name": name} | ({"salutation": salutation} if salutation else {}), ()
    if not value:
        return {field: None}, ()
    if field == "phone":
        typed = typed_phones(value, country)
        return {field: _short(typed.kept or "", PHONES_LENGTH) or None}, typed.odd
    return {field: read_field(field, value)}, ()


def _short(text: str, most: int) -> str:
    if len(text) > most:
        raise BadValue("text", "too_long", (("most", most), ("length", len(text))))
    return text


def _line(most: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        line = cells.cleaned(text)
        if not line:
            raise BadValue("text", "empty")
        return _short(line, most)

    return read


def _checked(read: Callable[[str], str | None], field: str, why: str) -> Callable[[str], str]:
    def checked(text: str) -> str:
        value = read(text)
        if value is None:
            raise BadValue(field, why)
        return value

    return checked


_READ: Mapping[str, Callable[[str], str]] = {
    "salutation": _line(SHORT),
    "call_name": _line(SHORT),
    "role": _line(cells.NAME_LENGTH),
    "telegram": _checked(cells.telegram_name, "telegram", "bad_telegram"),
    "email": _checked(cells.email_address, "email", "bad_email"),
    "language": _checked(cells.language_named, "language", "bad_language"),
    "note": lambda text: _short(cells.cleaned(text, lines=True), cells.NOTE_LENGTH),
}
FIELDS = ("name", "phone", *_READ)
"""All fields that can be changed so."""
