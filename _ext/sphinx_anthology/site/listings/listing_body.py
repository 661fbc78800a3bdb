"""Content of the listing pages."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import get_translation

from sphinx_anthology.core.pages.listing_pages import ListingPage
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.rendering import fields
from sphinx_anthology.site.feeds.feed_links import (
    feed_link,
    feed_path,
    feed_title,
    relative_address,
)
from sphinx_anthology.site.html_rendering import render_html
from sphinx_bindery.common.builders import builder_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.taxonomy import Term
    from sphinx_anthology.site.listings.list_entries import ListEntries

_ = get_translation("anthology")

_HEADINGS = {
    Taxonomy.TAG: lambda: _("Tag: {name}"),
    Taxonomy.SERIES: lambda: _("Series: {name}"),
    Taxonomy.CATEGORY: lambda: _("Category: {name}"),
    Taxonomy.AUTHOR: lambda: _("Author: {name}"),
    Taxonomy.YEAR: lambda: _("Posts of {name}"),
}


def listing_context(
    builder: StandaloneHTMLBuilder, env: BuildEnvironment, page: ListingPage, entries: ListEntries
) -> dict[str, Any]:
    """Return the context for the theme's template ``page.html``."""
    title = _title(page)
    section = nodes.section("", nodes.title(title, title), ids=["posts"], classes=["listing"])
    section += _introduction(env, page)
    posts = [anthology_domain(env).catalogue.by_docname[name] for name in page.docnames]
    section += entries.as_list(posts, page.name)
    if page.total > 1:
        section += _pager(builder, page)
    description = html.escape(listing_description(page))
    metatags = f'\n<meta name="description" content="{description}" />'
    if feed := feed_path(env, page.term):
        name = feed_title(env.config, heading(page.term))
        metatags += feed_link(builder, page.name, feed, name)
    return {
        "title": html.escape(title),
        "body": render_html(builder, env, page.name, section),
        "metatags": metatags,
        "listing_page": page,
    }


def listing_description(page: ListingPage) -> str:
    """Return the description of a listing page, in one line: that of its term, or its title."""
    return " ".join(page.term.description.split()) or _title(page)


def _title(page: ListingPage) -> str:
    # a translation is lazy, and no string yet
    title = str(heading(page.term))
    if page.number == 1:
        return title
    return _("{heading}, page {number}").format(heading=title, number=page.number)


def heading(term: Term) -> str:
    """Return the title of the first listing page of a term."""
    if not term.name:
        return _("Posts without a date")
    return _HEADINGS[term.taxonomy]().format(name=fields.term_name(term))


def _introduction(env: BuildEnvironment, page: ListingPage) -> Iterator[nodes.Node]:
    term = page.term
    if term.description:
        yield nodes.paragraph("", term.description)
    parts: list[nodes.Node] = [
        nodes.inline("", fields.count_of_posts(len(term.docnames)), classes=["count"])
    ]
    if term.taxonomy is Taxonomy.AUTHOR:
        author = anthology_domain(env).catalogue.authors[term.name]
        if author.affiliation:
            parts.append(nodes.Text(author.affiliation))
        addresses = (author.url, author.orcid_url)
        parts += [
            nodes.reference("", address, refuri=address, internal=False)
            for address in addresses
            if address
        ]
    if feed := feed_path(env, term):
        address = relative_address(builder_of(env), page.name, feed)
        parts.append(nodes.reference("", _("Feed"), refuri=address, internal=True))
    yield nodes.paragraph("", "", *fields.joined(parts, " · "), classes=["listing-facts"])


def _pager(builder: StandaloneHTMLBuilder, page: ListingPage) -> nodes.paragraph:
    def link(text: str, number: int) -> nodes.reference:
        target = ListingPage(page.term, number, page.total, ()).name
        return nodes.reference(
            "", text, refuri=builder.get_relative_uri(page.name, target), internal=True
        )

    place = _("Page {number} of {total}").format(number=page.number, total=page.total)
    parts: list[nodes.Node] = [nodes.inline("", place)]
    if page.number > 1:
        parts.insert(0, link(_("Previous page"), page.number - 1))
    if page.number < page.total:
        parts.append(link(_("Next page"), page.number + 1))
    return nodes.paragraph("", "", *fields.joined(parts, " · "), classes=["pager"])
