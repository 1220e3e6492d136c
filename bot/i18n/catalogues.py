"""The catalogues' tool: `python -m bot.i18n.catalogues check | compile | extract | new`.

`check` says what is wrong with marks and catalogues, one line a fault, and ends with 1. `compile` makes what is not
yet compiled. `extract` prints the marked texts as catalogue entries; with `--missing id` those alone that a language
lacks, ready to be pasted into a room. `new xx` begins a language: a folder with every room, empty, to be filled in.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

from babel.core import UnknownLocaleError
from babel.messages.pofile import PoFileError, write_po

from bot.i18n.catalogue_check import check, missing
from bot.i18n.catalogue_files import (
    LOCALES,
    SOURCE_LANGUAGE,
    Room,
    babel_locale,
    compiled,
    folder,
    is_fresh,
    languages,
    read_catalogue,
    rooms,
)
from bot.i18n.marked_texts import MarkedText, find_marked

BASE = Path(__file__).parents[2]
_ROOM_OF_SOURCE = "source.mo"


def roots(base: Path = BASE) -> list[Path]:
    """The folders whose code speaks to people."""
    return [path for path in (base / "bot", base / "jobs") if path.is_dir()]


def compile_all(base: Path = BASE, locales: Path = LOCALES) -> int:
    """Compiles what is not compiled or stale; gives how many files were written. Needs babel and nothing else of ours.

    Raises PoFileError where a catalogue is malformed.
    """
    written = 0
    for language in languages(locales):
        for path in rooms(language, locales):
            source = path.read_bytes()
            if not is_fresh(path.with_suffix(".mo"), source):
                path.with_suffix(".mo").write_bytes(compiled(read_catalogue(path, language), source))
                written += 1
    return written + _compile_source(base, locales)


def _compile_source(base: Path, locales: Path) -> int:
    """English says what the code says: its catalogue is made from the code."""
    entries = _catalogue(find_marked(roots(base), base).texts, SOURCE_LANGUAGE, same=True)
    source = _as_po(entries)
    target = folder(SOURCE_LANGUAGE, locales) / _ROOM_OF_SOURCE
    if is_fresh(target, source):
        return 0
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(compiled(entries, source))
    return 1


def extract(paths: Iterable[Path], base: Path = BASE, lacking: str | None = None, locales: Path = LOCALES) -> str:
    """The marked texts under `paths` as entries of a `.po`; with `lacking`, those which that language has not."""
    texts = find_marked(paths, base).texts
    wanted = texts if lacking is None else missing(texts, lacking, locales)
    entries = _as_po(_catalogue(wanted, lacking or SOURCE_LANGUAGE)).decode()
    return entries.lstrip("\n")


def begin_language(language: str, base: Path = BASE, locales: Path = LOCALES) -> list[Path]:
    """Makes a language's rooms after those of the first other language, every text still untranslated.

    Rooms that exist are left alone. Raises babel's UnknownLocaleError for a code that is no language.
    """
    babel_locale(language)
    texts = {text.key: text for text in find_marked(roots(base), base).texts}
    made = []
    for model_language in [code for code in languages(locales) if code not in (SOURCE_LANGUAGE, language)][:1]:
        for model in rooms(model_language, locales):
            target = folder(language, locales) / model.name
            if target.exists():
                continue
            keys = [(message.context, message.id) for message in read_catalogue(model, model_language) if message.id]
            found = [texts.get((context, text if isinstance(text, str) else text[0])) for context, text in keys]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_as_po(_catalogue([text for text in found if text], language), header=True))
            made.append(target)
    return made


def _catalogue(texts: Iterable[MarkedText], language: str, *, same: bool = False) -> Room:
    catalogue = Room(locale=babel_locale(language), fuzzy=False)
    for text in texts:
        entry = (text.text, text.plural) if text.plural is not None else text.text
        catalogue.add(
            entry, entry if same else None, locations=[(text.file, text.line)], context=text.context
        )  # fmt: skip
    return catalogue


def _as_po(catalogue: Room, *, header: bool = False) -> bytes:
    out = BytesIO()
    write_po(out, catalogue, width=0, omit_header=not header, no_location=True)
    return out.getvalue()


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; gives the exit status: 0 done, 1 faults found or refused."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options)
    except PoFileError as error:
        sys.stderr.write(f"A catalogue is malformed: {error}. Run `check` to see where.\n")
    except (UnknownLocaleError, ValueError):
        sys.stderr.write(f"{options.language!r} is no language code. Use one like 'fr'.\n")
    return 1


def _run(options: argparse.Namespace) -> int:
    match options.command:
        case "check":
            faults = check(roots(), BASE)
            faults = [fault for fault in faults if not options.paths or _under(fault.file, options.paths)]
            sys.stdout.write("".join(f"{fault}\n" for fault in faults))
            return 1 if faults else 0
        case "compile":
            compile_all()
        case "extract":
            paths = [path.resolve() for path in options.paths] or roots()
            sys.stdout.write(extract(paths, lacking=options.missing))
        case "new":
            for path in begin_language(options.language):
                sys.stdout.write(f"{path.relative_to(BASE).as_posix()}\n")
    return 0


def _under(file: str, paths: Iterable[Path]) -> bool:
    return any((BASE / file).is_relative_to(path.resolve()) for path in paths)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot.i18n.catalogues", description="Keeps the catalogues whole.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, does in (("check", "say what is wrong"), ("extract", "print the marked texts")):
        command = commands.add_parser(name, help=does)
        command.add_argument("paths", nargs="*", type=Path, help="only these files and folders")
        if name == "extract":
            command.add_argument("--missing", metavar="LANGUAGE", help="only what this language lacks")
    commands.add_parser("compile", help="compile what is not compiled")
    commands.add_parser("new", help="begin a language").add_argument("language")
    return parser


if __name__ == "__main__":
    sys.exit(main())
