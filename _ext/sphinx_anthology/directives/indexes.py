"""The directives ``{tag-index}``, ``{series-index}``, ``{author-index}`` and ``{archive}``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinx.util.docutils import SphinxDirective

from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.nodes.placeholders import index_placeholder

if TYPE_CHECKING:
    from docutils import nodes


class IndexDirective(SphinxDirective):
    """Directive for the index of the taxonomy in its name."""

    KINDS: ClassVar[dict[str, Taxonomy]] = {
        "tag-index": Taxonomy.TAG,
        "series-index": Taxonomy.SERIES,
        "author-index": Taxonomy.AUTHOR,
        "archive": Taxonomy.YEAR,
    }

    def run(self) -> list[nodes.Node]:
        """Return the placeholder."""
        placeholder = index_placeholder(
            taxonomy=self.KINDS[self.name].value, docname=self.env.current_document.docname
        )
        self.set_source_info(placeholder)
        return [placeholder]
