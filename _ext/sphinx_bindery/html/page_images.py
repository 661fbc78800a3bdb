"""Images of pages: their sizes, so that text does not move when they load, and lazy loading.

The sizes are attributes, which styles override. With another theme than ours, whose styles may not
keep the proportions of an image, only the loading is set.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from docutils import nodes
from sphinx.util.images import get_image_size

from sphinx_bindery.common.builders import is_hosted
from sphinx_bindery.html.book_theme import uses_book_theme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

_IMAGE = re.compile(r"<img\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_SIZES = frozenset({"width", "height", "style"})


class PageImages:
    """The images of the pages of one build; each file is read once."""

    def __init__(self) -> None:
        self._sizes: dict[Path, tuple[int, int] | None] = {}

    def add_attributes(
        self,
        app: Sphinx,
        _pagename: str,
        _template: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Handle ``html-page-context``, before feeds take the body: set the attributes.

        The first image is often in sight at once, and loaded like the page.
        """
        builder, body = app.builder, context.get("body", "")
        if not is_hosted(builder) or "<img" not in body:
            return
        has_sizes = uses_book_theme(app)
        sources = _sources(builder, doctree) if doctree and has_sizes else {}
        is_first = True

        def with_attributes(match: re.Match[str]) -> str:
            nonlocal is_first
            tag = match[0]
            given = {name.lower(): value.strip("\"'") for name, value in _ATTRIBUTE.findall(tag)}
            added = ""
            if has_sizes and not _SIZES & given.keys():
                size = self._size(builder, sources, given.get("src", ""))
                added += ' width="{}" height="{}"'.format(*size) if size else ""
            if not is_first and "loading" not in given:
                added += ' loading="lazy"'
            is_first = False
            return f"<img{added}{tag[len('<img') :]}"

        context["body"] = _IMAGE.sub(with_attributes, body)

    def _size(
        self, builder: StandaloneHTMLBuilder, sources: Mapping[str, str], address: str
    ) -> tuple[int, int] | None:
        """Return the size of an image of the project in pixels; None if it is not known."""
        _before, folder, name = unquote(address).rpartition(f"{builder.imagedir}/")
        if not folder or "/" in name:
            return None
        if name in sources:
            path = Path(builder.srcdir, sources[name])
        else:  # drawn by another extension
            path = Path(builder.outdir, builder.imagedir, name)
        if path not in self._sizes:
            size = get_image_size(path) if path.is_file() else None
            self._sizes[path] = size if size and min(size) > 0 else None
        return self._sizes[path]


def _sources(builder: StandaloneHTMLBuilder, doctree: nodes.document) -> dict[str, str]:
    """Return the paths of the images of a document from the source folder, by name in the site.

    The writer has replaced their addresses by those in the site.
    """
    uris: set[str] = set()
    for image in doctree.findall(nodes.image):
        uris.update(image.get("candidates", {}).values())
    return {builder.images[uri]: uri for uri in uris if uri in builder.images}


def setup(app: Sphinx) -> None:
    """Connect the handler."""
    images = PageImages()
    app.connect("html-page-context", images.add_attributes, priority=890)
