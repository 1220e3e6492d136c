"""Drafts for a reminder: the words of the i18n floor, filled with what is true now."""

from dataclasses import dataclass, replace
from functools import cache

from bot.chat.talk import Talk
from bot.chat.ways import Ways, ways_to
from bot.domain.briefs import BriefItem
from bot.domain.drafting import Drafting
from bot.domain.feasts import FEASTS
from bot.domain.given_texts import fresh
from bot.domain.noted_words import award_in, help_in, relation_in, role_in
from bot.domain.words import EventKind, ReminderKind, ReminderState, Tone
from bot.i18n.drafts import DraftFacts, DraftText, draft_texts, ordinal, spoken_language
from bot.i18n.formats import Formats, formats_for
from bot.i18n.salutations import full_name
from bot.usecases.drafting import ReadDrafting

SHOWN = 3
"""Drafts to choose from at a time."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The drafts that are offered, those not given lately; ``number`` is the one shown, ``tone`` theirs.

    ``wanted`` is the language that was asked for; ``other_tone`` says that in the other tone there are other words.
    """

    drafting: Drafting
    ways: Ways
    tone: Tone
    texts: tuple[DraftText, ...] = ()
    number: int = 0
    wanted: str = ""
    other_tone: bool = False

    @property
    def chosen(self) -> DraftText:
        """The draft that is shown."""
        return self.texts[self.number]

    @property
    def to(self) -> str:
        """To whom it goes."""
        person = self.drafting.person
        return full_name(person) if person else self.drafting.partner.name

    @property
    def can_be_sent(self) -> bool:
        """Whether its reminder can be answered now."""
        view = self.drafting.view
        return view is None or view.item.state in (ReminderState.OPEN, ReminderState.SNOOZED)


async def offer_for(talk: Talk, reminder_id: int, number: int = 0, tone: Tone | None = None) -> Offer:
    """The drafts for a reminder; none where the kind has none, or nothing is to be written."""
    drafting = await ReadDrafting(talk.house.storage, talk.house.organisation)(talk.actor, reminder_id)
    return offer_of(talk, drafting, number, tone)


def offer_of(talk: Talk, drafting: Drafting, number: int = 0, tone: Tone | None = None) -> Offer:
    """The drafts that rest on this."""
    person, partner = drafting.person, drafting.partner
    organisation = talk.house.organisation
    language = (person.language if person else None) or partner.language or organisation.language
    offer = Offer(drafting, ways_to(person, partner, organisation.country), tone or drafting.tone, wanted=language)
    if drafting.barred is not None:
        return offer
    found = _texts(talk, drafting, language, offer.tone)
    other = _texts(talk, drafting, language, next(one for one in Tone if one is not offer.tone))
    of_feast = drafting.view is not None and drafting.view.item.feast is not None
    # Colleagues of one office show each other what they got: not everybody gets the first text.
    texts = fresh(found, drafting.lately, start=person.id if person and of_feast else 0)
    return replace(
        offer,
        texts=tuple(texts),
        number=number % len(texts) if texts else 0,
        other_tone={one.text for one in found} != {one.text for one in other},
    )


@cache
def has_words(kind: ReminderKind) -> bool:
    """Whether there are texts for a kind of reminder at all."""
    return bool(draft_texts(kind, None, "id", None, DraftFacts("")))


def _texts(talk: Talk, drafting: Drafting, language: str, tone: Tone) -> list[DraftText]:
    facts = _facts(talk, drafting, spoken_language(language))
    found = draft_texts(
        drafting.kind, drafting.subject, language, drafting.person, facts, tone=tone, ours=drafting.ours
    )
    if drafting.kind is not ReminderKind.CHECK_IN:
        return found
    # Asking about something real comes before asking in general.
    real = [one.strip(" .") for one in (facts.last, facts.promise, facts.needs) if one]
    return sorted(found, key=lambda one: not (one.key.startswith("own.") or any(said in one.text for said in real)))


def _facts(talk: Talk, drafting: Drafting, language: str) -> DraftFacts:
    facts = DraftFacts(
        sender=talk.staff.name,
        organisation=talk.house.organisation.name,
        partner=drafting.partner.name,
        needs=drafting.partner.needs,
        last=drafting.told,
        request=drafting.request,
        help=help_in(drafting.request) if drafting.kind is ReminderKind.THANKS else None,
    )
    return facts if drafting.view is None else _of_item(talk, facts, drafting, language)


def _of_item(talk: Talk, facts: DraftFacts, drafting: Drafting, language: str) -> DraftFacts:
    view, person = drafting.view, drafting.person
    assert view is not None
    item = view.item
    f = formats_for(language, str(talk.house.organisation.zone))
    mine = [one for one in view.promises if one.person_id is None or (person and one.person_id == person.id)]
    promise = item.text if item.kind is ReminderKind.PROMISE else next((one.text for one in mine), None)
    met = item.about == "introduction"
    return replace(
        facts,
        years=f.counted(item.age) if item.age else None,
        nth=ordinal(language, item.age) if item.age else None,
        occasion=item.title or (item.feast if item.feast not in FEASTS else None),
        deceased=item.text if item.event is EventKind.DEATH else None,
        relation=relation_in(item.text, language) if item.event is EventKind.BEREAVEMENT else None,
        role=role_in(item.text) if item.event is EventKind.NEW_ROLE else None,
        award=award_in(item.text) if item.event is EventKind.AWARD else None,
        contact=talk.staff.name if item.kind is ReminderKind.INTRODUCE else item.text if met else None,
        offer=sentence_of(item.text) if item.about == "offer" and item.text else None,
        ends=_ends(f, item),
        # A feast knows by itself what is said after its day; one of our own is a day like any other, and in its time.
        belated=bool(item.days_over) and item.feast in (None, *FEASTS),
        promise=promise,
    )


def sentence_of(text: str) -> str:
    """What was typed as it begins a sentence."""
    return text[:1].upper() + text[1:]


def _ends(f: Formats, item: BriefItem) -> str | None:
    """The last day of an agreement, or of an offer."""
    if item.kind is ReminderKind.RENEWAL:
        return f.day_year(item.due_on)
    return f.day_year(item.last_on) if item.about == "offer" and item.last_on is not None else None
