"""The sitemap, which lists all documents and listing pages, and ``robots.txt``.

It is computed from the environment: an incremental build writes only some of the pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_anthology.core.formats.sitemap import MAIN, ROBOTS, SitemapEntry, robots, sitemap
from sphinx_anthology.core.posts.post import is_unpublished
from sphinx_anthology.documents import absolute, on_site
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import base_url, today
from sphinx_anthology.site.extra_files import keep_extra_files, write_extra_files
from sphinx_anthology.site.listings.listing_pages import site_pages
from sphinx_anthology.site.not_found import NAME as NOT_FOUND
from sphinx_bindery.common.builders import is_hosted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment

    from sphinx_bindery.common.build_record import BuildRecord


def write_sitemap(record: BuildRecord, app: Sphinx) -> list[object]:
    """Handle ``html-collect-pages``: write the sitemap; add no page."""
    builder = app.builder
    if is_hosted(builder) and not keep_extra_files(record, builder, "sitemap"):
        base = base_url(app.config)
        files = sitemap(_pages(builder, app.env), base) if base else {}
        write_extra_files(record, builder, "sitemap", files)
    return []


def write_robots(record: BuildRecord, app: Sphinx) -> list[object]:
    """Handle ``html-collect-pages``: write ``robots.txt``; add no page."""
    builder = app.builder
    if is_hosted(builder):
        sitemap = on_site(builder, MAIN) if base_url(app.config) else ""
        write_extra_files(record, builder, "robots", {ROBOTS: robots(sitemap)})
    return []


def _pages(builder: StandaloneHTMLBuilder, env: BuildEnvironment) -> Iterator[SitemapEntry]:
    catalogue, now = anthology_domain(env).catalogue, today(env.config)
    for docname in env.found_docs - {NOT_FOUND}:
        post = catalogue.by_docname.get(docname)
        if post is None:
            yield SitemapEntry(absolute(builder, docname))
        elif not is_unpublished(post, now):
            changed = post.updated or post.date
            yield SitemapEntry(absolute(builder, docname), changed.iso_in_full if changed else "")
    for page in site_pages(builder, env):
        yield SitemapEntry(absolute(builder, page.name))
