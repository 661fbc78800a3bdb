"""The feeds of the site: of all posts, and of each tag, series and author."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_anthology.core.formats.feeds import (
    ALL_POSTS,
    ALL_POSTS_JSON,
    WITH_FEEDS,
    Feed,
    FeedEntry,
    atom,
    feed_name,
    json_feed,
    newest,
)
from sphinx_anthology.core.pages.listing_pages import page_name
from sphinx_anthology.documents import absolute, on_site
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import base_url, site_author, today
from sphinx_anthology.site.extra_files import keep_extra_files, write_extra_files
from sphinx_anthology.site.feeds.feed_content import cached_feed_content
from sphinx_anthology.site.feeds.feed_links import feed_title, image_address
from sphinx_anthology.site.listings.listing_body import heading
from sphinx_bindery.common.builders import is_hosted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_anthology.core.posts.post import Post
    from sphinx_bindery.common.build_record import BuildRecord

_logger = logging.getLogger(__name__)


def write_feeds(record: BuildRecord, app: Sphinx) -> list[object]:
    """Handle ``html-collect-pages``, after the pages: write the feeds; add no page."""
    builder = app.builder
    if not is_hosted(builder):
        return []
    if base_url(app.config):
        if not keep_extra_files(record, builder, "feeds"):
            write_extra_files(record, builder, "feeds", dict(_Feeds(app, builder).files()))
    else:
        write_extra_files(record, builder, "feeds", {})
        _logger.info("anthology_base_url: not set, so there are no feeds and no sitemap")
    return []


class _Feeds:
    """The feeds of one build; each entry is computed once for all of them."""

    def __init__(self, app: Sphinx, builder: StandaloneHTMLBuilder) -> None:
        self._builder = builder
        self._domain = anthology_domain(app.env)
        self._titles = self._domain.titles
        self._now = today(app.config)
        self._entries: dict[str, FeedEntry] = {}

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the feeds by path in the site: that of all posts, and those of terms with posts."""
        config, catalogue = self._builder.config, self._domain.catalogue
        page = absolute(self._builder, config.root_doc)
        newest_of_all = newest(catalogue.posts, self._now)
        feed = self._feed(ALL_POSTS, page, config.project, "", newest_of_all)
        yield ALL_POSTS, atom(feed)
        feed = replace(feed, address=on_site(self._builder, ALL_POSTS_JSON))
        yield ALL_POSTS_JSON, json_feed(feed)
        for taxonomy in WITH_FEEDS:
            for term in catalogue.terms(taxonomy):
                posts = newest((catalogue.by_docname[name] for name in term.docnames), self._now)
                if posts:
                    name = feed_name(term)
                    page = absolute(self._builder, page_name(term))
                    title = feed_title(config, heading(term))
                    subtitle = " ".join(term.description.split())
                    yield name, atom(self._feed(name, page, title, subtitle, posts))

    def _feed(self, name: str, page: str, title: str, subtitle: str, posts: Iterable[Post]) -> Feed:
        config = self._builder.config
        return Feed(
            address=on_site(self._builder, name),
            page=page,
            title=title,
            subtitle=subtitle,
            author=site_author(config) or str(config.project),
            language=(config.language or "en").partition("@")[0].replace("_", "-"),
            entries=tuple(map(self._entry, posts)),
        )

    def _entry(self, post: Post) -> FeedEntry:
        docname = post.docname
        if docname not in self._entries:
            full = self._builder.config.anthology_feed_content == "full"
            self._entries[docname] = FeedEntry(
                post=post,
                address=absolute(self._builder, docname),
                title=self._titles.get(docname, docname),
                summary=self._domain.views.summary(docname).description,
                content=cached_feed_content(self._builder, docname) if full else "",
                image=self._image(docname),
            )
        return self._entries[docname]

    def _image(self, docname: str) -> str:
        image = self._domain.record(docname).image
        return image_address(self._builder, image) if image else ""
