"""What the steps of news share: the draft behind the form, the message that shows it, and the keys between them."""

from typing import Any

from bot.chat.keyboards import Key, keyboard
from bot.chat.news_buttons import NewsLeave, NewsStep
from bot.chat.talk import Talk
from bot.domain.forms import Form
from bot.i18n.translator import Translator
from bot.usecases.forms import Forms
from bot.usecases.mailing import NewsView, ShowNews


async def view_of(talk: Talk, form: Form) -> NewsView:
    """The draft behind a form, and who would get it."""
    show = ShowNews(talk.house.storage, talk.house.organisation, talk.house.mail)
    return await show(talk.actor, form.fields["mailing"])


async def shown_as(talk: Talk, form: Form, text: str, rows: list[Any]) -> None:
    """Shows a step of the form, and remembers where."""
    await Forms(talk.house.storage).shown_in(form, await talk.show(text, keyboard(rows)))


def step_key(t: Translator, form: Form, step: str, label: str = "") -> Key:
    """Leads to a step of the form; without a label, back to it."""
    return Key(label or t("Back"), NewsStep(form.id, form.version, step))


def leave_key(t: Translator, form: Form) -> Key:
    """Leaves the form."""
    return Key(t("Cancel"), NewsLeave(form.id, form.version))
