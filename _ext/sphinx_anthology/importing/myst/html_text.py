"""HTML texts with their footnotes and labels as MyST."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from sphinx_anthology.importing.myst.converter import MystConverter
from sphinx_anthology.importing.myst.fragments import Fragments

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_anthology.importing.myst.rewriter import Rewriter


def html_to_myst(
    html: str, rewriter: Rewriter, footnotes: Mapping[str, str] | None = None, name: str = ""
) -> str:
    """Return HTML as MyST Markdown that ends with a line break.

    Args:
        html: The content of the element ``body``.
        rewriter: Rewrites links and pictures, and takes notices.
        footnotes: The HTML of footnotes by name, to which ``<x-note name="…">`` refers.
        name: The beginning of the labels of its parts; empty for a part of a text, in which the
            links within the text stay text.
    """
    converter = MystConverter(rewriter)
    text, notes = _body(html, converter, dict(footnotes or {}), name)
    for mark, note in notes.items():
        definition = re.sub(r"\n+", " ", converter.myst(_parsed(note))).strip()
        # a footnote whose mark is in HTML has no reference
        start = f"[^{mark}]:" if f"[^{mark}]" in text else f"\\[{mark}\\]"
        text += f"\n\n{start} {definition}"
    return text.strip("\n") + "\n"


def _body(
    html: str, converter: MystConverter, notes: dict[str, str], name: str
) -> tuple[str, dict[str, str]]:
    """Return the text without its footnotes, and the HTML of all footnotes by name."""
    lost: frozenset[str] = frozenset()
    for _attempt in range(2):
        fragments = Fragments(_parsed(html), name, notes, lost)
        if name:
            fragments.resolve()
        text = converter.myst(fragments.soup)
        lost = frozenset(label for label in fragments.labels if not _has_label(text, label))
        if not lost:
            break
    for fragment in fragments.missing:
        message = f"link '#{fragment}': the post has no part of this name; only its text is kept"
        converter.rewriter.note(message)
    return text, notes | fragments.notes


def _has_label(text: str, label: str) -> bool:
    """Return whether a text has a label on a line, before a block.

    It is lost with an element that has no text, and in an element of a line.
    """
    start = r"^(?:[ >]|[-+*] |\d+[.)] )*"
    return bool(re.search(rf"{start}\({re.escape(label)}\)=\n\s*\S", text, re.MULTILINE))


def _parsed(html: str) -> BeautifulSoup:
    # BeautifulSoup warns about text that looks like XML or a file name unless a tag precedes
    return BeautifulSoup(f"<body>{html}</body>", "lxml")
