"""The directives for lists, indexes, timelines and toctrees of posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils.parsers.rst import directives
from sphinx.directives.other import int_or_nothing
from sphinx.util.docutils import SphinxDirective

from sphinx_anthology.core.posts.post_list import DEFAULT_FIELDS, Field, ListStyle, Style
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.core.posts.toctree_groups import GroupBy
from sphinx_anthology.directives.filter_options import (
    FILTER_OPTIONS,
    choice,
    one_of,
    read_query,
    words,
)
from sphinx_anthology.nodes.placeholders import (
    index_placeholder,
    list_placeholder,
    timeline_placeholder,
    toctree_placeholder,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes

    from sphinx_anthology.nodes.placeholders import placeholder


class PostDirective(SphinxDirective):
    """Base class of directives that insert one placeholder."""

    def run(self) -> list[nodes.Node]:
        """Return the placeholder."""
        node = self.placeholder()
        node["docname"] = self.env.current_document.docname
        self.set_source_info(node)
        return [node]

    def placeholder(self) -> placeholder:
        """Return the placeholder with the values of the options."""
        raise NotImplementedError


class AnthologyDirective(PostDirective):
    """Directive ``{anthology}``: one toctree per group of posts, captioned with the group's name.

    ``ToctreeExpansion`` replaces its placeholder while the document is read.
    """

    option_spec: ClassVar[dict[str, Callable[[str], object]]] = {
        "by": directives.unchanged,
        "order": directives.unchanged,
        "numbered": int_or_nothing,
        "titlesonly": directives.flag,
    }

    def placeholder(self) -> toctree_placeholder:
        """Return the placeholder with the values of the options."""
        return toctree_placeholder(
            by=choice(self, "by", list(GroupBy)),
            newest_first=choice(self, "order", ["oldest", "newest"]) == "newest",
            numbered=self.options.get("numbered", 0),
            titlesonly="titlesonly" in self.options,
        )


class IndexDirective(PostDirective):
    """Directives ``{tag-index}``, ``{series-index}``, ``{author-index}`` and ``{archive}``."""

    KINDS: ClassVar[dict[str, Taxonomy]] = {
        "tag-index": Taxonomy.TAG,
        "series-index": Taxonomy.SERIES,
        "author-index": Taxonomy.AUTHOR,
        "archive": Taxonomy.YEAR,
    }

    def placeholder(self) -> index_placeholder:
        """Return the placeholder with the taxonomy."""
        return index_placeholder(taxonomy=self.KINDS[self.name].value)


class PostListDirective(PostDirective):
    """Directive ``{post-list}``: the posts that match its options, as a list, a table or cards."""

    option_spec: ClassVar[dict[str, Callable[[str], object]]] = {
        **FILTER_OPTIONS,
        "group-by": directives.unchanged,
        "style": directives.unchanged,
        "show": directives.unchanged,
    }

    def placeholder(self) -> list_placeholder:
        """Return the placeholder with the query and the style."""
        style = choice(self, "style", list(Style))
        group = self.options.get("group-by")
        list_style = ListStyle(
            style,
            None if group is None else one_of(self, "group-by", group, list(Taxonomy)),
            self._fields(style),
        )
        return list_placeholder(query=read_query(self), style=list_style)

    def _fields(self, style: Style) -> tuple[Field, ...]:
        if "show" not in self.options:
            return DEFAULT_FIELDS[style]
        named = words(self.options["show"])
        if named in {(), ("none",)}:
            return ()
        wanted = {one_of(self, "show", word, list(Field)) for word in named}
        return tuple(field for field in Field if field in wanted)


class TimelineDirective(PostDirective):
    """Directive ``{timeline}``: a timeline of the posts that match its options."""

    option_spec: ClassVar[dict[str, Callable[[str], object]]] = dict(FILTER_OPTIONS)

    def placeholder(self) -> timeline_placeholder:
        """Return the placeholder with the query."""
        return timeline_placeholder(query=read_query(self))
