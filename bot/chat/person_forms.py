"""What a text means that answers a question about a person: the form's step tells."""

from collections.abc import Mapping

from bot.chat.leaving import take_partner, take_successor
from bot.chat.person_edit import take_value
from bot.chat.router import Room, TakesForm
from bot.chat.talk import Talk
from bot.domain.forms import Form
from bot.domain.words import FormKind

room = Room()
_STEPS: Mapping[str, TakesForm] = {
    "edit": take_value,
    "anyway": take_value,
    "successor": take_successor,
    "moves": take_partner,
}


@room.form(FormKind.PERSON_FIELD)
async def take_answer(talk: Talk, form: Form, text: str) -> None:
    """Hands the text to the room that asked."""
    await _STEPS[form.step](talk, form, text)
