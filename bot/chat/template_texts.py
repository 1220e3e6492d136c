"""How texts and their faults are shown: as they stand, with the places named in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.errors import sentence
from bot.chat.html import bold, esc
from bot.chat.talk import Talk
from bot.domain.errors import BadValue, NotFound
from bot.domain.templates import OurTexts, Template
from bot.domain.words import Tone
from bot.i18n import topics
from bot.i18n.place_names import close_to, localised, names_on
from bot.i18n.placeholders import places
from bot.i18n.text_bank import bank
from bot.i18n.translator import own_name
from bot.usecases.templates import ListTexts

OWN = "own."
SURE = frozenset({"addressee", "you", "family", "partner", "sender"})
"""Places that are always filled."""


@dataclass(frozen=True, slots=True)
class TextShown:
    """A text of the bank or our own, ready to be shown; ``own`` is the row of one of our own.

    ``model`` is what another is written after: of alternatives those of which nothing can be left out.
    """

    key: str
    topic: str
    language: str
    tone: Tone | None
    text: str
    used: bool
    own: Template | None = None
    model: str = ""


async def find_texts(talk: Talk, topic: str, language: str) -> list[TextShown]:
    """All texts on a topic, our own first, those that are switched off among them."""
    return _texts(await ListTexts(talk.house.storage)(talk.actor), topic, language, talk.t.language)


async def find_text(talk: Talk, key: str, language: str) -> TextShown:
    """One text; ``NotFound`` where it is gone."""
    ours = await ListTexts(talk.house.storage)(talk.actor)
    topic = key.partition(".")[0]
    if key.startswith(OWN):
        topic = next((one.topic for one in ours.own if f"{OWN}{one.id}" == key), "")
    found = next((one for one in _texts(ours, topic, language, talk.t.language) if one.key == key), None)
    if found is None:
        raise NotFound("templates", 0)
    return found


def _texts(ours: OurTexts, topic: str, language: str, reader: str) -> list[TextShown]:
    own = [one for one in ours.own if one.topic == topic and one.language == language]
    shown = [
        TextShown(f"{OWN}{one.id}", topic, language, one.tone, localised(one.text, reader), one.active, one)
        for one in own
    ]
    for text in bank(language).get(topic, ()):
        timely = [sentence.wordings for sentence in text.sentences if not sentence.late]
        words = localised(" ".join(wordings[0] for wordings in timely), reader)
        model = localised(" ".join(map(_surest, timely)), reader)
        used = (language, text.key) not in ours.off
        shown.append(TextShown(text.key, topic, language, text.tone, words, used, model=model))
    return shown


def _surest(wordings: Sequence[str]) -> str:
    return next((one for one in wordings if places(one) <= SURE), wordings[-1])


def heading(talk: Talk, topic: str, language: str, tone: Tone | None) -> str:
    """Selamat ulang tahun · Bahasa Indonesia · Akrab."""
    return f"{bold(topics.topic(talk.t, topic))} · {own_name(language)} · {topics.tone(talk.t, tone)}"


def fault_text(talk: Talk, fault: BadValue, topic: str | None) -> str:
    """What is wrong with a text, and what can be written instead."""
    t, facts = talk.t, dict(fault.facts)
    if fault.why == "unknown_place" and topic is not None:
        name = str(facts["place"])
        close = close_to(name, topic, t.language)
        said = t("{place} is no place that can be filled here.", place=f"<code>{esc('{' + name + '}')}</code>")
        meant = t("Was {place} meant?", place=f"<code>{close}</code>") if close else ""
        fit = t("These can be: {places}", places=talk.f.list_of(names_on(topic, t.language)))
        return " ".join(part for part in (said, meant, fit) if part)
    if fault.why == "stray_brace":
        return t("A curly bracket stands alone there. Places are written like {place}.", place=_first(talk))
    if fault.why == "known_text":
        return t("This text is there already.")
    if fault.why == "unknown_topic":
        return t("“{topic}” is no occasion that is known here.", topic=esc(str(facts["topic"])))
    if fault.why == "unknown_tone":
        return t("“{tone}” is no tone. Write formal or familiar, or nothing for both.", tone=esc(str(facts["tone"])))
    if fault.why == "unknown_active":
        return t("“{active}” is neither yes nor no.", active=esc(str(facts["active"])))
    if fault.why == "cells":
        return t("There are more cells than columns; perhaps a text stands without quotation marks.")
    return sentence(fault, t, talk.f)


def tone_of(word: str) -> Tone | None:
    """The tone that a button carries; nothing is both."""
    return Tone(word) if word else None


def _first(talk: Talk) -> str:
    return names_on("own", talk.t.language)[0]
