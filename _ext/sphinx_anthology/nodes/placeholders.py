"""Nodes that stand, while documents are read, where something of all posts will stand.

A document is read before all posts are known, so each is replaced when an output is written. It
carries the name of its document, since some builders write many documents as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_anthology.core.posts.taxonomy import Taxonomy

if TYPE_CHECKING:
    from sphinx_anthology.core.posts.list_style import ListStyle
    from sphinx_anthology.core.posts.query import Query


class placeholder(nodes.General, nodes.Element):  # noqa: N801 (docutils' way)
    """Stands in the document ``docname``."""

    @property
    def docname(self) -> str:
        """The document that it was read in."""
        return cast("str", self["docname"])


class byline_placeholder(placeholder):  # noqa: N801
    """Stands where the byline of its post will."""


class postscript_placeholder(placeholder):  # noqa: N801
    """Stands at the end of its post, where the site leads on to others."""


class toctree_placeholder(placeholder):  # noqa: N801
    """Placeholder of an ``{anthology}``, replaced before the document is stored."""


class index_placeholder(placeholder):  # noqa: N801
    """Stands where the index of a taxonomy will."""

    @property
    def taxonomy(self) -> Taxonomy:
        """What the index goes by."""
        return Taxonomy(self["taxonomy"])


class query_placeholder(placeholder):  # noqa: N801
    """Stands where something of the posts that meet a query will."""

    @property
    def query(self) -> Query:
        """What the options ask for."""
        return cast("Query", self["query"])


class list_placeholder(query_placeholder):  # noqa: N801
    """Stands where a list of posts will."""

    @property
    def style(self) -> ListStyle:
        """How the list looks."""
        return cast("ListStyle", self["style"])


class timeline_placeholder(query_placeholder):  # noqa: N801
    """Stands where a timeline will."""


PLACEHOLDERS = (
    toctree_placeholder,
    byline_placeholder,
    postscript_placeholder,
    index_placeholder,
    list_placeholder,
    timeline_placeholder,
)


class RemovePlaceholders(SphinxPostTransform):
    """Leaves nothing in their place where messages are gathered for translators.

    What would stand there is not the writers' text, and no translation of it would be looked up.
    """

    builders = ("gettext",)
    default_priority = 3  # before they are replaced (4)

    def run(self, **_kwargs: object) -> None:
        """Remove all placeholders."""
        for node in list(self.document.findall(placeholder)):
            node.replace_self([])
