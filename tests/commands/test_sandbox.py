"""The sandbox's database stays the sandbox's, whatever stops it in the middle."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import App
from bot.commands import sandbox as command
from bot.commands.database import make_ready
from bot.commands.sandbox import AheadClock, Sandbox
from bot.domain.staff import Staff
from bot.settings import Settings


async def test_emptied_database_is_still_marked_when_nothing_more_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = AheadClock()
    url = SecretStr(f"sqlite+aiosqlite:///{tmp_path / 'sandbox.db'}")
    app = App.of(Settings(_env_file=None, database_url=url), clock, sandbox=True)
    try:
        await make_ready(app, sandbox=True)
        async with app.storage.write() as uow:
            await uow.staff.add(Staff("Rina"))
            await uow.commit()

        async def killed(*_arguments: object, **_named: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(command, "mark", killed)
        monkeypatch.setattr(Sandbox, "_begin", killed)
        with pytest.raises(KeyboardInterrupt):
            await Sandbox(app, clock).start_anew()
        await make_ready(app, sandbox=True)
        async with app.storage.read() as uow:
            assert not await uow.staff.count_by()
    finally:
        await app.close()
