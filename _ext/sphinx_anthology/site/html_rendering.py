"""Rendering of nodes as HTML for generated pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.transforms.post_transforms import ReferencesResolver
from sphinx.util.docutils import new_document

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment


def render_html(
    builder: StandaloneHTMLBuilder, env: BuildEnvironment, name: str, node: nodes.Element
) -> str:
    """Return the HTML of a node, with its references resolved relative to the page ``name``."""
    document = new_document("")
    document.settings.env = env
    document += node
    ReferencesResolver(document).apply()
    # state that the builder sets for each document and leaves behind
    builder.current_docname = name
    builder.secnumbers = {}
    builder.fignumbers = {}
    return builder.render_partial(node)["fragment"]
