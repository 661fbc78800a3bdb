"""Anthology: blog posts as the chapters of a Sphinx book.

Posts have dates, series and tags, and these hold in every output: see :func:`setup` for all that
there is, in the order in which a build meets it.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from .before_reading import find_posts
from .book_facts import connect_if_known
from .byline import PlaceByline, WriteByline
from .consistency import warn_of_series
from .cross_references import ROLES, NameRole, warn_missing
from .domain import AnthologyDomain
from .facts import depart_post_date, post_date, visit_post_date
from .indexes import IndexDirective, WriteIndexes
from .language import mark_language
from .options import check_options, declare_options
from .output.listing_pages import find_changed, listing_pages, warn_of_addresses
from .output.withdrawal import forget_words, remove_files, remove_pages
from .pictures import publish_pictures
from .placeholders import PLACEHOLDERS
from .placing import AnthologyDirective
from .post_list import PostListDirective, WritePostLists
from .postscript import PlacePostscript, WritePostscript
from .reading import note_document
from .staleness import stale_pages
from .stylesheet import add_stylesheet
from .timelines import TimelineDirective, WriteTimelines
from .title import PostTitle

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

try:
    __version__ = version("sphinx-anthology")
except PackageNotFoundError:
    __version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
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
    app.add_node(post_date, html=(visit_post_date, depart_post_date))
    app.add_transform(PostTitle)
    app.add_transform(PlaceByline)
    app.add_transform(PlacePostscript)
    app.connect("doctree-read", note_document)
    app.connect("doctree-read", mark_language)

    app.connect("env-updated", remove_pages, priority=400)
    app.connect("env-updated", remove_files)
    app.connect("env-updated", stale_pages)
    app.connect("env-updated", find_changed)
    app.connect("env-check-consistency", warn_of_series)
    app.connect("env-check-consistency", warn_of_addresses)

    for transform in (
        WriteByline,
        WriteIndexes,
        WritePostLists,
        WriteTimelines,
        WritePostscript,
    ):
        app.add_post_transform(transform)
    app.connect("warn-missing-reference", warn_missing)
    app.connect("html-collect-pages", listing_pages)
    app.connect("html-collect-pages", publish_pictures)
    app.connect("html-collect-pages", forget_words)

    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
