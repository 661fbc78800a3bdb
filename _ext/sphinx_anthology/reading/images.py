"""The pictures that posts name in their front matter, for lists and cards."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.warnings import warn
from sphinx_bindery.common.builders import is_html_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.post import Post


def note_picture(env: BuildEnvironment, post: Post) -> tuple[str, str]:
    """Make the picture of a post a part of the book, while the post is read.

    Returns:
        Its path from the source folder and the digest of the file; nothing of either where there
        is none, which is told.
    """
    if not post.image:
        return "", ""
    place = (post.docname, post.line_of("image"))
    if "://" in post.image or post.image.startswith("//"):
        message = f"image: {post.image!r} is on the web, which no page of ours asks: keep a copy"
        warn(Kind.IMAGE, f"{message} beside the post and name that", place)
        return "", ""
    path, file = env.relfn2path(post.image, post.docname)
    if not os.path.isfile(file):  # noqa: PTH113 (Path's stops at a name that is too long)
        warn(Kind.IMAGE, f"image: there is no file {path!r}", place)
        return "", ""
    env.images.add_file(post.docname, path)
    env.note_dependency(path, docname=post.docname)
    return path, blake2b(Path(file).read_bytes(), digest_size=8).hexdigest()


def picture(path: str, alt: str) -> nodes.image:
    """Return the picture at a path from the source folder, as every builder shows it."""
    return nodes.image("", uri=path, candidates={"*": path}, alt=alt)


def publish_pictures(app: Sphinx) -> list[object]:
    """Handle ``html-collect-pages``: put every post's picture on the site, shown or not.

    A page that shows it is not always written, and other sites' previews ask for it.
    """
    env, builder = app.env, app.builder
    if is_html_site(builder):
        for reading in anthology_domain(env).readings.values():
            if reading.picture:
                builder.images[reading.picture] = env.images[reading.picture][1]
    return []
