"""Content of the listing pages.

A post is on the pages of its year, its authors, its tags and its series. Its entry has the same
HTML on all pages from which the post has the same relative URL, so it is rendered once for these.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import ReferencesResolver
from sphinx.util.docutils import new_document
from sphinx.util.osutil import relative_uri

from sphinx_anthology.core.pages.listing_pages import ListingPage, OverviewPage
from sphinx_anthology.core.posts.post_list import ListStyle, view_list
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.rendering import fields
from sphinx_anthology.rendering.author_box import author_box, author_profile
from sphinx_anthology.rendering.lists import render_index, render_list
from sphinx_anthology.site.feeds import feed_link, feed_path, feed_title, relative_address
from sphinx_anthology.site.listings.listing_texts import (
    listing_description,
    overview_link_text,
    page_title,
)
from sphinx_anthology.site.site_links import overview_name
from sphinx_bindery.common.dates import format_number
from sphinx_bindery.common.repairs.unbroken_words import keep_words_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx.builders.html import StandaloneHTMLBuilder

_ = get_translation("anthology")

_MARK = "<!---->"
"""Separator of entries, which no text contains: ``<`` is escaped there."""


class ListEntries:
    """Cache of the entries that a build has rendered."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._builder = builder
        self._rendered: dict[tuple[str, str], str] = {}
        self._around = "", ""

    def as_list(self, page: ListingPage) -> nodes.raw:
        """Return the list of posts on a listing page, as HTML."""
        relative_uri = self._builder.get_relative_uri
        keys = [(docname, relative_uri(page.name, docname)) for docname in page.docnames]
        new = [key for key in keys if key not in self._rendered]
        if new:
            entries = self._entries([docname for docname, _uri in new], page.name)
            self._rendered |= zip(new, entries, strict=True)
        start, end = self._around
        return nodes.raw(
            "", "".join([start, *(self._rendered[key] for key in keys), end]), format="html"
        )

    def _entries(self, docnames: Sequence[str], page: str) -> list[str]:
        views = anthology_domain(self._builder.env).views
        (shown,) = render_list(view_list(map(views.summary, docnames)), ListStyle(), page)
        items = cast("nodes.Element", shown.children[0])
        mark = nodes.raw("", _MARK, format="html")
        items[:] = [mark, *(node for item in items.children for node in (item, mark))]
        start, *entries, end = render_html(self._builder, page, shown).split(_MARK)
        self._around = start, end
        return entries


def listing_context(
    builder: StandaloneHTMLBuilder, page: ListingPage, entries: ListEntries
) -> dict[str, Any]:
    """Return the context for the theme's template ``page.html``."""
    body = [*_introduction(builder, page), entries.as_list(page)]
    if page.total > 1:
        body.append(_pager(builder, page))
    links = ""
    if feed := feed_path(builder, page.term):
        name = feed_title(builder.config, fields.listing_title(page.term))
        links = feed_link(builder, page.name, feed, name)
    return _context(builder, page, body, links)


def overview_context(builder: StandaloneHTMLBuilder, page: OverviewPage) -> dict[str, Any]:
    """Return the context of the overview of a taxonomy for the template ``page.html``."""
    index = anthology_domain(builder.env).views.index(page.taxonomy)
    terms = render_index(index, page.name, has_term_pages=True, is_target=False)
    return _context(builder, page, [terms])


def _context(
    builder: StandaloneHTMLBuilder,
    page: ListingPage | OverviewPage,
    body: Iterable[nodes.Node],
    links: str = "",
) -> dict[str, Any]:
    title = page_title(page, builder.config.language or "en")
    section = nodes.section("", nodes.title(title, title), ids=["posts"], classes=["listing"])
    section += body
    description = html.escape(listing_description(builder, page))
    return {
        "title": html.escape(title),
        "body": render_html(builder, page.name, section),
        "metatags": f'\n<meta name="description" content="{description}" />{links}',
        "listing_page": page,
    }


def _introduction(builder: StandaloneHTMLBuilder, page: ListingPage) -> Iterator[nodes.Node]:
    term = page.term
    if term.description:
        yield nodes.paragraph("", term.description)
    if term.taxonomy is Taxonomy.AUTHOR and (profile := author_profile(builder, term.name)):
        yield author_box(profile, builder)
    count = fields.count_of_posts(len(term.docnames), builder.config.language or "en")
    parts: list[nodes.Node] = [nodes.inline("", count, classes=["count"])]
    if term.taxonomy is Taxonomy.AUTHOR:
        author = anthology_domain(builder.env).catalogue.authors[term.name]
        if author.affiliation:
            parts.append(nodes.Text(author.affiliation))
        parts += [
            nodes.reference("", address, refuri=address, internal=False)
            for address in (author.url, author.orcid_url)
            if address
        ]
    if feed := feed_path(builder, term):
        address = relative_address(builder, page.name, feed)
        parts.append(nodes.reference("", _("Feed"), refuri=address, internal=True))
    if overview := overview_name(builder, term.taxonomy):
        address = builder.get_relative_uri(page.name, overview)
        text = overview_link_text(term.taxonomy)
        parts.append(nodes.reference("", text, refuri=address, internal=True))
    yield nodes.paragraph("", "", *fields.joined(parts, " · "), classes=["listing-facts"])


def _pager(builder: StandaloneHTMLBuilder, page: ListingPage) -> nodes.paragraph:
    def link(text: str, number: int) -> nodes.reference:
        target = ListingPage(page.term, number, page.total, ()).name
        return nodes.reference(
            "", text, refuri=builder.get_relative_uri(page.name, target), internal=True
        )

    language = builder.config.language or "en"
    place = _("Page {number} of {total}").format(
        number=format_number(page.number, language), total=format_number(page.total, language)
    )
    parts: list[nodes.Node] = [nodes.inline("", place)]
    if page.number > 1:
        parts.insert(0, link(_("Previous page"), page.number - 1))
    if page.number < page.total:
        parts.append(link(_("Next page"), page.number + 1))
    return nodes.paragraph("", "", *fields.joined(parts, " · "), classes=["pager"])


def render_html(builder: StandaloneHTMLBuilder, name: str, node: nodes.Element) -> str:
    """Return the HTML of a node, with its references resolved relative to the page ``name``."""
    document = new_document("")
    document.settings.env = builder.env
    document += node
    ReferencesResolver(document).apply()
    keep_words_whole(document)
    # state of the builder that otherwise remains from the last document
    builder.current_docname = name
    builder.imgpath = relative_uri(builder.get_target_uri(name), builder.imagedir)
    builder.secnumbers = {}
    builder.fignumbers = {}
    return builder.render_partial(node)["fragment"]
