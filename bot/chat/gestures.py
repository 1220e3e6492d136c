"""A gesture, made in the chat: chosen in one tap, in words for our channels, for them, or for two who meet."""

from datetime import date

from bot.chat.answer_buttons import ShowItem
from bot.chat.answers import settled_kindly, tell_done
from bot.chat.gesture_buttons import AskAnew, GestureSent, KeepOffers, MoreGestures, TakeGesture, TurnWords
from bot.chat.gesture_forms import begin_gesture, show_gesture
from bot.chat.gesture_lines import gesture_keys
from bot.chat.gesture_texts import words_keys, words_text
from bot.chat.gesture_words import BEGINNING, BOTH, PUBLIC, Words, topic_for, words_of
from bot.chat.html import esc, shortened
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.errors import BadValue
from bot.domain.forms import Form
from bot.domain.words import GESTURES, WORDS_ALONE, Channel, Purpose
from bot.i18n import words
from bot.usecases.answers import Answered
from bot.usecases.forms import Forms
from bot.usecases.gestures import Gesture, GiveGesture, GivenWords
from bot.usecases.introductions import IntroducePartners
from bot.usecases.offers import MakeOffer
from bot.usecases.reading_gestures import ReadGesture

room = Room()
OFFER_UNITS = 300


@room.button(TakeGesture)
@settled_kindly
async def take_gesture(talk: Talk, pressed: TakeGesture) -> None:
    """Begins the gesture: its words, or the first thing that they need."""
    if pressed.purpose not in GESTURES:
        raise BadValue("purpose", "choose_gesture")
    read = await ReadGesture(talk.house.storage, talk.house.organisation)(talk.actor, pressed.reminder_id)
    t, id = talk.t, pressed.reminder_id
    if pressed.purpose is Purpose.OFFER and read.offers and not pressed.anew:
        still = read.offers[0]
        day = talk.f.day_near(still.ends_on, talk.today)
        text = t(
            "An offer to {partner} still stands until {day}: “{text}”. Make another one?",
            partner=esc(read.side.partner.name),
            day=day,
            text=esc(shortened(still.text, OFFER_UNITS)),
        )
        again = Key(t("Make another one"), TakeGesture(id, Purpose.OFFER, True))
        await talk.show(text, keyboard([[again], [Key(t("Back"), ShowItem(id))]]))
        return
    form = await begin_gesture(talk, id, pressed.purpose, read)
    await _show(talk, form)


@room.button(MoreGestures)
@settled_kindly
async def show_more(talk: Talk, pressed: MoreGestures) -> None:
    """The gestures that a government office is not given lightly."""
    t, id = talk.t, pressed.reminder_id
    rest = [one for one in GESTURES if one not in WORDS_ALONE]
    text = t("For a government office, words are enough: a gift can count as gratification.")
    rows = [*in_rows(gesture_keys(t, id, rest), 1), [Key(t("Back"), ShowItem(id))]]
    await talk.show(text, keyboard(rows))


@room.button(TurnWords)
@settled_kindly
async def show_words(talk: Talk, pressed: TurnWords) -> None:
    """Shows other words, for whom they were asked."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form, pressed.version)
    await _show_words(talk, form, pressed.to, pressed.number, pressed.language)


@room.button(KeepOffers)
@settled_kindly
async def keep_offers(talk: Talk, pressed: KeepOffers) -> None:
    """Notes whether what they offer is kept with the partner, and shows the words."""
    forms = Forms(talk.house.storage)
    form = await forms.get(talk.actor, pressed.form, pressed.version)
    if not talk.took(form):
        form = await forms.step(talk.actor, form, step="made", fields={**form.fields, "keep": pressed.keep})
    await _show(talk, form)


@room.button(GestureSent)
@settled_kindly
async def save_gesture(talk: Talk, pressed: GestureSent) -> None:
    """Writes that the words went out: the contact, what is kept of it, and the reminder that it settles."""
    if pressed.channel is None:
        await _ask_channel(talk, pressed)
        return
    async with Forms(talk.house.storage).taking(talk.actor, pressed.form, pressed.version) as form:
        done = await _save(talk, form, pressed)
    await tell_done(talk, done)


async def _save(talk: Talk, form: Form, pressed: GestureSent) -> Answered:
    kept, channel = form.fields, pressed.channel
    house, id, purpose = talk.house, int(kept["reminder"]), Purpose(kept["purpose"])
    if purpose is Purpose.OFFER:
        made = (str(kept["text"]), date.fromisoformat(kept["ends"]))
        return await MakeOffer(house.storage, house.organisation)(talk.actor, id, made, channel, pressed.mark)
    if purpose is Purpose.INTRODUCTION:
        people = (kept.get("person"), (int(kept["other"]), kept.get("other_person")))
        introduce = IntroducePartners(house.storage, house.organisation)
        # What is remembered is the text to both: it is the one that would come again.
        return await introduce(talk.actor, id, people, channel, pressed.mark if pressed.to == BOTH else "")
    public = pressed.to == PUBLIC
    said = GivenWords(topic_for(purpose, pressed.to), pressed.mark, public)
    gesture = Gesture(purpose, said, channel, None if public else kept.get("person"))
    offers = str(kept["text"]) if kept.get("keep") else None
    return await GiveGesture(house.storage, house.organisation)(talk.actor, id, gesture, offers)


async def _ask_channel(talk: Talk, pressed: GestureSent) -> None:
    labels = [(one, words.channel(talk.t, one)) for one in Channel]
    keys = [
        Key(label, GestureSent(pressed.form, pressed.version, pressed.to, pressed.mark, one)) for one, label in labels
    ]
    back = TurnWords(pressed.form, pressed.version, pressed.to, 0, "")
    await talk.show(talk.t("How did it go out?"), keyboard([*in_rows(keys, 3), [Key(talk.t("Back"), back)]]))


async def _show(talk: Talk, form: Form) -> None:
    if form.awaits is not None or form.step == "keep":
        await show_gesture(talk, form)
    else:
        await _show_words(talk, form, BEGINNING[Purpose(form.fields["purpose"])], 0, "")


async def _show_words(talk: Talk, form: Form, to: str, number: int, language: str) -> None:
    shown: Words = await words_of(talk, form, to, number, language)
    await talk.show(words_text(talk, form, shown), keyboard(words_keys(talk.t, form, shown, AskAnew)))
