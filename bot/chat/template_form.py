"""A text of our own, written or changed: a form that is a row, so that nothing that was typed is lost."""

from typing import Any

from bot.chat.buttons import OldButton
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Copy, Key, in_rows, keyboard
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.template_buttons import AskTextAgain, ChangeText, LeaveText, SaveText, SetFormTone, ShowTexts, WriteText
from bot.chat.template_texts import OWN, TextShown, fault_text, find_text, heading, tone_of
from bot.chat.templates import find_own, preview_of
from bot.chat.undo import undo_key
from bot.domain.errors import BadValue, NotFound, Outdated
from bot.domain.forms import Form
from bot.domain.templates import LANGUAGES, TOPICS, Template, checked_text
from bot.domain.words import FormKind, Tone
from bot.i18n import topics
from bot.i18n.place_names import canonical, localised, names_on
from bot.i18n.translator import own_name
from bot.usecases.forms import Forms
from bot.usecases.template_previews import ReadPreviewFacts
from bot.usecases.templates import AddTemplate, ChangeTemplate, ListTexts

room = Room()
PARTNERS_TRIED = 6
TYPED_UNITS = 1500
"""Of what was typed and refused, shown again to be mended."""


@room.button(WriteText)
async def ask_text(talk: Talk, pressed: WriteText) -> None:
    """Asks for a new text."""
    if pressed.topic not in TOPICS or pressed.language not in LANGUAGES:
        raise OldButton
    model = await find_text(talk, pressed.after, pressed.language) if pressed.after else None
    await ListTexts(talk.house.storage)(talk.actor)
    tone = model.tone.value if model and model.tone else ""
    fields = {"id": 0, "topic": pressed.topic, "language": pressed.language, "tone": tone, "text": None}
    await _begin(talk, {**fields, "typed": model.model if model else ""})


@room.button(ChangeText)
async def ask_words(talk: Talk, pressed: ChangeText) -> None:
    """Asks for the words of one that there is."""
    own = await find_own(talk, pressed.template)
    fields = {"id": own.id, "topic": own.topic, "language": own.language, "tone": own.tone or "", "text": None}
    await _begin(talk, {**fields, "was": own.text, "typed": localised(own.text, talk.t.language)})


async def _begin(talk: Talk, fields: dict[str, Any]) -> None:
    forms = Forms(talk.house.storage)
    form = await forms.begin(talk.actor, talk.chat_id, FormKind.TEMPLATE, "text", fields, awaits="text")
    await _show(talk, form)


@room.form(FormKind.TEMPLATE)
async def take_text(talk: Talk, form: Form, text: str) -> None:
    """Takes the text; one that cannot be kept is shown again with what is wrong in it."""
    if form.step == "file":
        raise Outdated("form", form.id)
    topic, forms = form.fields["topic"], Forms(talk.house.storage)
    fields = {**form.fields, "typed": text}
    try:
        kept = checked_text(topic, canonical(text))
    except BadValue as fault:
        if not talk.took(form):
            form = await forms.step(talk.actor, form, fields=fields)
        await _show(talk, form, fault_text(talk, fault, topic))
        return
    if not talk.took(form):
        form = await forms.step(talk.actor, form, step="card", fields={**fields, "text": kept}, awaits=None)
    await _show(talk, form)


@room.button(AskTextAgain)
async def ask_again(talk: Talk, pressed: AskTextAgain) -> None:
    """Asks for the text again."""
    forms = Forms(talk.house.storage)
    form = await forms.get(talk.actor, pressed.form, pressed.version)
    await _show(talk, await forms.step(talk.actor, form, step="text", awaits="text"))


@room.button(SetFormTone)
async def set_form_tone(talk: Talk, pressed: SetFormTone) -> None:
    """Chooses the tone."""
    if pressed.tone not in {"", *Tone}:
        raise OldButton
    forms = Forms(talk.house.storage)
    form = await forms.get(talk.actor, pressed.form, pressed.version)
    await _show(talk, await forms.step(talk.actor, form, fields={**form.fields, "tone": pressed.tone}))


@room.button(LeaveText)
async def leave_text(talk: Talk, pressed: LeaveText) -> None:
    """Leaves the form."""
    await Forms(talk.house.storage).take(talk.actor, pressed.form, pressed.version)
    await talk.show(talk.t("Cancelled. Nothing was saved."))


