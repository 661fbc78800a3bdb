"""Links to the feeds, in the head of every page and on listing pages."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx.util.osutil import relative_uri

from sphinx_anthology.core.formats.feeds import (
    ALL_POSTS,
    ALL_POSTS_JSON,
    ATOM_TYPE,
    JSON_TYPE,
    WITH_FEEDS,
    feed_name,
    fits_feed,
)
from sphinx_anthology.documents import on_site
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import base_url, today
from sphinx_bindery.common.builders import builder_of, is_hosted

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.taxonomy import Term


def feed_links(builder: StandaloneHTMLBuilder, pagename: str) -> str:
    """Return the ``link`` elements for the feeds of all posts; empty without a base URL."""
    if not base_url(builder.config):
        return ""
    feeds = ((ALL_POSTS, ATOM_TYPE), (ALL_POSTS_JSON, JSON_TYPE))
    return "".join(
        feed_link(builder, pagename, feed, builder.config.project, type_) for feed, type_ in feeds
    )


def feed_link(
    builder: Builder, pagename: str, feed: str, title: str, type_: str = ATOM_TYPE
) -> str:
    """Return the ``link`` element with which feed readers find a feed."""
    address = html.escape(relative_address(builder, pagename, feed))
    title = html.escape(title)
    return f'\n<link rel="alternate" type="{type_}" title="{title}" href="{address}" />'


def feed_title(config: Config, heading: str) -> str:
    """Return the title of the feed of a listing page with this heading."""
    return f"{heading} – {config.project}"


def feed_path(env: BuildEnvironment, term: Term) -> str:
    """Return the path of a term's feed in the site; empty if it has none."""
    has_feeds = base_url(env.config) and is_hosted(builder_of(env))
    if term.taxonomy not in WITH_FEEDS or not has_feeds:
        return ""
    posts, now = anthology_domain(env).catalogue.by_docname, today(env.config)
    has_posts = any(fits_feed(posts[docname], now) for docname in term.docnames)
    return feed_name(term) if has_posts else ""


def image_address(builder: StandaloneHTMLBuilder, path: str) -> str:
    """Return the absolute URL of an image, given its path from the source folder."""
    return on_site(builder, f"{builder.imagedir}/{builder.env.images[path][1]}")


def relative_address(builder: Builder, pagename: str, file: str) -> str:
    """Return the URL of a file of the site, relative to a page."""
    return relative_uri(builder.get_target_uri(pagename), quote(file))
