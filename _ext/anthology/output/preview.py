"""Which picture stands for a page where others link to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.images import get_image_size, guess_mimetype

from anthology.core.preview_picture import PreviewPicture
from anthology.domain import anthology_domain

from .feed_links import on_site

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

_SHOWN = {"image/png", "image/jpeg", "image/gif", "image/webp"}
"""What those who make previews take; a drawing in SVG is shown by none of them."""


def preview_picture(builder: StandaloneHTMLBuilder, docname: str) -> PreviewPicture | None:
    """Return the picture of a page of a site that has an address: the post's own, if it has one."""
    domain = anthology_domain(builder.env)
    post, path = domain.catalogue.by_docname.get(docname), domain.reading(docname).picture
    if not post or not path:
        return None
    file = Path(builder.srcdir, path)
    media_type = guess_mimetype(file, "")
    if media_type not in _SHOWN:
        return None
    width, height = get_image_size(file) or (0, 0)
    name = builder.env.images[path][1]
    address = on_site(builder, f"{builder.imagedir}/{name}")
    return PreviewPicture(address, post.image_alt, width, height, media_type)
