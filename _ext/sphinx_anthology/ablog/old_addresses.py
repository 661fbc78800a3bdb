"""Pages and files at ABlog's addresses: lists of posts, redirects and feeds."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from docutils import nodes
from sphinx.locale import get_translation
from sphinx.util.osutil import relative_uri

from sphinx_anthology.ablog.old_pages import old_pages
from sphinx_anthology.core.formats.feeds import atom, newest
from sphinx_anthology.core.pages.listing_pages import page_name
from sphinx_anthology.core.pages.redirects import redirect_page
from sphinx_anthology.core.posts.post_list import ListStyle, view_list
from sphinx_anthology.documents import page_path, page_url
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import base_url, today
from sphinx_anthology.rendering.lists import no_posts, render_list
from sphinx_anthology.site.feeds import Feeds, feed_title
from sphinx_anthology.site.listings.listing_body import render_html
from sphinx_bindery.common.builders import is_html_site
from sphinx_bindery.common.language_tag import language_tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_anthology.ablog.old_pages import OldPage
    from sphinx_anthology.core.formats.feeds import Feed

_ = get_translation("anthology")


def collect_old_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Handle ``html-collect-pages``: yield the lists that our listing pages do not have."""
    builder = app.builder
    if not is_html_site(builder):
        return
    for page in old_pages(app.env):
        if page.term is None and page.name not in app.env.found_docs:
            context = {"title": escape(page.title), "body": _body(builder, page)}
            yield page.name, context, "page.html"


def _body(builder: StandaloneHTMLBuilder, page: OldPage) -> str:
    views = anthology_domain(builder.env).views
    posts = view_list(map(views.summary, page.docnames), page.group_by)
    section = nodes.section("", nodes.title(page.title, page.title), ids=["posts"])
    section += render_list(posts, ListStyle(), page.name) or [no_posts()]
    return render_html(builder, page.name, section)


def old_files(builder: StandaloneHTMLBuilder) -> dict[str, bytes]:
    """Return the redirects to our listing pages, and the feeds, by path in the site."""
    pages = old_pages(builder.env)
    files = {
        _path(builder, page.name): _redirect(builder, page).encode()
        for page in pages
        if page.term and page.name not in builder.env.found_docs
    }
    if base_url(builder.config):
        files |= dict(_feeds(builder, pages))
    return files


def _path(builder: StandaloneHTMLBuilder, name: str) -> str:
    return Path(builder.get_output_path(name)).relative_to(builder.outdir).as_posix()


def _redirect(builder: StandaloneHTMLBuilder, page: OldPage) -> str:
    target = page_name(page.term) if page.term else page.name
    return redirect_page(
        relative_uri(quote(_path(builder, page.name)), page_path(builder, target)),
        page.title,
        _("This page has moved: {title}"),
        language_tag(builder.config.language or "en"),
        canonical=page_url(builder, target) if base_url(builder.config) else "",
    )


def _feeds(builder: StandaloneHTMLBuilder, pages: list[OldPage]) -> Iterator[tuple[str, bytes]]:
    """Yield the feeds of all posts, and with ``blog_feed_archives`` those of each list."""
    config, domain, feeds = builder.config, anthology_domain(builder.env), Feeds(builder)
    now, subtitle = today(config), config.blog_feed_subtitle or ""
    title = config.blog_title or config.project
    for page in pages if config.blog_feed_archives else pages[:1]:
        names = page.term.docnames if page.term else page.docnames
        if page.group_by or not names or page is pages[1]:  # no feed of drafts
            continue
        by_date = newest((domain.catalogue.by_docname[name] for name in names), now)
        posts = by_date[: config.blog_feed_length or None]
        for root in config.blog_feed_templates or {"atom": {}}:
            path = f"{page.name}/{root}.xml"
            name = title if page is pages[0] else feed_title(config, page.title)
            address = page_url(builder, page_name(page.term) if page.term else page.name)
            feed = feeds.feed(path, address, name, subtitle, posts)
            yield path, atom(_with_titles_only(feed) if config.blog_feed_titles else feed)


def _with_titles_only(feed: Feed) -> Feed:
    entries = (replace(entry, summary="", content="") for entry in feed.entries)
    return replace(feed, entries=tuple(entries))
