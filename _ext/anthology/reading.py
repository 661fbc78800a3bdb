"""While a post is read: its words are counted, and the mistakes of its front matter told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import docname_join

from sphinx import addnodes

from .core.reading_time import count_words
from .domain import anthology_domain
from .warnings import warn_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx


def note_post(app: Sphinx, doctree: nodes.document) -> None:
    """Handle ``doctree-read``.

    The mistakes are told each time the file is read, as Sphinx does of its own finds.
    """
    domain = anthology_domain(app.env)
    docname = app.env.current_document.docname
    if links := frozenset(_targets(doctree, docname)):
        domain.links[docname] = links
    if docname in domain.catalogue.by_docname:
        domain.words[docname] = sum(count_words(text) for text in _texts(doctree))
        for problem in domain.scans[docname].problems:
            warn_of(problem, docname)


def _targets(doctree: nodes.document, docname: str) -> Iterator[str]:
    """Yield what the document refers to, as docnames where these may be meant and as labels."""
    for reference in doctree.findall(addnodes.pending_xref):
        if not reference.get("refexplicit"):
            target = reference["reftarget"]
            yield target.lower()
            yield docname_join(docname, target)


def _texts(doctree: nodes.document) -> Iterator[str]:
    """Yield what a reader reads: no comments, and no code, which nobody reads at that pace."""
    for element in doctree.findall(nodes.TextElement):
        if not isinstance(element.parent, nodes.TextElement) and not isinstance(
            element, nodes.FixedTextElement | nodes.Invisible
        ):
            yield element.astext()
