"""/news: written once, for whom, seen for each, tried on oneself, sent."""

from dataclasses import replace
from typing import Any

from telegram import Message
from telegram.error import BadRequest

from bot.chat.buttons import OldButton
from bot.chat.html import bold, esc, shortened
from bot.chat.keyboards import AnyKey, Key, in_rows, keyboard
from bot.chat.mailing_texts import mailing_view
from bot.chat.news_audience import audience_text, left_out_lines, narrowed
from bot.chat.news_buttons import (
    NewsByHand,
    NewsFor,
    NewsLeave,
    NewsPreview,
    NewsSend,
    NewsStep,
    NewsTest,
    NewsTo,
)
from bot.chat.news_by_hand import show_hand
from bot.chat.news_parts import leave_key, shown_as, step_key, view_of
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.chat.undo import undo_key
from bot.domain.errors import BadValue
from bot.domain.forms import Form
from bot.domain.mailing import MOST_BYTES, Addressee, Audience, Letter, Whose
from bot.domain.paging import page_near
from bot.domain.words import Channel, FormKind, Kind, Tier
from bot.i18n import words
from bot.i18n.letters import chat_text, letter_text
from bot.i18n.translator import mark
from bot.usecases.forms import Forms
from bot.usecases.mail_audience import addressee_of
from bot.usecases.mailing import (
    AttachFile,
    BeginNews,
    ChangeNews,
    DropFiles,
    DropNews,
    NewsView,
    SendNews,
    TryNews,
    check_size,
)

room = Room()
BODY_SHOWN = 700
NAME_UNITS = 60
PREVIEW_SHOWN = 3000
ASKS_FILES = ("text", "files")
"""Steps at which whatever is sent goes along."""


@room.command("news", "kirimkabar", says=mark("Send news to many partners"))
async def begin_news(talk: Talk, text: str) -> None:
    """Begins with the text, or with what was written behind the command."""
    await begin(talk, text, None)


@room.button(NewsTo)
async def begin_for_partner(talk: Talk, pressed: NewsTo) -> None:
    """Begins for one partner, whose update is due."""
    await begin(talk, "", Audience(Whose.ALL, picked=True, ids=frozenset({pressed.partner})))


async def begin(talk: Talk, text: str, audience: Audience | None) -> None:
    """A new form over a new draft."""
    mailing = await BeginNews(talk.house.storage)(talk.actor, talk.chat_id, text, audience)
    written = bool(mailing.body)
    form = await Forms(talk.house.storage).begin(
        talk.actor,
        talk.chat_id,
        FormKind.NEWS,
        "card" if written else "text",
        {"mailing": mailing.id},
        None if written else "text",
    )
    await show_form(talk, form)


@room.form(FormKind.NEWS)
async def take_text(talk: Talk, form: Form, text: str) -> None:
    """Takes the text or the subject."""
    if not talk.took(form):
        change = ChangeNews(talk.house.storage)
        if form.awaits == "find":
            fields = {**form.fields, "find": text.strip()}
            await show_form(talk, await Forms(talk.house.storage).step(talk.actor, form, fields=fields))
            return
        if form.awaits == "subject":
            await change(talk.actor, form.fields["mailing"], subject=text)
        else:
            await change(talk.actor, form.fields["mailing"], body=text)
        form = await Forms(talk.house.storage).step(talk.actor, form, step="card", awaits=None)
    await show_form(talk, form)


