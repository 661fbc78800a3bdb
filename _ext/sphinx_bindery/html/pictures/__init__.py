"""Pictures of a site: sizes, smaller versions, lazy loading, and links to the whole picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.html.pictures import page_images
from sphinx_bindery.html.pictures.site_versions import SiteVersions

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Connect the handlers."""
    versions = SiteVersions()
    versions.connect(app)
    page_images.connect(app, versions)
