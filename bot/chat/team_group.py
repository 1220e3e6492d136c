"""The team's group: linked by an admin; whatever a colleague writes there to the bot is answered in private.

Others read along in a group, so nothing of a partner is ever said there: the card comes to the colleague's own chat.
"""

from dataclasses import replace

from telegram import Chat, ChatMemberUpdated, Message, ReactionTypeEmoji, Update
from telegram.constants import ChatMemberStatus, ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.chat.house import House
from bot.chat.html import bold, shortened
from bot.chat.router import Room
from bot.chat.talk import Talk
from bot.domain.words import Role
from bot.i18n.translator import mark
from bot.usecases.team_groups import FindGroup, FollowGroup, LinkGroup

room = Room()
TITLE_UNITS = 100
COMMANDS = ("linkgroup", "grupini")
NOTED = "✍"
"""The sign under what a colleague wrote: the card is in their own chat."""
_THERE = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.RESTRICTED)


@room.command(*COMMANDS, says=mark("Link a group as the team's"), role=Role.ADMIN, in_menu=False)
async def ask_group(talk: Talk, _text: str) -> None:
    """Says how a group is linked: the command has to be written there."""
    await talk.answer(
        talk.t("Add the bot to the team's group and write /linkgroup there. From then on the team can log there.")
    )


async def link_group(talk: Talk, chat: Chat) -> None:
    """Links the group in which an admin wrote the command, and says there how it is used."""
    t = talk.t
    if not talk.staff.may(Role.ADMIN):
        await _say(talk, chat, t("This is for admins alone. Ask one of them to do it."))
        return
    linked = await LinkGroup(talk.house.storage)(talk.actor, chat.id, chat.title or "")
    lines = [
        t("{group} is the team's group now.", group=bold(shortened(linked.title, TITLE_UNITS))),
        t(
            "Reply to this message with what you noted, for example: called Bu Ratna to catch up. "
            "The card to save comes to your own chat with the bot; nothing of a partner is said here."
        ),
    ]
    if linked.replaced is not None:
        before = bold(shortened(linked.replaced, TITLE_UNITS))
        lines.append(t("{group}, linked before, is let go.", group=before))
    await _say(talk, chat, "\n".join(lines))


async def wanted_in_group(house: House, update: Update, bot_id: int) -> bool:
    """Whether a message in a group is meant for the bot: a command, or a reply to it, in the linked group."""
    message = update.message
    if message is None:
        return False
    replied = message.reply_to_message
    to_the_bot = replied is not None and replied.from_user is not None and replied.from_user.id == bot_id
    if not to_the_bot and not (message.text or "").startswith("/"):
        return False
    return await FindGroup(house.storage)(message.chat.id) is not None


async def note_taken(talk: Talk, message: Message) -> None:
    """A sign under what was written, in place of words; where reactions are not allowed, nothing."""
    try:
        await talk.bot.set_message_reaction(message.chat.id, message.message_id, [ReactionTypeEmoji(NOTED)])
    except (BadRequest, Forbidden):
        return


async def note_no_chat(talk: Talk, message: Message) -> None:
    """Says in the group that the colleague's own chat cannot be reached."""
    text = talk.t("Open the chat with the bot first and press Start; the card comes there.")
    try:
        await talk.bot.send_message(message.chat.id, text, reply_to_message_id=message.message_id)
    except TelegramError:
        return


async def follow_group(house: House, update: Update) -> bool:
    """Follows a group whose id changes, or lets one go that the bot was taken out of; whether it was of that sort."""
    message, change = update.message, update.my_chat_member
    if message is not None and message.migrate_to_chat_id is not None:
        await FollowGroup(house.storage)(message.chat.id, message.migrate_to_chat_id)
        return True
    if change is not None and change.chat.type != Chat.PRIVATE:
        if not _is_there(change):
            await FollowGroup(house.storage)(change.chat.id, None)
        return True
    return False


def in_private(talk: Talk) -> Talk:
    """The talk, answered in the colleague's own chat."""
    return replace(talk, chat_id=talk.staff.telegram_id or talk.chat_id)


def _is_there(change: ChatMemberUpdated) -> bool:
    return change.new_chat_member.status in _THERE


async def _say(talk: Talk, chat: Chat, text: str) -> None:
    await talk.bot.send_message(chat.id, text, parse_mode=ParseMode.HTML)
