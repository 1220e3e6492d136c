"""The command line: ``rawat`` and ``python -m bot``.

Exit status 0 done, 1 refused or failed, 2 wrong use. Errors are one sentence on standard error, never a traceback.
"""

import asyncio
import json
import sys
import traceback
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot import loading
from bot.app import App
from bot.domain.clock import FixedClock
from bot.domain.errors import OperatorError
from bot.settings import load

loading.is_over()

T = TypeVar("T")

cli = typer.Typer(
    name="rawat",
    help="Looks after an organisation's key partners, in Telegram.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
database = typer.Typer(help="The database's schema.", no_args_is_help=True)
cli.add_typer(database, name="db")


class Part(StrEnum):
    """Halves of ``run``."""

    BOT = "bot"
    JOBS = "jobs"


class Agreed(StrEnum):
    """Whether the people in a file agreed that birthdays and feasts are remembered."""

    ALL = "all"
    NONE = "none"
    LATER = "later"


@cli.command()
def run(only: Annotated[Part | None, typer.Option(help="Run one half of the bot.")] = None) -> None:
    """Runs the bot: takes what people write, reminds, and delivers."""
    from bot.commands.run import run as go

    _within(lambda app: go(app, only.value if only else None))


@cli.command()
def sandbox() -> None:
    """Opens the sandbox: the bot in the browser, with invented partners, without Telegram."""
    from bot.commands.sandbox import sandbox as go

    _within(lambda app: go(app, typer.echo), sandbox=True)


@cli.command()
def claim(recover: Annotated[bool, typer.Option(help="Although there is an admin, whom it tells.")] = False) -> None:
    """Prints the one-time link with which you become admin."""
    from bot.commands.claim import claim as go

    typer.echo(_within(lambda app: go(app, recover=recover)))


@cli.command("import")
def import_(
    file: Path,
    agreed: Annotated[Agreed, typer.Option(help="Whether the people agreed to be remembered.")] = Agreed.LATER,
    dry_run: Annotated[bool, typer.Option(help="Only say what would be done.")] = False,
) -> None:
    """Brings the partners of a file into the roster."""
    from bot.commands.roster import import_file as go

    typer.echo(_within(lambda app: go(app, file, agreed.value, dry_run)))


@cli.command()
def export(file: Annotated[Path, typer.Argument(help="Ends in .csv, .xlsx, .vcf or .ics.")]) -> None:
    """Writes the whole roster into a file: what is in it follows from its ending."""
    from bot.commands.exports import export_file as go
    from bot.commands.exports import format_of

    form = format_of(file)
    if form is None:
        typer.echo(f"The ending of {file.name} names no form; let it end in .csv, .xlsx, .vcf or .ics.", err=True)
        raise typer.Exit(2)
    typer.echo(_within(lambda app: go(app, file, form)))


@cli.command()
def job(
    name: str,
    as_of: Annotated[datetime | None, typer.Option(help="The business time, ISO, in the organisation's zone.")] = None,
    dry_run: Annotated[bool, typer.Option(help="Only say what would be done.")] = False,
) -> None:
    """Runs one job once."""
    from bot.commands.job import job as go

    typer.echo(_within(lambda app: go(app, name, dry_run=dry_run), as_of=as_of))


@cli.command()
def parse(
    text: str,
    today: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day it is read on.")] = None,
) -> None:
    """Prints, as one line of JSON, what is understood of a sentence."""
    from bot.commands.parse import parse as go

    day: date | None = today.date() if today else None
    typer.echo(json.dumps(_within(lambda app: go(app, text, day)), ensure_ascii=False))


@cli.command()
def backup(
    file: Annotated[Path | None, typer.Argument(help="Where to.")] = None,
) -> None:
    """Copies the database while the bot runs."""
    from bot.commands.copies import backup as go

    typer.echo(_within(lambda app: go(app, file)))


@cli.command()
def restore(file: Path) -> None:
    """Brings a copy back; the present database is kept beside it."""
    from bot.commands.copies import restore as go

    typer.echo(_within(lambda app: go(app, file)))


@cli.command()
def doctor() -> None:
    """Checks settings, database and Telegram, and says what to mend."""
    from bot.commands.doctor import doctor as go

    found = _within(go)
    typer.echo("\n".join(found.lines))
    if not found.well:
        raise typer.Exit(1)


@database.command()
def upgrade() -> None:
    """Brings the database to this version's schema."""
    from bot.commands.database import upgrade_database as go

    typer.echo(_within(go))


def _within(action: Callable[[App], Awaitable[T]], *, as_of: datetime | None = None, sandbox: bool = False) -> T:
    """Runs an action on a fresh app and closes it; an error for the operator is one sentence and exit status 1."""

    async def whole() -> T:
        app = App.of(load(), sandbox=sandbox)
        if as_of is not None:
            local = as_of if as_of.tzinfo else as_of.replace(tzinfo=app.organisation.zone)
            app.clock = FixedClock(local)
        try:
            return await action(app)
        finally:
            await app.close()

    try:
        return asyncio.run(whole())
    except OperatorError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(0) from None
    except Exception as error:  # noqa: BLE001 - whatever it is, the operator gets a sentence
        typer.echo(_fault(error), err=True)
        raise typer.Exit(1) from None


def _fault(error: Exception) -> str:
    """A fault that nothing foresaw, without what it says: that may hold a password or somebody's words."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
    return f"Something went wrong ({where}). Run `rawat doctor`; if it finds nothing, report this line."


def main() -> None:
    """The entry point."""
    sys.exit(cli())


if __name__ == "__main__":
    main()
