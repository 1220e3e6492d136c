"""/undo and /cancel: the last own change taken back, a form left."""

from telegram import InlineKeyboardMarkup

from bot.chat.buttons import button
from bot.chat.html import esc, shortened
from bot.chat.keyboards import Key, keyboard
from bot.chat.partners import ShowPartner
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.undo_texts import field_labels, undone_text
from bot.domain.errors import NothingToUndo
from bot.i18n.translator import Translator, mark
from bot.usecases.forms import Forms
from bot.usecases.undo import ListUndoable, UndoChange
from bot.usecases.undo_naming import Undoable

room = Room()
NAME_UNITS = 90


@button("ud")
class TakeBack:
    """Take this change back."""

    change_set_id: int


_ACTS = {
    "log_contact": mark("the noted contact"),
    "edit_interaction": mark("the changed contact"),
    "delete_interaction": mark("the deleted contact"),
    "mark_done": mark("the settled reminder"),
    "mark_sent": mark("the message noted as sent"),
    "snooze_reminder": mark("the snoozed reminder"),
    "skip_reminder": mark("the skipped reminder"),
    "answer_renewal": mark("the agreement's outcome"),
    "answer_follow_up": mark("the answer about the request"),
    "give_gesture": mark("the token of appreciation"),
    "make_offer": mark("the special offer"),
    "answer_offer": mark("the answer about the offer"),
    "introduce_partners": mark("the introduction"),
    "answer_introduction": mark("the answer about the introduction"),
    "add_promise": mark("the noted promise"),
    "settle_promise": mark("the settled promise"),
    "add_partner": mark("the added partner"),
    "change_partner": mark("the change to the partner"),
    "change_rhythm": mark("the partner's own rhythm"),
    "add_agreement": mark("the entered agreement"),
    "change_agreement": mark("the changed agreement"),
    "close_agreement": mark("the agreement's outcome"),
    "archive_partner": mark("the archiving of the partner"),
    "restore_partner": mark("the return of the partner"),
    "add_person": mark("the added person"),
    "save_contact": mark("the saved contact"),
    "complete_contact": mark("what was added from a contact"),
    "change_person": mark("the change to the person"),
    "person_left": mark("that the person left"),
    "person_died": mark("that the person died"),
    "person_back": mark("that the person is there again"),
    "name_successor": mark("who took over"),
    "move_person": mark("the person’s move"),
    "plan_condolence": mark("the reminder to offer condolences"),
    "import_roster": mark("the import"),
    "merge_partners": mark("the merging of two partners"),
    "hand_over": mark("the handing over of partners"),
    "set_baseline": mark("the note of the last contact"),
    "add_event": mark("the noted event"),
    "confirm_settled": mark("the reminder that a contact settled"),
    "plan_check_in": mark("the planned check-in"),
    "remember_days": mark("the answer about birthdays and holidays"),
    "settle_complaint": mark("the settled complaint"),
    "save_day": mark("the day that was kept"),
    "remove_day": mark("the day that was taken away"),
    "keep_feast": mark("the holiday that was added"),
    "leave_feast": mark("the holiday that was taken away"),
    "shift_feast": mark("the holiday's moved day"),
    "confirm_feast": mark("the day of a holiday"),
    "add_own_feast": mark("the added holiday of our own"),
    "change_own_feast": mark("the changed holiday of our own"),
    "remove_own_feast": mark("the holiday of our own that was taken away"),
    "link_group": mark("the linked group"),
    "keep_own_word": mark("the word of our own"),
    "drop_own_word": mark("the word of our own that was taken away"),
    "send_news": mark("the sending of news"),
    "news_by_chat": mark("the news by WhatsApp"),
    "refuse_news": mark("the answer about our news"),
    "change_settings": mark("the settings"),
    "add_template": mark("the added text of our own"),
    "change_template": mark("the changed text of our own"),
    "remove_template": mark("the text of our own that was taken away"),
    "switch_text": mark("the switched text"),
    "import_templates": mark("the texts that came in as a file"),
    "set_absence": mark("the noted absence"),
    "change_absence": mark("the changed absence"),
    "end_absence": mark("the absence's early end"),
}
_SOMETHING = mark("the last change")


def undo_key(t: Translator, change_set_id: int | None) -> Key | None:
    """The Undo button of an act, if it can be taken back."""
    return None if change_set_id is None else Key(t("Undo"), TakeBack(change_set_id))


@room.command("undo", "urungkan", says=mark("Take your last change back"))
async def ask_undo(talk: Talk, _text: str) -> None:
    """Names the last own change and offers to take it back: what is done is said before it is undone."""
    if not await _offer(talk):
        raise NothingToUndo


@room.button(TakeBack)
async def undo_change(talk: Talk, pressed: TakeBack) -> None:
    """Takes a change back and says what could not be."""
    try:
        undone = await UndoChange(talk.house.storage, talk.house.organisation)(talk.actor, pressed.change_set_id)
    except NothingToUndo:
        await talk.toast(talk.t("This was taken back already, or is more than a day old."), alert=True)
        return
    text = await undone_text(talk, undone, named(talk.t, undone.what))
    await talk.show(text, await _back_to(talk, undone.what.partner_id))


@room.command("cancel", "batal", says=mark("Leave what you began"), in_menu=False)
async def cancel_form(talk: Talk, _text: str) -> None:
    """Leaves the current form; without one, offers undo."""
    forms = Forms(talk.house.storage)
    form = await forms.current(talk.actor, talk.chat_id)
    if form is None:
        if not await _offer(talk, talk.t("Nothing is open that could be cancelled.")):
            await talk.answer(talk.t("Nothing is open, and nothing of the last day is left to take back."))
        return
    await forms.close(talk.actor, form)
    await talk.answer(talk.t("Cancelled. Nothing was saved."))


async def _offer(talk: Talk, above: str = "") -> bool:
    """Names the last own change with the button that takes it back; whether there is one."""
    found = await ListUndoable(talk.house.storage)(talk.actor, 1)
    for last in found:
        when = talk.f.moment(last.at)
        text = talk.t("Take back {what}? It was on {when}.", what=named(talk.t, last), when=when)
        keys = [Key(talk.t("Undo"), TakeBack(last.change_set_id))]
        await talk.answer(f"{above}\n{text}" if above else text, keyboard([keys]))
    return bool(found)


async def _back_to(talk: Talk, partner_id: int | None) -> InlineKeyboardMarkup | None:
    """The way back to the partner's card, where it is still there."""
    async with talk.house.storage.read() as uow:
        partner = await uow.partners.find(partner_id)
    return None if partner is None else keyboard([[Key(talk.t("Partner’s card"), ShowPartner(partner.id))]])


def named(t: Translator, act: Undoable) -> str:
    """An act as one would name it: which fields, of which partner, with whom."""
    what = t(_ACTS.get(act.act, _SOMETHING))
    labels = [label for noun, names in act.fields for label in field_labels(t, noun, names)]
    about = [esc(shortened(name, NAME_UNITS)) for name in (act.other_name, act.partner_name) if name]
    about += [t.n("{n} partner", "{n} partners", act.partners)] if act.partners else []
    about += [", ".join(dict.fromkeys(label.lower() for label in labels))] if labels else []
    return f"{what} ({'; '.join(about)})" if about else what
