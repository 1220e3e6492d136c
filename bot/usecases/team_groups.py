"""The team's group: linked by an admin, followed when its id changes, let go when the bot is removed."""

from dataclasses import dataclass

from bot.domain.ports import Actor, Storage
from bot.domain.team_groups import TeamGroup
from bot.domain.words import Role
from bot.usecases.acting import done_before, finish, need
from bot.usecases.team_weeks import lose_group

TITLE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class GroupLinked:
    """The group that is the team's from now on; ``replaced`` names the one that was before."""

    chat_id: int
    title: str
    replaced: str | None = None
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """Makes a group the team's; there is one at most."""

    storage: Storage

    async def __call__(self, by: Actor, chat_id: int, title: str) -> GroupLinked:
        """For admins."""
        need(by, Role.ADMIN)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "link_group", GroupLinked):
                return before
            kept = title[:TITLE_LENGTH]
            others = [one for one in await uow.team_groups.list_by() if one.chat_id != chat_id]
            for other in others:
                await uow.team_groups.remove(other.id)
            known = await uow.team_groups.list_by(chat_id=chat_id)
            if known:
                await uow.team_groups.change(known[0].id, title=kept, linked_by=by.staff.id, linked_at=by.now)
            else:
                await uow.team_groups.add(TeamGroup(chat_id, kept, by.staff.id, by.now))
            outcome = GroupLinked(chat_id, kept, others[0].title if others else None)
            return await finish(uow, by, "link_group", outcome)


@dataclass(frozen=True, slots=True)
class FindGroup:
    """The linked group of this chat, if it is one."""

    storage: Storage

    async def __call__(self, chat_id: int) -> TeamGroup | None:
        """None for any other chat."""
        async with self.storage.read() as uow:
            found = await uow.team_groups.list_by(chat_id=chat_id)
        return found[0] if found else None


@dataclass(frozen=True, slots=True)
class FollowGroup:
    """Telegram gave the group another id, or took the bot out of it."""

    storage: Storage

    async def __call__(self, chat_id: int, moved_to: int | None) -> bool:
        """Follows the group to its new id; without one, lets it go. Whether it was linked."""
        async with self.storage.write() as uow:
            found = await uow.team_groups.list_by(chat_id=chat_id)
            for one in found:
                if moved_to is None and one.weekly:
                    await lose_group(uow, one)
                if moved_to is None or await uow.team_groups.list_by(chat_id=moved_to):
                    await uow.team_groups.remove(one.id)
                else:
                    await uow.team_groups.change(one.id, chat_id=moved_to)
            await uow.commit()
        return bool(found)
