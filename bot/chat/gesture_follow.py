"""What became of gestures: an introduction three weeks later, an offer before it ends."""

from datetime import date

from bot.chat.answer_buttons import ShowItem, ShowList
from bot.chat.answers import settled_kindly
from bot.chat.contact_texts import saved
from bot.chat.days import need_day
from bot.chat.gesture_buttons import Came, OfferEnds
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.undo import undo_key
from bot.domain.dates import parse_day
from bot.domain.day_results import DayAmbiguous
from bot.domain.forms import Form
from bot.domain.words import Channel, FormKind, IntroductionOutcome, OfferEnd
from bot.i18n import words
from bot.usecases.forms import Forms
from bot.usecases.introductions import AnswerIntroduction
from bot.usecases.offers import AnswerOffer, OfferAnswered

room = Room()


@room.button(Came)
@settled_kindly
async def save_came(talk: Talk, pressed: Came) -> None:
    """Keeps what came of an introduction."""
    told = await AnswerIntroduction(talk.house.storage, talk.house.organisation)(
        talk.actor, pressed.reminder_id, pressed.outcome
    )
    t = talk.t
    if told.again_on is not None:
        day = talk.f.relative(told.again_on, talk.today)
        text = t("Noted. The question comes again {day}.", day=day)
    elif pressed.outcome is IntroductionOutcome.CAME:
        text = t("How good! It stands on both partners’ cards.")
    else:
        text = t("Noted.")
    await _answered(talk, text, told.change_set_id)


@room.button(OfferEnds)
@settled_kindly
async def save_offer_end(talk: Talk, pressed: OfferEnds) -> None:
    """Writes that an offer was told once more, or lets it end; an extension asks until when."""
    t, id = talk.t, pressed.reminder_id
    back = [Key(t("Back"), ShowItem(id))]
    if pressed.did is OfferEnd.EXTENDED:
        forms = Forms(talk.house.storage)
        fields = {"reminder": id, "purpose": "offer"}
        form = await forms.begin(talk.actor, talk.chat_id, FormKind.OFFER_END, "extend", fields, "ends")
        asked = t("Until when does it stand? Write the day, for example 31 December.")
        await forms.shown_in(form, await talk.show(asked, keyboard([back])))
        return
    if pressed.did is OfferEnd.TOLD and pressed.channel is None:
        keys = [Key(words.channel(t, one), OfferEnds(id, OfferEnd.TOLD, one)) for one in Channel]
        await talk.show(t("How did it go out?"), keyboard([*in_rows(keys, 3), back]))
        return
    answered = await AnswerOffer(talk.house.storage, talk.house.organisation)(
        talk.actor, id, pressed.did, channel=pressed.channel
    )
    await _told(talk, answered)


@room.form(FormKind.OFFER_END)
async def take_extension(talk: Talk, form: Form, text: str) -> None:
    """Takes the new last day; one that cannot be leaves the form as it is."""
    reading = parse_day(text, talk.today, "future")
    day = reading.options[0] if isinstance(reading, DayAmbiguous) else need_day("ends", reading)

    @settled_kindly
    async def extend(talk: Talk, ends_on: date) -> None:
        answer = AnswerOffer(talk.house.storage, talk.house.organisation)
        await _told(talk, await answer(talk.actor, int(form.fields["reminder"]), OfferEnd.EXTENDED, ends_on))

    await extend(talk, day)
    await Forms(talk.house.storage).close(talk.actor, form)


async def _told(talk: Talk, answered: OfferAnswered) -> None:
    t = talk.t
    if answered.logged is not None:
        text = saved(t, talk.f, answered.logged, talk.today)
    elif answered.did is OfferEnd.EXTENDED:
        text = t(
            "Extended until {day}. It comes up again before that.", day=talk.f.day_near(answered.ends_on, talk.today)
        )
    else:
        text = t("Noted. The offer ends on {day}.", day=talk.f.day_near(answered.ends_on, talk.today))
    await _answered(talk, text, answered.change_set_id)


async def _answered(talk: Talk, text: str, change_set_id: int | None) -> None:
    undo = undo_key(talk.t, change_set_id)
    await talk.show(text, keyboard([[*([undo] if undo else []), Key(talk.t("What is waiting"), ShowList(0))]]))
