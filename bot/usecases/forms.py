"""Forms: begun, filled in step by step, set aside and closed. A press names the version it saw."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.domain.errors import NotAllowed, Outdated
from bot.domain.forms import Form
from bot.domain.ports import Actor, Storage, UnitOfWork
from bot.domain.words import FormKind

LIFETIME = timedelta(days=1)


@dataclass(frozen=True)
class Forms:
    """The forms of colleagues. One is current for a colleague and chat; a new one sets the others aside."""

    storage: Storage

    async def current(self, by: Actor, chat_id: int) -> Form | None:
        """The form that the colleague is in, if any."""
        async with self.storage.read() as uow:
            found = await uow.forms.list_by(staff_id=by.staff.id, chat_id=chat_id, closed=False, set_aside=False)
        living = [form for form in found if not _expired(form, by)]
        return living[-1] if living else None

    async def awaiting(self, by: Actor, chat_id: int) -> Form | None:
        """The form that a text answers. An update that comes again has answered the form that it changed before."""
        update_id = _update_of(by)
        if by.again and update_id is not None:
            async with self.storage.read() as uow:
                found = await uow.forms.list_by(staff_id=by.staff.id, chat_id=chat_id, update_id=update_id)
            answered = [form for form in found if form.closed or form.version > 1]
            if answered:
                return answered[-1]
        return await self.awaiting_text(by, chat_id)

    async def awaiting_text(self, by: Actor, chat_id: int) -> Form | None:
        """The form that the next text would answer, if the current one awaits any."""
        form = await self.current(by, chat_id)
        return form if form is not None and form.awaits is not None else None

    async def get(self, by: Actor, id: int, version: int | None = None) -> Form:
        """One's own form, open, not expired, and as a press saw it; ``Outdated`` or ``NotAllowed`` otherwise."""
        async with self.storage.read() as uow:
            form = await uow.forms.find(id)
        if form is None or form.closed or _expired(form, by):
            raise Outdated("form", id)
        if form.staff_id != by.staff.id:
            raise NotAllowed("own form")
        changed_by_this = by.again and form.update_id == _update_of(by)
        if version is not None and form.version != version and not changed_by_this:
            raise Outdated("form", id)
        return form

    async def begin(
        self,
        by: Actor,
        chat_id: int,
        kind: FormKind,
        step: str,
        fields: Mapping[str, Any] | None = None,
        awaits: str | None = None,
    ) -> Form:
        """A new form; the colleague's others in this chat are set aside. Begun once by the same update."""
        update_id = _update_of(by)
        async with self.storage.write() as uow:
            others = await uow.forms.list_by(staff_id=by.staff.id, chat_id=chat_id, closed=False)
            for other in others:
                if by.again and update_id is not None and other.update_id == update_id and other.kind is kind:
                    return other
                if not other.set_aside:
                    await uow.forms.change(other.id, set_aside=True)
            form = await uow.forms.add(
                Form(
                    staff_id=by.staff.id,
                    chat_id=chat_id,
                    kind=kind,
                    step=step,
                    fields=dict(fields or {}),
                    awaits=awaits,
                    update_id=update_id,
                    expires_at=by.now + LIFETIME,
                )
            )
            await uow.commit()
        return form

    async def step(self, by: Actor, form: Form, **changes: Any) -> Form:
        """Changes a form that still is as *form* was seen; one that was set aside is taken up instead of the current.

        ``Outdated`` when somebody changed it since; doing the same update again gives the form as that update left it.
        """
        update_id = _update_of(by)
        async with self.storage.write() as uow:
            changed = await uow.forms.change_when(
                form.id,
                {"version": form.version, "closed": False},
                version=form.version + 1,
                update_id=update_id,
                set_aside=False,
                **changes,
            )
            if not changed:
                now = await uow.forms.find(form.id)
                if now is not None and update_id is not None and now.update_id == update_id:
                    return now
                raise Outdated("form", form.id)
            if form.set_aside:
                await _set_others_aside(uow, form)
            stepped = await uow.forms.get(form.id)
            if _expired(stepped, by):
                raise Outdated("form", form.id)
            await uow.commit()
        return stepped

    async def stepped_before(self, by: Actor, id: int, version: int) -> Form | None:
        """The form as this update, which comes again, has stepped it on from *version*; None where it has not."""
        if not by.again:
            return None
        async with self.storage.read() as uow:
            form = await uow.forms.find(id)
        mine = form is not None and form.update_id == _update_of(by) and form.staff_id == by.staff.id
        return form if form is not None and mine and not form.closed and form.version > version else None

    async def shown_in(self, form: Form, message_id: int | None) -> None:
        """Remembers the message that shows the form."""
        if message_id is None or form.message_id == message_id:
            return
        async with self.storage.write() as uow:
            await uow.forms.change_when(form.id, {}, message_id=message_id)
            await uow.commit()

    async def take(self, by: Actor, id: int, version: int) -> Form:
        """Closes one's own form as it was seen and gives it, so that one press acts on it, once.

        The same update may take it again: it was cut off before its act was done. ``Outdated`` for any other.
        """
        update_id = _update_of(by)
        async with self.storage.write() as uow:
            expected = {"version": version, "closed": False, "staff_id": by.staff.id}
            taken = await uow.forms.change_when(id, expected, closed=True, update_id=update_id)
            form = await uow.forms.find(id)
            if form is None or not (taken or (update_id is not None and form.update_id == update_id and form.closed)):
                raise Outdated("form", id)
            if taken and _expired(form, by):
                raise Outdated("form", id)
            await uow.commit()
        return form

    @asynccontextmanager
    async def taking(self, by: Actor, id: int, version: int) -> AsyncIterator[Form]:
        """Takes a form for the act inside, and gives it back where that comes to nothing, whatever the reason."""
        form = await self.take(by, id, version)
        try:
            yield form
        except Exception:
            # A database that is away takes nothing back either; what is to be told is why the act failed.
            with suppress(Exception):
                await self.give_back(by, form)
            raise

    async def give_back(self, by: Actor, form: Form) -> None:
        """Opens a form again that this update took, because its act was refused: what was filled in is not lost."""
        taken = {"version": form.version, "closed": True, "update_id": _update_of(by)}
        async with self.storage.write() as uow:
            await uow.forms.change_when(form.id, taken, closed=False)
            await uow.commit()

    async def close(self, by: Actor, form: Form) -> bool:
        """Closes a form; whether it still was open."""
        async with self.storage.write() as uow:
            closed = await uow.forms.change_when(form.id, {"closed": False}, closed=True, update_id=_update_of(by))
            await uow.commit()
        return closed

    async def set_aside(self, form: Form) -> None:
        """Sets a form aside, for a command or a press that came between."""
        async with self.storage.write() as uow:
            await uow.forms.change_when(form.id, {"closed": False}, set_aside=True)
            await uow.commit()


async def _set_others_aside(uow: UnitOfWork, form: Form) -> None:
    current = {"staff_id": form.staff_id, "chat_id": form.chat_id, "closed": False, "set_aside": False}
    for other in await uow.forms.list_by(**current):
        if other.id != form.id:
            await uow.forms.change(other.id, set_aside=True)


def _expired(form: Form, by: Actor) -> bool:
    return form.expires_at is not None and form.expires_at <= by.now


def _update_of(by: Actor) -> int | None:
    return int(by.key[1:]) if by.key and by.key[1:].isdigit() else None
