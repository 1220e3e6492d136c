"""``rawat export``: the whole roster into a file, without a colleague acting."""

import tempfile
from pathlib import Path

from bot.app import App
from bot.commands.database import need_own
from bot.domain.errors import OperatorError
from bot.domain.exports import ExportFormat
from bot.domain.ports import Actor
from bot.domain.staff import Staff
from bot.domain.words import Role, StaffState
from bot.i18n.formats import formats_for
from bot.i18n.translator import translator_for
from bot.reports.writing import report_of
from bot.usecases.exporting import ExportRoster


def format_of(file: Path) -> ExportFormat | None:
    """The form that the file's ending names."""
    ending = file.suffix.removeprefix(".").lower()
    return ExportFormat(ending) if ending in set(ExportFormat) else None


async def export_file(app: App, file: Path, format: ExportFormat) -> str:
    """Writes the file, whole or not at all, in the organisation's language; says what is in it.

    ``OperatorError`` where it cannot be written.
    """
    await need_own(app)
    organisation = app.organisation
    t, f = translator_for(organisation.language), formats_for(organisation.language, str(organisation.zone))
    operator = Actor(Staff("operator", Role.ADMIN, StaffState.ACTIVE), app.clock.now())
    try:
        # Beside its place, so that it can take it in one step; nobody but the operator may look.
        with tempfile.TemporaryDirectory(prefix=".rawat-", dir=file.parent) as folder:
            half = Path(folder) / file.name
            report = report_of(format, half, t, f)
            exported = await ExportRoster(app.storage, organisation)(operator, format, report)
            half.chmod(0o600)
            half.replace(file)
    except OSError as error:
        raise OperatorError(
            f"The file {file} cannot be written ({error.strerror}); check its folder, its rights and the disk's space."
        ) from None
    partners = t.n("{n} partner", "{n} partners", exported.partners)
    people = t.n("{n} person", "{n} people", exported.people)
    return t("{partners} and {people} are in {file}.", partners=partners, people=people, file=str(file))
