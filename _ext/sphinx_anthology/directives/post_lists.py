"""The directives that list posts: ``{post-list}``, ``{timeline}`` and the indexes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from sphinx_anthology.core.posts.list_style import DEFAULT_FIELDS, Field, ListStyle, Style
from sphinx_anthology.core.posts.taxonomy import Taxonomy
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
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes


class PostListDirective(SphinxDirective):
    """Directive for a list of the posts that match its options."""

    option_spec: ClassVar[dict[str, Callable[[str], object]]] = {
        **FILTER_OPTIONS,
        "group-by": directives.unchanged,
        "style": directives.unchanged,
        "show": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """Return the placeholder."""
        style = choice(self, "style", list(Style))
        group = self.options.get("group-by")
        list_style = ListStyle(
            style,
            None if group is None else one_of(self, "group-by", group, list(Taxonomy)),
            self._fields(style),
        )
        docname = self.env.current_document.docname
        placeholder = list_placeholder(query=read_query(self), style=list_style, docname=docname)
        self.set_source_info(placeholder)
        return [placeholder]

    def _fields(self, style: Style) -> tuple[Field, ...]:
        if "show" not in self.options:
            return DEFAULT_FIELDS[style]
        named = words(self.options["show"])
        if named in {(), ("none",)}:
            return ()
        wanted = {one_of(self, "show", word, list(Field)) for word in named}
        return tuple(field for field in Field if field in wanted)


class TimelineDirective(SphinxDirective):
    """Directive for a timeline of the posts that match its options."""

    option_spec: ClassVar[dict[str, Callable[[str], object]]] = dict(FILTER_OPTIONS)

    def run(self) -> list[nodes.Node]:
        """Return the placeholder."""
        docname = self.env.current_document.docname
        placeholder = timeline_placeholder(query=read_query(self), docname=docname)
        self.set_source_info(placeholder)
        return [placeholder]


class IndexDirective(SphinxDirective):
    """Directive for the index of the taxonomy in its name."""

    KINDS: ClassVar[dict[str, Taxonomy]] = {
        "tag-index": Taxonomy.TAG,
        "series-index": Taxonomy.SERIES,
        "author-index": Taxonomy.AUTHOR,
        "archive": Taxonomy.YEAR,
    }

    def run(self) -> list[nodes.Node]:
        """Return the placeholder."""
        placeholder = index_placeholder(
            taxonomy=self.KINDS[self.name].value, docname=self.env.current_document.docname
        )
        self.set_source_info(placeholder)
        return [placeholder]
