"""Anthology: blog posts as the chapters of a Sphinx book.

Posts have dates, series and tags, and these hold in every output: see :func:`setup` for all that
there is, in the order in which a build meets it.
"""

from __future__ import annotations

from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from .before_reading import find_posts
from .book_facts import connect_if_known
from .byline import PlaceByline
from .consistency import warn_of_series
from .cross_references import ROLES, NameRole, warn_missing
from .disclosure import add_disclosure
from .domain import AnthologyDomain
from .indexes import IndexDirective
from .inline_nodes import add_inline_nodes
from .language import mark_language
from .memory import Memory
from .options import check_options, declare_options
from .output.feed_links import lead_to_feed
from .output.feeds import write_feeds
from .output.fragments import find_missing, forget_fragments, keep_fragment
from .output.link_previews import write_link_previews
from .output.listing_pages import find_changed, listing_pages, warn_of_addresses
from .output.llms import write_llms
from .output.not_found import keep_from_robots, set_apart, write_not_found
from .output.page_metadata import describe_post, tell_programs
from .output.redirects import write_redirects
from .output.robots import write_robots
from .output.search_facets import add_facets
from .output.sitemap import write_sitemap
from .output.withdrawal import forget_words, remove_files, remove_pages
from .pictures import publish_pictures
from .placeholders import PLACEHOLDERS, RemovePlaceholders
from .placing import AnthologyDirective
from .post_list import PostListDirective
from .postscript import PlacePostscript
from .reading import note_document
from .sources import note_sources
from .staleness import stale_pages
from .stylesheet import add_stylesheet
from .timelines import TimelineDirective
from .title import PostTitle
from .written import WritePlaceholders

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

try:
    __version__ = version("sphinx-anthology")
except PackageNotFoundError:
    __version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:  # noqa: PLR0915 (a table of contents)
    """Register options, domain, directive, nodes, transforms and events."""
    declare_options(app)
    app.connect("config-inited", check_options)
    app.connect("config-inited", connect_if_known)
    app.connect("builder-inited", add_stylesheet)

    app.add_domain(AnthologyDomain)
    app.connect("env-get-outdated", find_posts)

    app.add_directive("anthology", AnthologyDirective)
    app.add_directive("post-list", PostListDirective)
    app.add_directive("timeline", TimelineDirective)
    for name in IndexDirective.KINDS:
        app.add_directive(name, IndexDirective)
    for name in ROLES:
        app.add_role(name, NameRole())
    for node in PLACEHOLDERS:
        app.add_node(node)
    add_inline_nodes(app)
    add_disclosure(app)
    app.add_transform(PostTitle)
    app.add_transform(PlaceByline)
    app.add_transform(PlacePostscript)
    app.connect("doctree-read", note_document)
    app.connect("doctree-read", mark_language)
    app.connect("doctree-read", set_apart)

    memory = Memory()
    app.connect("env-updated", memory.recall, priority=400)
    app.connect("env-updated", partial(remove_pages, memory))
    app.connect("env-updated", partial(remove_files, memory))
    app.connect("env-updated", forget_fragments)
    app.connect("env-updated", find_missing)
    app.connect("env-get-updated", partial(note_sources, memory), priority=450)
    app.connect("env-get-updated", partial(stale_pages, memory))
    app.connect("env-get-updated", partial(find_changed, memory))
    app.connect("env-get-updated", memory.expect, priority=900)
    app.connect("env-check-consistency", warn_of_series)
    app.connect("env-check-consistency", warn_of_addresses)

    app.add_post_transform(RemovePlaceholders)
    app.add_post_transform(WritePlaceholders)
    app.connect("warn-missing-reference", warn_missing)
    app.connect("html-page-context", describe_post, priority=400)
    app.connect("html-page-context", lead_to_feed)
    app.connect("html-page-context", tell_programs, priority=600)
    app.connect("html-page-context", keep_from_robots)
    app.connect("html-page-context", keep_fragment, priority=900)
    app.connect("html-page-context", add_facets, priority=950)
    app.connect("doctree-resolved", memory.note)
    app.connect("html-collect-pages", partial(listing_pages, memory))
    app.connect("html-collect-pages", publish_pictures)
    app.connect("html-collect-pages", forget_words)
    app.connect("html-collect-pages", partial(write_feeds, memory))
    app.connect("html-collect-pages", partial(write_sitemap, memory))
    app.connect("html-collect-pages", partial(write_robots, memory))
    app.connect("html-collect-pages", partial(write_llms, memory))
    app.connect("html-collect-pages", partial(write_not_found, memory))
    app.connect("html-collect-pages", partial(write_redirects, memory), priority=900)
    app.connect("html-collect-pages", partial(write_link_previews, memory))

    app.connect("build-finished", memory.keep)

    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
