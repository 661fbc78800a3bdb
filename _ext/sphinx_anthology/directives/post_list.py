"""The directive ``{post-list}``: some of the posts, as a list, a table or cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.locale import get_translation
from sphinx.util.docutils import SphinxDirective

from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.core.posts.list_style import DEFAULT_FACTS, Fact, ListStyle, Style
from sphinx_anthology.core.posts.query import Query, find_posts, unknown_names
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.directives.filter_options import (
    FILTER_OPTIONS,
    choice,
    one_of,
    read_query,
    words,
)
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.nodes.cross_references import what_is_wrong
from sphinx_anthology.nodes.placeholders import list_placeholder
from sphinx_anthology.rendering.lists import post_list
from sphinx_anthology.warnings import warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.post import Post
    from sphinx_anthology.domain import AnthologyDomain
    from sphinx_anthology.nodes.placeholders import query_placeholder

_ = get_translation("anthology")


class PostListDirective(SphinxDirective):
    """Leaves a placeholder for the posts that meet its options."""

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
        look = ListStyle(
            style,
            None if group is None else one_of(self, "group-by", group, list(Taxonomy)),
            self._facts(style),
        )
        docname = self.env.current_document.docname
        placeholder = list_placeholder(query=read_query(self), style=look, docname=docname)
        self.set_source_info(placeholder)
        return [placeholder]

    def _facts(self, style: Style) -> tuple[Fact, ...]:
        if "show" not in self.options:
            return DEFAULT_FACTS[style]
        named = words(self.options["show"])
        if named in {(), ("none",)}:
            return ()
        wanted = {one_of(self, "show", word, list(Fact)) for word in named}
        return tuple(fact for fact in Fact if fact in wanted)


def write_lists(env: BuildEnvironment, placeholders: Iterable[list_placeholder]) -> None:
    """Replace the placeholders; a list without a post says so in a sentence."""
    domain = anthology_domain(env)
    for placeholder in placeholders:
        posts = posts_of(domain, placeholder)
        found = post_list(env, posts, placeholder.style, placeholder.docname)
        placeholder.replace_self(found or no_posts())


def posts_of(domain: AnthologyDomain, placeholder: query_placeholder) -> tuple[Post, ...]:
    """Return the posts that a placeholder asks for; a filter that none meets is told."""
    query = placeholder.query
    unknown = unknown_names(domain.catalogue, query)
    for option, taxonomy, name in unknown:
        what = what_is_wrong(domain.catalogue, str(taxonomy), name)
        warn(Kind.REF, f":{option.replace('_', '-')}: {what}", placeholder)
    posts = found_by(domain, query)
    if not posts and not unknown and query.readable and domain.catalogue.posts:
        warn(Kind.REF, "no post meets these options: loosen one of them", placeholder)
    return posts


def found_by(domain: AnthologyDomain, query: Query) -> tuple[Post, ...]:
    """Return the posts that meet a query, now."""
    language = domain.env.config.language or "en"
    return find_posts(domain.catalogue, query, titles=domain.titles, language=language)


def no_posts() -> nodes.paragraph:
    """Return the sentence that stands for posts where there are none."""
    text = _("There are no such posts.")
    return nodes.paragraph(text, text, classes=["post-list"])
