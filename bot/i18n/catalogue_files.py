"""Where catalogues lie, how they are read, and whether a compiled one still belongs to its source.

`locales/<language>/LC_MESSAGES/<room>.po` is written by people, one file a room; the `.mo` beside it is compiled and
never committed. A compiled file names the digest of the `.po` that it was made from, so that a stale one is seen
whatever the clock or the installer did to the files' times. `en/LC_MESSAGES/source.mo` has no `.po`: English is the
source, and its catalogue is made from the code.
"""

import hashlib
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileParser
from babel.support import Translations

LOCALES = Path(__file__).parent / "locales"
SOURCE_LANGUAGE = "en"
_FOLDER = "LC_MESSAGES"
# The source is British English; Babel's bare "en" is American, with the month before the day.
_REGIONS = {"en": "en_GB"}


class Room(Catalog):
    """A catalogue that knows the languages without plurals.

    Babel's gettext table has no Indonesian and gives it English's two forms; CLDR, which Babel carries too, has one.
    """

    @property
    def num_plurals(self) -> int:
        """How many plural forms the language has."""
        return super().num_plurals if self._has_plurals else 1

    @property
    def plural_expr(self) -> str:
        """Which form belongs to `n`, in gettext's notation."""
        return super().plural_expr if self._has_plurals else "0"

    @property
    def _has_plurals(self) -> bool:
        return self.locale is None or bool(self.locale.plural_form.tags)


def languages(locales: Path = LOCALES) -> tuple[str, ...]:
    """Every language that has a folder, and the source's own, in the alphabet's order."""
    found = {path.name for path in locales.iterdir() if (path / _FOLDER).is_dir()} if locales.is_dir() else set()
    return tuple(sorted(found | {SOURCE_LANGUAGE}))


def babel_locale(language: str) -> Locale:
    """Babel's locale for one of our languages."""
    return Locale.parse(_REGIONS.get(language, language))


def folder(language: str, locales: Path = LOCALES) -> Path:
    """The folder that holds the catalogues of `language`."""
    return locales / language / _FOLDER


def rooms(language: str, locales: Path = LOCALES) -> list[Path]:
    """The written catalogues of `language`, by name."""
    return sorted(folder(language, locales).glob("*.po"))


def read_catalogue(path: Path, language: str) -> Room:
    """A written catalogue, with or without a header. Raises babel's PoFileError where it is malformed."""
    room = Room(locale=babel_locale(language), fuzzy=False)
    PoFileParser(room, abort_invalid=True).parse(path.read_text("utf-8").splitlines())
    return room


def compiled(catalogue: Catalog, source: bytes) -> bytes:
    """The `.mo` of a catalogue, marked with the digest of what it was made from."""
    catalogue.project, catalogue.version = "rawat", _digest(source)
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def is_fresh(compiled_file: Path, source: bytes) -> bool:
    """Whether a compiled catalogue exists and was made from just this source."""
    if not compiled_file.is_file():
        return False
    with compiled_file.open("rb") as file:
        made_from = Translations(file).info().get("project-id-version", "")
    return made_from == f"rawat {_digest(source)}"


def load(language: str, locales: Path = LOCALES) -> Translations:
    """All catalogues of `language` as one; a room that is not compiled, or stale, is read from its `.po`."""
    place = folder(language, locales)
    names = {path.stem for path in [*place.glob("*.po"), *place.glob("*.mo")]} if place.is_dir() else set()
    merged = Translations()
    for name in sorted(names):
        room = _load_room(place / f"{name}.po", language)
        # The first room decides how plurals are chosen; the checker holds all of a language to the same number.
        merged = merged.merge(room) if merged.files else room
        merged.files.append(name)
    return merged


def _load_room(written: Path, language: str) -> Translations:
    compiled_file = written.with_suffix(".mo")
    if written.is_file():
        source = written.read_bytes()
        if not is_fresh(compiled_file, source):
            return Translations(BytesIO(compiled(read_catalogue(written, language), source)))
    with compiled_file.open("rb") as file:
        return Translations(file)


def _digest(source: bytes) -> str:
    return hashlib.sha256(source).hexdigest()[:16]
