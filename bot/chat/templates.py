"""/templates: texts that are ready to send, the bank's and our own, by occasion, language and tone."""

from bot.chat.buttons import OldButton
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import Key, in_even_rows, in_rows, keyboard
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.template_buttons import (
    AskTextsFile,
    ChangeText,
    DropText,
    GiveTexts,
    PreviewText,
    SetTextTone,
    ShowGroups,
    ShowText,
    ShowTexts,
    ShowTopics,
    UseText,
    WriteText,
)
from bot.chat.template_texts import OWN, TextShown, find_text, find_texts, heading, tone_of
from bot.chat.undo import undo_key
from bot.domain.errors import NotFound
from bot.domain.paging import page_near
from bot.domain.templates import LANGUAGES, TOPIC_GROUPS, TOPICS, OurTexts, Template
from bot.domain.words import Role, Tone
from bot.i18n import topics
from bot.i18n.drafts import DraftFacts, ordinal, texts_on
from bot.i18n.formats import formats_for
from bot.i18n.translator import mark, own_name
from bot.usecases.template_previews import PreviewFacts, ReadPreviewFacts
from bot.usecases.templates import ChangeTemplate, ListTexts, RemoveTemplate, SwitchText

room = Room()
ON_A_PAGE = 8
LINE_UNITS = 90
LONGEST_NOTE = 80
_TONES = (None, *Tone)


@room.command("templates", "template", says=mark("Texts that are ready to send"), role=Role.MANAGER)
async def show_templates(talk: Talk, _text: str) -> None:
    """What there are texts for."""
    await _groups(talk)


@room.button(ShowGroups)
async def show_groups(talk: Talk, _pressed: ShowGroups) -> None:
    """The same, in place."""
    await _groups(talk)


async def _groups(talk: Talk) -> None:
    t = talk.t
    ours = await ListTexts(talk.house.storage)(talk.actor)
    lines = [
        bold(t("Texts that are ready to send")),
        t("Drafts are chosen from these. Texts of our own come first; any text can be switched off."),
    ]
    own = len(ours.own)
    counts = [t.n("{n} text of our own", "{n} texts of our own", own) if own else t("No texts of our own yet")]
    if ours.off:
        counts.append(t.n("{n} other is switched off", "{n} others are switched off", len(ours.off)))
    keys = [Key(topics.group(t, name), ShowTopics(name)) for name in TOPIC_GROUPS]
    files = [Key(t("As a file"), GiveTexts())] if ours.own else []
    files.append(Key(t("From a file"), AskTextsFile()))
    await talk.show("\n".join([*lines, " · ".join(counts)]), keyboard([*in_rows(keys, 2), files]))


@room.button(ShowTopics)
async def show_topics(talk: Talk, pressed: ShowTopics) -> None:
    """The topics of a group, each with how many of our own there are."""
    t = talk.t
    if pressed.group not in TOPIC_GROUPS:
        raise OldButton
    ours = await ListTexts(talk.house.storage)(talk.actor)
    keys = []
    for name in TOPIC_GROUPS[pressed.group]:
        own = sum(one.topic == name for one in ours.own)
        label = topics.topic(t, name) + (f" ({own})" if own else "")
        keys.append(Key(label, ShowTexts(name, _first_language(talk), "", 0)))
    text = bold(topics.group(t, pressed.group))
    if any(one.topic in TOPIC_GROUPS[pressed.group] for one in ours.own):
        text += "\n" + t("In brackets: how many texts of our own there are.")
    await talk.show(text, keyboard([*in_rows(keys, 2), [Key(t("Back"), ShowGroups())]]))


@room.button(ShowTexts)
async def show_texts(talk: Talk, pressed: ShowTexts) -> None:
    """The texts on a topic, a page of them."""
    if pressed.topic not in TOPICS or pressed.language not in LANGUAGES or pressed.tone not in {"", *Tone}:
        raise OldButton
    await list_texts(talk, pressed.topic, pressed.language, tone_of(pressed.tone), pressed.page)


