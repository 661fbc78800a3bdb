"""The preview image of each page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.images import get_image_size, guess_mimetype

from sphinx_anthology.core.pages.link_preview import SIZE, preview_path
from sphinx_anthology.core.pages.page_metadata import PreviewImage
from sphinx_anthology.documents import on_site, plain_title
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.site.feeds.feed_links import image_address
from sphinx_anthology.site.previews.link_previews import (
    RASTER_TYPES,
    draws_previews,
    has_drawn_preview,
)

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_anthology.core.posts.post import Post


def preview_image(builder: StandaloneHTMLBuilder, docname: str) -> PreviewImage | None:
    """Return the preview image of a page of a site that has a base URL.

    A post has its own image, or else a drawn link preview; another page has that of the book.
    """
    env = builder.env
    post = anthology_domain(env).catalogue.by_docname.get(docname)
    if post and (own := _own_image(builder, post)):
        return own
    if post and has_drawn_preview(env, post):
        return _drawn(builder, docname, plain_title(env, docname))
    return _drawn(builder, env.config.root_doc, env.config.project) if draws_previews(env) else None


def _drawn(builder: StandaloneHTMLBuilder, docname: str, alt: str) -> PreviewImage:
    return PreviewImage(on_site(builder, preview_path(docname)), alt, *SIZE, "image/png")


def _own_image(builder: StandaloneHTMLBuilder, post: Post) -> PreviewImage | None:
    path = anthology_domain(builder.env).record(post.docname).image
    if not path:
        return None
    file = Path(builder.srcdir, path)
    media_type = guess_mimetype(file, "")
    if media_type not in RASTER_TYPES:
        return None
    width, height = get_image_size(file) or (0, 0)
    return PreviewImage(image_address(builder, path), post.image_alt, width, height, media_type)
