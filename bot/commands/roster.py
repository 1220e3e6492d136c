"""``rawat import``: a file of partners comes in at the command line, without a colleague acting."""

from pathlib import Path

from bot.app import App
from bot.chat.roster_texts import Wording
from bot.commands.database import need_own
from bot.domain.errors import OperatorError
from bot.domain.ports import Actor
from bot.domain.roster.previews import Preview
from bot.domain.roster.table import MOST_BYTES, TableFault, UnreadableTable
from bot.domain.staff import Staff
from bot.domain.words import Role, StaffState
from bot.i18n.formats import formats_for
from bot.i18n.translator import translator_for
from bot.readers.files import read_table
from bot.usecases.roster import Agreed, ImportRoster, PreviewRoster
from bot.usecases.roster_staging import ForgetFile


async def import_file(app: App, file: Path, agreed: str, dry_run: bool) -> str:
    """Takes a file over, or with *dry_run* only says what would be done; in the organisation's language.

    Raises ``OperatorError`` where the file cannot be read or holds no roster.
    """
    await need_own(app)
    organisation = app.organisation
    language = organisation.language
    wording = Wording(translator_for(language), formats_for(language, str(organisation.zone)), str, str)
    operator = Actor(Staff("operator", Role.ADMIN, StaffState.ACTIVE), app.clock.now())
    try:
        content = _content(file)
        preview = await PreviewRoster(app.storage, organisation, read_table)(operator, file.name, content)
    except UnreadableTable as error:
        raise OperatorError(wording.unreadable(error)) from None
    told = wording.preview(preview)
    if dry_run or not preview.worth_importing:
        await ForgetFile(app.storage)(operator, preview.file_id)
        return _with_question(wording, told, preview)
    imported = await ImportRoster(app.storage, organisation)(operator, preview.file_id, Agreed(agreed))
    notes = [part for part in (wording.refused(preview), wording.left_out(preview)) if part]
    return "\n\n".join([wording.imported(imported), *notes])


def _with_question(wording: Wording, told: str, preview: Preview) -> str:
    if not preview.undecided:
        return told
    return f"{told}\n\n{wording.consent(preview.undecided)} (--agreed all|none|later)"


def _content(file: Path) -> bytes:
    """The file's bytes; one that is too large is refused before it is read."""
    try:
        size = file.stat().st_size
        if size > MOST_BYTES:
            raise UnreadableTable(TableFault.TOO_LARGE, (("bytes", size),))
        return file.read_bytes()
    except OSError as error:
        raise OperatorError(f"The file {file} cannot be read ({error.strerror}); check its path and rights.") from None
