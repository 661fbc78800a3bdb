"""Adaptations of other extensions to books: settings, tabs, citations, and serial reading."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from sphinx_bindery.other_extensions.parallel_reading import read_serially_if_needed
from sphinx_bindery.other_extensions.settings import adapt_drawings, adapt_settings
from sphinx_bindery.other_extensions.superscript_citations import PlaceSuperscriptCitations
from sphinx_bindery.other_extensions.tabs import UnfoldTabs

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Connect the handlers, and register the transforms."""
    app.connect("config-inited", adapt_settings, priority=900)
    app.connect("builder-inited", adapt_drawings, priority=100)
    app.connect("builder-inited", read_serially_if_needed)
    if find_spec("pybtex"):
        from sphinx_bindery.other_extensions import (  # noqa: PLC0415
            bibliography_backends,
            bibliography_style,
        )

        bibliography_style.register()
        bibliography_backends.register()
    app.add_post_transform(UnfoldTabs)
    app.add_post_transform(PlaceSuperscriptCitations)
