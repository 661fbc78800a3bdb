"""The images that posts set in their front matter."""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.warnings import warn
from sphinx_bindery.common.builders import is_html_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.post import Post


def register_image(env: BuildEnvironment, post: Post) -> tuple[str, str]:
    """Register the image of a post as a file of the project, while the post is read.

    Returns:
        The path from the source folder and the digest of the file; both empty without an image.
        An invalid image produces a warning and counts as none.
    """
    if not post.image:
        return "", ""
    place = (post.docname, post.line_of("image"))
    if "://" in post.image or post.image.startswith("//"):
        message = f"image: {post.image!r} is on the web, and no page loads files from there"
        warn(Kind.IMAGE, f"{message}; write the path of a copy beside the post", place)
        return "", ""
    path, file = env.relfn2path(post.image, post.docname)
    if not os.path.isfile(file):  # noqa: PTH113 (Path's raises for a name that is too long)
        warn(Kind.IMAGE, f"image: there is no file {path!r}", place)
        return "", ""
    env.images.add_file(post.docname, path)
    env.note_dependency(path, docname=post.docname)
    return path, blake2b(Path(file).read_bytes(), digest_size=8).hexdigest()


def publish_images(app: Sphinx) -> list[object]:
    """Handle ``html-collect-pages``: copy the image of every post to the site.

    An incremental build may write no page with the image, but link previews need its file.
    """
    env, builder = app.env, app.builder
    if is_html_site(builder):
        for record in anthology_domain(env).records.values():
            if record.image:
                builder.images[record.image] = env.images[record.image][1]
    return []
