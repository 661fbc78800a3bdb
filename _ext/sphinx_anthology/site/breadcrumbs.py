"""Breadcrumbs: the pages above a page, shown by the theme and stated in JSON-LD."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

from sphinx_anthology.core.pages.listing_pages import ListingPage, OverviewPage, page_name
from sphinx_anthology.documents import documents_above
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.rendering.fields import term_name
from sphinx_anthology.site.listings.listing_texts import overview_title
from sphinx_anthology.site.site_links import overview_name
from sphinx_bindery.common.builders import is_hosted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_anthology.core.posts.post_view import PostView, TermLink
    from sphinx_anthology.core.posts.taxonomy import Term


class Crumb(NamedTuple):
    """A page in the breadcrumbs: its name as plain text, and the name of its file."""

    name: str
    page: str


def breadcrumbs(
    builder: StandaloneHTMLBuilder,
    pagename: str,
    title: str,
    listing: ListingPage | OverviewPage | None = None,
) -> list[Crumb]:
    """Return the breadcrumbs from the first page to this page; empty for the first page itself.

    A post is below its first series, or else its year; a listing page below the overview of its
    taxonomy, and the further pages of a term below its first page. Another document is below its
    ancestors in the toctrees.

    Args:
        builder: The builder.
        pagename: The document or generated page.
        title: Its title as plain text.
        listing: The listing page, if it is one.
    """
    config, views = builder.config, anthology_domain(builder.env).views
    if pagename == config.root_doc:
        return []
    if listing:
        between = [*_above_listing(builder, listing)]
    elif post := views.post(pagename):
        between = [_term_crumb(_place(post))]
    else:
        ancestors = documents_above(builder.relations, pagename)[-2::-1]
        between = [Crumb(views.title(name), name) for name in ancestors]
    last = _term_crumb(listing.term) if _is_first(listing) else Crumb(title, pagename)
    return [Crumb(config.project, config.root_doc), *between, last]


def _is_first(listing: ListingPage | OverviewPage | None) -> TypeGuard[ListingPage]:
    return isinstance(listing, ListingPage) and listing.number == 1


def _above_listing(
    builder: StandaloneHTMLBuilder, listing: ListingPage | OverviewPage
) -> Iterator[Crumb]:
    if isinstance(listing, OverviewPage):
        return
    if name := overview_name(builder, listing.taxonomy):
        yield Crumb(overview_title(listing.taxonomy), name)
    if listing.number > 1:
        yield _term_crumb(listing.term)


def _place(post: PostView) -> TermLink:
    return next(iter(post.summary.series), post.summary.year)


def _term_crumb(term: Term | TermLink) -> Crumb:
    # a translation is lazy, and not yet a string
    return Crumb(str(term_name(term)), page_name(term))


def add_breadcrumbs(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Handle ``html-page-context``, before the theme: add the breadcrumbs with relative URLs."""
    builder = app.builder
    listing = context.get("listing_page")
    if not is_hosted(builder) or not (listing or pagename in app.env.all_docs):
        return
    if listing:
        title = html.unescape(context["title"])
    else:
        title = anthology_domain(app.env).views.title(pagename)
    context["page_breadcrumbs"] = [
        (crumb.name, builder.get_relative_uri(pagename, crumb.page) or "#")
        for crumb in breadcrumbs(builder, pagename, title, listing)
    ]
