"""The placeholders for the byline and the footer of a post."""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.nodes.placeholders import byline_placeholder, footer_placeholder


class PostPlaceholders(SphinxTransform):
    """Transform that adds the placeholders below the title and at the end of each post."""

    default_priority: ClassVar[int] = 500  # after PostTitle

    def apply(self, **_kwargs: object) -> None:
        """Insert the placeholders."""
        docname = self.env.current_document.docname
        if docname not in anthology_domain(self.env).published:
            return
        sections = [child for child in self.document.children if isinstance(child, nodes.section)]
        place: nodes.Element = sections[0] if sections else self.document
        titles = (nodes.Titular, nodes.docinfo, nodes.Invisible, nodes.field_list)
        index = next(
            (i for i, child in enumerate(place.children) if not isinstance(child, titles)),
            len(place.children),
        )
        place.insert(index, byline_placeholder(docname=docname))
        end: nodes.Element = sections[0] if len(sections) == 1 else self.document
        end += footer_placeholder(docname=docname)
