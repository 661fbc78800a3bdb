"""The HTML that visitors of other extensions write, completed for a book."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.util import logging

Translator = Any
"""A translator that collects its output in ``body``, as those for HTML, LaTeX and Typst do."""

_logger = logging.getLogger(__name__)

_SOURCES = ("code", "uml", "dot", "tikz", "source")
"""Attributes in which extensions keep the source of a drawing."""

_PLAYER = re.compile(r"<(?:audio|iframe|video)\b(?![^>]*\btitle=)")
_SOURCE = re.compile(r"\s*(<pre\b[^>]*>)([^<]*)</pre>\s*")
_HINTS = re.compile(
    r"<summary\b(?:(?!</summary>).)*\bcollapsed\b(?:(?!</summary>).)*\bexpanded\b.*?</summary>",
    re.DOTALL,
)
_LINK = re.compile(r"\s*<a\b[^>]*>[^<]*</a>\s*")
_BUTTON = re.compile(r"\s*<button\b[^>]*>[^<]*</button>\s*")
_CHECKBOX = re.compile(r"<input\b(?![^>]*\btask-list)[^>]*\bcheckbox\b[^>]*>")
_SCRIPT = re.compile(r"<(script|canvas|style)\b.*?</\1>", re.DOTALL)
_VISIBLE = re.compile(r"<(?:a|audio|embed|hr|iframe|img|input|math|object|svg|video)\b|>\s*[^<\s]")


def warn_at(node: nodes.Node, message: str) -> None:
    """Warn about a node of another extension."""
    _logger.warning(message, location=node, type="bindery", subtype="node")


def source_of(node: nodes.Element) -> str:
    """Return the source of a drawing, empty if a node is none."""
    values = (node.get(name) for name in _SOURCES)
    return next((value for value in values if isinstance(value, str) and value.strip()), "")


def complete_markup(
    translator: Translator, node: nodes.Element, start: int, *, is_leaf: bool = False
) -> None:
    """Complete the HTML that a visitor has written from ``start`` on.

    A player gets the text alternative of its node as its title, which stands in its place in a
    book. The source of a drawing whose program is missing is shown as code.

    Args:
        translator: The translator.
        node: The node that is visited.
        start: The length of ``body`` before the visit.
        is_leaf: Whether the visitor has written all of the node.
    """
    if not hasattr(translator, "encode"):  # not HTML
        return
    written = "".join(translator.body[start:])
    is_block = not isinstance(node.parent, nodes.TextElement)
    if is_leaf and is_block and (source := _source(translator, node, written)):
        completed = f'<pre class="source">{source}</pre>\n'
    elif translator.builder.name == "epub":
        completed = _for_book(written)
        if is_block and _LINK.fullmatch(completed):
            completed = f"<p>{completed.strip()}</p>\n"
        is_whole = is_leaf or not node.children
        if is_whole and _SCRIPT.search(written) and not _VISIBLE.search(f">{completed}"):
            warn_at(
                node,
                f"{type(node).__name__}: a script draws this node, so a book shows nothing of it; "
                "write a link or a picture for books, in a directive 'only'",
            )
    else:
        completed = written
    if node.get("alt") and (player := _PLAYER.search(completed)):
        title = f' title="{translator.attval(str(node["alt"]))}"'
        completed = f"{completed[: player.end()]}{title}{completed[player.end() :]}"
    if completed != written:
        translator.body[start:] = [completed] if completed else []


def _source(translator: Translator, node: nodes.Element, written: str) -> str:
    """Return the source of a drawing, as HTML, if a visitor has written nothing else."""
    source = str(translator.encode(source_of(node)))
    if written.strip() in {"", source.strip()}:
        return source
    is_code = "<" not in written and "\n" in written.strip()
    return written if is_code else ""


def _for_book(written: str) -> str:
    """Return HTML without what needs a click or a script, and without extra indentation."""
    code = _SOURCE.fullmatch(written)
    if code:
        return f"{code[1]}{code[2].strip()}</pre>\n"
    if _BUTTON.fullmatch(written):
        return ""
    for removed in (_SCRIPT, _HINTS, _CHECKBOX):
        written = removed.sub("", written)
    return written
