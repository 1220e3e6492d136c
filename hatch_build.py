"""Compiles the catalogues before a wheel or an editable install is made.

It stands on Babel alone, since the project's own modules need more than a build environment holds.
"""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):  # type: ignore[type-arg, unused-ignore]
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for source in sorted(Path(self.root, "bot", "i18n", "locales").glob("*/LC_MESSAGES/*.po")):
            with source.open("rb") as lines:
                catalogue = read_po(lines, locale=source.parts[-3], domain=source.stem)
            with source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, catalogue)
