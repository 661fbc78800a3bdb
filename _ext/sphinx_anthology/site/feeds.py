"""The feeds of the site: of all posts, and of each tag, series and author; and links to them.

The HTML of each post is cached for them when its page is written. An incremental build reads the
cached HTML of pages that it does not write.
"""

from __future__ import annotations

import html
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeGuard
from urllib.parse import quote

from sphinx.util import logging
from sphinx.util.osutil import relative_uri

from sphinx_anthology.build_cache import cache_folder
from sphinx_anthology.core.formats.feed_cache import CachedContent, FeedCache
from sphinx_anthology.core.formats.feeds import (
    ALL_POSTS,
    ALL_POSTS_JSON,
    ATOM_TYPE,
    FEED_TAXONOMIES,
    JSON_TYPE,
    Feed,
    FeedEntry,
    atom,
    feed_name,
    fits_feed,
    json_feed,
    newest,
)
from sphinx_anthology.core.pages.listing_pages import page_name
from sphinx_anthology.core.pages.portable_html import feed_content
from sphinx_anthology.documents import file_url, image_url, page_url
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import base_url, site_author, today
from sphinx_anthology.rendering.fields import listing_title
from sphinx_anthology.rendering.source_credit import credit_text
from sphinx_bindery.common.builders import is_hosted
from sphinx_bindery.common.language_tag import language_tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.post import Post
    from sphinx_anthology.core.posts.taxonomy import Term

_logger = logging.getLogger(__name__)


def cache_feed_content(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Handle ``html-page-context``, after all changes to the body: cache the body of a post."""
    builder = app.builder
    if not _has_full_content(builder):
        return
    post = anthology_domain(app.env).catalogue.by_docname.get(pagename)
    if doctree is not None and post and post.known_date:
        address = page_url(builder, pagename)
        content = CachedContent(address, feed_content(context["body"], address))
        _cache(builder).add(pagename, content)


def refresh_feed_content(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-updated``: remove the cached content of unpublished posts.

    Returns:
        The docnames of the posts whose pages must be written to fill the cache.
    """
    builder = app.builder
    if not is_hosted(builder):
        return []
    contents = _cached_contents(builder)
    if not _has_full_content(builder):
        return []
    cached = {name for name, content in contents.items() if _is_current(builder, name, content)}
    return [name for name in _cached_posts(env) if name not in cached]


def _cached_posts(env: BuildEnvironment) -> list[str]:
    documents = anthology_domain(env).catalogue.documents
    return [post.docname for post in documents if post.known_date]


def _cached_contents(builder: StandaloneHTMLBuilder) -> Mapping[str, CachedContent]:
    """Return the cached contents of the posts that may be in feeds, by docname."""
    return _cache(builder).merge({*_cached_posts(builder.env)})


def _is_current(builder: StandaloneHTMLBuilder, docname: str, content: CachedContent) -> bool:
    """Return whether content was cached for this base URL."""
    return content.address == page_url(builder, docname)


def _cache(builder: StandaloneHTMLBuilder) -> FeedCache:
    return FeedCache(cache_folder(builder) / "feeds")


def _has_full_content(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Return whether a builder writes feeds with the content of posts."""
    full = builder.config.anthology_feed_content == "full"
    return full and is_hosted(builder) and bool(base_url(builder.config))


def feed_files(builder: StandaloneHTMLBuilder) -> dict[str, bytes]:
    """Return the feeds by path in the site; none without a base URL."""
    if base_url(builder.config):
        return dict(Feeds(builder).files())
    _logger.info("anthology_base_url: not set, so there are no feeds and no sitemap")
    return {}


class Feeds:
    """The feeds of one build; each entry is computed once for all of them."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        self._builder = builder
        self._domain = anthology_domain(builder.env)
        self._now = today(builder.config)
        self._entries: dict[str, FeedEntry] = {}
        full = _has_full_content(builder)
        self._contents = {
            name: content.html
            for name, content in (_cached_contents(builder) if full else {}).items()
            if _is_current(builder, name, content)
        }

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the feeds by path in the site: that of all posts, and those of terms with posts."""
        config, catalogue = self._builder.config, self._domain.catalogue
        page = page_url(self._builder, config.root_doc)
        newest_of_all = newest(catalogue.posts, self._now)
        feed = self.feed(ALL_POSTS, page, config.project, "", newest_of_all)
        yield ALL_POSTS, atom(feed)
        feed = replace(feed, address=file_url(self._builder, ALL_POSTS_JSON))
        yield ALL_POSTS_JSON, json_feed(feed)
        for taxonomy in FEED_TAXONOMIES:
            for term in catalogue.terms(taxonomy):
                posts = newest((catalogue.by_docname[name] for name in term.docnames), self._now)
                if posts:
                    name = feed_name(term)
                    page = page_url(self._builder, page_name(term))
                    title = feed_title(config, listing_title(term))
                    subtitle = " ".join(term.description.split())
                    yield name, atom(self.feed(name, page, title, subtitle, posts))

    def feed(self, name: str, page: str, title: str, subtitle: str, posts: Iterable[Post]) -> Feed:
        """Return the feed at a path in the site, with the address of a page and the posts."""
        config = self._builder.config
        return Feed(
            address=file_url(self._builder, name),
            page=page,
            title=title,
            subtitle=subtitle,
            author=site_author(config) or str(config.project),
            language=language_tag(config.language or "en"),
            entries=tuple(map(self._entry, posts)),
        )

    def _entry(self, post: Post) -> FeedEntry:
        docname = post.docname
        if docname not in self._entries:
            summary = self._domain.views.summary(docname)
            language = self._builder.config.language or "en"
            self._entries[docname] = FeedEntry(
                post=post,
                address=self._domain.post_url(docname, self._builder),
                title=summary.title,
                summary=summary.description,
                content=self._contents.get(docname, ""),
                image=image_url(self._builder, summary.image) if summary.image else "",
                credit=credit_text(post.based_on, language) if post.based_on else "",
            )
        return self._entries[docname]


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
    """Return the ``link`` element for the autodiscovery of a feed."""
    address = html.escape(relative_address(builder, pagename, feed))
    title = html.escape(title)
    return f'\n<link rel="alternate" type="{type_}" title="{title}" href="{address}" />'


def feed_title(config: Config, heading: str) -> str:
    """Return the title of the feed of a listing page with this heading."""
    return f"{heading} – {config.project}"


def feed_path(builder: StandaloneHTMLBuilder, term: Term) -> str:
    """Return the path of a term's feed in the site; empty if it has none."""
    has_feeds = base_url(builder.config) and is_hosted(builder)
    if term.taxonomy not in FEED_TAXONOMIES or not has_feeds:
        return ""
    posts, now = anthology_domain(builder.env).catalogue.by_docname, today(builder.config)
    has_posts = any(fits_feed(posts[docname], now) for docname in term.docnames)
    return feed_name(term) if has_posts else ""


def relative_address(builder: Builder, pagename: str, file: str) -> str:
    """Return the URL of a file of the site, relative to a page."""
    return relative_uri(builder.get_target_uri(pagename), quote(file))
