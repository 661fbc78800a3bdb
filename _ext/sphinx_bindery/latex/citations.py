"""Bibliographies in place; Sphinx would move all citations behind the last chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.latex import LaTeXTranslator

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class citation_list(nodes.General, nodes.Element):  # noqa: N801 (a docutils node)
    """A run of citations."""


class citation_item(nodes.General, nodes.Element):  # noqa: N801 (a docutils node)
    """A citation that Sphinx's BibliographyTransform does not move."""


class CitationTransform(SphinxPostTransform):
    """Replaces citations before Sphinx's BibliographyTransform (750) collects them."""

    builders = ("latex",)
    default_priority = 740

    def run(self, **_kwargs: object) -> None:
        """Replace each run of citations by one list."""
        for citation in list(self.document.findall(nodes.citation)):
            entry = citation_item("", *citation.children, **citation.attributes)
            parent, index = citation.parent, citation.parent.index(citation)
            before = parent[index - 1] if index else None
            if isinstance(before, citation_list):
                parent.remove(citation)
                before += entry
            else:
                parent.replace(citation, citation_list("", entry))


def add_citations(app: Sphinx) -> None:
    """Register the nodes of bibliographies."""
    writer = LaTeXTranslator
    app.add_node(citation_list, latex=(writer.visit_thebibliography, writer.depart_thebibliography))
    app.add_node(citation_item, latex=(writer.visit_citation, writer.depart_citation))
