"""Draft messages to a partner's people, to be read, changed and sent by a colleague.

The texts are plain lists by language; this module chooses and fills them. A sentence that lacks a value is left out or
said in another way, so a draft never shows a hole. Of a person who died nothing is drafted: the caller sees to that.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from types import ModuleType

from bot.domain.words import EventKind, ReminderKind
from bot.i18n import drafts_en, drafts_id
from bot.i18n.draft_parts import Draft, Drafts, Sentence
from bot.i18n.placeholders import places
from bot.i18n.salutations import Named, call_name, you

DEATH = "death"
"""Subject of a condolence to the partner when one of its people has died."""

_LANGUAGES: Mapping[str, ModuleType] = {"id": drafts_id, "en": drafts_en}
_FALLBACK = "en"
_QUIET = frozenset([EventKind.BEREAVEMENT.value, DEATH])
_DATED = frozenset(["birthday", "founding", "partnership", "own"])
"""What can be belated. A feast's greeting days are themselves its time."""


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """What is known when a draft is made; None is not known, and no draft speaks of it.

    `relation` is who died, as the language says it ("ayahanda", "father"); `ends` and `years` are already written out;
    `news` and `offer` are whole sentences.
    """

    sender: str
    organisation: str | None = None
    partner: str | None = None
    years: str | None = None
    occasion: str | None = None
    relation: str | None = None
    deceased: str | None = None
    role: str | None = None
    award: str | None = None
    help: str | None = None
    news: str | None = None
    offer: str | None = None
    contact: str | None = None
    previous: str | None = None
    ends: str | None = None
    belated: bool = False


def drafts(
    kind: ReminderKind, subject: str | None, language: str, person: Named | None, facts: DraftFacts
) -> list[str]:
    """Two or three drafts for a reminder, in the language of the person; none where nothing is to be written.

    `subject` is the kind of occasion or event, the key of a feast, the purpose of a gesture, or `DEATH`; a feast or day
    of one's own takes the words for a special day. Without a person everybody at the partner is spoken to. A language
    without drafts gets English ones.
    """
    spoken = language if language in _LANGUAGES else _FALLBACK
    texts = _LANGUAGES[spoken]
    values = _values(texts, spoken, person, facts)
    made = []
    for topic in _topics(kind, subject, texts.DRAFTS):
        closing = texts.CLOSING.plain if topic in _QUIET else texts.CLOSING.warm
        belated = texts.BELATED if facts.belated and topic in _DATED else None
        made += [_written(draft, closing, belated, values) for draft in texts.DRAFTS[topic]]
    return made


def _topics(kind: ReminderKind, subject: str | None, known: Drafts) -> list[str]:
    match kind:
        case ReminderKind.GESTURE if subject is None:
            return [topic for topic in known if topic.startswith("gesture:")]
        case ReminderKind.GESTURE:
            topic = f"gesture:{subject}"
        case ReminderKind.CONGRATULATION if subject is not None:
            feast = f"feast:{subject}"
            topic = feast if feast in known else subject if subject in known else "own"
        case ReminderKind.CONDOLENCE:
            topic = subject or EventKind.BEREAVEMENT.value
        case _:
            topic = kind.value
    return [topic] if topic in known else []


def _values(texts: ModuleType, language: str, person: Named | None, facts: DraftFacts) -> dict[str, str]:
    values = {name: value for name, value in asdict(facts).items() if isinstance(value, str) and value.strip()}
    if person is None:
        values["addressee"] = _said(texts.NOBODY, values) or texts.YOU
        values["you"] = texts.YOU
    else:
        values["addressee"] = call_name(person, language)
        values["you"] = you(person, language)
    return values


def _written(draft: Draft, closing: Sentence, belated: str | None, values: Mapping[str, str]) -> str:
    sentences = [sentence for part in draft if (sentence := _said(part, values))]
    if belated is not None:
        sentences.insert(1, belated)
    end = _said(closing, values)
    return " ".join(sentences) + (f"\n\n{end}" if end else "")


def _said(sentence: Sentence, values: Mapping[str, str]) -> str | None:
    """The first wording that can be filled in."""
    for wording in (sentence,) if isinstance(sentence, str) else sentence:
        if places(wording) <= values.keys():
            return wording.format_map(values)
    return None
