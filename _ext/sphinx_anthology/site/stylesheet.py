"""The stylesheet of the extension, for every HTML theme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def add_stylesheet(app: Sphinx) -> None:
    """Handle ``builder-inited``: add the stylesheet to the site.

    Not earlier: Sphinx has then computed the digest of the configuration, which ships with the
    site and would otherwise contain a path of this machine.
    """
    if app.builder.format == "html":
        app.config.html_static_path.append(str(Path(__file__).parents[1] / "static"))
        app.add_css_file("anthology.css")
