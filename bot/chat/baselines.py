"""Baselines: about when the last contact was, five partners a day, one tap each."""

from telegram import InlineKeyboardMarkup

from bot.chat.buttons import button
from bot.chat.house import House
from bot.chat.html import bold, shortened
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.notices import Outgoing, renders
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.notices import Notice
from bot.domain.staff import Staff
from bot.domain.words import NoticeKind
from bot.i18n.formats import Formats
from bot.i18n.translator import Translator, mark
from bot.usecases.baselines import (
    Baseline,
    BaselineQuestions,
    LastContact,
    ListBaselines,
    SetBaseline,
    baseline_questions,
)

room = Room()
NAME_UNITS = 120
_ANSWERS = {
    LastContact.WEEK: mark("This week"),
    LastContact.MONTH: mark("About a month ago"),
    LastContact.QUARTER: mark("About three months ago"),
    LastContact.LONGER: mark("Longer ago"),
    LastContact.UNKNOWN: mark("Don't know"),
}


@button("bl")
class AnswerBaseline:
    """About when the last contact with this partner was."""

    partner_id: int
    answer: LastContact


@button("bs")
class StopBaselines:
    """No more of these questions now."""


async def offer_baselines(talk: Talk) -> None:
    """Asks the first question of the day, if there is one."""
    questions = await ListBaselines(talk.house.storage, talk.house.organisation)(talk.actor)
    if questions.partners:
        await talk.answer(*_question(talk.t, questions))


@room.button(AnswerBaseline)
async def save_baseline(talk: Talk, pressed: AnswerBaseline) -> None:
    """Keeps the answer and asks the next question in place."""
    house = talk.house
    kept = await SetBaseline(house.storage, house.organisation)(talk.actor, pressed.partner_id, pressed.answer)
    above = _starts(talk, kept)
    questions = await ListBaselines(house.storage, house.organisation)(talk.actor)
    if questions.partners:
        text, keys = _question(talk.t, questions)
        await talk.show(above + text, keys)
        return
    await talk.show(above + _thanks(talk.t, questions))


@room.button(StopBaselines)
async def stop_baselines(talk: Talk, _pressed: StopBaselines) -> None:
    """Puts the questions off to another day."""
    await talk.show(talk.t("All right, another day. /partners shows everybody meanwhile."))


@renders(NoticeKind.BASELINES)
async def tell_baselines(
    house: House, notice: Notice, staff: Staff | None, t: Translator, _f: Formats
) -> Outgoing | None:
    """The day's first question; nothing where all are answered by now, or where another day asks the same."""
    if staff is None or notice.due_on != house.organisation.today(house.clock.now()):
        return None
    async with house.storage.read() as uow:
        questions = await baseline_questions(uow, staff.id, notice.due_on)
    return Outgoing(*_question(t, questions)) if questions.partners else None


def _starts(talk: Talk, kept: Baseline) -> str:
    """When the partner's next check-in is, now that it is known where its rhythms start."""
    if kept.check_in_on is None:
        return ""
    name = bold(shortened(kept.partner_name, NAME_UNITS))
    if kept.check_in_on <= talk.today:
        return talk.t("✓ {partner}: a check-in is due now.", partner=name) + "\n\n"
    day = talk.f.day_near(kept.check_in_on, talk.today)
    return talk.t("✓ {partner}: the next check-in is around {day}.", partner=name, day=day) + "\n\n"


def _question(t: Translator, questions: BaselineQuestions) -> tuple[str, InlineKeyboardMarkup | None]:
    partner, left = questions.partners[0], len(questions.partners)
    text = t("About when was the last contact with {partner}?", partner=bold(shortened(partner.name, NAME_UNITS)))
    if left > 1:
        text += "\n" + t.n("{n} more question after this one.", "{n} more questions after this one.", left - 1)
    keys = [Key(t(label), AnswerBaseline(partner.id, answer)) for answer, label in _ANSWERS.items()]
    return text, keyboard([*in_rows(keys, 2), [Key(t("Not now"), StopBaselines())]])


def _thanks(t: Translator, questions: BaselineQuestions) -> str:
    text = t("Thank you, that is all for today. Reminders now start from these days.")
    if questions.later:
        text += " " + t.n(
            "{n} more partner will be asked about.", "{n} more partners will be asked about.", questions.later
        )
    return text