async def take_media(talk: Talk, form: Form, message: Message) -> None:
    """Puts a picture or a document to the news; its caption is the text where there is none yet."""
    document = message.document
    if document is not None:
        id, size = document.file_id, document.file_size or 0
        name, mime = document.file_name or "file", document.mime_type or "application/octet-stream"
    elif message.photo:
        largest = message.photo[-1]
        id, size, name, mime = largest.file_id, largest.file_size or 0, f"{talk.t('picture')}.jpg", "image/jpeg"
    else:
        await talk.answer(talk.t("Only pictures and documents can go along with news."))
        return
    if not talk.took(form):
        check_size(size)
        try:
            file = await talk.bot.get_file(id)
            content = bytes(await file.download_as_bytearray())
        except BadRequest as error:
            if "too big" not in error.message:
                raise
            raise BadValue("file", "file_too_large", (("most", MOST_BYTES >> 20),)) from None
        mailing_id = form.fields["mailing"]
        await AttachFile(talk.house.storage)(talk.actor, mailing_id, name, mime, content)
        async with talk.house.storage.read() as uow:
            empty = not (await uow.mailings.get(mailing_id)).body
        if message.caption and empty:
            await ChangeNews(talk.house.storage)(talk.actor, mailing_id, body=message.caption)
            empty = False
        steps: dict[str, Any] = {"step": "text", "awaits": "text"} if empty else {"step": "card", "awaits": None}
        form = await Forms(talk.house.storage).step(talk.actor, form, **steps)
    await show_form(talk, form)


@room.button(NewsStep)
async def go_to_step(talk: Talk, pressed: NewsStep) -> None:
    """Goes to a part of the form."""
    forms = Forms(talk.house.storage)
    form = await forms.get(talk.actor, pressed.form, pressed.version)
    step = pressed.step
    if step not in ("card", "text", "subject", "files", "nofiles", "whom"):
        raise OldButton
    if step == "nofiles":
        await DropFiles(talk.house.storage)(talk.actor, form.fields["mailing"])
        step = "card"
    awaits = step if step in ("text", "subject") else None
    fields = {**form.fields, "find": ""}
    await show_form(talk, await forms.step(talk.actor, form, step=step, awaits=awaits, fields=fields))


@room.button(NewsFor)
async def narrow(talk: Talk, pressed: NewsFor) -> None:
    """Narrows the audience by one part."""
    form = await _changed_audience(talk, pressed.form, pressed.version, pressed.part, pressed.value)
    await show_form(talk, form)


@room.button(NewsByHand)
async def by_hand(talk: Talk, pressed: NewsByHand) -> None:
    """A page of partners to turn on or off."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form, pressed.version)
    if pressed.partner:
        view = await view_of(talk, form)
        audience = Audience.of(view.mailing.audience)
        audience = replace(audience, ids=audience.ids ^ {pressed.partner})
        await ChangeNews(talk.house.storage)(talk.actor, form.fields["mailing"], audience=audience)
    # What was found stays while one taps and turns pages.
    fields = form.fields if pressed.page >= 0 else {**form.fields, "find": ""}
    form = await Forms(talk.house.storage).step(talk.actor, form, step="hand", awaits="find", fields=fields)
    await show_hand(talk, form, pressed.page)


@room.button(NewsPreview)
async def preview(talk: Talk, pressed: NewsPreview) -> None:
    """How it looks for one of them."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form, pressed.version)
    t, view = talk.t, await view_of(talk, form)
    reached = view.reach.reached
    if not reached or not view.mailing.body:
        raise BadValue("audience", "nobody" if view.mailing.body else "missing")
    place = page_near(pressed.place, len(reached), 1)
    one = reached[place]
    organisation = talk.house.organisation
    to = addressee_of(one.partner, one.person, organisation.language)
    if one.channel is Channel.EMAIL:
        head = t(
            "{place} of {total} · by e-mail to {address}",
            place=t.number(place + 1),
            total=t.number(len(reached)),
            address=esc(one.address or ""),
        )
        words_of = letter_text(_letter(talk, view, to, one.address or ""))
        subject = t("Subject: {subject}", subject=esc(words_of.subject))
        said = f"{subject}\n\n{esc(shortened(words_of.plain, PREVIEW_SHOWN))}"
    else:
        head = t("{place} of {total} · by WhatsApp", place=t.number(place + 1), total=t.number(len(reached)))
        said = esc(shortened(chat_text(to, view.mailing.body, talk.staff.name, organisation.name), PREVIEW_SHOWN))
    turn = [Key("←", NewsPreview(form.id, form.version, place - 1))] if place else []
    turn += [Key("→", NewsPreview(form.id, form.version, place + 1))] if place + 1 < len(reached) else []
    name = bold(shortened(one.partner.name, NAME_UNITS))
    await talk.show(f"{name}\n{head}\n\n{said}", keyboard([turn, [step_key(talk.t, form, "card")]]))


