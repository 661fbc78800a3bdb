"""Blog posts as the chapters of a Sphinx book.

Posts have dates, series and tags in every output. :func:`setup` registers everything, in the order
in which a build uses it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sphinx_anthology.directives.post_directives import (
    AnthologyDirective,
    BlogHomeDirective,
    FeedLinksDirective,
    IndexDirective,
    PostListDirective,
    TimelineDirective,
)
from sphinx_anthology.domain import AnthologyDomain
from sphinx_anthology.incremental.outdated import SourceFingerprint, find_outdated_pages
from sphinx_anthology.incremental.unpublishing import (
    prune_search_index,
    remove_unpublished,
    remove_unused_files,
)
from sphinx_anthology.message_catalogues import LOCALE, NAME
from sphinx_anthology.nodes.cross_references import OBJECT_TYPES, AnthologyRole
from sphinx_anthology.nodes.html_elements import add_html_elements, add_stylesheet
from sphinx_anthology.nodes.placeholders import PLACEHOLDERS, PlaceholderRemoval
from sphinx_anthology.options import declare_options
from sphinx_anthology.reading.author_images import publish_author_images, register_author_images
from sphinx_anthology.reading.discovery import DIALECT, discover_posts
from sphinx_anthology.reading.document_record import collect_record
from sphinx_anthology.reading.file_directives import FILE_DIRECTIVES
from sphinx_anthology.reading.front_matter_source import connect_front_matter
from sphinx_anthology.reading.heading_levels import filter_heading_warnings
from sphinx_anthology.reading.images import publish_images
from sphinx_anthology.reading.inclusions import InclusionTransform, withhold_included
from sphinx_anthology.reading.index_entries import add_tags_to_index
from sphinx_anthology.reading.post_transforms import (
    PostLanguage,
    PostPlaceholders,
    PostTitle,
)
from sphinx_anthology.reading.post_warnings import warn_about_clashes, warn_missing_reference
from sphinx_anthology.reading.toctree_expansion import ToctreeExpansion
from sphinx_anthology.reading.translations import connect_translations
from sphinx_anthology.reading.unread_files import warn_about_unread_files
from sphinx_anthology.rendering.book_metadata import connect_book_metadata
from sphinx_anthology.rendering.known_links import KnownAddressLinks
from sphinx_anthology.rendering.placeholders import PlaceholderRendering
from sphinx_anthology.site.breadcrumbs import add_breadcrumbs
from sphinx_anthology.site.crawler_files import (
    keep_sitemap,
    llms_files,
    sitemap_files,
    write_robots,
)
from sphinx_anthology.site.extra_files import extra_files
from sphinx_anthology.site.feeds import cache_feed_content, feed_files, refresh_feed_content
from sphinx_anthology.site.frame_shapes import keep_shapes
from sphinx_anthology.site.languages import add_alternates, add_switcher, show_switcher
from sphinx_anthology.site.listings.listing_pages import (
    ListingPages,
    warn_about_shared_paths,
    warn_about_taken_paths,
)
from sphinx_anthology.site.metadata.page_metadata import add_description, add_metadata
from sphinx_anthology.site.metadata.search_filters import add_search_filters
from sphinx_anthology.site.not_found import exclude_not_found, not_found_files
from sphinx_anthology.site.page_navigation import connect_navigation
from sphinx_anthology.site.previews.link_previews import LinkPreviewWriter
from sphinx_anthology.site.redirects import write_redirects
from sphinx_anthology.site.site_links import add_site_links, outdated_site_links
from sphinx_anthology.site.top_bar import connect_top_bar
from sphinx_bindery.common import __version__
from sphinx_bindery.common.build_record import build_record
from sphinx_bindery.common.messages import add_catalogues

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import SphinxDirective
    from sphinx.util.typing import ExtensionMetadata

_COMMON = (
    "build_lock", "build_record", "markdown", "messages", "nesting", "repairs", "site_files",
)  # fmt: skip
"""The modules of ``sphinx_bindery.common`` that are extensions of their own."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register options, the domain, directives, nodes, transforms and event handlers."""
    add_catalogues(app, NAME, LOCALE)
    declare_options(app)
    app.connect("config-inited", connect_book_metadata)
    app.connect("builder-inited", add_stylesheet)

    app.add_domain(AnthologyDomain)
    app.add_event(DIALECT)
    app.connect("env-get-outdated", discover_posts)
    app.connect("env-get-outdated", warn_about_unread_files)
    filter_heading_warnings(app)

    for connect in (connect_front_matter, connect_top_bar, connect_navigation):
        connect(app)
    directives: dict[str, type[SphinxDirective]] = {
        "anthology": AnthologyDirective,
        "post-list": PostListDirective,
        "blog-home": BlogHomeDirective,
        "timeline": TimelineDirective,
        "feed-links": FeedLinksDirective,
        **dict.fromkeys(IndexDirective.KINDS, IndexDirective),
        **FILE_DIRECTIVES,
    }
    for name, directive in directives.items():
        app.add_directive(name, directive, override=name in FILE_DIRECTIVES)
    for name in OBJECT_TYPES:
        app.add_role(name, AnthologyRole())
    for node in PLACEHOLDERS:
        app.add_node(node)
    add_html_elements(app)
    for transform in (
        ToctreeExpansion,
        PostTitle,
        PostPlaceholders,
        PostLanguage,
        InclusionTransform,
    ):
        app.add_transform(transform)
    app.connect("include-read", withhold_included)
    for handler in (collect_record, exclude_not_found):
        app.connect("doctree-read", handler)

    for module in _COMMON:
        app.setup_extension(f"sphinx_bindery.common.{module}")
    app.connect("env-updated", add_tags_to_index, priority=100)  # before pages link to the index
    record = build_record(app)
    source = SourceFingerprint(record)
    listings = ListingPages(record, source)
    for update in (
        partial(remove_unpublished, record),
        register_author_images,
        partial(remove_unused_files, record),
        refresh_feed_content,
        partial(outdated_site_links, record),
    ):
        app.connect("env-updated", update)
    app.connect("env-get-updated", source.compute, priority=450)
    app.connect("env-get-updated", partial(find_outdated_pages, record, source))
    app.connect("env-get-updated", listings.find_outdated)
    app.connect("env-check-consistency", warn_about_clashes)
    app.connect("env-check-consistency", warn_about_taken_paths)
    app.connect("env-check-consistency", warn_about_shared_paths)

    for post_transform in (PlaceholderRemoval, PlaceholderRendering, KnownAddressLinks):
        app.add_post_transform(post_transform)
    connect_translations(app)
    app.connect("warn-missing-reference", warn_missing_reference)
    previews = LinkPreviewWriter(record)
    app.connect("write-started", previews.start)
    for page_handler, priority in (
        (add_description, 400),
        (add_breadcrumbs, 410),
        (add_site_links, 410),
        (add_switcher, 410),
        (add_metadata, 600),
        (add_alternates, 610),
        (cache_feed_content, 900),
        (add_search_filters, 950),
        (show_switcher, 955),
        (keep_shapes, 960),
    ):
        app.connect("html-page-context", page_handler, priority=priority)
    app.connect("html-collect-pages", listings.collect)
    for publish in (publish_images, publish_author_images):
        app.connect("html-collect-pages", publish)
    app.connect("html-collect-pages", prune_search_index)
    app.connect("html-collect-pages", extra_files(record, "feeds", feed_files))
    app.connect("html-collect-pages", extra_files(record, "sitemap", sitemap_files, source))
    app.connect("html-collect-pages", partial(write_robots, record))
    app.connect("html-collect-pages", extra_files(record, "llms", llms_files, source))
    app.connect("html-collect-pages", extra_files(record, "not-found", not_found_files))
    app.connect("html-collect-pages", partial(write_redirects, record), priority=900)
    app.connect("html-collect-pages", previews.finish, priority=950)
    app.connect("build-finished", previews.stop)
    app.connect("build-finished", keep_sitemap, priority=900)

    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
