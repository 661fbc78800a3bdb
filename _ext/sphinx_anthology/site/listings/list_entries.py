"""Entries of posts on listing pages, rendered once for all pages of a folder.

A post is listed by its year, its author, its tags and its series. Where the relative URL of the
post is the same on two of these pages, so is the HTML of its entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinx_anthology.core.posts.post_list import ListStyle, view_list
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.rendering.lists import render_list
from sphinx_anthology.site.html_rendering import render_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.post import Post

_MARK = "<!---->"
"""Separator of entries, which no text contains: ``<`` is escaped there."""


class ListEntries:
    """Cache of the entries that a build has rendered."""

    def __init__(self, builder: StandaloneHTMLBuilder, env: BuildEnvironment) -> None:
        self._builder = builder
        self._env = env
        self._written: dict[tuple[str, str], str] = {}
        self._around = "", ""

    def as_list(self, posts: Sequence[Post], page: str) -> nodes.raw:
        """Return the list of posts on a listing page, as HTML."""
        keys = [
            (post.docname, self._builder.get_relative_uri(page, post.docname)) for post in posts
        ]
        new = {key: post for key, post in zip(keys, posts, strict=True) if key not in self._written}
        if new:
            self._written |= zip(new, self._entries([*new.values()], page), strict=True)
        start, end = self._around
        entries = (self._written[key] for key in keys)
        return nodes.raw("", "".join([start, *entries, end]), format="html")

    def _entries(self, posts: Sequence[Post], page: str) -> list[str]:
        views = anthology_domain(self._env).views
        view = view_list(views.summary(post.docname) for post in posts)
        (shown,) = render_list(view, ListStyle(), page)
        items = cast("nodes.Element", shown.children[0])
        mark = nodes.raw("", _MARK, format="html")
        items[:] = [mark, *(node for item in items.children for node in (item, mark))]
        start, *entries, end = render_html(self._builder, self._env, page, shown).split(_MARK)
        self._around = start, end
        return entries
