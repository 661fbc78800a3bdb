"""Metadata in the head of each page: canonical URL, description, Open Graph and JSON-LD.

A property that the page has already, from ``html_meta`` or another extension, is left alone.
"""

from __future__ import annotations

import html
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import lxml.html
from docutils import nodes

from sphinx_anthology.core.formats import json_ld, open_graph
from sphinx_anthology.core.pages.listing_pages import ListingPage, page_name
from sphinx_anthology.core.pages.page_metadata import Breadcrumb, PageMetadata
from sphinx_anthology.core.posts.post import Author
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.documents import page_url
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import base_url, site_author
from sphinx_anthology.rendering.fields import term_name
from sphinx_anthology.site.breadcrumbs import breadcrumbs
from sphinx_anthology.site.feeds import feed_links
from sphinx_anthology.site.listings.listing_texts import listing_description
from sphinx_anthology.site.not_found import NAME as NOT_FOUND
from sphinx_anthology.site.previews.link_previews import preview_image
from sphinx_bindery.common.builders import is_hosted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_anthology.core.pages.listing_pages import OverviewPage
    from sphinx_anthology.core.posts.post_view import AuthorView, PostView, TermLink
    from sphinx_anthology.core.posts.taxonomy import Term

_DESCRIPTION = "description"
_KNOWN = "anthology_known_metadata"
"""Context key of the ``meta`` elements before other extensions add theirs, parsed and as HTML."""

_OPEN_GRAPH_EXTENSION = "sphinxext.opengraph"
_SEARCH = "search"
_NOT_INDEXED = (NOT_FOUND, "genindex")
"""Pages that search engines should leave out, so they get no canonical URL."""


def is_indexed(pagename: str) -> bool:
    """Return whether search engines should have a page."""
    return pagename not in _NOT_INDEXED and not pagename.startswith("genindex-")


