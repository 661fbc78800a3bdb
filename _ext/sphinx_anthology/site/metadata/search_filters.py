"""What a search of the site filters and sorts posts by, and what of their pages it passes over.

Told in the attributes that Pagefind reads (https://pagefind.app/docs/filtering/), whoever runs it.
"""

from __future__ import annotations

import html
import re
from datetime import UTC
from typing import TYPE_CHECKING, Any

from sphinx_anthology.core.posts.catalogue import NAMES
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.domain import anthology_domain
from sphinx_bindery.common.builders import is_hosted
from sphinx_bindery.common.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_anthology.core.posts.post import Post

_BESIDE_THE_TEXT = re.compile(
    r'<(?=\w+ class="(?:byline|postscript|timeline|post-(?:citation|index|list|cards|group))[ "])'
    r"\w+"
)
"""The opening tags of what is made of facts: it would be found in place of the posts themselves."""


def add_facets(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Handle ``html-page-context``, when the text for the feeds is kept: mark up what is found."""
    if doctree is None or not is_hosted(app.builder):
        return
    context["body"] = _BESIDE_THE_TEXT.sub(r"\g<0> data-pagefind-ignore", context["body"])
    if post := anthology_domain(app.env).catalogue.by_docname.get(pagename):
        facets = "".join(_facets(post, app.config.language or "en"))
        context["metatags"] = context.get("metatags", "") + facets


def _facets(post: Post, language: str) -> Iterator[str]:
    told = []
    for taxonomy in Taxonomy:
        for name in filter(None, NAMES[taxonomy](post)):
            yield _meta(taxonomy, name, f'data-pagefind-filter="{taxonomy}[content]"')
            told.append(name)
    if told:  # so that these words find the post, too
        yield _meta("names", ", ".join(told), 'data-pagefind-meta="names[content]"')
    if post.date:
        shown = format_date(post.date, language)
        start = f"{post.date.start.astimezone(UTC):%Y-%m-%dT%H:%M:%S}".zfill(19)
        yield _meta("date", shown, 'data-pagefind-meta="date[content]"')
        yield _meta("start", start, 'data-pagefind-sort="date[content]"')


def _meta(name: str, content: str, attribute: str) -> str:
    # of all elements that may stand in a head, a meta with a name of one's own is valid
    return f'\n<meta name="post:{name}" content="{html.escape(content)}" {attribute} />'
