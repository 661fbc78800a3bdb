"""The file that tells robots of the sitemap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anthology.core.robots import NAME, robots
from anthology.core.sitemap import MAIN
from anthology.options import base_url
from anthology.sites import is_for_hosts

from .feed_links import on_site
from .own_files import publish

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from anthology.memory import Memory


def write_robots(memory: Memory, app: Sphinx) -> list[object]:
    """Handle ``html-collect-pages``: write the file; add no page."""
    builder = app.builder
    if is_for_hosts(builder):
        sitemap = on_site(builder, MAIN) if base_url(app.config) else ""
        publish(memory, builder, "robots", {NAME: robots(sitemap)})
    return []
