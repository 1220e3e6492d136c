"""A contact as it stands in its form: what was understood, what is still to be asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.domain.errors import BadValue
from bot.domain.forms import Form
from bot.domain.interactions import Interaction
from bot.domain.words import Channel, Direction, EventKind, Purpose

FIELDS = ("partner", "person", "on", "channel", "purpose", "direction", "note")
NONE_OF_THESE = "none"
"""The wire form of what a colleague chooses when nobody offered was meant."""


@dataclass(frozen=True, slots=True)
class Question:
    """A field that is not sure: the values among which the colleague chooses, in their wire form, and what was typed.

    ``said`` is the phrase that could not be taken as it is: a day that does not exist, a name that nobody there has.
    """

    field: str
    values: tuple[str, ...] = ()
    said: str | None = None


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """What a form of a contact holds. ``also`` are further partners, and people there, to be noted each.

    ``planned_on`` is a day ahead that was named: no contact yet, but perhaps a check-in to be planned. ``event`` befell
    the person, ``with_event`` says whether it is noted along; ``promised_on`` is the day of a promise that was told.
    """

    partner_id: int | None = None
    person_id: int | None = None
    on: date | None = None
    channel: Channel | None = None
    purpose: Purpose | None = None
    direction: Direction = Direction.OURS
    note: str | None = None
    questions: tuple[Question, ...] = ()
    also: tuple[tuple[int, int | None], ...] = ()
    planned_on: date | None = None
    event: EventKind | None = None
    with_event: bool = False
    promised_on: date | None = None

    @classmethod
    def of(cls, form: Form) -> "ContactDraft":
        """The draft that a form holds."""
        kept = form.fields
        return cls(
            partner_id=kept["partner"],
            person_id=kept["person"],
            on=date.fromisoformat(kept["on"]) if kept["on"] else None,
            channel=Channel(kept["channel"]) if kept["channel"] else None,
            purpose=Purpose(kept["purpose"]) if kept["purpose"] else None,
            direction=Direction(kept["direction"]),
            note=kept["note"],
            questions=tuple(Question(field, tuple(values), said) for field, values, said in kept["questions"]),
            also=tuple((partner, person) for partner, person in kept.get("also", ())),
            planned_on=date.fromisoformat(kept["planned_on"]) if kept["planned_on"] else None,
            event=EventKind(kept["event"]) if kept.get("event") else None,
            with_event=bool(kept.get("with_event")),
            promised_on=date.fromisoformat(kept["promised_on"]) if kept.get("promised_on") else None,
        )

    @property
    def as_fields(self) -> Mapping[str, Any]:
        """The draft as a form keeps it."""
        return {
            "partner": self.partner_id,
            "person": self.person_id,
            "on": self.on.isoformat() if self.on else None,
            "channel": self.channel.value if self.channel else None,
            "purpose": self.purpose.value if self.purpose else None,
            "direction": self.direction.value,
            "note": self.note,
            "questions": [[question.field, list(question.values), question.said] for question in self.questions],
            "also": [list(one) for one in self.also],
            "planned_on": self.planned_on.isoformat() if self.planned_on else None,
            "event": self.event.value if self.event else None,
            "with_event": self.with_event,
            "promised_on": self.promised_on.isoformat() if self.promised_on else None,
        }

    @property
    def next_question(self) -> Question | None:
        """What is to be asked now: one at a time, the partner first."""
        open_ones = sorted(self.questions, key=lambda question: FIELDS.index(question.field))
        if self.partner_id is None:
            asked = [question for question in open_ones if question.field in ("partner", "person")]
            return asked[0] if asked else Question("partner")
        if open_ones:
            return open_ones[0]
        missing = [name for name, value in (("on", self.on), ("purpose", self.purpose)) if value is None]
        return Question(missing[0]) if missing else None

    def with_value(self, field: str, wire: str) -> "ContactDraft":
        """The draft with one field set from a button; its question is answered, and others as far as it tells."""
        if wire == NONE_OF_THESE:
            left = tuple(question for question in self.questions if question.field not in ("partner", "person"))
            # Whoever was guessed wrongly took the partner along; of people who share a name the partner is sure.
            partner_id = self.partner_id if field == "person" and self.person_id is None else None
            return replace(self, questions=left, partner_id=partner_id, person_id=None)
        if field == "also":
            return self.alone()
        if field == "event":
            return replace(self, with_event=wire == "1")
        answered = {"partner", field} if field == "person" else {field}
        left = tuple(question for question in self.questions if question.field not in answered)
        draft = replace(self, questions=left, **_read(field, wire, self))
        return draft if field != "partner" else draft._narrowed()

    def _narrowed(self) -> "ContactDraft":
        """The question whom it was with, among the people of the partner that was chosen."""
        start = f"{self.partner_id}-"
        asked = next((question for question in self.questions if question.field == "person"), None)
        if asked is None or not asked.values:
            return self
        left = tuple(question for question in self.questions if question is not asked)
        there = tuple(value for value in asked.values if value.startswith(start))
        if len(there) == 1 or self.person_id is not None:
            return replace(self, questions=left, person_id=self.person_id or int(there[0].removeprefix(start)))
        return replace(self, questions=(*left, Question("person", there)) if there else left)

    def without(self, field: str) -> "ContactDraft":
        """The draft with a person, or a partner and its person, to be told anew."""
        return replace(self, person_id=None, partner_id=self.partner_id if field == "person" else None)

    def ask(self, questions: Iterable[Question]) -> "ContactDraft":
        """The draft with these questions to be asked."""
        return replace(self, questions=tuple(questions))

    def alone(self) -> "ContactDraft":
        """The draft without those who were named besides."""
        return replace(self, also=())

    def besides(self) -> tuple[tuple[int, int | None], ...]:
        """Those who were named besides whom the contact was with after all, each once."""
        main = (self.partner_id, self.person_id)
        return tuple(one for one in dict.fromkeys(self.also) if one != main)

    def event_to_note(self) -> EventKind | None:
        """What is noted along with the contact; it befell somebody, so a person has to be known."""
        return self.event if self.with_event and self.person_id is not None else None

    def as_interaction(self) -> Interaction:
        """The contact to be logged; ``BadValue`` where something that has to be known is not."""
        if self.partner_id is None:
            raise BadValue("partner", "missing_partner")
        if self.on is None or self.purpose is None:
            raise BadValue("purpose", "missing_purpose")
        return Interaction(
            partner_id=self.partner_id,
            on=self.on,
            purpose=self.purpose,
            direction=self.direction,
            person_id=self.person_id,
            channel=self.channel,
            note=self.note,
        )


def person_value(partner_id: int, person_id: int | None) -> str:
    """A person at a partner, or the partner as a whole, in wire form."""
    return f"{partner_id}-{person_id or 0}"


def _read(field: str, wire: str, draft: ContactDraft) -> dict[str, Any]:
    if field in ("partner", "person"):
        partner, _, person = wire.partition("-")
        partner_id = int(partner)
        kept = draft.person_id if partner_id == draft.partner_id and not person else None
        return {"partner_id": partner_id, "person_id": int(person or 0) or kept}
    if field == "on":
        return {"on": date.fromisoformat(wire)}
    if field == "channel":
        return {"channel": Channel(wire) if wire else None}
    if field == "purpose":
        return {"purpose": Purpose(wire)}
    if field == "direction":
        return {"direction": Direction(wire)}
    return {"note": wire}
