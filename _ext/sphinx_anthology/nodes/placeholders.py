"""Placeholders for content that depends on all posts.

A document is read before all posts are known, so its placeholders are replaced when an output is
written. Each stores its docname, since some builders write several documents as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx import addnodes
from sphinx_anthology.core.posts.taxonomy import Taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.util.tags import Tags

    from sphinx_anthology.core.posts.post_list import ListStyle
    from sphinx_anthology.core.posts.query import Query


GENERATED = "generated"
"""The attribute of toctrees that are expanded from a placeholder, and not written by an author."""


class placeholder(nodes.General, nodes.Element):  # noqa: N801 (docutils naming)
    """A placeholder in the document ``docname``."""

    @property
    def docname(self) -> str:
        """The docname of the document that it was read in."""
        return cast("str", self["docname"])


class toctree_placeholder(placeholder):  # noqa: N801
    """Placeholder for an ``{anthology}``, replaced before the doctree is stored."""


class byline_placeholder(placeholder):  # noqa: N801
    """Placeholder for the byline of a post."""


class footer_placeholder(placeholder):  # noqa: N801
    """Placeholder for the footer of a post."""


class index_placeholder(placeholder):  # noqa: N801
    """Placeholder for the index of a taxonomy.

    Attribute: ``heading``, the text above the index; an index without terms has none.
    """

    @property
    def taxonomy(self) -> Taxonomy:
        """The taxonomy of the index."""
        return Taxonomy(self["taxonomy"])


class query_placeholder(placeholder):  # noqa: N801
    """Placeholder for posts that match a query."""

    @property
    def query(self) -> Query:
        """The query from the options of the directive."""
        return cast("Query", self["query"])


class list_placeholder(query_placeholder):  # noqa: N801
    """Placeholder for a list of posts."""

    @property
    def style(self) -> ListStyle:
        """The style of the list."""
        return cast("ListStyle", self["style"])


class contents_placeholder(list_placeholder):  # noqa: N801
    """The toctrees of an ``{anthology}``, which a site shows as lists of posts instead."""


class timeline_placeholder(query_placeholder):  # noqa: N801
    """Placeholder for a timeline."""


class feeds_placeholder(placeholder):  # noqa: N801
    """Placeholder for links to the feeds of all posts, which only sites have."""


PLACEHOLDERS = (
    toctree_placeholder,
    byline_placeholder,
    footer_placeholder,
    index_placeholder,
    list_placeholder,
    contents_placeholder,
    timeline_placeholder,
    feeds_placeholder,
)


class PlaceholderRemoval(SphinxPostTransform):
    """Post-transform that removes placeholders from message catalogs for translators.

    Their content is generated, not the authors' text, and its translation would not be used.
    """

    builders = ("gettext",)
    default_priority = 3  # before they are rendered (4)

    def run(self, **_kwargs: object) -> None:
        """Remove all placeholders, and generated toctrees with their captions."""
        for node in list(self.document.findall(placeholder)):
            node.replace_self([])
        for toctree in list(self.document.findall(addnodes.toctree)):
            if toctree.get(GENERATED):
                toctree.replace_self([])


def only_expressions(node: nodes.Element) -> tuple[str, ...]:
    """Return the expressions of the ``only`` directives around a node, the innermost first."""
    found = []
    ancestor = node.parent
    while ancestor is not None:
        if isinstance(ancestor, addnodes.only):
            found.append(ancestor["expr"])
        ancestor = ancestor.parent
    return tuple(found)


def are_true(expressions: Iterable[str], tags: Tags) -> bool:
    """Return whether all expressions are true.

    An invalid one counts as true, as in Sphinx, which warns about it.
    """
    return all(_is_true(expression, tags) for expression in expressions)


def _is_true(expression: str, tags: Tags) -> bool:
    try:
        return tags.eval_condition(expression)
    except Exception:  # noqa: BLE001 (many types, from Sphinx and Jinja)
        return True
