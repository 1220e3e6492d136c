"""Colleagues to choose from: by buttons, or by a name that is typed."""

from collections.abc import Sequence

from bot.chat.talk import Talk
from bot.domain.search.folding import words_of
from bot.domain.staff import Staff
from bot.domain.words import StaffState


async def colleagues(talk: Talk) -> Sequence[Staff]:
    """Oneself, then the others by name; who left is not among them."""
    async with talk.house.storage.read() as uow:
        staff = await uow.staff.list_by()
    here = (one for one in staff if one.state is not StaffState.LEFT)
    return sorted(here, key=lambda one: (one.id != talk.staff.id, one.name.casefold()))


def named(text: str, staff: Sequence[Staff]) -> list[Staff]:
    """Those whom a typed name can mean: by the whole name or Telegram name, else by the beginnings of their words."""
    typed = words_of(text)
    whole = [one for one in staff if typed and typed in (words_of(one.name), words_of(one.username or ""))]
    return whole or [one for one in staff if typed and _begins(typed, words_of(one.name))]


def _begins(typed: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in typed)
