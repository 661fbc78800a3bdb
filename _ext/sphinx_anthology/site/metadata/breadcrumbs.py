"""The way from the first page of the site to a page, as breadcrumbs show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_anthology.ancestors import documents_above
from sphinx_anthology.core.pages.addresses import page_name
from sphinx_anthology.core.pages.page_metadata import Place
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.plain_title import plain_title
from sphinx_anthology.rendering.fields import term_name
from sphinx_anthology.urls import absolute

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_anthology.core.pages.listing_pages import ListingPage
    from sphinx_anthology.core.posts.post import Post
    from sphinx_anthology.core.posts.taxonomy import Term


def site_place(builder: StandaloneHTMLBuilder) -> Place:
    """Return the first page of the site, under the site's name."""
    config = builder.config
    return Place(config.project, absolute(builder, config.root_doc))


def place_of_term(builder: StandaloneHTMLBuilder, term: Term) -> Place:
    """Return the page that lists the posts of a term."""
    # what is translated is text only when it is asked for
    return Place(str(term_name(term)), absolute(builder, page_name(term)))


def trail_to(
    builder: StandaloneHTMLBuilder, page: Place, docname: str, listing: ListingPage | None
) -> list[Place]:
    """Return the places from the first page to this one; nothing for the first page itself.

    A post stands below its first series, or else its year; another document below those that have
    it in their toctrees; the further pages of a name below its first.
    """
    if docname == builder.config.root_doc:
        return []
    post = anthology_domain(builder.env).catalogue.by_docname.get(docname)
    if listing:
        between = [place_of_term(builder, listing.term)] if listing.number > 1 else []
    elif post:
        between = [place_of_term(builder, _shelf(builder, post))]
    else:
        above = documents_above(builder.relations, docname)[-2::-1]
        between = [Place(plain_title(builder.env, name), absolute(builder, name)) for name in above]
    return [site_place(builder), *between, page]


def _shelf(builder: StandaloneHTMLBuilder, post: Post) -> Term:
    catalogue = anthology_domain(builder.env).catalogue
    year = str(post.date.year) if post.date else ""
    found = [catalogue.find(Taxonomy.SERIES, place.name) for place in post.series]
    return next(filter(None, (*found, catalogue.find(Taxonomy.YEAR, year))))
