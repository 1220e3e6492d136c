"""Coming in: invitations, /start, /help, and what a stranger is told."""

from telegram import Bot, ChatMemberUpdated, Update, User
from telegram.constants import ChatMemberStatus

from bot.chat.errors import sentence
from bot.chat.help import help_text
from bot.chat.house import House
from bot.chat.html import bold
from bot.chat.menu import show_menu
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.errors import InvitationRefused
from bot.domain.staff import Staff
from bot.i18n.formats import formats_for
from bot.i18n.translator import language_of, mark, translator_for
from bot.usecases.invitations import Join, Joined, MeetStranger, Newcomer, NoteReachability

room = Room()


@room.command("start", says=mark("Begin"), in_menu=False)
async def show_start(talk: Talk, text: str) -> None:
    """Greets a colleague; with a payload, an invitation that changes their role."""
    user = talk.update.effective_user
    if text and user is not None:
        await join(talk.house, talk.bot, talk.update, user, text, talk.again)
        return
    await talk.answer(help_text(talk.t, talk.staff))


@room.command("help", "bantuan", says=mark("What one can do here"))
async def show_help(talk: Talk, _text: str) -> None:
    """Says what one can do, by role."""
    await talk.answer(help_text(talk.t, talk.staff))


async def join(house: House, bot: Bot, update: Update, user: User, token: str, again: bool) -> None:
    """Takes an invitation and welcomes the colleague; says in their language why it cannot be taken."""
    language = language_of(user.language_code, default=house.organisation.language)
    chat_id = update.effective_chat.id if update.effective_chat else user.id
    newcomer = Newcomer(user.id, user.full_name, user.username, language)
    now = house.clock.now()
    try:
        joined = await Join(house.storage, house.organisation)(
            newcomer, token, now, f"u{update.update_id}", again=again
        )
    except InvitationRefused as error:
        t, f = translator_for(language), formats_for(language, str(house.organisation.zone))
        await bot.send_message(chat_id, sentence(error, t, f))
        return
    async with house.storage.read() as uow:
        staff = await uow.staff.get(joined.staff_id)
    await bot.send_message(chat_id, _welcome(house, staff, joined), parse_mode="HTML")
    await show_menu(bot, staff)


async def meet_stranger(house: House, user: User) -> None:
    """Owes a stranger the one polite sentence, unless they got it before."""
    await MeetStranger(house.storage)(user.id, language_of(user.language_code, default=house.organisation.language))


async def back_again(house: House, user: User) -> Staff | None:
    """A colleague who had blocked the bot and writes again; None where nothing changed."""
    return await NoteReachability(house.storage, house.organisation)(user.id, True, house.clock.now())


async def note_reachability(house: House, change: ChatMemberUpdated) -> None:
    """Remembers that somebody blocked the bot, or let it speak again."""
    if change.chat.type != "private":
        return
    reachable = change.new_chat_member.status == ChatMemberStatus.MEMBER
    await NoteReachability(house.storage, house.organisation)(change.from_user.id, reachable, house.clock.now())


def _welcome(house: House, staff: Staff, joined: Joined) -> str:
    t = translator_for(staff.language)
    name = bold(staff.name)
    lines = [t("Welcome, {name}. This is where we look after our partners.", name=name)]
    if joined.partners:
        lines.append(
            t.n("{n} partner has been waiting for you.", "{n} partners have been waiting for you.", joined.partners)
        )
    return "\n".join([*lines, "", help_text(t, staff)])
