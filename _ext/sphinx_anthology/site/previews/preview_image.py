"""Which picture stands for a page where others link to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.images import get_image_size, guess_mimetype

from sphinx_anthology.core.pages.addresses import preview_path
from sphinx_anthology.core.pages.link_preview import SIZE
from sphinx_anthology.core.pages.preview_image import PreviewPicture
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.plain_title import plain_title
from sphinx_anthology.site.feeds.feed_links import picture_address
from sphinx_anthology.site.previews.link_previews import (
    RASTER_TYPES,
    draws_previews,
    has_drawn_preview,
)
from sphinx_anthology.urls import on_site

if TYPE_CHECKING:
    from sphinx.builders.html import StandaloneHTMLBuilder

    from sphinx_anthology.core.posts.post import Post


def preview_picture(builder: StandaloneHTMLBuilder, docname: str) -> PreviewPicture | None:
    """Return the picture of a page of a site that has an address.

    That of a post is its own, or else the one that is drawn for it; that of any other page is the
    book's.
    """
    env = builder.env
    post = anthology_domain(env).catalogue.by_docname.get(docname)
    if post and (own := _own_picture(builder, post)):
        return own
    if post and has_drawn_preview(env, post):
        return _drawn(builder, docname, plain_title(env, docname))
    return _drawn(builder, env.config.root_doc, env.config.project) if draws_previews(env) else None


def _drawn(builder: StandaloneHTMLBuilder, docname: str, words: str) -> PreviewPicture:
    return PreviewPicture(on_site(builder, preview_path(docname)), words, *SIZE, "image/png")


def _own_picture(builder: StandaloneHTMLBuilder, post: Post) -> PreviewPicture | None:
    path = anthology_domain(builder.env).record(post.docname).image
    if not path:
        return None
    file = Path(builder.srcdir, path)
    media_type = guess_mimetype(file, "")
    if media_type not in RASTER_TYPES:
        return None
    width, height = get_image_size(file) or (0, 0)
    address = picture_address(builder, path)
    return PreviewPicture(address, post.image_alt, width, height, media_type)
