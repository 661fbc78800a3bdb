"""The directive ``{timeline}``: a picture of posts over time, with a text alternative."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sphinx.util.docutils import SphinxDirective

from sphinx_anthology.directives.filter_options import FILTER_OPTIONS, read_query
from sphinx_anthology.nodes.placeholders import timeline_placeholder

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes


class TimelineDirective(SphinxDirective):
    """Directive for a timeline of the posts that match its options."""

    option_spec: ClassVar[dict[str, Callable[[str], object]]] = dict(FILTER_OPTIONS)

    def run(self) -> list[nodes.Node]:
        """Return the placeholder."""
        docname = self.env.current_document.docname
        placeholder = timeline_placeholder(query=read_query(self), docname=docname)
        self.set_source_info(placeholder)
        return [placeholder]
