"""The places and types of warnings about documents, and the markup of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import get_filetype

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


def with_line(node: nodes.Node) -> nodes.Node:
    """Return the nearest ancestor of a node with a line, as inline nodes may have none."""
    place = node
    while not place.line and place.parent:
        place = place.parent
    return place if place.line else node


def warning_type(config: Config) -> str:
    """Return the type of warnings about documents: that of the posts, if the project has posts."""
    return "anthology" if "anthology_posts" in config else "bindery"


def is_markdown(env: BuildEnvironment) -> bool:
    """Return whether the current document is not reStructuredText."""
    path = env.doc2path(env.current_document.docname)
    return get_filetype(env.config.source_suffix, path) != "restructuredtext"
