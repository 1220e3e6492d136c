"""``rawat parse``: what is understood of a sentence, without saving anything."""

from datetime import date

from bot.app import App
from bot.commands.database import need_ready
from bot.domain.search import NameIndex
from bot.domain.sentences import IndexedRoster, as_json, understand


async def parse(app: App, text: str, day: date | None) -> dict[str, str | bool | None]:
    """The sentence as plain JSON values, read on *day* (None: today) over the names in the database.

    Before there is a database nobody is known by name, and the rest of the sentence is read all the same.
    """
    roster = IndexedRoster(await _known_names(app))
    today = day or app.organisation.today(app.clock.now())
    return as_json(understand(text, today, roster), roster)


async def _known_names(app: App) -> NameIndex:
    file = app.database_file
    if file is not None and not file.exists():
        return NameIndex()
    await need_ready(app)
    return await app.names.index()
