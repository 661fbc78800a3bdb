"""What the head of each page tells programs: its address, how others show it, and what it is.

A page that names a property by itself, as with ``html_meta`` of MyST, keeps its own.
"""

from __future__ import annotations

import html
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import lxml.html

from sphinx_anthology.core.formats import json_ld, open_graph
from sphinx_anthology.core.pages.addresses import page_name
from sphinx_anthology.core.pages.page_metadata import PageFacts, Place
from sphinx_anthology.core.posts.post import Author
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import base_url, site_author
from sphinx_anthology.plain_title import plain_title
from sphinx_anthology.site.metadata.breadcrumbs import place_of_term, site_place, trail_to
from sphinx_anthology.site.not_found import NAME as NOT_FOUND
from sphinx_anthology.site.previews.preview_image import preview_picture
from sphinx_anthology.urls import absolute
from sphinx_bindery.common.builders import is_hosted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_anthology.core.pages.listing_pages import ListingPage
    from sphinx_anthology.core.posts.post import Post

_DESCRIPTION = "description"
_OTHERS_OPEN_GRAPH = "sphinxext.opengraph"
_NOT_TO_BE_FOUND = (NOT_FOUND, "search", "genindex")
"""Pages that nobody should find by searching the web."""


def describe_post(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Handle ``html-page-context``, before whoever describes every page: describe a post."""
    domain = anthology_domain(app.env)
    post = domain.catalogue.by_docname.get(pagename)
    metatags = context.get("metatags", "")
    if not post or not is_hosted(app.builder) or _DESCRIPTION in _told(metatags):
        return
    text = domain.views.summary(pagename).description
    if text:
        context["metatags"] = metatags + _meta("name", _DESCRIPTION, text)


def tell_programs(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Handle ``html-page-context``, after whoever describes pages."""
    # a builder that keeps contexts, such as that of JSON, knows no such record
    listing: ListingPage | None = context.pop("listing_page", None)
    builder = app.builder
    if not is_hosted(builder):
        return
    if pagename in _NOT_TO_BE_FOUND or pagename.startswith("genindex-"):
        context["pageurl"] = None
        return
    post = anthology_domain(app.env).catalogue.by_docname.get(pagename)
    own = absolute(builder, pagename) if base_url(app.config) else ""
    if address := (post and post.canonical_url) or own:
        context["pageurl"] = address
    if listing or pagename in app.env.all_docs:
        told = _told(context.get("metatags", ""))
        head = _Head(builder, pagename, own, address, post, listing)
        page = head.page(context["title"], told.get(_DESCRIPTION, ""))
        lines = [] if _OTHERS_OPEN_GRAPH in app.extensions else head.open_graph(page, told)
        if own and (facts := head.facts(page)):
            lines = [*lines, f"\n{json_ld.script(facts)}"]
        context["metatags"] = context.get("metatags", "") + "".join(lines)


def _told(metatags: str) -> dict[str, str]:
    """Return what a page tells already, by the name or the property."""
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
    """A document or a page of a name, and what can be told of it.

    own: its absolute address, if the site has one. address: the one to keep; a post may name
    another.
    """

    builder: StandaloneHTMLBuilder
    pagename: str
    own: str
    address: str
    post: Post | None
    listing: ListingPage | None

    def page(self, listed_title: str, description: str) -> PageFacts:
        """Return what is told in each format; the title of a page of a name comes as HTML."""
        builder, config = self.builder, self.builder.config
        if self.listing:
            title = html.unescape(listed_title)
        else:
            title = plain_title(builder.env, self.pagename)
        return PageFacts(
            title,
            site_place(builder) if self.own else Place(config.project),
            self.address,
            description,
            (self.post and self.post.lang) or config.language or "en",
            preview_picture(builder, self.pagename) if self.own else None,
        )

    def open_graph(self, page: PageFacts, told: Mapping[str, str]) -> list[str]:
        """Return the elements with what the page does not tell already."""
        kind: Literal["article", "profile", "website"] = "website"
        if self.listing and self.listing.term.taxonomy is Taxonomy.AUTHOR:
            kind = "profile"
        properties = open_graph.open_graph(page, "article" if self.post else kind)
        if self.post:
            pages = [self._page_of(author) for author in self.post.authors]
            properties += open_graph.article(self.post, dict.fromkeys(filter(None, pages)))
        own_picture = "og:image" in told
        lines = [
            _meta("property", name, value)
            for name, value in properties
            if name not in told and not (own_picture and name.startswith("og:image"))
        ]
        if open_graph.CARD not in told:
            lines.append(_meta("name", open_graph.CARD, open_graph.card(page.picture)))
        return lines

    def facts(self, page: PageFacts) -> list[json_ld.Node]:
        """Return what JSON-LD tells of a page that has an address."""
        config = self.builder.config
        found = []
        if self.post:
            found.append(self._posting(page, self.post))
        elif self.listing:
            found.append(json_ld.collection_page(page))
        elif self.pagename == config.root_doc:
            found.append(json_ld.book(page, site_author(config)))
        place = Place(page.title, self.own)
        if trail := trail_to(self.builder, place, self.pagename, self.listing):
            found.append(json_ld.breadcrumbs(trail))
        return found

    def _posting(self, page: PageFacts, post: Post) -> json_ld.Node:
        domain = anthology_domain(self.builder.env)
        terms = (
            (domain.catalogue.find(Taxonomy.SERIES, part.series), part.number)
            for part in domain.catalogue.parts(self.pagename)
        )
        return json_ld.blog_posting(
            page,
            post,
            address=self.own,
            authors=self._authors(post),
            series=[(place_of_term(self.builder, term), number) for term, number in terms if term],
            words=domain.record(self.pagename).words,
        )

    def _authors(self, post: Post) -> list[Author]:
        """Return who wrote a post, as feeds have it: whoever made the site, if it names nobody."""
        if authors := post.authors:
            return [replace(author, url=author.url or self._page_of(author)) for author in authors]
        name = site_author(self.builder.config)
        return [Author(name)] if name else []

    def _page_of(self, author: Author) -> str:
        catalogue = anthology_domain(self.builder.env).catalogue
        term = catalogue.find(Taxonomy.AUTHOR, author.name)
        return absolute(self.builder, page_name(term)) if self.own and term else ""
