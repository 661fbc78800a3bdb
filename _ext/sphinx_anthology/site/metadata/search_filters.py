"""Search filters and sort keys of posts, and parts of pages that are not indexed.

They are attributes that Pagefind reads (https://pagefind.app/docs/filtering/).
"""

from __future__ import annotations

import html
import re
from datetime import UTC
from typing import TYPE_CHECKING, Any

from sphinx.locale import get_translation

from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.domain import anthology_domain
from sphinx_bindery.common.builders import is_hosted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_anthology.core.posts.post_view import PostSummary

_ = get_translation("anthology")

_LABELS: Mapping[Taxonomy, Callable[[], str]] = {
    Taxonomy.TAG: lambda: _("Tag"),
    Taxonomy.SERIES: lambda: _("Series"),
    Taxonomy.CATEGORY: lambda: _("Category"),
    Taxonomy.AUTHOR: lambda: _("Author"),
    Taxonomy.YEAR: lambda: _("Year"),
}
_NOT_INDEXED = re.compile(
    r'<(?=\w+ class="(?:author-box|byline|postscript|timeline|'
    r'post-(?:citation|index|list|cards|group))[ "])'
    r"\w+"
)
"""Start tags of generated content: found there, a word would hide the posts that are about it."""

_HAS_FILTERS = "search_has_filters"
"""Variable of the search page, which then loads filters when a reader wants them."""


def add_search_filters(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Handle ``html-page-context``, after the feed content is cached: add the attributes."""
    if not is_hosted(app.builder):
        return
    if pagename == "search":
        context["search_filter_labels"] = {str(name): text() for name, text in _LABELS.items()}
        context[_HAS_FILTERS] = bool(anthology_domain(app.env).catalogue.posts)
    if doctree is None:
        return
    context["body"] = _NOT_INDEXED.sub(r"\g<0> data-pagefind-ignore", context["body"])
    if post := anthology_domain(app.env).views.post(pagename):
        filters = "".join(_filters(post.summary))
        context["metatags"] = context.get("metatags", "") + filters


def _filters(post: PostSummary) -> Iterator[str]:
    names = []
    for taxonomy in Taxonomy:
        for name in filter(None, (term.name for term in post.terms(taxonomy))):
            yield _meta(taxonomy, name, f'data-pagefind-filter="{taxonomy}[content]"')
            names.append(name)
    if names:  # so that the post is found by them
        yield _meta("names", ", ".join(names), 'data-pagefind-meta="names[content]"')
    if date := post.order_date:
        start = f"{date.date.start.astimezone(UTC):%Y-%m-%dT%H:%M:%S}".zfill(19)
        yield _meta("date", date.text, 'data-pagefind-meta="date[content]"')
        yield _meta("start", start, 'data-pagefind-sort="date[content]"')


def _meta(name: str, content: str, attribute: str) -> str:
    # of the elements in a head, only meta may have names that HTML does not define
    return f'\n<meta name="post:{name}" content="{html.escape(content)}" {attribute} />'
