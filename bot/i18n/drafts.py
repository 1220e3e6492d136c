"""Draft messages to a partner's people, to be read, changed and sent by a colleague.

The texts stand in the bank, file by file, and beside it those that an organisation wrote itself; this module chooses
and fills them. A sentence that lacks a value is left out or said in another way, so a draft never shows a hole. Of a
person who died nothing is drafted: the caller sees to that.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from bot.domain.templates import LANGUAGES, OF_OTHERS, PUBLIC, TOPIC_GROUPS, TOPICS, OurTexts, Template
from bot.domain.words import EventKind, OccasionKind, ReminderKind, Tone
from bot.i18n.draft_frames import FRAMES, Frame
from bot.i18n.draft_values import cleaned, said
from bot.i18n.own_texts import own_text, signs_itself
from bot.i18n.salutations import Named, call_name, has_family, you
from bot.i18n.text_bank import BankText, bank

DEATH = EventKind.DEATH.value
"""Subject of a condolence to the partner when one of its people has died."""

OFTEN = 2
"""So often a name can stand in a text."""
_FALLBACK = "en"
_QUIET = frozenset([EventKind.BEREAVEMENT.value, DEATH])
_DATED = frozenset(kind.value for kind in OccasionKind)
"""What an excuse is said for when it is belated. A feast's greeting days are themselves its time."""


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """What is known when a draft is made; None is not known, and no draft speaks of it.

    `years` and `ends` are already written out, `nth` by `ordinal`; `relation` is who died, as the language says it
    ("ayahanda", "father"); `news` and `offer` are whole sentences. `last` is what they told last, `needs` what they
    look for, `promise` what we said we would do, `request` what we asked for and `help` what they did, `offers`
    what they offer: a few words each, such as can stand behind a colon. `first` and `second` are two who meet,
    `contact` one of them for the other, each with the partner where they are (`_at`) and what it offers (`_does`).
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
    nth: str | None = None
    last: str | None = None
    needs: str | None = None
    promise: str | None = None
    request: str | None = None
    offers: str | None = None
    first: str | None = None
    first_at: str | None = None
    first_does: str | None = None
    second: str | None = None
    second_at: str | None = None
    second_does: str | None = None
    contact_at: str | None = None
    contact_does: str | None = None


@dataclass(frozen=True, slots=True)
class DraftText:
    """A draft under a key that names its text for good ("birthday.warm-wish"; "own.12" for one of the organisation's),
    in the language it came out in, which is English where the one asked for has no texts."""

    key: str
    text: str
    language: str


def draft_texts(
    kind: ReminderKind,
    subject: str | None,
    language: str,
    person: Named | None,
    facts: DraftFacts,
    *,
    tone: Tone | None = None,
    ours: OurTexts | None = None,
) -> list[DraftText]:
    """All drafts for a reminder, the organisation's own first; none where nothing is to be written.

    `subject` is the kind of occasion or event, the key of a feast, the purpose of a gesture, `DEATH`, or, of a
    check-in, `SILENCE` or `APOLOGY`; a feast or day of one's own takes the words for a special day. Without a person
    everybody at the partner is spoken to; without a tone texts of both are given.
    """
    return [
        draft for topic in topics_of(kind, subject) for draft in texts_on(topic, language, person, facts, tone, ours)
    ]


def texts_on(
    topic: str,
    language: str,
    person: Named | None,
    facts: DraftFacts,
    tone: Tone | None = None,
    ours: OurTexts | None = None,
) -> list[DraftText]:
    """All drafts on one of `TOPICS`."""
    ours = ours or OurTexts()
    spoken = spoken_language(language)
    there: list[BankText | Template] = [
        one for one in ours.own if one.active and one.topic == topic and one.language == spoken
    ]
    there += [one for one in bank(spoken).get(topic, ()) if (spoken, one.key) not in ours.off]
    fit = [one for one in there if tone is None or one.tone in (None, tone)] or there
    writer = Writer(spoken, person, facts, topic, tone)
    made = (
        (f"own.{one.id}", writer.own(one)) if isinstance(one, Template) else (one.key, writer.bank(one)) for one in fit
    )
    found = [DraftText(key, text, spoken) for key, text in made if text]
    # Who has no salutation is called by name wherever others are called Ibu or Bapak; once too often sounds wooden.
    return sorted(found, key=lambda draft: writer.name is not None and draft.text.count(writer.name) > OFTEN)


def topics_of(kind: ReminderKind, subject: str | None) -> tuple[str, ...]:
    """On which topics there are words for a reminder."""
    match kind:
        case ReminderKind.GESTURE if subject is None:
            return tuple(topic for topic in TOPIC_GROUPS["care"] if topic.startswith("gesture_"))
        case ReminderKind.GESTURE:
            topic = f"gesture_{subject}"
        case ReminderKind.CONGRATULATION:
            topic = subject if subject in TOPICS else OccasionKind.OWN.value
        case ReminderKind.CONDOLENCE:
            topic = subject or EventKind.BEREAVEMENT.value
        case _:
            topic = subject if subject in TOPIC_GROUPS["care"] + TOPIC_GROUPS["work"] else kind.value
    return (topic,) if topic in TOPICS else ()


def spoken_language(language: str) -> str:
    """The language in which somebody is written to: their own where it has texts, else English."""
    return language if language in LANGUAGES else _FALLBACK


def ordinal(language: str, number: int) -> str:
    """Which one it is, for `nth`: pertama, ke-50; 1st, 50th."""
    if spoken_language(language) == "id":
        return "pertama" if number == 1 else f"ke-{number}"
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


class Writer:
    """Fills texts on one topic for one reader."""

    def __init__(self, language: str, person: Named | None, facts: DraftFacts, topic: str, tone: Tone | None) -> None:
        frame = FRAMES[language]
        self._values = _values(frame, language, person, facts)
        self._nobody = person is None and topic not in OF_OTHERS
        self.name = self._values["you"] if self._values["you"] == self._values["addressee"] else None
        # Who is spoken to as everybody at a place hears its name once.
        unnamed = {name: value for name, value in self._values.items() if name != "partner"}
        public = topic in PUBLIC
        self._said = unnamed if person is None and not public else self._values
        self._late = facts.belated
        self._excuse = frame.belated[tone] if facts.belated and topic in _DATED else ()
        self._closing = () if public else frame.quiet if topic in _QUIET else frame.closings[tone]

    def bank(self, text: BankText) -> str:
        """One of the bank's, with its closing."""
        sentences = [
            sentence
            for one in text.sentences
            if one.late in (None, self._late) and (sentence := said(one.wordings, self._said))
        ]
        if not text.knows_lateness:
            sentences[1:1] = self._excuse
        if self._nobody:
            # Names keep their letters ("dr. Dewi"); "everyone" begins a sentence like any word.
            sentences = [sentence[:1].upper() + sentence[1:] for sentence in sentences]
        return self._signed(" ".join(sentences))

    def own(self, text: Template) -> str:
        """One of the organisation's; empty where nothing of it can be said. Who signs it themselves is left to it."""
        body = own_text(text.text, self._values)
        return body if signs_itself(text.text) else self._signed(body)

    def _signed(self, body: str) -> str:
        closing = said(self._closing, self._values)
        return f"{body}\n\n{closing}" if body and closing else body


def _values(frame: Frame, language: str, person: Named | None, facts: DraftFacts) -> Mapping[str, str]:
    given = {name: cleaned(name, value) for name, value in asdict(facts).items() if isinstance(value, str)}
    values = {name: value for name, value in given.items() if value}
    if person is None:
        values["addressee"] = said(frame.nobody, values) or frame.you
        values["you"] = frame.you
        values["family"] = frame.everybody
    else:
        if values.get("partner", "").casefold() == person.name.casefold():
            # Somebody who is the partner: nobody is at a place called by their own name.
            del values["partner"]
        values["addressee"] = call_name(person, language)
        values["you"] = you(person, language)
        values["family"] = frame.family.format_map(values) if has_family(person) else values["you"]
    return values
