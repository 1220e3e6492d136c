"""What is no contact: a question, an order, a bare name. It is led to where the answer is, by a key that shows it."""

from dataclasses import dataclass

from bot.chat.answer_buttons import ShowList
from bot.chat.asks import ShowAdvice, ShowAskable
from bot.chat.contact_draft import ContactDraft, person_value
from bot.chat.history_buttons import ShowContacts, ShowSome
from bot.chat.html import bold, shortened
from bot.chat.keyboards import Key, keyboard
from bot.chat.occasion_buttons import ShowDays, ShowDaysOf
from bot.chat.partners import ShowPartner, ShowPartners
from bot.chat.people_buttons import ShowPeople, ShowPerson
from bot.chat.people_keys import Choice, partner_choices
from bot.chat.summary_buttons import ShowPeriod
from bot.chat.talk import Talk
from bot.chat.upcoming import ShowAgenda
from bot.domain.sentences.understood import NotLog
from bot.domain.sentences.wondered import Topic, asked_about, in_another_alphabet
from bot.domain.words import CareLevel, Role
from bot.i18n.translator import Translator, mark
from bot.usecases.contact_history import Sort
from bot.usecases.partner_lists import Scope

NAME_UNITS = 100
OFFERED = 6


@dataclass(frozen=True, slots=True)
class Lead:
    """What is answered, and the keys that show more."""

    text: str
    keys: tuple[Key, ...] = ()


_PLAIN = {
    NotLog.GREETING: mark("Hello! Write in one line whom you contacted and why, or look at /today."),
    NotLog.QUESTION: mark("/upcoming shows birthdays and other days, /find a partner, /today what is waiting."),
    NotLog.NAME: mark("To look somebody up, write /find and the name. To note a contact, write what it was."),
    NotLog.ORDER: mark("Reminders come by themselves, in the morning. What we owe somebody is noted with /promise."),
    NotLog.EVENT: mark("That is no contact yet. Once you have been in touch, write it: sent condolences to Bu Ratna."),
    NotLog.NOT_YET: mark("That is still ahead. Write it again once it has happened; /promise notes what we owe."),
}
_NOTHING = mark("No contact was found in that. Write in one line whom you contacted and why, or look at /help.")
_LATIN = mark(
    "Only Latin letters are read here. Write in one line, in Indonesian or English, whom you contacted and why."
)
_LED = {
    Topic.HOW_TO: mark("/help tells what can be done here. To note a contact, write in one line whom and why."),
    Topic.REMIND: _PLAIN[NotLog.ORDER],
    Topic.UNDO: mark("/undo takes your last change back. What was noted of a partner is mended in its /history."),
    Topic.MAY_ASK: mark("Whether we may ask is told by /asknow and the partner’s name."),
    Topic.MENDING: mark("What is kept is mended on the card, under Edit: /find and the name opens it."),
    Topic.DAYS: mark("Birthdays and other days of the next 30 days are in /upcoming."),
    Topic.REACHING: mark("Phone and e-mail stand on the card: /find and the name opens it."),
    Topic.PROMISES: mark("What we owe in the next 30 days is in /upcoming; /promise notes something new."),
    Topic.OWNER: mark("Who looks after a partner stands on its card: /find and the name opens it."),
    Topic.FORGOTTEN: mark("Who has waited long for word from us is in /partners, under Care."),
    Topic.LAST_CONTACT: mark("When we were last in touch is told by /history and the partner’s name."),
    Topic.SUMMARY: mark("How our partners fared this week is in /summary, for managers."),
    Topic.ADDING: mark("/add and a name adds a partner; people are added on its card."),
    Topic.TAKING_OUT: mark("/export gives files of the roster, /import takes one in; both are for managers."),
    Topic.TODAY: mark("What is waiting for you is in /today."),
    Topic.PARTNERS: mark("/partners shows our partners: mine, all, by tier, kind, city and care."),
}


async def answer_no_log(talk: Talk, text: str, why: NotLog, draft: ContactDraft) -> None:
    """Answers a text that logs nothing: where the answer is, with a key that shows it of whoever is named."""
    people = await _named(talk, draft)
    if not people and in_another_alphabet(text):
        await talk.answer(talk.t(_LATIN))
        return
    topic = asked_about(text, named=bool(people)) if why in (NotLog.QUESTION, NotLog.ORDER) else None
    lead = _about_somebody(talk, why, topic, people) if people else None
    lead = lead or _about_nobody(talk, why, topic)
    await talk.answer(lead.text, keyboard([[key] for key in lead.keys]))


