"""The file that tells robots of the sitemap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_anthology.core.formats.robots import NAME, robots
from sphinx_anthology.core.formats.sitemap import MAIN
from sphinx_anthology.options import base_url
from sphinx_anthology.site.extra_files import publish
from sphinx_anthology.urls import on_site
from sphinx_bindery.common.builders import is_hosted

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_anthology.incremental.build_record import Memory


def write_robots(memory: Memory, app: Sphinx) -> list[object]:
    """Handle ``html-collect-pages``: write the file; add no page."""
    builder = app.builder
    if is_hosted(builder):
        sitemap = on_site(builder, MAIN) if base_url(app.config) else ""
        publish(memory, builder, "robots", {NAME: robots(sitemap)})
    return []
