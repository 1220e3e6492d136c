"""Texts of the organisation's own, and which of the bank's are used; managers keep them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.errors import BadValue, NotFound, Outdated
from bot.domain.ports import Actor, Storage, UnitOfWork
from bot.domain.templates import LANGUAGES, MOST_TEXTS, TOPICS, OurTexts, SilencedText, Template, checked_text
from bot.domain.words import Role
from bot.usecases.acting import done_before, finish, need


@dataclass(frozen=True, slots=True)
class TemplateKept:
    """A text that was added, changed or taken away."""

    template_id: int
    topic: str
    language: str
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class TextSwitched:
    """A text of the bank that was switched off, or on again."""

    key: str
    language: str
    used: bool
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class TemplatesImported:
    """How many texts came in, how many were switched, and how many were there already."""

    added: int
    switched: int
    same: int
    change_set_id: int | None = None


@dataclass(frozen=True, slots=True)
class ReadOurTexts:
    """What the organisation made of the bank: what drafts are chosen from."""

    storage: Storage

    async def __call__(self, by: Actor) -> OurTexts:
        """For all colleagues."""
        need(by, Role.STAFF)
        async with self.storage.read() as uow:
            return await our_texts(uow)


async def our_texts(uow: UnitOfWork) -> OurTexts:
    """The same within a unit of work; those that are switched off are among them."""
    off = await uow.silenced_texts.list_by()
    return OurTexts(tuple(await uow.templates.list_by()), frozenset((one.language, one.key) for one in off))


@dataclass(frozen=True, slots=True)
class ListTexts:
    """The same, to be looked after."""

    storage: Storage

    async def __call__(self, by: Actor) -> OurTexts:
        """For managers."""
        need(by, Role.MANAGER)
        async with self.storage.read() as uow:
            return await our_texts(uow)


@dataclass(frozen=True, slots=True)
class AddTemplate:
    """Adds a text."""

    storage: Storage

    async def __call__(self, by: Actor, draft: Template) -> TemplateKept:
        """For managers. ``BadValue`` for a text that cannot be kept, one that is there, or too many in all."""
        need(by, Role.MANAGER)
        kept = checked(draft)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "add_template", TemplateKept):
                return before
            there = await uow.templates.list_by()
            if len(there) >= MOST_TEXTS:
                raise BadValue("text", "too_many", (("most", MOST_TEXTS),))
            _refuse_same(there, kept)
            added = await uow.templates.add(replace(kept, id=0))
            return await finish(uow, by, "add_template", _kept(added))


@dataclass(frozen=True, slots=True)
class ChangeTemplate:
    """Changes its words or its tone, or switches it off and on."""

    storage: Storage

    async def __call__(self, by: Actor, seen: Template, **changes: Any) -> TemplateKept:
        """*seen* is the text as the colleague saw it; ``Outdated`` where it was changed or taken away since."""
        need(by, Role.MANAGER)
        kept = checked(replace(seen, **changes))
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "change_template", TemplateKept):
                return before
            _refuse_same([one for one in await uow.templates.list_by() if one.id != seen.id], kept)
            expected = {name: getattr(seen, name) for name in changes}
            if not await uow.templates.change_when(seen.id, expected, **{n: getattr(kept, n) for n in changes}):
                raise Outdated("templates", seen.id)
            return await finish(uow, by, "change_template", _kept(kept))


@dataclass(frozen=True, slots=True)
class RemoveTemplate:
    """Takes a text away."""

    storage: Storage

    async def __call__(self, by: Actor, template_id: int) -> TemplateKept:
        """For managers; ``NotFound`` where it is gone already."""
        need(by, Role.MANAGER)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "remove_template", TemplateKept):
                return before
            gone = await uow.templates.get(template_id)
            await uow.templates.remove(gone.id)
            return await finish(uow, by, "remove_template", _kept(gone))


@dataclass(frozen=True, slots=True)
class SwitchText:
    """Switches a text of the bank off, or on again."""

    storage: Storage

    async def __call__(self, by: Actor, key: str, language: str, *, used: bool) -> TextSwitched:
        """For managers; what is so already stays so."""
        need(by, Role.MANAGER)
        if key.partition(".")[0] not in TOPICS or language not in LANGUAGES:
            raise NotFound("silenced_texts", 0)
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "switch_text", TextSwitched):
                return before
            off = next(iter(await uow.silenced_texts.list_by(key=key, language=language)), None)
            if used and off is not None:
                await uow.silenced_texts.remove(off.id)
            elif not used and off is None:
                await uow.silenced_texts.add(SilencedText(key, language))
            return await finish(uow, by, "switch_text", TextSwitched(key, language, used))


@dataclass(frozen=True, slots=True)
class ImportTemplates:
    """Takes texts out of a file; those that are there already are only switched as the file says."""

    storage: Storage

    async def __call__(self, by: Actor, drafts: Iterable[Template]) -> TemplatesImported:
        """For managers; ``BadValue`` where there would be too many in all."""
        need(by, Role.MANAGER)
        wanted = {_words_of(one): one for one in map(checked, drafts)}
        async with self.storage.write() as uow:
            if before := await done_before(uow, by, "import_templates", TemplatesImported):
                return before
            there = {_words_of(one): one for one in await uow.templates.list_by()}
            new = [one for words, one in wanted.items() if words not in there]
            if new and len(there) + len(new) > MOST_TEXTS:
                raise BadValue("text", "too_many", (("most", MOST_TEXTS),))
            for one in new:
                await uow.templates.add(replace(one, id=0))
            known = [(there[words], one) for words, one in wanted.items() if words in there]
            switched = [(kept.id, one.active) for kept, one in known if kept.active is not one.active]
            for id, active in switched:
                await uow.templates.change(id, active=active)
            came = TemplatesImported(len(new), len(switched), len(known) - len(switched))
            return await finish(uow, by, "import_templates", came)


def checked(draft: Template) -> Template:
    """The text as it is kept; ``BadValue`` says why it cannot be."""
    if draft.topic not in TOPICS:
        raise BadValue("topic", "unknown_topic", (("topic", draft.topic),))
    if draft.language not in LANGUAGES:
        raise BadValue("language", "bad_language")
    return replace(draft, text=checked_text(draft.topic, draft.text))


def _refuse_same(there: Iterable[Template], kept: Template) -> None:
    if any(_words_of(one) == _words_of(kept) for one in there):
        raise BadValue("text", "known_text")


def _words_of(one: Template) -> tuple[str, str, str | None, str]:
    return one.topic, one.language, one.tone, one.text


def _kept(one: Template) -> TemplateKept:
    return TemplateKept(one.id, one.topic, one.language)
