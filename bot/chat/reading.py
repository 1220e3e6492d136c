"""From a sentence to a draft: the grammar over the names that are stored."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from bot.chat.contact_draft import ContactDraft, Question, person_value
from bot.chat.quoted import Quoted, pasted, quoted_draft
from bot.chat.replies import with_reply
from bot.chat.talk import Talk
from bot.domain.dates import find_days
from bot.domain.day_results import DayFound
from bot.domain.search import NameIndex
from bot.domain.sentences import IndexedRoster, Lexicon, lexicon_with, understand
from bot.domain.sentences.pasted import pasted_messages
from bot.domain.sentences.understood import (
    DidItHappen,
    NoSuchDay,
    NotLog,
    Understood,
    UnknownPerson,
    WhichChannel,
    WhichDay,
    WhichDirection,
    WhichPartner,
    WhichPerson,
    WhichPurpose,
)
from bot.domain.words import Direction, EventKind, Purpose

_PROMISED = re.compile(r"janji|promis", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood; where it is no log, ``not_log`` says why."""

    draft: ContactDraft
    not_log: NotLog | None = None


async def read(talk: Talk, text: str) -> Reading:
    """Reads a sentence, or a page pasted from WhatsApp, on the organisation's day."""
    messages = pasted_messages(text, talk.today)
    if messages:
        return await read_quoted(talk, pasted(talk, messages, text))
    index = await talk.house.names.index()
    understood = understand(text, talk.today, _roster_of(index), lexicon=await _lexicon(talk))
    return Reading(await with_reply(talk, draft_of(understood, talk.today)), understood.not_log)


async def read_quoted(talk: Talk, quoted: Quoted) -> Reading:
    """Reads what somebody said, as a contact by chat."""
    roster, lexicon = _roster_of(await talk.house.names.index()), await _lexicon(talk)
    return Reading(await quoted_draft(talk, quoted, lambda said: understand(said, talk.today, roster, lexicon=lexicon)))


async def _lexicon(talk: Talk) -> Lexicon:
    async with talk.house.storage.read() as uow:
        own = await uow.own_words.list_by()
    return lexicon_with(tuple((one.text, one.meaning) for one in own))


@lru_cache(maxsize=1)
def _roster_of(index: NameIndex) -> IndexedRoster:
    """The same for all sentences, since it remembers what words match."""
    return IndexedRoster(index)


def draft_of(understood: Understood, today: date) -> ContactDraft:
    """The draft of what was understood, with its questions. The note is the sentence as typed."""
    named = [day for question in understood.questions if isinstance(question, WhichDay) for day in question.options]
    ahead = next((day for day in (understood.on, *named) if day is not None and day > today), None)
    draft = ContactDraft(
        partner_id=understood.partner_id,
        person_id=understood.person_id,
        on=None if understood.planned else understood.on,
        channel=understood.channel,
        purpose=understood.purpose,
        direction=understood.direction or Direction.OURS,
        note=understood.note,
        also=tuple((one.partner_id, one.person_id) for one in understood.more),
        planned_on=ahead,
        event=understood.event,
        # Who mourns is left in peace for two weeks: that has to be known.
        with_event=understood.event is EventKind.BEREAVEMENT and understood.purpose is Purpose.CONDOLENCE,
        promised_on=_promised_on(understood, today),
    )
    asked = [_QUESTIONS[type(question)](question) for question in understood.questions]
    return draft.ask({question.field: question for question in reversed(asked)}.values())


def _promised_on(understood: Understood, today: date) -> date | None:
    """The day by which something was promised; today stands for a promise that names none."""
    if not understood.promises:
        return None
    said = _PROMISED.search(understood.note)
    # "Tadi ngopi, janji kirim data Jumat": the day stands behind the promise.
    behind = said.end() if said is not None else 0
    days = find_days(understood.note[behind:], today, "future")
    return next((day.on for day in days if isinstance(day, DayFound) and day.on > today), today)


def _which_partner(question: WhichPartner) -> Question:
    return Question("partner", tuple(person_value(id, None) for id in question.candidates))


def _which_person(question: WhichPerson) -> Question:
    return Question("person", tuple(person_value(one.partner_id, one.person_id) for one in question.candidates))


_QUESTIONS: dict[type[Any], Callable[[Any], Question]] = {
    WhichPartner: _which_partner,
    WhichPerson: _which_person,
    UnknownPerson: lambda question: Question("person", said=question.name),
    WhichDay: lambda question: Question("on", tuple(day.isoformat() for day in question.options)),
    NoSuchDay: lambda question: Question("on", said=question.phrase),
    WhichPurpose: lambda question: Question("purpose", tuple(one.value for one in question.options)),
    WhichChannel: lambda question: Question("channel", tuple(one.value for one in question.options)),
    WhichDirection: lambda _: Question("direction"),
    DidItHappen: lambda _: Question("on"),
}
