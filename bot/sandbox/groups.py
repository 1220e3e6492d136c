"""Groups, and who blocks whom."""

from collections.abc import Iterable

from bot.sandbox.accounts import Bot, User
from bot.sandbox.chats import Chat
from bot.sandbox.ground import Impossible
from bot.sandbox.speaking import Speaking, Who


class Groups(Speaking):
    """What people do with groups and with the bot as such."""

    def block(self, who: Who, *, bot: Bot | None = None) -> None:
        """Blocks the bot: it can write no more."""
        user, bot = self.user(who), bot or self.bot
        self.stand(self.private_chat(user, bot), bot, user, "kicked")

    def unblock(self, who: Who, *, bot: Bot | None = None) -> None:
        """Unblocks the bot."""
        user, bot = self.user(who), bot or self.bot
        self.stand(self.private_chat(user, bot), bot, user, "member")

    def deactivate(self, who: Who) -> None:
        """Deletes the person's account: nobody can write to them any more."""
        self.user(who).deactivated = True

    def add_group(
        self, title: str, creator: Who, members: Iterable[Who] = (), *, group_id: int | None = None, basic: bool = False
    ) -> Chat:
        """Makes a group (a `basic` one can become a supergroup later); the bot is not in it yet."""
        new_id = self.new_group_id() if group_id is None else group_id
        chat = Chat(new_id, "group" if basic else "supergroup", title=title)
        chat.standings[self.user(creator).id] = "creator"
        for member in members:
            chat.standings[self.user(member).id] = "member"
        self.groups[chat.id] = chat
        self.touch(chat)
        return chat

    def add_bot_to(self, chat: Chat, by: Who, *, bot: Bot | None = None, status: str = "member") -> None:
        """Puts the bot into a group, as a member or an administrator."""
        user, bot = self.user(by), bot or self.bot
        self._check_in(user, chat)
        self.stand(chat, bot, user, status)
        joined = self.put_message(chat, user.as_json(), {"new_chat_members": [bot.as_json()]}, by_bot=False)
        self._deliver(chat, "message", joined)

    def remove_bot_from(self, chat: Chat, by: Who, *, bot: Bot | None = None) -> None:
        """Throws the bot out of a group."""
        user, bot = self.user(by), bot or self.bot
        self._check_in(user, chat)
        self.stand(chat, bot, user, "kicked")

    def join(self, chat: Chat, who: Who) -> None:
        """Comes into a group."""
        user = self.user(who)
        chat.standings[user.id] = "member"
        joined = self.put_message(chat, user.as_json(), {"new_chat_members": [user.as_json()]}, by_bot=False)
        self._deliver(chat, "message", joined)

    def leave(self, chat: Chat, who: Who) -> None:
        """Leaves a group."""
        user = self.user(who)
        left = self.put_message(chat, user.as_json(), {"left_chat_member": user.as_json()}, by_bot=False)
        chat.standings[user.id] = "left"
        self._deliver(chat, "message", left)

    def upgrade(self, chat: Chat, by: Who) -> Chat:
        """Turns a basic group into a supergroup with another id; the old id is refused from now on."""
        user = self.user(by)
        self._check_in(user, chat)
        new = self.add_group(chat.title or "", user)
        new.standings |= chat.standings
        moved = self.put_message(chat, user.as_json(), {"migrate_to_chat_id": new.id}, by_bot=False)
        self._deliver(chat, "message", moved)
        arrived = self.put_message(new, user.as_json(), {"migrate_from_chat_id": chat.id}, by_bot=False)
        self._deliver(new, "message", arrived)
        chat.migrated_to = new.id
        return new

    def _check_in(self, user: User, chat: Chat) -> None:
        if not chat.has(user.id):
            raise Impossible(f"{user.full_name} is not in the group")
