"""Words of the organisation's own, which the grammar of sentences then knows; admins keep them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.errors import BadValue, NotFound
from bot.domain.own_words import OwnWord
from bot.domain.ports import Actor, Storage
from bot.domain.search.folding import words_of
from bot.domain.words import Channel, Purpose, Role
from bot.usecases.acting import done_before, finish, need

MOST_WORDS = 4
"""Words of one phrase."""
MOST_LETTERS = 40
MOST_KEPT = 300
_MEANINGS = frozenset({*Channel, *Purpose})


@dataclass(frozen=True, slots=True)
class OwnWordKept:
    """A word that was added or taken away."""

    text: str
    meaning: str
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class ListOwnWords:
    """The organisation's own words, in their order."""

    storage: Storage

    async def __call__(self, by: Actor) -> Sequence[OwnWord]:
        """For admins."""
        need(by, Role.ADMIN)
        async with self.storage.read() as uow:
            return sorted(await uow.own_words.list_by(), key=lambda one: one.text)


@dataclass(frozen=True, slots=True)
class KeepOwnWord:
    """Adds a word, or gives a known one another meaning."""

    storage: Storage

    async def __call__(self, by: Actor, text: str, meaning: str) -> OwnWordKept:
        """For admins. ``BadValue`` for a text that is no word or a long one, or too many words in all."""
        need(by, Role.ADMIN)
        kept_text = need_word(text)
        if meaning not in _MEANINGS:
            raise BadValue("meaning", "empty")
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "keep_own_word", OwnWordKept):
                return before
            known = {one.text: one for one in await uow.own_words.list_by()}
            if (same := known.get(kept_text)) is not None:
                await uow.own_words.change(same.id, meaning=meaning)
            elif len(known) >= MOST_KEPT:
                raise BadValue("text", "too_many", (("most", MOST_KEPT),))
            else:
                await uow.own_words.add(OwnWord(kept_text, meaning))
            return await finish(uow, by, "keep_own_word", OwnWordKept(kept_text, meaning))


@dataclass(frozen=True, slots=True)
class DropOwnWord:
    """Takes a word away."""

    storage: Storage

    async def __call__(self, by: Actor, word_id: int) -> OwnWordKept:
        """For admins; ``NotFound`` where it is gone already."""
        need(by, Role.ADMIN)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "drop_own_word", OwnWordKept):
                return before
            word = await uow.own_words.find(word_id)
            if word is None:
                raise NotFound("own_words", word_id)
            await uow.own_words.remove(word.id)
            return await finish(uow, by, "drop_own_word", OwnWordKept(word.text, word.meaning))


def need_word(text: str) -> str:
    """The word as the grammar looks it up: folded, with single spaces."""
    words = words_of(text)
    folded = " ".join(words)
    if not words:
        raise BadValue("text", "empty")
    if len(words) > MOST_WORDS or len(folded) > MOST_LETTERS:
        raise BadValue("text", "too_long", (("most", MOST_LETTERS), ("length", len(text))))
    return folded
