"""The stylesheet of what the extension shows, for every HTML theme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def add_stylesheet(app: Sphinx) -> None:
    """Handle ``builder-inited``: ship the stylesheet with the site.

    Only then, after Sphinx took its digest of the configuration: the folder's path would make
    the digest, which ships with the site, another on each machine.
    """
    if app.builder.format == "html":
        app.config.html_static_path.append(str(Path(__file__).parents[1] / "static"))
        app.add_css_file("anthology.css")
