"""``rawat parse``: what is understood of a sentence, without saving anything."""

from datetime import date

from bot.app import App
from bot.commands.database import need_ready
from bot.domain.search import NameIndex
from bot.domain.sentences import LEXICON, IndexedRoster, Lexicon, as_json, lexicon_with, understand


async def parse(app: App, text: str, day: date | None) -> dict[str, str | bool | None]:
    """The sentence as plain JSON values, read on *day* (None: today) over the names in the database.

    Before there is a database nobody is known by name, and the rest of the sentence is read all the same.
    """
    roster = IndexedRoster(await _known_names(app))
    today = day or app.organisation.today(app.clock.now())
    return as_json(understand(text, today, roster, lexicon=await _known_words(app)), roster)


async def _known_words(app: App) -> Lexicon:
    if _is_missing(app):
        return LEXICON
    async with app.storage.read() as uow:
        return lexicon_with(tuple((one.text, one.meaning) for one in await uow.own_words.list_by()))


def _is_missing(app: App) -> bool:
    return app.database_file is not None and not app.database_file.exists()


async def _known_names(app: App) -> NameIndex:
    if _is_missing(app):
        return NameIndex()
    await need_ready(app)
    return await app.names.index()
