"""The first paragraph of a post, and of the book, for what shows it where there is no description.

What a reference shows is known only once all documents are read, so an excerpt keeps the reference
in its place, between two marks that no text can hold.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.nodes import clean_astext

from sphinx import addnodes
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.core.values.truncation import shortened
from sphinx_anthology.nodes.cross_references import NAMES, mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_anthology.core.posts.post import Post
    from sphinx_anthology.domain import AnthologyDomain

_MARK = "\0"
_REFERENCE = re.compile(f"{_MARK}([^{_MARK}]*){_MARK}")
_LONGEST = 300
_WITHOUT_TEXT = (nodes.footnote_reference, nodes.citation_reference, nodes.raw, nodes.image)


def excerpt(doctree: nodes.document, docname: str) -> str:
    """Return the first paragraph that stands in a section itself, with marks for references.

    What stands in lists, admonitions or containers is not what a post is about.
    """
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section | nodes.document):
            text = " ".join("".join(_parts(paragraph, docname)).split())
            if text:
                return _cut(text)
    return ""


def shown_excerpt(domain: AnthologyDomain, kept: str) -> str:
    """Return an excerpt as readers see it, with what its references show."""
    text = _REFERENCE.sub(lambda found: _shown(domain, found[1]), kept)
    return shortened(text, _LONGEST)


def summary(domain: AnthologyDomain, post: Post) -> str:
    """Return what a post is about, in one line: its description, or else its first paragraph."""
    text = post.description or shown_excerpt(domain, domain.reading(post.docname).excerpt)
    return " ".join(text.split())


def _parts(node: nodes.Element, docname: str) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child.astext()
        elif isinstance(child, addnodes.pending_xref):
            told = "" if child.get("refexplicit") else mention(child, docname)
            if told:
                yield f"{_MARK}{told}{_MARK}"
            elif child.get("refdomain") != "cite":
                yield child.astext()
        elif isinstance(child, nodes.Element) and not isinstance(child, _WITHOUT_TEXT):
            yield from _parts(child, docname)


def _cut(text: str) -> str:
    """Keep what may be shown: so many characters, and no half of a reference."""
    kept, length = [], 0
    for number, part in enumerate(text.split(_MARK)):
        if number % 2:
            kept.append(f"{_MARK}{part}{_MARK}")
        else:
            kept.append(part[: _LONGEST + 1 - length])
            length += len(part)
        if length > _LONGEST:
            break
    return "".join(kept)


def _shown(domain: AnthologyDomain, told: str) -> str:
    kind, _colon, name = told.partition(":")
    if kind in NAMES:
        term = domain.catalogue.find(Taxonomy(kind), name)
        return term.name if term else name
    if kind == "label":
        return domain.env.domains.standard_domain.labels.get(name, ("", "", name))[2]
    meant = domain.catalogue.posts_meant(name) if kind == "post" else (name,)
    title = domain.env.titles.get(meant[0]) if meant else None
    return clean_astext(title) if title is not None else name