@room.button(NewsTest)
async def test_mail(talk: Talk, pressed: NewsTest) -> None:
    """A mail to oneself."""
    form = await Forms(talk.house.storage).get(talk.actor, pressed.form, pressed.version)
    address = await TryNews(talk.house.storage, talk.house.organisation)(talk.actor, form.fields["mailing"])
    await talk.toast(talk.t("A test mail is on its way to {address}.", address=esc(address)), alert=True)


@room.button(NewsSend)
async def send_news(talk: Talk, pressed: NewsSend) -> None:
    """Sends; where no test mail went before, asks once more."""
    t, storage = talk.t, talk.house.storage
    form = await Forms(storage).stepped_before(talk.actor, pressed.form, pressed.version)
    if not talk.again:
        form = await Forms(storage).get(talk.actor, pressed.form, pressed.version)
        view = await view_of(talk, form)
        if view.reach.mails and view.mailing.tested_at is None and not pressed.sure:
            rows = [
                [Key(t("Test mail to me"), NewsTest(form.id, form.version))],
                [Key(t("Send anyway"), NewsSend(form.id, form.version, True))],
                [step_key(t, form, "card")],
            ]
            asked = t("No test mail was looked at yet. A look at one shows how it arrives.")
            await talk.show(asked, keyboard(rows))
            return
    async with Forms(storage).taking(talk.actor, pressed.form, pressed.version) as taken:
        begun = await SendNews(storage, talk.house.organisation, talk.house.mail)(talk.actor, taken.fields["mailing"])
    async with storage.read() as uow:
        text, keys = await mailing_view(uow, t, await uow.mailings.get(begun.mailing_id))
    undo = undo_key(t, begun.change_set_id)
    shown = await talk.show(text, keyboard([*keys, [undo] if undo else []]))
    async with storage.write() as uow:
        kept = {"begun_by": begun.change_set_id}
        await uow.mailings.change(begun.mailing_id, chat_id=talk.chat_id, message_id=shown, facts=kept)
        await uow.commit()


@room.button(NewsLeave)
async def leave_news(talk: Talk, pressed: NewsLeave) -> None:
    """Leaves the form and forgets the draft."""
    form = await Forms(talk.house.storage).take(talk.actor, pressed.form, pressed.version)
    await DropNews(talk.house.storage)(talk.actor, form.fields["mailing"])
    await talk.show(talk.t("Cancelled. Nothing was sent."))


async def show_form(talk: Talk, form: Form) -> None:
    """The step at which the form is."""
    t = talk.t
    if form.step in ("text", "files"):
        text = t(
            "Write the news in one message, or send a picture or document with it as its caption. "
            "Greeting, closing and the way to opt out are added by themselves."
            if form.step == "text"
            else "Send pictures or documents here, {most} MB in all.",
            most=t.number(MOST_BYTES >> 20),
        )
        # Before a word is written there is nothing to lead back to.
        back = [step_key(t, form, "card")] if form.step == "files" or await _is_written(talk, form) else []
        await shown_as(talk, form, text, [back, [leave_key(t, form)]])
    elif form.step == "subject":
        await shown_as(talk, form, t("Write the subject of the mail, in one line."), [[step_key(t, form, "card")]])
    elif form.step == "whom":
        await _show_whom(talk, form)
    elif form.step == "hand":
        await show_hand(talk, form, 0)
    else:
        await _show_card(talk, form)


async def _is_written(talk: Talk, form: Form) -> bool:
    async with talk.house.storage.read() as uow:
        return bool((await uow.mailings.get(form.fields["mailing"])).body)


