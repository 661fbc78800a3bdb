"""Anthology: blog posts as the chapters of a Sphinx book.

Posts have dates, series and tags, and these hold in every output: see :func:`setup` for all that
there is, in the order in which a build meets it.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from .before_reading import find_posts
from .book_facts import connect_if_known
from .byline import (
    PlaceByline,
    WriteByline,
    byline_placeholder,
    depart_post_date,
    post_date,
    visit_post_date,
)
from .consistency import warn_of_series
from .domain import AnthologyDomain
from .indexes import IndexDirective, WriteIndexes, index_placeholder
from .options import check_options, declare_options
from .output.withdrawal import forget_words, remove_pages
from .placing import AnthologyDirective
from .reading import note_post
from .staleness import stale_pages
from .stylesheet import add_stylesheet
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
    for name in IndexDirective.KINDS:
        app.add_directive(name, IndexDirective)
    app.add_node(index_placeholder)
    app.add_node(byline_placeholder)
    app.add_node(post_date, html=(visit_post_date, depart_post_date))
    app.add_transform(PostTitle)
    app.add_transform(PlaceByline)
    app.connect("doctree-read", note_post)

    app.connect("env-updated", remove_pages, priority=400)
    app.connect("env-updated", stale_pages)
    app.connect("env-check-consistency", warn_of_series)

    app.add_post_transform(WriteByline)
    app.add_post_transform(WriteIndexes)
    app.connect("html-collect-pages", forget_words)

    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
