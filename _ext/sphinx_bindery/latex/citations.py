"""The bibliography where the book has it: Sphinx gathers all citations after the last chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.latex import LaTeXTranslator


class kept_citations(nodes.General, nodes.Element):  # noqa: N801 (docutils' way)
    """Entries that follow one another."""


class kept_citation(nodes.General, nodes.Element):  # noqa: N801 (docutils' way)
    """A citation that stays where it is."""


class CitationTransform(SphinxPostTransform):
    """Takes the citations out of sight of the transform that gathers them (750)."""

    builders = ("latex",)
    default_priority = 740

    def run(self, **_kwargs: object) -> None:
        """Replace each run of citations."""
        for citation in list(self.document.findall(nodes.citation)):
            entry = kept_citation("", *citation.children, **citation.attributes)
            parent, at = citation.parent, citation.parent.index(citation)
            before = parent[at - 1] if at else None
            if isinstance(before, kept_citations):
                parent.remove(citation)
                before += entry
            else:
                parent.replace(citation, kept_citations("", entry))


def visit_citations(translator: LaTeXTranslator, node: kept_citations) -> None:
    """Write the list, as wide as its widest label."""
    translator.visit_thebibliography(node)


def depart_citations(translator: LaTeXTranslator, node: kept_citations) -> None:
    """End the list."""
    translator.depart_thebibliography(node)


def visit_entry(translator: LaTeXTranslator, node: kept_citation) -> None:
    """Write the label and the target of references."""
    translator.visit_citation(node)


def depart_entry(translator: LaTeXTranslator, node: kept_citation) -> None:
    """End the entry."""
    translator.depart_citation(node)


def add_citations(app: Sphinx) -> None:
    """Register the nodes."""
    app.add_node(kept_citations, latex=(visit_citations, depart_citations))
    app.add_node(kept_citation, latex=(visit_entry, depart_entry))
