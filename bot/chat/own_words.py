"""The organisation's own words: what "kopdar" means in a sentence that logs a contact."""

from bot.chat.buttons import OldButton, button
from bot.chat.html import bold, esc
from bot.chat.keyboards import Key, in_rows, keyboard
from bot.chat.router import Room
from bot.chat.setting_buttons import ShowOwnWords, ShowSetting
from bot.chat.talk import Talk
from bot.chat.undo import undo_key
from bot.domain.forms import Form
from bot.domain.paging import page_near
from bot.domain.words import Channel, FormKind, Purpose
from bot.i18n import words
from bot.i18n.translator import Translator
from bot.usecases.forms import Forms
from bot.usecases.own_words import DropOwnWord, KeepOwnWord, ListOwnWords, OwnWordKept, need_word

room = Room()
ON_A_PAGE = 10


@button("wb")
class AddOwnWord:
    """Ask for a word."""


@button("wc")
class SetMeaning:
    """The word in the form means this channel or purpose."""

    form: int
    version: int
    meaning: str


@button("wd")
class TakeOwnWord:
    """Take a word away."""

    word_id: int


@room.button(ShowOwnWords)
async def show_words(talk: Talk, pressed: ShowOwnWords) -> None:
    """Shows the words, each with a key that takes it away."""
    t = talk.t
    kept = await ListOwnWords(talk.house.storage)(talk.actor)
    page = page_near(pressed.page, len(kept), ON_A_PAGE)
    shown = kept[page * ON_A_PAGE :][:ON_A_PAGE]
    lines = [bold(t("Our words")), t("A sentence with one of them is understood so, before any other meaning.")]
    lines += [f"{esc(one.text)} = {_meaning(t, one.meaning)}" for one in shown]
    if not kept:
        lines.append(t("There are none yet. An example: “kopdar” for a meeting in person."))
    turn = [Key("←", ShowOwnWords(page - 1))] if page else []
    turn += [Key("→", ShowOwnWords(page + 1))] if len(kept) > (page + 1) * ON_A_PAGE else []
    taking = [Key(t("Without “{word}”", word=one.text), TakeOwnWord(one.id)) for one in shown]
    last = [Key(t("Add a word"), AddOwnWord()), Key(t("Back"), ShowSetting("all"))]
    await talk.show("\n".join(lines), keyboard([*in_rows(taking, 2), turn, last]))


@room.button(AddOwnWord)
async def ask_word(talk: Talk, _pressed: AddOwnWord) -> None:
    """Asks for the word."""
    await ListOwnWords(talk.house.storage)(talk.actor)
    await Forms(talk.house.storage).begin(talk.actor, talk.chat_id, FormKind.OWN_WORD, "word", {}, awaits="word")
    text = talk.t("Which word, or which few words? Write them as the team writes them, for example: kopdar.")
    await talk.show(text, keyboard([[Key(talk.t("Back"), ShowOwnWords(0))]]))


@room.form(FormKind.OWN_WORD)
async def take_word(talk: Talk, form: Form, text: str) -> None:
    """Takes the word and asks what it means; what is none leaves the form as it is."""
    t = talk.t
    if not talk.took(form):
        fields = {"word": need_word(text)}
        form = await Forms(talk.house.storage).step(talk.actor, form, step="meaning", fields=fields, awaits=None)
    ways = [Key(_capital(words.channel(t, one)), SetMeaning(form.id, form.version, one.value)) for one in Channel]
    aims = [Key(_capital(words.purpose(t, one)), SetMeaning(form.id, form.version, one.value)) for one in Purpose]
    asked = t("What does “{word}” mean: how it was, or what it was for?", word=esc(form.fields["word"]))
    rows = [*in_rows(ways, 3), *in_rows(aims, 2), [Key(t("Cancel"), ShowOwnWords(0))]]
    await talk.answer(asked, keyboard(rows))


@room.button(SetMeaning)
async def save_word(talk: Talk, pressed: SetMeaning) -> None:
    """Keeps the word."""
    if pressed.meaning not in {*Channel, *Purpose}:
        raise OldButton
    async with Forms(talk.house.storage).taking(talk.actor, pressed.form, pressed.version) as form:
        kept = await KeepOwnWord(talk.house.storage)(talk.actor, form.fields["word"], pressed.meaning)
    meaning = _meaning(talk.t, kept.meaning)
    await _told(talk, kept, talk.t("Kept: “{word}” means {meaning}.", word=esc(kept.text), meaning=meaning))


@room.button(TakeOwnWord)
async def take_away(talk: Talk, pressed: TakeOwnWord) -> None:
    """Takes a word away."""
    taken = await DropOwnWord(talk.house.storage)(talk.actor, pressed.word_id)
    await _told(talk, taken, talk.t("“{word}” is taken away.", word=esc(taken.text)))


async def _told(talk: Talk, kept: OwnWordKept, text: str) -> None:
    undo = undo_key(talk.t, kept.change_set_id)
    row = [*([undo] if undo else []), Key(talk.t("Our words"), ShowOwnWords(0))]
    await talk.show(text, keyboard([row]))


def _meaning(t: Translator, name: str) -> str:
    if name in set(Channel):
        return words.channel(t, Channel(name), inline=True)
    return words.purpose(t, Purpose(name), inline=True)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
