"""The words of a gesture, for whom they are: our channels, somebody there, or two partners who meet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.chat.drafting import sentence_of
from bot.chat.talk import Talk
from bot.chat.ways import Ways, ways_to
from bot.domain.forms import Form
from bot.domain.given_texts import fresh
from bot.domain.people import Person
from bot.domain.words import Purpose
from bot.i18n.drafts import DraftFacts, DraftText, spoken_language, texts_on
from bot.i18n.formats import formats_for
from bot.i18n.salutations import full_name
from bot.usecases.reading_gestures import GestureRead, ReadGesture, Side

PUBLIC, PRIVATE, BOTH, FIRST, SECOND = "public", "private", "both", "first", "second"
_TOPICS = {
    (Purpose.THANKS, PUBLIC): "public_thanks",
    (Purpose.THANKS, PRIVATE): "gesture_thanks",
    (Purpose.PROMOTION, PUBLIC): "public_promotion",
    (Purpose.PROMOTION, PRIVATE): "gesture_promotion",
    (Purpose.OFFER, PRIVATE): "gesture_offer",
    (Purpose.INTRODUCTION, BOTH): "introduced_both",
    (Purpose.INTRODUCTION, FIRST): "introduced_each",
    (Purpose.INTRODUCTION, SECOND): "introduced_each",
}
BEGINNING = {
    Purpose.THANKS: PUBLIC,
    Purpose.PROMOTION: PUBLIC,
    Purpose.OFFER: PRIVATE,
    Purpose.INTRODUCTION: BOTH,
}
"""For whom the words are that stand there first."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a gesture that are shown; ``number`` is the one of ``texts``, ``ways`` lead to whom they are for."""

    read: GestureRead
    purpose: Purpose
    to: str
    texts: tuple[DraftText, ...]
    number: int
    ways: Ways

    @property
    def chosen(self) -> DraftText:
        """The text that is shown."""
        return self.texts[self.number]

    @property
    def side(self) -> Side:
        """Whom the words are for, or about."""
        return self.read.other if self.to == SECOND and self.read.other else self.read.side


def purpose_of(form: Form) -> Purpose:
    """Which gesture a form makes."""
    return Purpose(form.fields["purpose"])


def topic_for(purpose: Purpose, to: str) -> str:
    """What the words are about, under which it is remembered which of them were sent."""
    return _TOPICS[purpose, to]


async def read_gesture(talk: Talk, form: Form, topic: str = "", *, public: bool = False) -> GestureRead:
    """What a form's words rest on."""
    kept = form.fields
    other = (int(kept["other"]), kept.get("other_person")) if kept.get("other") else None
    return await ReadGesture(talk.house.storage, talk.house.organisation)(
        talk.actor, int(kept["reminder"]), topic, person_id=kept.get("person"), other=other, public=public
    )


async def words_of(talk: Talk, form: Form, to: str, number: int, language: str) -> Words:
    """The words for somebody, in their language or the one that was chosen."""
    purpose = purpose_of(form)
    read = await read_gesture(talk, form, topic_for(purpose, to), public=to == PUBLIC)
    house, side = talk.house.organisation, read.other if to == SECOND and read.other else read.side
    person = None if to in (PUBLIC, BOTH) else side.person
    own = None if to in (PUBLIC, BOTH) else (person.language if person else None) or side.partner.language
    spoken = language or own or house.language
    facts = DraftFacts(
        sender=talk.staff.name,
        organisation=house.name,
        partner=side.partner.name,
        needs=side.partner.needs,
        **_facts(talk, form, read, to, spoken_language(spoken)),
    )
    tone = None if to in (PUBLIC, BOTH) else read.drafting.tone
    topic, ours = topic_for(purpose, to), read.drafting.ours
    # Where managers switched all of them off, the bank's own are better than an empty page.
    found = texts_on(topic, spoken, person, facts, tone, ours) or texts_on(topic, spoken, person, facts, tone)
    texts = tuple(fresh(found, read.lately))
    ways = Ways() if to in (PUBLIC, BOTH) else ways_to(person, side.partner, house.country)
    return Words(read, purpose, to, texts, number % len(texts), ways)


def _facts(talk: Talk, form: Form, read: GestureRead, to: str, language: str) -> dict[str, Any]:
    kept = form.fields
    if purpose_of(form) is Purpose.PROMOTION:
        return {"offers": kept.get("text")}
    if purpose_of(form) is Purpose.OFFER:
        ends = formats_for(language, str(talk.house.organisation.zone)).day_year(date.fromisoformat(kept["ends"]))
        return {"offer": sentence_of(kept["text"]), "ends": ends}
    if read.other is None:
        return {}
    if to == BOTH:
        return _side_facts("first", read.side) | _side_facts("second", read.other)
    met = read.side if to == SECOND else read.other
    facts = _side_facts("contact", met)
    return {"contact": facts["contact"], "contact_at": facts["contact_at"], "contact_does": facts["contact_does"]}


def _side_facts(name: str, side: Side) -> dict[str, Any]:
    person = side.person
    alone = person is None or person.name.casefold() == side.partner.name.casefold()
    return {
        name: _named(side, person),
        f"{name}_at": None if alone else side.partner.name,
        f"{name}_does": side.partner.offers,
    }


def _named(side: Side, person: Person | None) -> str:
    return full_name(person) if person is not None else side.partner.name
