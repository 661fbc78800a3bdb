"""Nodes as HTML, on a page that is no document's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.transforms.post_transforms import ReferencesResolver
from sphinx.util.docutils import new_document

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment


def rendered(
    builder: StandaloneHTMLBuilder, env: BuildEnvironment, name: str, node: nodes.Element
) -> str:
    """Return the HTML of a node, its references resolved as seen from the page ``name``."""
    document = new_document("")
    document.settings.env = env
    document += node
    ReferencesResolver(document).apply()
    # what writing a document sets, and would leave set from the last one
    builder.current_docname = name
    builder.secnumbers = {}
    builder.fignumbers = {}
    return builder.render_partial(node)["fragment"]
