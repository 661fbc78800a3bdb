"""The excerpt of a document: its first paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx import addnodes
from sphinx_anthology.core.posts.excerpt import cut_excerpt, mark_target
from sphinx_anthology.nodes.cross_references import xref_target

if TYPE_CHECKING:
    from collections.abc import Iterator

_WITHOUT_TEXT = (nodes.footnote_reference, nodes.citation_reference, nodes.raw, nodes.image)


def collect_excerpt(doctree: nodes.document, docname: str) -> str:
    """Return the first paragraph directly in a section, with marks for its cross-references.

    Paragraphs in lists, admonitions and containers do not introduce a post.
    """
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section | nodes.document):
            text = " ".join("".join(_parts(paragraph, docname)).split())
            if text:
                return cut_excerpt(text)
    return ""


def _parts(node: nodes.Element, docname: str) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child.astext()
        elif isinstance(child, addnodes.pending_xref):
            target = "" if child.get("refexplicit") else xref_target(child, docname)
            if target:
                yield mark_target(target)
            elif child.get("refdomain") != "cite":
                yield child.astext()
        elif isinstance(child, nodes.Element) and not isinstance(child, _WITHOUT_TEXT):
            yield from _parts(child, docname)
