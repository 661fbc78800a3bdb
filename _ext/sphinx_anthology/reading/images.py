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
from sphinx_bindery.common.image_format import ImageFormatError, image_type

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.post import Post

_PAGE_SUFFIXES = (".htm", ".html", ".js", ".mjs", ".php", ".shtml", ".xht", ".xhtml", ".xml")
"""Suffixes of files that a browser opens as a page or runs, whatever their content."""
_MAX_SHOWN = 80
_WRITE = "write the path of a picture"


def register_image(env: BuildEnvironment, post: Post) -> tuple[str, str]:
    """Register the image of a post as a file of the project, while the post is read.

    Returns:
        The path from the source folder and the digest of the file; both empty without an image.
        An invalid image produces a warning and counts as none.
    """
    if not post.image:
        return "", ""
    place = (post.docname, post.line_of("image"))
    try:
        path, data = _read_image(env, post)
    except ValueError as error:
        warn(Kind.IMAGE, f"image: {error}", place)
        return "", ""
    env.images.add_file(post.docname, path)
    return path, blake2b(data, digest_size=8).hexdigest()


class _ImageError(ValueError):
    """Error for a file that cannot be the image of a post; the message says what to write."""

    def __init__(self, address: str, fault: str, remedy: str = _WRITE) -> None:
        super().__init__(f"{shortened(address)} {fault}; {remedy}")


def _read_image(env: BuildEnvironment, post: Post) -> tuple[str, bytes]:
    """Return the path from the source folder and the content of the image of a post.

    Raises:
        _ImageError: It is not a picture in the source folder.
    """
    address = post.image
    if "://" in address or address.startswith(("//", "data:")):
        fault = "is on the web, and no page loads files from there"
        raise _ImageError(address, fault, "write the path of a copy beside the post")
    try:
        path, name = env.relfn2path(address, post.docname)  # resolves symbolic links
        file = Path(name)
        if not file.is_relative_to(env.srcdir):
            raise _ImageError(address, "is outside the source folder", "copy it into this folder")
        if os.path.isdir(name):  # noqa: PTH112 (Path's raises for a name that is too long)
            raise _ImageError(address, "is a folder")
        if not os.path.isfile(name):  # noqa: PTH113
            raise _ImageError(path, "does not exist")
        env.note_dependency(path, docname=post.docname)
        lowered = file.name.lower()
        if lowered.endswith(tuple(env.config.source_suffix)):
            raise _ImageError(address, "is the source of a page, not a picture")
        if lowered.endswith(_PAGE_SUFFIXES):
            raise _ImageError(address, "is named like a page", "rename it by the picture's format")
        data = file.read_bytes()
        image_type(data)
    except ImageFormatError as error:
        raise _ImageError(address, f"is {error}") from None
    except OSError as error:
        raise _ImageError(address, f"cannot be read ({error.strerror})") from None
    except RuntimeError:  # before Python 3.13
        raise _ImageError(address, "is a loop of symbolic links") from None
    return path, data


def shortened(path: str) -> str:
    """Return a quoted path for a message; long ones are cut."""
    return repr(path if len(path) <= _MAX_SHOWN else f"{path[:_MAX_SHOWN]}…")


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
