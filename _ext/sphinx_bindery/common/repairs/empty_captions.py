"""Figures whose content yields no node, such as an empty included file; docutils fails on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils.statemachine import StringList
from sphinx.directives.patches import Figure

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class FigureDirective(Figure):
    """Sphinx's directive ``figure``; content that yields no node counts as no content."""

    def run(self) -> list[nodes.Node]:
        """Return the figure."""
        options = dict(self.options)  # docutils removes some
        try:
            return list(super().run())
        except UnboundLocalError:  # its loop over the nodes of the content defines a variable
            self.options = options
            self.content = StringList()
            return list(super().run())


def setup(app: Sphinx) -> ExtensionMetadata:
    """Replace the directive."""
    app.add_directive("figure", FigureDirective, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
