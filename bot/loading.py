"""Imported before all else by what starts a process: spares time and memory while the modules are loaded.

A fourth of the time goes into looking for rubbish among classes and functions that all stay. And httpx would bring
the colours of a command line that nobody here calls, which cost 3 MiB; without them it does without.
"""

import gc
import sys

_COLOURS = "pygments"


def is_over() -> None:
    """From here on rubbish is collected again, and whoever wants colours may load them."""
    gc.enable()
    if sys.modules.get(_COLOURS, sys) is None:
        del sys.modules[_COLOURS]


gc.disable()
if _COLOURS not in sys.modules:
    # So an import of it fails, which httpx expects.
    sys.modules[_COLOURS] = None  # type: ignore[assignment]
