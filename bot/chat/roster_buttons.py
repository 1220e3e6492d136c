"""The buttons under a file of partners that was read."""

from bot.chat.buttons import button
from bot.domain.roster.columns import Column
from bot.usecases.roster import Agreed


@button("fa")
class SetAgreed:
    """Say whether the people in the file agreed."""

    form: int
    version: int
    agreed: Agreed


@button("fi")
class TakeFile:
    """Take the file over."""

    form: int
    version: int


@button("fc")
class LeaveFile:
    """Leave the file."""

    form: int
    version: int


@button("is")
class ChooseSheet:
    """Read this sheet of the workbook."""

    form: int
    version: int
    place: int


@button("ib")
class BackToPreview:
    """Show the preview again."""

    form: int


@button("ic")
class ShowColumns:
    """Show the columns that nobody knows."""

    form: int


@button("ih")
class ChooseHeading:
    """Say what this column holds."""

    form: int
    place: int
    page: int


@button("im")
class MapHeading:
    """This column holds that; nothing: it is left out."""

    form: int
    version: int
    place: int
    column: Column | None


@button("id")
class ShowChanges:
    """Show what would change, a page of it."""

    form: int
    page: int


@button("if")
class GiveChanges:
    """Send all that would change as a file."""

    form: int


@button("ir")
class AskRefused:
    """Send the refused rows as a file."""

    file: int
