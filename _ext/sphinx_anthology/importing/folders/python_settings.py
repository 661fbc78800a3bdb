"""Settings in a Python file, read without running it: literals, and names of earlier ones."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_anthology.importing.records import NoticeKind, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sphinx_anthology.importing.report import Report

_MAX_TEXT = 100_000
"""The maximum length of strings and lists that a sum builds."""


class _NotALiteralError(Exception):
    """An expression whose value is not known without running it."""


@dataclass(slots=True)
class PythonSettings:
    """The settings of one or more files, the later ones with precedence.

    Attributes:
        values: The settings whose values are known.
        unknown: The places of settings whose values are computed.
    """

    values: dict[str, object] = field(default_factory=dict)
    unknown: dict[str, Place] = field(default_factory=dict)

    def text(self, name: str, default: str = "") -> str:
        """Return a string; the default for other values."""
        value = self.values.get(name)
        return value if isinstance(value, str) else default

    def texts(self, name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Return the strings of a list or tuple, or a string alone; the default otherwise."""
        value = self.values.get(name)
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list | tuple):
            return default
        return tuple(item for item in value if isinstance(item, str))

    def flag(self, name: str, *, default: bool) -> bool:
        """Return a Boolean; the default for other values."""
        value = self.values.get(name)
        return value if isinstance(value, bool) else default

    def mapping(self, name: str) -> Mapping[str, object]:
        """Return the items of a dictionary whose keys are strings; empty for other values."""
        value = self.values.get(name)
        entries = value.items() if isinstance(value, dict) else ()
        return {key: entry for key, entry in entries if isinstance(key, str)}

    def report_unknown(self, names: tuple[str, ...], report: Report) -> None:
        """Report those of the given settings whose values are computed."""
        for name in names:
            if name in self.unknown and name not in self.values:
                message = f"{name}: is computed, and no file is run; write it out for the import"
                report.note(NoticeKind.FILE, self.unknown[name], message)


def read_settings(
    path: Path, report: Report, known: PythonSettings | None = None
) -> PythonSettings:
    """Return the settings of a Python file, with those of the files that it imports.

    Args:
        path: The file.
        report: Takes errors of reading and syntax.
        known: The settings of the files that it imports.
    """
    known = known or PythonSettings()
    settings = PythonSettings(dict(known.values), dict(known.unknown))
    try:
        tree = ast.parse(path.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = error.lineno or 0 if isinstance(error, SyntaxError) else 0
        message = f"{path.name}: cannot be read ({error}); its settings are not known; correct it"
        report.note(NoticeKind.UNREADABLE, Place(str(path), line), message)
        return settings
    for name, node, line in _assignments(tree):
        try:
            value = _value(node, settings.values)
        except (_NotALiteralError, RecursionError):
            settings.values.pop(name, None)
            settings.unknown[name] = Place(str(path), line)
        else:
            settings.values[name] = value
            settings.unknown.pop(name, None)
    return settings


def _assignments(tree: ast.Module) -> Iterator[tuple[str, ast.expr, int]]:
    for node in tree.body:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    yield target.id, node.value, node.lineno
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            yield node.target.id, node.value, node.lineno
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            left = ast.Name(node.target.id, ast.Load())
            yield node.target.id, ast.BinOp(left, node.op, node.value), node.lineno


def _value(node: ast.expr, known: Mapping[str, object]) -> object:
    """Return the value of an expression.

    Raises:
        _NotALiteralError: The expression has more than literals, known names, sums and f-strings.
    """
    match node:
        case ast.Constant():
            return node.value
        case ast.Name() if node.id in known:
            return known[node.id]
        case ast.Tuple() | ast.List():
            return [_value(item, known) for item in node.elts]
        case ast.Dict():
            keys = [_key(key, known) for key in node.keys]
            return dict(zip(keys, (_value(item, known) for item in node.values), strict=True))
        case ast.Call(func=ast.Name(id="dict"), args=[]):
            return {entry.arg: _value(entry.value, known) for entry in node.keywords if entry.arg}
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
            return -number
        case ast.BinOp(op=ast.Add()):
            return _sum(_value(node.left, known), _value(node.right, known))
        case ast.JoinedStr():
            return "".join(_part(part, known) for part in node.values)
    raise _NotALiteralError


def _key(node: ast.expr | None, known: Mapping[str, object]) -> object:
    key = None if node is None else _value(node, known)
    if not isinstance(key, str | int | float | bytes | None) or node is None:
        raise _NotALiteralError
    return key


def _sum(left: object, right: object) -> object:
    if isinstance(left, str) and isinstance(right, str) and len(left) + len(right) < _MAX_TEXT:
        return left + right
    if isinstance(left, list) and isinstance(right, list) and len(left) + len(right) < _MAX_TEXT:
        return [*left, *right]
    raise _NotALiteralError


def _part(node: ast.expr, known: Mapping[str, object]) -> str:
    if isinstance(node, ast.FormattedValue) and node.conversion == -1 and not node.format_spec:
        node = node.value
    value = _value(node, known)
    if not isinstance(value, str | int) or len(str(value)) > _MAX_TEXT:
        raise _NotALiteralError
    return str(value)
