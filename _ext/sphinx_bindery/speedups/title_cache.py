"""Cache of rendered titles: a title is written on its own page and on those that link to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_bindery.speedups.builders import extend_builders

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class TitleCache(StandaloneHTMLBuilder):
    """Mixin of HTML builders that renders each plain title once."""

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        super().__init__(app, env)
        self._rendered_titles: dict[int, tuple[nodes.title, dict[str, str]]] = {}

    def render_partial(self, node: nodes.Node | None) -> dict[str, str]:
        """Return the HTML of a node."""
        if not isinstance(node, nodes.title) or any(
            not isinstance(child, nodes.Text) for child in node.children
        ):
            return super().render_partial(node)
        if id(node) not in self._rendered_titles:
            self._rendered_titles[id(node)] = node, super().render_partial(node)
        return self._rendered_titles[id(node)][1]


def setup(app: Sphinx) -> None:
    """Extend the builders of the site."""
    extend_builders(app, TitleCache, "html", "dirhtml")
