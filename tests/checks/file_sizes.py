"""Fails when a source file has grown past what one reading holds: look for the seam, and cut there."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("bot", "jobs", "migrations", "tests")
LIMIT = 400


def too_long(files: Iterable[Path]) -> Iterator[tuple[Path, int]]:
    """The files of more lines than the limit allows, with their lines."""
    for file in files:
        lines = len(file.read_text(encoding="utf-8").splitlines())
        if lines > LIMIT:
            yield file, lines


def source_files() -> list[Path]:
    return sorted(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))


def main() -> int:
    found = list(too_long(source_files()))
    for file, lines in found:
        print(f"{file.relative_to(ROOT)}: {lines} lines, and {LIMIT} is the limit", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
