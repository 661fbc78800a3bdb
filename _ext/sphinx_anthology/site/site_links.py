"""Links from every page to the archive, the terms and the feeds, in the footer of the theme.

A theme with an option ``footer_links``, as ``bindery_book_theme`` has it, shows the links of the
context variable of the same name. For others, see :mod:`.page_navigation`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

from sphinx.locale import get_translation

from sphinx_anthology.core.formats.feeds import ALL_POSTS, ALL_POSTS_JSON
from sphinx_anthology.core.pages.listing_pages import overview_pages
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import base_url
from sphinx_anthology.site.feeds import relative_address
from sphinx_anthology.site.listings.listing_texts import overview_title
from sphinx_bindery.common.build_record import fingerprint
from sphinx_bindery.common.builders import is_hosted

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx_bindery.common.build_record import BuildRecord

_ = get_translation("anthology")

_OPTION = "footer_links"
"""The option of a theme that shows the links, and their variable in its templates."""

_ORDER = (Taxonomy.YEAR, Taxonomy.SERIES, Taxonomy.CATEGORY, Taxonomy.TAG, Taxonomy.AUTHOR)


class SiteLink(NamedTuple):
    """A link to a page, or to a file of the site."""

    title: str
    page: str = ""
    file: str = ""


def overview_name(builder: StandaloneHTMLBuilder, taxonomy: Taxonomy) -> str:
    """Return the name of the overview of a taxonomy; empty if there is none.

    A document may be in its place.
    """
    pages = overview_pages(anthology_domain(builder.env).catalogue)
    return next((page.name for page in pages if page.taxonomy is taxonomy), "")


def site_links(builder: StandaloneHTMLBuilder) -> list[SiteLink]:
    """Return the links: overviews, one of authors only where there are several, and feeds."""
    catalogue = anthology_domain(builder.env).catalogue
    links = [
        SiteLink(overview_title(taxonomy), page=name)
        for taxonomy in _ORDER
        if (name := overview_name(builder, taxonomy))
        and (taxonomy is not Taxonomy.AUTHOR or catalogue.count(taxonomy) > 1)
    ]
    if base_url(builder.config) and catalogue.posts:
        links += [SiteLink(_("Atom feed"), file=ALL_POSTS)]
        links += [SiteLink(_("JSON Feed"), file=ALL_POSTS_JSON)]
    return links


def has_footer_links(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Return whether the theme of a site shows links in its footer."""
    return is_hosted(builder) and _OPTION in builder.theme.get_options({})


def relative_links(builder: StandaloneHTMLBuilder, pagename: str) -> list[tuple[str, str]]:
    """Return the titles of the links, and their URLs relative to a page."""
    return [
        (
            str(link.title),
            builder.get_relative_uri(pagename, link.page) or "#"
            if link.page
            else relative_address(builder, pagename, link.file),
        )
        for link in site_links(builder)
    ]


def add_site_links(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Handle ``html-page-context``, before the theme: add the links to those of the footer."""
    if has_footer_links(app.builder):
        own = relative_links(app.builder, pagename)
        context[_OPTION] = [*own, *context.get(_OPTION, ())]


def outdated_site_links(record: BuildRecord, app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-updated``: return all pages if the links have changed."""
    builder = app.builder
    if not is_hosted(builder):
        return []
    links = fingerprint([tuple(map(str, link)) for link in site_links(builder)])
    return record.outdated("site-links", lambda: dict.fromkeys(sorted(env.found_docs), links))
