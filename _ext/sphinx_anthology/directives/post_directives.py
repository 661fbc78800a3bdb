"""The directives for lists, indexes, timelines and toctrees of posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.directives.other import int_or_nothing
from sphinx.locale import get_translation
from sphinx.util.docutils import SphinxDirective

from sphinx_anthology.core.posts.post_list import DEFAULT_FIELDS, Field, ListStyle, Style
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.core.posts.toctree_groups import GroupBy
from sphinx_anthology.directives.filter_options import (
    FILTER_OPTIONS,
    choice,
    comma_separated,
    one_of,
    read_query,
)
from sphinx_anthology.nodes.placeholders import (
    feeds_placeholder,
    index_placeholder,
    list_placeholder,
    timeline_placeholder,
    toctree_placeholder,
)
from sphinx_bindery.common.messages.text_language import get_context_translation

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_anthology.nodes.placeholders import placeholder


_ = get_translation("anthology")
pgettext = get_context_translation("anthology")

LATEST = 5
"""The number of posts that the home page of a blog shows."""


class PlaceholderDirective(SphinxDirective):
    """Base class of directives that insert one placeholder."""

    def run(self) -> list[nodes.Node]:
        """Return the placeholder."""
        return [self.located(self.placeholder())]

    def located(self, node: placeholder) -> placeholder:
        """Return a placeholder with its docname, source file and line set."""
        node["docname"] = self.env.current_document.docname
        self.set_source_info(node)
        return node

    def placeholder(self) -> placeholder:
        """Return the placeholder with the values of the options."""
        raise NotImplementedError


class AnthologyDirective(PlaceholderDirective):
    """Directive ``{anthology}``: one toctree per group of posts, captioned with the group's name.

    ``ToctreeExpansion`` replaces its placeholder while the document is read.
    """

    option_spec: ClassVar[dict[str, Callable[[str], object]]] = {
        "by": directives.unchanged,
        "order": directives.unchanged,
        "numbered": int_or_nothing,
        "titlesonly": directives.flag,
        "show": directives.unchanged,
    }

    def placeholder(self) -> toctree_placeholder:
        """Return the placeholder with the values of the options."""
        return toctree_placeholder(
            by=choice(self, "by", list(GroupBy)),
            newest_first=choice(self, "order", ["oldest", "newest"]) == "newest",
            numbered=self.options.get("numbered", 0),
            titlesonly="titlesonly" in self.options,
            show=shown_fields(self, ()),
        )


class IndexDirective(PlaceholderDirective):
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


class PostListDirective(PlaceholderDirective):
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
            shown_fields(self, DEFAULT_FIELDS[style]),
        )
        return list_placeholder(query=read_query(self), style=list_style)


def shown_fields(directive: PlaceholderDirective, default: tuple[Field, ...]) -> tuple[Field, ...]:
    """Return the fields of the option ``show`` in display order; a default without the option."""
    if "show" not in directive.options:
        return default
    named = comma_separated(directive.options["show"])
    if named in {(), ("none",)}:
        return ()
    wanted = {one_of(directive, "show", word, list(Field)) for word in named}
    return tuple(field for field in Field if field in wanted)


class BlogHomeDirective(PostListDirective):
    """Directive ``{blog-home}``: the latest posts, the series, tags and feeds of a blog."""

    HEADINGS: ClassVar[dict[Taxonomy, Callable[[], str]]] = {
        Taxonomy.SERIES: lambda: pgettext("several", "Series"),
        Taxonomy.TAG: lambda: _("Tags"),
    }

    def run(self) -> list[nodes.Node]:
        """Return a heading, and the placeholders of the list, the indexes and the feeds."""
        self.options.setdefault("limit", str(LATEST))
        latest = _("Latest posts")
        found: list[nodes.Node] = [nodes.rubric(latest, latest, **{"heading-level": 2})]
        found += super().run()
        found += [
            self.located(index_placeholder(taxonomy=taxonomy.value, heading=str(heading())))
            for taxonomy, heading in self.HEADINGS.items()
        ]
        return [*found, self.located(feeds_placeholder())]


class FeedLinksDirective(PlaceholderDirective):
    """Directive ``{feed-links}``: links to the feeds of all posts."""

    def placeholder(self) -> feeds_placeholder:
        """Return the placeholder."""
        return feeds_placeholder()


class TimelineDirective(PlaceholderDirective):
    """Directive ``{timeline}``: a timeline of the posts that match its options."""

    option_spec: ClassVar[dict[str, Callable[[str], object]]] = dict(FILTER_OPTIONS)

    def placeholder(self) -> timeline_placeholder:
        """Return the placeholder with the query."""
        return timeline_placeholder(query=read_query(self))
