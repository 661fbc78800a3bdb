"""The change of a project's ``conf.py`` that adds the extensions."""

from __future__ import annotations

import ast
import difflib
from typing import Final

OURS: Final = ("sphinx_anthology", "sphinx_bindery")
# either one reads Markdown
MARKDOWN: Final = ("myst_parser", "myst_nb")


def with_extensions(source: str, *, markdown: bool) -> str:
    """Return the text of a ``conf.py`` that names the extensions; everything in it is kept.

    Args:
        source: The text, with line ends as they are in the file.
        markdown: Whether a parser of Markdown is wanted too.

    Raises:
        SyntaxError: The text is not Python.
    """
    tree = ast.parse(source.removeprefix("\ufeff"))
    strings = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    missing = [name for name in OURS if name not in strings]
    if markdown and not strings.intersection(MARKDOWN):
        missing.insert(0, MARKDOWN[0])
    if not missing:
        return source
    names = ", ".join(f'"{name}"' for name in missing)
    line_end = "\r\n" if "\r\n" in source else "\n"
    gap = "" if not source or source.endswith(("\n", "\r")) else line_end
    lines = ("", "# Posts as a book: a site, a PDF and an ePub", _assignment(tree, names), "")
    return source + gap + line_end.join(lines)


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
