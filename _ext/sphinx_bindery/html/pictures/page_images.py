"""Images of pages: their sizes, so that text does not move when they load, and lazy loading.

Browsers choose among smaller versions of a picture by the width in ``sizes``. A picture that is
scaled down links to its file, which browsers show alone and enlarge; going back returns to the same
position on the page.
"""

from __future__ import annotations

import posixpath
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from sphinx.locale import get_translation
from sphinx.util.images import get_image_size

from sphinx_bindery.common.builders import add_static_folder, is_web
from sphinx_bindery.common.pictures.versions import (
    SitePicture,
    is_shown_smaller,
    size_attributes,
    sizes,
    srcset,
)
from sphinx_bindery.html.pictures.image_markup import ImageMarkup, PageImage, replace_page_images
from sphinx_bindery.html.pictures.site_versions import FOLDER, SiteVersions, version_name

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder

STYLESHEET = "bindery-pictures.css"
RESPONSIVE = "responsive"
"""The class of ``picture`` elements with smaller versions."""
FULL_SIZE = "full-size"
"""The class of links to the file of a picture that is shown smaller."""

_NO_LINK = frozenset({"no-scaled-link", "thumbnail"})
"""Classes of images that do not link to their files: Sphinx's, and that of images in lists."""
_CARD = "sd-card-img"
"""The prefix of the classes of images in sphinx_design's cards, which may be links."""

_ = get_translation("bindery")


class PageImages:
    """The images of the pages of one build; each file is read once."""

    def __init__(self, versions: SiteVersions) -> None:
        self._versions = versions
        self._sizes: dict[Path, SitePicture | None] = {}

    def handle_page(
        self,
        app: Sphinx,
        _pagename: str,
        _template: str,
        context: dict[str, Any],
        _doctree: object,
    ) -> None:
        """Handle ``html-page-context``, before feeds take the body: change its images."""
        builder, body = app.builder, context.get("body", "")
        if is_web(builder) and "<img" in body:
            context["body"] = replace_page_images(body, lambda image: self._markup(builder, image))
            builder.add_css_file(STYLESHEET)

    def _markup(self, builder: StandaloneHTMLBuilder, image: PageImage) -> ImageMarkup:
        """Return the markup of an image.

        The first image is often visible at once, so it is not loaded lazily.
        """
        added = {} if image.is_first else {"loading": "lazy"}
        added["decoding"] = "async"
        name = self._name(builder, image)
        picture = self._picture(builder, name) if name else None
        if picture is None:
            return ImageMarkup(added)
        if not image.in_picture:
            sized = size_attributes(picture, image.attributes)
            added |= {key: str(value) for key, value in sized.items()}
        before, after = self._with_versions(image, name, picture)
        if self._has_link(builder, image, picture):
            before = f"{_link(image)}{before}"
            after += "</a>"
        return ImageMarkup(added, before, after)

    def _name(self, builder: StandaloneHTMLBuilder, image: PageImage) -> str:
        """Return the name of an image of the site; empty for one from elsewhere."""
        address = unquote(image.attributes.get("src", ""))
        _before, folder, name = address.rpartition(f"{builder.imagedir}/")
        return "" if not folder or "/" in name else name

    def _picture(self, builder: StandaloneHTMLBuilder, name: str) -> SitePicture | None:
        """Return an image of the site by its name; None if its size is not known."""
        if name in self._versions.pictures:
            return self._versions.pictures[name]
        if name in self._versions.paths:
            path = Path(builder.srcdir, self._versions.paths[name])
        else:  # drawn by another extension
            path = Path(builder.outdir, builder.imagedir, name)
        if path not in self._sizes:
            size = get_image_size(path) if path.is_file() else None
            self._sizes[path] = SitePicture(*size) if size and min(size) > 0 else None
        return self._sizes[path]

    def _with_versions(self, image: PageImage, name: str, picture: SitePicture) -> tuple[str, str]:
        """Return the HTML before and after an image that offers its versions.

        The image itself is the fallback for browsers without WebP; all others show its format too.
        """
        if not picture.versions or image.in_picture or "srcset" in image.attributes:
            return "", ""
        address = image.attributes["src"]
        folder = posixpath.join(posixpath.dirname(address), FOLDER)
        candidates = [
            (posixpath.join(folder, quote(version_name(name, width))), width)
            for width in picture.versions
        ]
        if picture.is_offered:
            candidates.append((quote(unquote(address)), picture.width))
        chosen = sizes(image.attributes, picture)
        return (
            f'<picture class="{RESPONSIVE}"><source type="image/webp" '
            f'srcset="{escape(srcset(candidates))}" sizes="{escape(chosen)}" />'
        ), "</picture>"

    def _has_link(
        self, builder: StandaloneHTMLBuilder, image: PageImage, picture: SitePicture
    ) -> bool:
        classes = image.attributes.get("class", "").split()
        return (
            builder.config.html_scaled_image_link
            and not (image.in_control or image.in_picture)
            and not {"usemap", "ismap", "srcset"} & image.attributes.keys()
            and _NO_LINK.isdisjoint(classes)
            and not any(name.startswith(_CARD) for name in classes)
            and is_shown_smaller(picture, image.attributes)
        )


def _link(image: PageImage) -> str:
    """Return the start tag of a link to the file of an image, with the name of the image.

    docutils writes the address of an image as its text alternative if it has none.
    """
    address = image.attributes["src"]
    text = image.attributes.get("alt", "").strip()
    has_text = text and unquote(text) != unquote(address)
    label = _("Full-size picture: {text}").format(text=text) if has_text else _("Full-size picture")
    return (
        f'<a class="reference internal image-reference {FULL_SIZE}" href="{escape(address)}" '
        f'aria-label="{escape(label)}">'
    )


def add_stylesheet(app: Sphinx) -> None:
    """Handle ``builder-inited``: add the folder of the stylesheet of pages with images."""
    if is_web(app.builder):
        add_static_folder(app, Path(__file__).parents[1] / "static")


def connect(app: Sphinx, versions: SiteVersions) -> None:
    """Connect the handlers."""
    images = PageImages(versions)
    app.connect("builder-inited", add_stylesheet)
    app.connect("html-page-context", images.handle_page, priority=890)