@room.button(SaveText)
async def save_text(talk: Talk, pressed: SaveText) -> None:
    """Saves it once."""
    t, storage = talk.t, talk.house.storage
    async with Forms(storage).taking(talk.actor, pressed.form, pressed.version) as form:
        draft = _draft(form)
        try:
            if draft.id:
                seen = await find_own(talk, draft.id)
                # As it was when it was asked for: what somebody wrote since is not lost.
                seen = Template(draft.topic, draft.language, form.fields["was"], seen.tone, seen.active, draft.id)
                kept = await ChangeTemplate(storage)(talk.actor, seen, text=draft.text, tone=draft.tone)
            else:
                kept = await AddTemplate(storage)(talk.actor, draft)
        except BadValue as fault:
            await Forms(storage).give_back(talk.actor, form)
            await talk.toast(fault_text(talk, fault, draft.topic), alert=True)
            return
    undo = undo_key(t, kept.change_set_id)
    back = Key(topics.topic(t, draft.topic), ShowTexts(draft.topic, draft.language, "", 0))
    await talk.show(t("Saved. It is offered from now on."), keyboard([[*([undo] if undo else []), back]]))


async def _show(talk: Talk, form: Form, above: str = "") -> None:
    text, rows = await _card(talk, form) if form.step == "card" else _question(talk, form)
    leave = [Key(talk.t("Cancel"), LeaveText(form.id, form.version))]
    lines = [above, "", text] if above else [text]
    shown = await talk.show("\n".join(lines), keyboard([*rows, leave]))
    await Forms(talk.house.storage).shown_in(form, shown)


def _question(talk: Talk, form: Form) -> tuple[str, list[list[Copy]]]:
    t, topic, language = talk.t, form.fields["topic"], form.fields["language"]
    names, about = names_on(topic, t.language), topics.topic(t, topic)
    lines = [
        t(
            "Write the text for {topic}, in {language}.",
            topic=bold(about),
            language=own_name(language),
        ),
        t(
            "What is filled in stands in curly brackets, for example {place}. A press copies one, ready to be pasted. "
            "Who signs is put below it, unless the text names {sender}.",
            place=f"<code>{names[0]}</code>",
            sender=f"<code>{localised('{sender}', t.language)}</code>",
        ),
    ]
    if typed := form.fields["typed"]:
        lines += ["", t("A press on this copies it:"), f"<code>{esc(shortened(typed, TYPED_UNITS))}</code>"]
    return "\n".join(lines), in_rows([Copy(name, name) for name in names], 2)


async def _card(talk: Talk, form: Form) -> tuple[str, list[list[Key]]]:
    t, draft = talk.t, _draft(form)
    lines = [
        heading(talk, draft.topic, draft.language, draft.tone),
        "",
        esc(localised(draft.text, t.language)),
    ]
    lines += await _preview(talk, draft)
    chosen = [
        Key(topics.tone(t, tone), SetFormTone(form.id, form.version, tone.value if tone else ""))
        for tone in (None, *Tone)
        if tone is not draft.tone
    ]
    keys = [Key(t("Save"), SaveText(form.id, form.version)), Key(t("Edit"), AskTextAgain(form.id, form.version))]
    return "\n".join(lines), [keys, chosen]


async def _preview(talk: Talk, draft: Template) -> list[str]:
    """The text to that of the first few partners of whom most of it can be said."""
    t, read = talk.t, ReadPreviewFacts(talk.house.storage, talk.house.organisation)
    one = TextShown(f"{OWN}{draft.id}", draft.topic, draft.language, draft.tone, draft.text, used=True, own=draft)
    try:
        found = [await read(talk.actor, draft.topic, 0)]
    except NotFound:
        return []
    found += [await read(talk.actor, draft.topic, number) for number in range(1, min(found[0].of, PARTNERS_TRIED))]
    said, name = max(
        ((preview_of(talk, one, facts), facts.partner.name) for facts in found), key=lambda each: len(each[0])
    )
    nothing = f"<i>{t('It would not be offered for them: what it needs is not known.')}</i>"
    left_out = f"<i>{t('A sentence that lacks its data is left out.')}</i>"
    return ["", t("This is how {partner} would read it:", partner=bold(name)), esc(said) or nothing, "", left_out]


def _draft(form: Form) -> Template:
    fields = form.fields
    return Template(fields["topic"], fields["language"], fields["text"], tone_of(fields["tone"]), id=fields["id"])
