"""When an output is written, every placeholder becomes what readers see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_anthology.nodes.placeholders import (
    byline_placeholder,
    index_placeholder,
    list_placeholder,
    placeholder,
    postscript_placeholder,
    timeline_placeholder,
)
from sphinx_anthology.rendering.byline import write_bylines
from sphinx_anthology.rendering.citation import write_citations
from sphinx_anthology.rendering.indexes import write_indexes
from sphinx_anthology.rendering.lists import write_lists
from sphinx_anthology.rendering.post_footer import write_postscripts
from sphinx_anthology.rendering.timeline import write_timelines

if TYPE_CHECKING:
    from collections.abc import Callable


class WritePlaceholders(SphinxPostTransform):
    """Replaces the placeholders of every kind, which are found in one walk through the document."""

    default_priority = 4  # before cross-references are resolved (10), pictures collected (100)

    WRITERS: ClassVar[tuple[tuple[type[placeholder], Callable[[Any, Any], None]], ...]] = (
        (postscript_placeholder, write_citations),  # while these still stand
        (byline_placeholder, write_bylines),
        (index_placeholder, write_indexes),
        (list_placeholder, write_lists),
        (timeline_placeholder, write_timelines),
        (postscript_placeholder, write_postscripts),
    )

    def run(self, **_kwargs: object) -> None:
        """Replace them."""
        found = list(self.document.findall(placeholder))
        for kind, write in self.WRITERS:
            if of_kind := [node for node in found if isinstance(node, kind)]:
                write(self.env, of_kind)
