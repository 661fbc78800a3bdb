"""The directive ``{anthology}``: all posts as toctrees of the page it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils.parsers.rst import directives
from sphinx.directives.other import int_or_nothing
from sphinx.util.docutils import SphinxDirective

from sphinx_anthology.core.posts.toctree_groups import GroupBy
from sphinx_anthology.directives.filter_options import choice
from sphinx_anthology.nodes.placeholders import toctree_placeholder

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes


class AnthologyDirective(SphinxDirective):
    """Directive for one toctree per group of posts, captioned with the group's name."""

    option_spec: ClassVar[dict[str, Callable[[str], object]]] = {
        "by": directives.unchanged,
        "order": directives.unchanged,
        "numbered": int_or_nothing,
        "titlesonly": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Return the placeholder that ``ToctreeExpansion`` replaces in the same read."""
        placeholder = toctree_placeholder(
            docname=self.env.current_document.docname,
            by=choice(self, "by", list(GroupBy)),
            newest_first=choice(self, "order", ["oldest", "newest"]) == "newest",
            numbered=self.options.get("numbered", 0),
            titlesonly="titlesonly" in self.options,
        )
        self.set_source_info(placeholder)
        return [placeholder]
