"""Finds the texts that our code marks for translation, and faults in how it marks them.

Marked are `t("…")`, `t.n("one", "many", n)`, `t.c("context", "…")`, where the translator is a name or an
attribute `t` or `_t`, and `mark("…")`, `mark_c("context", "…")` in tables of texts. A conditional between plain texts
is taken apart. What is computed before it reaches `t` (a name, an element of a table) is left to whoever marked it; a
text glued together on the spot is a fault, because no catalogue can hold it.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.i18n.placeholders import TextFault, places

# Which arguments of a call are texts: (context, singular, plural), by position.
_ARGUMENTS: dict[str, tuple[int | None, int, int | None]] = {
    "t": (None, 0, None),
    "n": (None, 0, 1),
    "c": (0, 1, None),
    "mark": (None, 0, None),
    "mark_c": (0, 1, None),
}


@dataclass(frozen=True, slots=True)
class MarkedText:
    """One text in one place of the code; `key` is what a catalogue knows it by."""

    text: str
    plural: str | None
    context: str | None
    file: str
    line: int

    @property
    def key(self) -> tuple[str | None, str]:
        """Context and text."""
        return self.context, self.text

    @property
    def places(self) -> frozenset[str]:
        """The places of both forms."""
        return places(self.text) | places(self.plural or "")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, and where."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


@dataclass(slots=True)
class Finding:
    """What was found in the code."""

    texts: list[MarkedText] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def find_marked(roots: Iterable[Path], base: Path) -> Finding:
    """All marked texts under `roots` (folders or files), named relative to `base`."""
    finding = Finding()
    for root in roots:
        for path in [root] if root.is_file() else sorted(root.rglob("*.py")):
            name = path.relative_to(base).as_posix() if path.is_relative_to(base) else path.as_posix()
            for call in _calls(ast.parse(path.read_bytes(), filename=name)):
                _read_call(call, name, finding)
    return finding


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _marker(function: ast.expr) -> str | None:
    if isinstance(function, ast.Name) and function.id in ("mark", "mark_c"):
        return function.id
    if _is_translator(function):
        return "t"
    if isinstance(function, ast.Attribute) and function.attr in ("n", "c") and _is_translator(function.value):
        return function.attr
    return None


def _is_translator(node: ast.expr) -> bool:
    match node:
        case ast.Name(id="t" | "_t") | ast.Attribute(attr="t" | "_t"):
            return True
    return False


def _read_call(call: ast.Call, file: str, finding: Finding) -> None:
    marker = _marker(call.func)
    if marker is None:
        return
    context_at, text_at, plural_at = _ARGUMENTS[marker]
    try:
        contexts = _plain_texts(call, context_at)
        plurals = _plain_texts(call, plural_at)
        for text in _plain_texts(call, text_at):
            if text is None:
                continue
            plural, context = plurals[0], contexts[0]
            if (plural_at is not None and plural is None) or (context_at is not None and context is None):
                raise TextFault("the text is plain, but its plural or context is not")
            found = MarkedText(text, plural, context, file, call.lineno)
            if marker in ("t", "n", "c"):
                _hold_values(call, found, marker)
            finding.texts.append(found)
            found.places  # noqa: B018 - malformed places raise here, where the line is known
    except TextFault as fault:
        finding.faults.append(Fault(file, call.lineno, str(fault)))


def _plain_texts(call: ast.Call, at: int | None) -> list[str | None]:
    """The texts at a position; None where it is computed elsewhere. Raises TextFault where it is glued together."""
    if at is None or len(call.args) <= at or any(isinstance(arg, ast.Starred) for arg in call.args[: at + 1]):
        return [None]
    return list(_branches(call.args[at]))


def _branches(node: ast.expr) -> Iterator[str | None]:
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from _branches(body)
            yield from _branches(orelse)
        case ast.JoinedStr() | ast.BinOp() | ast.Constant():
            raise TextFault("not a plain text: write a whole sentence with named places")
        case _:
            yield None


def _hold_values(call: ast.Call, found: MarkedText, marker: str) -> None:
    """Every place gets a value in the call, and every value has a place; unless values come as `**values`."""
    given = {keyword.arg for keyword in call.keywords}
    if None in given:
        return
    if marker == "n":
        given |= {"n"}
    if missing := found.places - given:
        raise TextFault(f"no value for {_listed(missing)} in {found.text!r}")
    unused = given - found.places - {"n"}
    if unused and not isinstance(call.args[_ARGUMENTS[marker][1]], ast.IfExp):
        raise TextFault(f"no place for {_listed({name for name in unused if name})} in {found.text!r}")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
