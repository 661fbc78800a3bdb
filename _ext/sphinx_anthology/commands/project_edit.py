"""The change of a project's ``conf.py`` that adds the extensions."""

from __future__ import annotations

import ast
import difflib
import re
from typing import Final

OURS: Final = ("sphinx_anthology", "sphinx_bindery")
# either one is a parser of Markdown
MARKDOWN: Final = ("myst_parser", "myst_nb")
ABLOG: Final = "ablog"
# in place of ABlog; it loads sphinx_anthology
FOR_ABLOG: Final = "sphinx_anthology.ablog"


def with_extensions(source: str) -> str:
    """Return a ``conf.py`` with the extensions and a Markdown parser; the rest of it is unchanged.

    A site written for ABlog gets our counterpart instead of ABlog, and no Markdown parser: it is
    built from the same sources as before.

    Args:
        source: The text of the file, with its line endings.

    Raises:
        SyntaxError: The text is not Python.
    """
    tree = ast.parse(source.removeprefix("\ufeff"))
    named = _extension_names(tree)
    strings = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    if ablog := [node for node in named if node.value == ABLOG]:
        source = _with_string(source, ablog, FOR_ABLOG)
        strings.add(FOR_ABLOG)
    if FOR_ABLOG in strings:
        strings.add("sphinx_anthology")
    missing = [name for name in OURS if name not in strings]
    if FOR_ABLOG not in strings and not strings.intersection(MARKDOWN):
        missing.insert(0, MARKDOWN[0])
    if not missing:
        return source
    names = ", ".join(f'"{name}"' for name in missing)
    line_end = "\r\n" if "\r\n" in source else "\n"
    gap = "" if not source or source.endswith(("\n", "\r")) else line_end
    lines = ("", "# Posts as a book: a site, a PDF and an ePub", _assignment(tree, names), "")
    return source + gap + line_end.join(lines)


def is_for_ablog(source: str) -> bool:
    """Return whether ABlog or our counterpart is among the extensions of a ``conf.py``.

    Raises:
        SyntaxError: The text is not Python.
    """
    tree = ast.parse(source.removeprefix("\ufeff"))
    return any(node.value in {ABLOG, FOR_ABLOG} for node in _extension_names(tree))


def _extension_names(tree: ast.Module) -> list[ast.Constant]:
    """Return the string constants in statements that contain the name ``extensions``."""
    return [
        node
        for statement in ast.walk(tree)
        if isinstance(statement, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Expr)
        and any(isinstance(n, ast.Name) and n.id == "extensions" for n in ast.walk(statement))
        for node in ast.walk(statement)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def _with_string(source: str, nodes: list[ast.Constant], value: str) -> str:
    """Replace string constants in a source text; their positions are byte offsets in UTF-8."""
    mark = "\ufeff" if source.startswith("\ufeff") else ""
    # not str.splitlines(), which splits at more characters than the parser of Python
    lines = re.split(rb"(?<=\n)|(?<=\r)(?!\n)", source.removeprefix(mark).encode())
    for node in sorted(nodes, key=lambda node: (node.lineno, node.col_offset), reverse=True):
        line = lines[node.lineno - 1]
        if node.end_lineno == node.lineno:
            new = f'"{value}"'.encode()
            lines[node.lineno - 1] = line[: node.col_offset] + new + line[node.end_col_offset :]
    return mark + b"".join(lines).decode()


def _assignment(tree: ast.Module, names: str) -> str:
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assigned = any(
        isinstance(node, ast.Name) and node.id == "extensions" and isinstance(node.ctx, ast.Store)
        for node in ast.walk(tree)
    )
    if assigned or "extensions" in imported:
        return f"extensions = [*extensions, {names}]"
    if "*" in imported:
        return f'extensions = [*globals().get("extensions", []), {names}]'
    return f"extensions = [{names}]"


def difference(before: str, after: str, name: str) -> str:
    """Return the change of a file as a unified diff."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm="")
    return "".join(f"{line}\n" for line in lines)