async def _show_card(talk: Talk, form: Form) -> None:
    t, view = talk.t, await view_of(talk, form)
    mailing, found = view.mailing, view.reach
    lines = [f"📰 {bold(mailing.subject or t('News'))}", esc(shortened(mailing.body, BODY_SHOWN)), ""]
    lines += [f"📎 {esc(shortened(one.name, NAME_UNITS))}" for one in view.files]
    lines.append(t("For: {audience}", audience=esc(audience_text(t, Audience.of(mailing.audience)))))
    if found.mails:
        lines.append(t.n("{n} by e-mail", "{n} by e-mail", found.mails))
    if found.chats:
        lines.append(t.n("{n} by WhatsApp, one tap each", "{n} by WhatsApp, one tap each", found.chats))
    if not talk.house.mail:
        lines.append(t("No mail server is set, so all of them are written to by WhatsApp."))
    if not found.reached:
        lines.append(t("Nobody is left to write to."))
    if view.files and found.chats:
        lines.append(t("Files do not go along by WhatsApp; add them there by hand."))
    lines += left_out_lines(t, found.left_out)
    id, version = form.id, form.version
    rows: list[list[AnyKey]] = [
        [
            step_key(t, form, "text", t("Text")),
            step_key(t, form, "subject", t("Subject")),
            step_key(t, form, "files", t("File")),
        ],
        [step_key(t, form, "whom", t("For whom")), Key(t("Preview"), NewsPreview(id, version, 0))],
    ]
    if view.files:
        rows.append([step_key(t, form, "nofiles", t("Without files"))])
    if found.mails:
        rows.append([Key(t("Test mail to me"), NewsTest(id, version))])
    if found.reached:
        n = len(found.reached)
        rows.append([Key(t.n("Send to {n}", "Send to {n}", n), NewsSend(id, version, False))])
    await shown_as(talk, form, "\n".join(lines), [*rows, [leave_key(t, form)]])


async def _show_whom(talk: Talk, form: Form) -> None:
    t, view = talk.t, await view_of(talk, form)
    audience = Audience.of(view.mailing.audience)

    def key(label: str, part: str, value: str, *, on: bool) -> Key:
        return Key(f"✓ {label}" if on else label, NewsFor(form.id, form.version, part, value))

    whose = [
        key(t("Mine"), "whose", Whose.MINE.value, on=audience.whose is Whose.MINE),
        key(t("All"), "whose", Whose.ALL.value, on=audience.whose is Whose.ALL),
        key(t("Update due"), "due", "", on=audience.due),
    ]
    tiers = [key(words.tier(t, one), "tier", one.value, on=audience.tier is one) for one in Tier]
    kinds = [key(words.kind(t, one), "kind", one.value, on=audience.kind is one) for one in Kind]
    last = [[Key(t("As last time"), NewsFor(form.id, form.version, "last", ""))]] if view.last else []
    hand = [Key(t("By hand"), NewsByHand(form.id, form.version, 0, 0)), step_key(t, form, "card", t("Done choosing"))]
    n = len(view.reach.reached)
    head = t("For whom? So far: {audience}.", audience=esc(audience_text(t, audience)))
    text = f"{head} {t.n('{n} would get it.', '{n} would get it.', n)}"
    await shown_as(talk, form, text, [whose, *in_rows(tiers, 1), *in_rows(kinds, 2), *last, hand])


async def _changed_audience(talk: Talk, id: int, version: int, part: str, value: str) -> Form:
    forms = Forms(talk.house.storage)
    form = await forms.get(talk.actor, id, version)
    if talk.took(form):
        return form
    view = await view_of(talk, form)
    old = Audience.of(view.mailing.audience)
    new = narrowed(old, part, value, view.last)
    await ChangeNews(talk.house.storage)(talk.actor, form.fields["mailing"], audience=new)
    step, awaits = ("hand", "find") if part in ("none", "everybody") else ("whom", None)
    return await forms.step(talk.actor, form, step=step, awaits=awaits, fields={**form.fields, "find": ""})


def _letter(talk: Talk, view: NewsView, to: Addressee, address: str) -> Letter:
    mailing = view.mailing
    organisation = talk.house.organisation.name
    return Letter(address, to, mailing.called, mailing.body, talk.staff.name, "", "", talk.now, organisation)