async def _named(talk: Talk, draft: ContactDraft) -> list[Choice]:
    """Whoever the text names: one who is clear, or all who share the name."""
    if draft.partner_id is not None:
        return await partner_choices(talk, [person_value(draft.partner_id, draft.person_id)])
    asked = next((one for one in draft.questions if one.field in ("person", "partner") and one.values), None)
    return await partner_choices(talk, asked.values[:OFFERED]) if asked is not None else []


def _about_somebody(talk: Talk, why: NotLog, topic: Topic | None, people: list[Choice]) -> Lead | None:
    """The keys that show what was asked about somebody; None where somebody's name says nothing of the answer."""
    if why not in (NotLog.QUESTION, NotLog.ORDER, NotLog.NAME) or topic in _NOT_OF_SOMEBODY:
        return None
    t = talk.t
    if len(people) > 1:
        keys = tuple(_key(one.whole, topic, one) for one in people)
        return Lead(t("Who is meant?"), keys)
    one = people[0]
    name = bold(shortened(one.whole, NAME_UNITS))
    if topic is Topic.LAST_CONTACT:
        return Lead(t("{name}: what was noted of contacts is in the history.", name=name), (_show(t, topic, one),))
    if topic is Topic.DAYS:
        return Lead(t("{name}: birthday and other days.", name=name), (_show(t, topic, one),))
    if topic is Topic.MAY_ASK:
        return Lead(t("{name}: see first whether this is a good moment.", name=name), (_show(t, topic, one),))
    if topic is Topic.REACHING:
        return Lead(t("{name}: phone and e-mail stand on the card.", name=name), (_show(t, topic, one),))
    if why is NotLog.NAME:
        # The hint how to note a contact helps whoever began one.
        return Lead(f"{name}. " + t("To note a contact, write what it was."), (_show(t, None, one),))
    return Lead(t("{name}: what is known stands on the card.", name=name), (_show(t, None, one),))


_NOT_OF_SOMEBODY = (Topic.REMIND, Topic.HOW_TO, Topic.ADDING, Topic.TAKING_OUT, Topic.UNDO, Topic.SUMMARY)


def _show(t: Translator, topic: Topic | None, one: Choice) -> Key:
    return _key(t(_LABELS.get(topic, _CARD) if topic else _CARD), topic, one)


def _key(label: str, topic: Topic | None, one: Choice) -> Key:
    """The key that shows what was asked about a person or a partner."""
    partner, person = one.partner, one.person
    if topic is Topic.LAST_CONTACT:
        page = ShowSome(partner.id, 0, Sort.ALL.value, person.id, 0) if person else ShowContacts(partner.id, 0)
        return Key(label, page)
    if topic is Topic.DAYS:
        return Key(label, ShowDaysOf(person.id) if person else ShowDays(partner.id))
    if topic is Topic.MAY_ASK:
        return Key(label, ShowAdvice(partner.id))
    if topic is Topic.OWNER or person is None:
        people = topic is Topic.REACHING
        return Key(label, ShowPeople(partner.id, 0) if people else ShowPartner(partner.id))
    return Key(label, ShowPerson(person.id))


_CARD = mark("Open the card")
_LABELS = {
    Topic.LAST_CONTACT: mark("Show the history"),
    Topic.DAYS: mark("Show the days"),
    Topic.MAY_ASK: mark("Show the balance"),
}


def _about_nobody(talk: Talk, why: NotLog, topic: Topic | None) -> Lead:
    t = talk.t
    if topic is None:
        return Lead(t(_PLAIN.get(why, _NOTHING)))
    return Lead(t(_LED[topic]), _leading(talk, topic))


def _leading(talk: Talk, topic: Topic) -> tuple[Key, ...]:
    """The keys to the pages of all partners."""
    t = talk.t
    manager = talk.staff.may(Role.MANAGER)
    scope = Scope.ALL if manager else Scope.MINE
    if topic in (Topic.DAYS, Topic.PROMISES):
        return (Key(t("The next 30 days"), ShowAgenda(mine=not manager)),)
    if topic is Topic.FORGOTTEN:
        late = ShowPartners(scope, None, None, CareLevel.NEGLECTED, None, 0)
        waiting = ShowPartners(scope, None, None, CareLevel.ATTENTION, None, 0)
        return (Key(t("Reach out soon"), late), Key(t("Needs attention"), waiting))
    if topic is Topic.MAY_ASK:
        return (Key(t("Show the list"), ShowAskable(0)),)
    if topic is Topic.SUMMARY and manager:
        return (Key(t("The last week"), ShowPeriod(1)),)
    if topic is Topic.TODAY:
        return (Key(t("What is waiting"), ShowList(0)),)
    if topic is Topic.PARTNERS:
        return (Key(t("Our partners"), ShowPartners(scope, None, None, None, None, 0)),)
    return ()
