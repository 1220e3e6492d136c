"""Compiles the catalogues before a wheel or an editable install is made; git ignores what is compiled."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):  # type: ignore[type-arg, unused-ignore]
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        # A build environment holds Babel and nothing else of what the project needs; this module asks for no more.
        sys.path.insert(0, self.root)
        try:
            from bot.i18n.catalogues import compile_all

            compile_all(Path(self.root), Path(self.root, "bot", "i18n", "locales"))
        finally:
            sys.path.remove(self.root)