def add_description(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Handle ``html-page-context``, before other extensions: add the description and feed links.

    The ``html_meta`` of a document takes precedence over the description of a post.
    """
    builder = app.builder
    if not is_hosted(builder):
        return
    metatags = context.get("metatags", "")
    contents = _contents(metatags, doctree)
    listing: ListingPage | OverviewPage | None = context.get("listing_page")
    post = anthology_domain(app.env).views.post(pagename)
    if listing:
        contents[_DESCRIPTION] = listing_description(builder, listing)
    elif post and post.summary.description and _DESCRIPTION not in contents:
        contents[_DESCRIPTION] = post.summary.description
        metatags += _meta("name", _DESCRIPTION, post.summary.description)
    if post and _OPEN_GRAPH_EXTENSION in app.extensions:
        # otherwise that extension takes the byline for the description
        own = {"og:type": "article", "og:description": contents.get(_DESCRIPTION)}
        given = {name: value for name, value in own.items() if value}
        context["meta"] = given | (context.get("meta") or {})
    metatags += feed_links(builder, pagename)
    context["metatags"] = metatags
    context[_KNOWN] = contents, metatags


def add_metadata(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Handle ``html-page-context``, after other extensions: add the missing metadata."""
    # the JSON builder cannot serialize this value
    listing: ListingPage | OverviewPage | None = context.pop("listing_page", None)
    known: tuple[dict[str, str], str] | None = context.pop(_KNOWN, None)
    builder = app.builder
    if not is_hosted(builder):
        return
    if not is_indexed(pagename):
        context["pageurl"] = None
        if pagename == NOT_FOUND:
            robots = '\n<meta name="robots" content="noindex" />'
            context["metatags"] = context.get("metatags", "") + robots
        return
    own = page_url(builder, pagename) if base_url(app.config) else ""
    if pagename == _SEARCH:
        context["pageurl"] = own or None  # one page, whatever the query is
        return
    post = anthology_domain(app.env).views.post(pagename)
    if address := (post and post.post.canonical_url) or own:
        context["pageurl"] = address
    if known and (listing or pagename in app.env.all_docs):
        before, html_before = known
        metatags = context["metatags"]
        contents = {**before, **_parsed(metatags.removeprefix(html_before))}
        head = _Head(builder, pagename, own, address, post, listing)
        page = head.page(context["title"], contents.get(_DESCRIPTION, ""))
        lines = [] if _OPEN_GRAPH_EXTENSION in app.extensions else head.open_graph(page, contents)
        if own and (graph := head.structured_data(page)):
            lines = [*lines, f"\n{json_ld.script(graph)}"]
        context["metatags"] = metatags + "".join(lines)


def _contents(metatags: str, doctree: nodes.document | None) -> dict[str, str]:
    """Return the contents of the ``meta`` elements of a document by name or property."""
    if not metatags or doctree is None:
        return {}
    found = {
        node.get("property") or node.get("name", ""): node.get("content", "")
        for node in doctree.findall(nodes.meta)
    }
    return found or _parsed(metatags)


def _parsed(metatags: str) -> dict[str, str]:
    """Return the contents of the ``meta`` elements that another extension adds as HTML."""
    if "<" not in metatags:
        return {}
    head = lxml.html.document_fromstring(f"<head>{metatags}</head>")
    return {
        meta.get("property") or meta.get("name") or "": meta.get("content") or ""
        for meta in head.iter("meta")
    }


def _meta(attribute: str, name: str, value: str) -> str:
    content = html.escape(" ".join(value.split()))
    return f'\n<meta {attribute}="{html.escape(name)}" content="{content}" />'


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a document or of a listing page, with the inputs of its metadata.

    Attributes:
        own: Absolute URL of the page; empty without a base URL.
        address: Canonical URL, which a post may set.
    """

    builder: StandaloneHTMLBuilder
    pagename: str
    own: str
    address: str
    post: PostView | None
    listing: ListingPage | OverviewPage | None

    def page(self, listing_title: str, description: str) -> PageMetadata:
        """Return the metadata of the page.

        Args:
            listing_title: Title of a listing page, as HTML.
            description: The description that the page has.
        """
        builder, config = self.builder, self.builder.config
        if self.listing:
            title = html.unescape(listing_title)
        else:
            title = anthology_domain(builder.env).views.title(self.pagename)
        return PageMetadata(
            title,
            self._site() if self.own else Breadcrumb(config.project),
            self.address,
            description,
            (self.post and self.post.post.lang) or config.language or "en",
            preview_image(builder, self.post) if self.own else None,
        )

    def open_graph(self, page: PageMetadata, contents: Mapping[str, str]) -> list[str]:
        """Return the ``meta`` elements that the page does not have yet."""
        kind: Literal["article", "profile", "website"] = "website"
        if isinstance(self.listing, ListingPage) and self.listing.taxonomy is Taxonomy.AUTHOR:
            kind = "profile"
        properties = open_graph.open_graph(page, "article" if self.post else kind)
        if self.post:
            pages = [self._list_url(author) for author in self.post.summary.authors]
            properties += open_graph.article(self.post.post, dict.fromkeys(filter(None, pages)))
        has_image = "og:image" in contents
        lines = [
            _meta("property", name, value)
            for name, value in properties
            if name not in contents and not (has_image and name.startswith("og:image"))
        ]
        if open_graph.CARD not in contents:
            lines.append(_meta("name", open_graph.CARD, open_graph.card(page.image)))
        return lines

    def structured_data(self, page: PageMetadata) -> list[json_ld.Node]:
        """Return the JSON-LD nodes of a page that has an absolute URL."""
        config = self.builder.config
        found = []
        if self.post:
            found.append(self._posting(page, self.post))
        elif self.listing:
            found.append(json_ld.collection_page(page))
        elif self.pagename == config.root_doc:
            found.append(json_ld.book(page, site_author(config)))
        if path := self._breadcrumbs(page.title):
            found.append(json_ld.breadcrumb_list(path))
        return found

    def _posting(self, page: PageMetadata, post: PostView) -> json_ld.Node:
        return json_ld.blog_posting(
            page,
            post.post,
            address=self.own,
            authors=self._authors(post),
            series=[(self._term_breadcrumb(part.series), part.number) for part in post.parts],
            words=post.words,
        )

    def _authors(self, post: PostView) -> list[Author]:
        """Return the authors of a post; without any, the author of the site, as in feeds."""
        if views := post.summary.authors:
            return [
                replace(view.author, url=view.author.url or self._list_url(view)) for view in views
            ]
        name = site_author(self.builder.config)
        return [Author(name)] if name else []

    def _list_url(self, author: AuthorView) -> str:
        return page_url(self.builder, page_name(author.term)) if self.own else ""

    def _breadcrumbs(self, title: str) -> list[Breadcrumb]:
        """Return the breadcrumbs that the page shows, with absolute URLs."""
        builder = self.builder
        return [
            Breadcrumb(crumb.name, page_url(builder, crumb.page))
            for crumb in breadcrumbs(builder, self.pagename, title, self.listing)
        ]

    def _site(self) -> Breadcrumb:
        """Return the first page of the site, under the name of the site."""
        config = self.builder.config
        return Breadcrumb(config.project, page_url(self.builder, config.root_doc))

    def _term_breadcrumb(self, term: Term | TermLink) -> Breadcrumb:
        """Return the page that lists the posts of a term."""
        # a translation is lazy, and not yet a string
        return Breadcrumb(str(term_name(term)), page_url(self.builder, page_name(term)))