async def list_texts(
    talk: Talk, topic: str, language: str, tone: Tone | None = None, page: int = 0, above: str = ""
) -> None:
    """The list, below what was done."""
    t = talk.t
    found = await find_texts(talk, topic, language)
    fit = [one for one in found if tone is None or one.tone in (None, tone)]
    page = page_near(page, len(fit), ON_A_PAGE)
    shown = fit[page * ON_A_PAGE :][:ON_A_PAGE]
    lines = [above, ""] if above else []
    lines.append(heading(talk, topic, language, tone))
    lines += [f"{n}. {_line(talk, one, tone)}" for n, one in enumerate(shown, page * ON_A_PAGE + 1)]
    if not shown:
        lines.append(t("There is no text yet."))
    numbers = [Key(str(n), ShowText(one.key, language)) for n, one in enumerate(shown, page * ON_A_PAGE + 1)]
    word = tone.value if tone else ""
    turn = [Key("←", ShowTexts(topic, language, word, page - 1))] if page else []
    turn += [Key("→", ShowTexts(topic, language, word, page + 1))] if len(fit) > (page + 1) * ON_A_PAGE else []
    others = [Key(own_name(one), ShowTexts(topic, one, word, 0)) for one in LANGUAGES if one != language]
    others += [
        Key(topics.tone(t, one), ShowTexts(topic, language, one.value if one else "", 0))
        for one in _TONES
        if one is not tone
    ]
    last = [Key(t("Add a text"), WriteText(topic, language, "")), Key(t("Back"), ShowTopics(topics.group_of(topic)))]
    await talk.show("\n".join(lines), keyboard([*in_even_rows(numbers), turn, others, last]))


def _line(talk: Talk, one: TextShown, tone: Tone | None) -> str:
    t = talk.t
    marks = ["✍️" if one.own else "", "" if one.used else f"<i>{t('(switched off)')}</i>"]
    if one.tone is not None and tone is None:
        marks.append(f"<i>{topics.tone(t, one.tone)}:</i>")
    return " ".join(part for part in (*marks, esc(shortened(" ".join(one.text.split()), LINE_UNITS))) if part)


@room.button(ShowText)
async def show_text(talk: Talk, pressed: ShowText) -> None:
    """One text whole, with what can be done with it."""
    await _show(talk, await find_text(talk, pressed.key, pressed.language))


async def _show(talk: Talk, one: TextShown, above: str = "", change_set_id: int | None = None) -> None:
    t = talk.t
    lines = [above, ""] if above else []
    lines += [heading(talk, one.topic, one.language, one.tone)]
    lines.append(t("Written by us.") if one.own else t("It came with the bot."))
    if not one.used:
        lines.append(t("Switched off: it is not offered."))
    lines += ["", esc(one.text)]
    preview = Key(t("Preview"), PreviewText(one.key, one.language, 0))
    switch = Key(t("Switch off") if one.used else t("Switch on"), UseText(one.key, one.language, not one.used))
    rows = [[preview, switch]]
    if one.own is not None:
        id = one.own.id
        rows.append([Key(t("Change the text"), ChangeText(id)), Key(t("Take away"), DropText(id, False))])
        rows.append(
            [
                Key(topics.tone(t, tone), SetTextTone(id, tone.value if tone else ""))
                for tone in _TONES
                if tone is not one.tone
            ]
        )
    else:
        rows.append([Key(t("Write one after it"), WriteText(one.topic, one.language, one.key))])
    undo = undo_key(t, change_set_id)
    rows.append([*([undo] if undo else []), Key(t("Back"), ShowTexts(one.topic, one.language, "", 0))])
    await talk.show("\n".join(lines), keyboard(rows))


@room.button(UseText)
async def switch_text(talk: Talk, pressed: UseText) -> None:
    """Switches it off, or on again."""
    one = await find_text(talk, pressed.key, pressed.language)
    storage, change_set_id = talk.house.storage, None
    if one.used is not pressed.used or talk.again:
        if one.own is not None:
            kept = await ChangeTemplate(storage)(talk.actor, one.own, active=pressed.used)
            change_set_id = kept.change_set_id
        else:
            switched = await SwitchText(storage)(talk.actor, one.key, one.language, used=pressed.used)
            change_set_id = switched.change_set_id
    t = talk.t
    said = t("This text is offered again.") if pressed.used else t("This text is not offered any more.")
    await _show(talk, await find_text(talk, pressed.key, pressed.language), said, change_set_id)


