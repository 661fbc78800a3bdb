"""The images that posts set in their front matter, and those in texts."""

from __future__ import annotations

import os
import re
from codecs import getincrementaldecoder
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.warnings import warn
from sphinx_bindery.common.addresses import quoted
from sphinx_bindery.common.builders import DRAWING_FOLDERS, is_html_site
from sphinx_bindery.common.pictures.image_format import (
    PAGE_SUFFIXES,
    SVG_TYPE,
    ImageFormatError,
    image_type,
)
from sphinx_bindery.common.pictures.svg import clean_svg_file
from sphinx_bindery.common.site_files.file_addresses import folders_of
from sphinx_bindery.common.site_files.lookup import site_folders

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.post import Post

_TEXT_FORMATS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<(?s:.*?<)?(?:[\w.-]+:)?(?:svg|mxfile)\b|%PDF|%!PS|/\* XPM|#define)"
)
"""The beginnings of pictures that are texts: SVG, draw.io, PDF, EPS, XPM and XBM."""
_HEAD_SIZE = 65536
_SOURCE = "is the source of a page, not a picture"
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
        path, data = read_image(env, post.image, post.docname)
    except ValueError as error:
        warn(Kind.IMAGE, f"image: {error}", place)
        return "", ""
    if removed := removed_content(data):
        message = f"{quoted(path)} contains {removed}, which runs or loads something"
        warn(Kind.IMAGE, f"image: {message}; remove it from the picture", place)
    env.images.add_file(post.docname, path)
    return path, image_digest(data)


def image_digest(data: bytes) -> str:
    """Return the digest of an image file, by which pages that show it become outdated."""
    return blake2b(data, digest_size=8).hexdigest()


class ImageError(ValueError):
    """Error for a file that cannot be the image of a post; the message says what to write."""

    def __init__(self, address: str, fault: str, remedy: str = _WRITE) -> None:
        super().__init__(f"{quoted(address)} {fault}; {remedy}")


def read_image(env: BuildEnvironment, address: str, docname: str) -> tuple[str, bytes]:
    """Return the path from the source folder and the content of a picture.

    Args:
        env: The environment.
        address: The address as it is written.
        docname: The document to which the address is relative, and which depends on the file.

    Raises:
        ImageError: It is not a picture in the source folder.
    """
    if "\0" in address:
        raise ImageError(address, "has the character U+0000")
    target = address
    found = folders_of(env).find(address, docname)
    if found:
        target = f"/{Path(os.path.relpath(found.file, env.srcdir)).as_posix()}"
    elif "://" in address or address.startswith(("//", "data:")):
        fault = "is on the web, and no page loads files from there"
        raise ImageError(address, fault, "write the path of a copy beside the post")
    try:
        path, name = env.relfn2path(target, docname)  # resolves symbolic links
        file = Path(name)
        if not found and not file.is_relative_to(env.srcdir):
            raise ImageError(address, "is outside the source folder", "copy it into this folder")
        if os.path.isdir(name):  # noqa: PTH112 (Path's raises for a name that is too long)
            raise ImageError(address, "is a folder")
        if not os.path.isfile(name):  # noqa: PTH113
            is_relative = not address.startswith("/") and ".." not in address
            is_from_root = is_relative and os.path.isfile(env.srcdir / address)  # noqa: PTH113
            remedy = f"write {quoted(f'/{address}')}" if is_from_root else _WRITE
            raise ImageError(path, "does not exist", remedy)
        env.note_dependency(path, docname=docname)
        if is_source(env, file):
            raise ImageError(address, _SOURCE)
        if file.name.lower().endswith(PAGE_SUFFIXES):
            raise ImageError(address, "is named like a page", "rename it by the picture's format")
        data = file.read_bytes()
        image_type(data)
    except ImageFormatError as error:
        raise ImageError(address, f"is {error}") from None
    except OSError as error:
        raise ImageError(address, f"cannot be read ({error.strerror})") from None
    except RuntimeError:  # before Python 3.13
        raise ImageError(address, "is a loop of symbolic links") from None
    return path, data


def removed_content(data: bytes) -> str:
    """Return a description of what the site removes from a picture; empty for most."""
    return ", ".join(clean_svg_file(data)[1]) if image_type(data) == SVG_TYPE else ""


def is_source(env: BuildEnvironment, file: Path) -> bool:
    """Return whether a file is named like the source of a document."""
    return file.name.lower().endswith(tuple(env.config.source_suffix))


def picture_folders(builder: Builder) -> tuple[Path, ...]:
    """Return the folders from which texts may show pictures: of the project and its outputs."""
    outputs = builder.outdir, builder.doctreedir
    drawn = (Path(folder).parent / name for folder in outputs for name in DRAWING_FOLDERS)
    published = site_folders(builder.config, builder.srcdir, builder.confdir).published
    return tuple(Path(path).resolve() for path in (builder.srcdir, *outputs, *drawn, *published))


def check_picture(env: BuildEnvironment, address: str, folders: tuple[Path, ...]) -> None:
    """Check an image in the text of the current document; builders check the picture itself.

    Args:
        env: The environment.
        address: The address as it is written.
        folders: Where the picture may be.

    Raises:
        ImageError: The file is the source of a document, another text, or somewhere else.
    """
    try:
        file = Path(env.relfn2path(address)[1])
        with file.open("rb") as stream:
            data = stream.read(_HEAD_SIZE)
    except (OSError, RuntimeError, ValueError):
        return  # no such file
    if is_source(env, file):
        raise ImageError(address, _SOURCE)
    if b"\0" not in data and not _TEXT_FORMATS.match(data) and not _is_picture(file):
        with suppress(UnicodeDecodeError):
            getincrementaldecoder("utf-8")().decode(data)
            raise ImageError(address, "is a text, not a picture")
    if not any(file.resolve().is_relative_to(folder) for folder in folders):
        raise ImageError(address, "is outside the source folder", "copy it into this folder")


def _is_picture(file: Path) -> bool:
    """Return whether a file is a supported image, though its first bytes do not show it."""
    try:
        return bool(image_type(file.read_bytes()))
    except (OSError, ImageFormatError):
        return False


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
