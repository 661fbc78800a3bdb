"""Breadcrumbs: the pages from the first page of the site to a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_anthology.core.pages.listing_pages import page_name
from sphinx_anthology.core.pages.page_metadata import Breadcrumb
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.documents import absolute, documents_above, plain_title
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.rendering.fields import term_name

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_anthology.core.pages.listing_pages import ListingPage
    from sphinx_anthology.core.posts.post import Post
    from sphinx_anthology.core.posts.taxonomy import Term


def site_breadcrumb(builder: StandaloneHTMLBuilder) -> Breadcrumb:
    """Return the first page of the site, under the name of the site."""
    config = builder.config
    return Breadcrumb(config.project, absolute(builder, config.root_doc))


def term_breadcrumb(builder: StandaloneHTMLBuilder, term: Term) -> Breadcrumb:
    """Return the page that lists the posts of a term."""
    # a translation is lazy, and no string yet
    return Breadcrumb(str(term_name(term)), absolute(builder, page_name(term)))


def breadcrumbs(
    builder: StandaloneHTMLBuilder, page: Breadcrumb, docname: str, listing: ListingPage | None
) -> list[Breadcrumb]:
    """Return the breadcrumbs from the first page to a page; empty for the first page itself.

    A post is below its first series, or else its year. Another document is below its ancestors in
    the toctrees. The further pages of a term are below its first page.
    """
    if docname == builder.config.root_doc:
        return []
    post = anthology_domain(builder.env).catalogue.by_docname.get(docname)
    if listing:
        between = [term_breadcrumb(builder, listing.term)] if listing.number > 1 else []
    elif post:
        between = [term_breadcrumb(builder, _parent_term(builder, post))]
    else:
        ancestors = documents_above(builder.relations, docname)[-2::-1]
        between = [
            Breadcrumb(plain_title(builder.env, name), absolute(builder, name))
            for name in ancestors
        ]
    return [site_breadcrumb(builder), *between, page]


def _parent_term(builder: StandaloneHTMLBuilder, post: Post) -> Term:
    catalogue = anthology_domain(builder.env).catalogue
    year = str(post.date.year) if post.date else ""
    series = [catalogue.find(Taxonomy.SERIES, part.name) for part in post.series]
    return next(filter(None, (*series, catalogue.find(Taxonomy.YEAR, year))))