@room.button(SetTextTone)
async def set_tone(talk: Talk, pressed: SetTextTone) -> None:
    """Gives a text of our own another tone."""
    if pressed.tone not in {"", *Tone}:
        raise OldButton
    own = await find_own(talk, pressed.template)
    kept = await ChangeTemplate(talk.house.storage)(talk.actor, own, tone=tone_of(pressed.tone))
    one = await find_text(talk, f"{OWN}{own.id}", own.language)
    await _show(talk, one, talk.t("The tone is changed."), kept.change_set_id)


@room.button(DropText)
async def drop_text(talk: Talk, pressed: DropText) -> None:
    """Asks once more, then takes it away."""
    t = talk.t
    if not pressed.sure:
        own = await find_own(talk, pressed.template)
        one = await find_text(talk, f"{OWN}{own.id}", own.language)
        keys = [Key(t("Yes, take away"), DropText(own.id, True)), Key(t("Back"), ShowText(one.key, one.language))]
        await talk.show(t("Take this text away?") + "\n\n" + esc(one.text), keyboard([keys]))
        return
    gone = await RemoveTemplate(talk.house.storage)(talk.actor, pressed.template)
    undo = undo_key(t, gone.change_set_id)
    back = Key(t("Back"), ShowTexts(gone.topic, gone.language, "", 0))
    await talk.show(t("The text was taken away."), keyboard([[*([undo] if undo else []), back]]))


@room.button(PreviewText)
async def show_preview(talk: Talk, pressed: PreviewText) -> None:
    """The text as it would be sent to a real partner."""
    t = talk.t
    one = await find_text(talk, pressed.key, pressed.language)
    back = Key(t("Back"), ShowText(one.key, one.language))
    try:
        facts = await ReadPreviewFacts(talk.house.storage, talk.house.organisation)(
            talk.actor, one.topic, pressed.number
        )
    except NotFound:
        await talk.show(t("There is no partner yet with whose data it could be shown."), keyboard([[back]]))
        return
    text = preview_of(talk, one, facts)
    lines = [
        t("This is how {partner} would read it:", partner=bold(facts.partner.name)),
        "",
        esc(text) if text else f"<i>{t('It would not be offered for them: what it needs is not known.')}</i>",
        "",
        f"<i>{t('A sentence that lacks its data is left out.')}</i>",
    ]
    number = pressed.number % facts.of
    another = [Key(t("Another partner"), PreviewText(one.key, one.language, number + 1))] if facts.of > 1 else []
    await talk.show("\n".join(lines), keyboard([[*another, back]]))


def preview_of(talk: Talk, one: TextShown, known: PreviewFacts) -> str:
    """The text with what is known of a partner; empty where nothing of it can be said."""
    f = formats_for(one.language, str(talk.house.organisation.zone))
    facts = DraftFacts(
        sender=talk.staff.name,
        organisation=talk.house.organisation.name,
        partner=known.partner.name,
        years=f.counted(known.years) if known.years else None,
        nth=ordinal(one.language, known.years) if known.years else None,
        promise=known.promise,
        last=known.last if known.last and len(known.last) <= LONGEST_NOTE else None,
        needs=known.partner.needs,
        ends=f.day_year(known.ends_on) if known.ends_on else None,
        role=known.person.role if known.person else None,
    )
    ours = OurTexts((Template(one.topic, one.language, one.own.text, id=one.own.id),)) if one.own else None
    found = texts_on(one.topic, one.language, known.person, facts, one.tone, ours)
    return next((draft.text for draft in found if draft.key == one.key), "")


async def find_own(talk: Talk, template_id: int) -> Template:
    """A text of our own as it is now; ``NotFound`` where it is gone."""
    ours = await ListTexts(talk.house.storage)(talk.actor)
    found = next((one for one in ours.own if one.id == template_id), None)
    if found is None:
        raise NotFound("templates", template_id)
    return found


def _first_language(talk: Talk) -> str:
    language = talk.house.organisation.language
    return language if language in LANGUAGES else LANGUAGES[0]
