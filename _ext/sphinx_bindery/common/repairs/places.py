"""The places of warnings about nodes, and the languages of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import get_filetype

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment


def with_line(node: nodes.Node) -> nodes.Node:
    """Return the innermost node around a node whose line is known; inline nodes may have none."""
    place = node
    while not place.line and place.parent:
        place = place.parent
    return place if place.line else node


def is_markdown(env: BuildEnvironment) -> bool:
    """Return whether the current document is not reStructuredText."""
    path = env.doc2path(env.current_document.docname)
    return get_filetype(env.config.source_suffix, path) != "restructuredtext"
