"""Words of a partner's people, brought into the chat: pasted from WhatsApp, or forwarded.

They are read as a contact by chat on the day of the words; whoever began wanted it.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.chat.contact_draft import ContactDraft, Question, person_value
from bot.chat.talk import Talk
from bot.domain.finding import Found
from bot.domain.search.folding import fold
from bot.domain.sentences.pasted import PastedMessage, spoken
from bot.domain.sentences.understood import Understood
from bot.domain.words import Channel, Direction, Purpose

MOST_NOTE = 4000
NAMES_FOUND = 6
_OURSELVES = frozenset({"anda", "you", "saya", "kamu"})
_OPEN = (Purpose.CHECK_IN, Purpose.COORDINATION, Purpose.ASK, Purpose.UPDATE)
"""What words may have been for when they do not say it."""

Understand = Callable[[str], Understood]


@dataclass(frozen=True, slots=True)
class Quoted:
    """What somebody said: ``sender`` as the app names them, ``began`` whether the contact came from them."""

    sender: str | None
    on: date
    words: str
    note: str
    began: bool = True
    username: str | None = None


def pasted(talk: Talk, messages: Sequence[PastedMessage], note: str) -> Quoted:
    """A pasted page as one contact, on its newest day, with whoever of them spoke most."""
    own = {fold(talk.staff.name), fold(talk.staff.name).split(" ")[0], *_OURSELVES}
    theirs = [one for one in messages if fold(one.sender) not in own]
    counted = Counter(one.sender for one in theirs)
    sender = counted.most_common(1)[0][0] if counted else None
    began = messages[0] in theirs
    said = spoken(one for one in messages if (one in theirs) is began)
    return Quoted(sender, max(one.on for one in messages), said, note, began)


async def quoted_draft(talk: Talk, quoted: Quoted, understand: Understand) -> ContactDraft:
    """The contact that the words make; whom it was with and what for are asked where they do not say it."""
    found = await _found(talk, quoted)
    draft = ContactDraft(
        on=quoted.on,
        channel=Channel.CHAT,
        direction=Direction.THEIRS if quoted.began else Direction.OURS,
        note=quoted.note[:MOST_NOTE],
    )
    purpose, questions = _purpose(understand(_told(quoted)))
    draft = replace(draft, purpose=purpose).ask(questions)
    if found and (found[0].clear or len(found) == 1):
        best = found[0]
        return replace(draft, partner_id=best.partner.id, person_id=best.person.id if best.person else None)
    values = tuple(person_value(one.partner.id, one.person.id if one.person else None) for one in found)
    return draft.ask([Question("person", values, said=quoted.sender), *questions])


async def _found(talk: Talk, quoted: Quoted) -> list[Found]:
    for name in (f"@{quoted.username}" if quoted.username else None, quoted.sender):
        if name:
            found = await talk.house.names.find(name, NAMES_FOUND)
            people = [one for one in found if one.person is not None]
            if found:
                return people or found
    return []


def _told(quoted: Quoted) -> str:
    """The words as a colleague would tell them, for the grammar of sentences."""
    # What is asked there is asked of us, or by us, and not of the bot.
    said = quoted.words.replace("?", ".")
    return f"dia chat: {said}" if quoted.began else f"chat: {said}"


def _purpose(understood: Understood) -> tuple[Purpose | None, tuple[Question, ...]]:
    if understood.purpose is None or understood.purpose is Purpose.CHECK_IN:
        return None, (Question("purpose", tuple(one.value for one in _OPEN)),)
    options = next((one.options for one in understood.questions if hasattr(one, "options") and _purposes(one)), ())
    if not options:
        return understood.purpose, ()
    return None, (Question("purpose", tuple(one.value for one in dict.fromkeys((*options, *_OPEN)))),)


def _purposes(question: object) -> bool:
    return all(isinstance(one, Purpose) for one in getattr(question, "options", ()))
