"""Cache of the elements that load the site's stylesheets and scripts.

Sphinx reads each file of an asset for its checksum, for every page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_bindery.html.book_theme import uses_book_theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.application import Sphinx

_STATIC = "_static/"


class AssetTags:
    """Keeps the elements that load the site's stylesheets and scripts: pages of one depth share."""

    def __init__(self) -> None:
        self._tags: dict[tuple[str, object], str] = {}

    def forget(self, _app: Sphinx) -> None:
        """Handle ``builder-inited``."""
        self._tags = {}

    def keep(
        self,
        app: Sphinx,
        pagename: str,
        _templatename: str,
        context: dict[str, Any],
        _doctree: nodes.document | None,
    ) -> None:
        """Handle ``html-page-context``: make each element once."""
        if uses_book_theme(app) and not pagename.startswith(_STATIC):
            for name in ("css_tag", "js_tag"):
                context[name] = self._once(context["content_root"], context[name])

    def _once(self, root: str, make: Callable[[Any], str]) -> Callable[[Any], str]:
        def tag(asset: Any) -> str:  # noqa: ANN401 (Sphinx keeps the classes to itself)
            if not str(getattr(asset, "filename", "")).startswith(_STATIC):
                return make(asset)
            key = root, asset
            if key not in self._tags:
                self._tags[key] = make(asset)
            return self._tags[key]

        return tag


def setup(app: Sphinx) -> None:
    """Connect the handlers, after all that add assets."""
    tags = AssetTags()
    app.connect("builder-inited", tags.forget)
    app.connect("html-page-context", tags.keep, priority=650)
