"""The picture files of authors: warnings about what browsers would run or load in them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from sphinx import addnodes
from sphinx_bindery.common.pictures.image_format import PAGE_SUFFIXES
from sphinx_bindery.common.pictures.svg import SUFFIXES, SvgError, clean_svg_file
from sphinx_bindery.common.site_files.file_addresses import folders_of
from sphinx_bindery.common.site_files.raw_addresses import raw_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_logger = logging.getLogger(__name__)


def is_page(path: str) -> bool:
    """Return whether browsers open a file as a page, whatever its content."""
    return path.lower().endswith(PAGE_SUFFIXES)


def is_svg(path: str) -> bool:
    """Return whether browsers open a file as SVG."""
    return path.lower().endswith(SUFFIXES)


class PictureCheck:
    """A check of the pictures in documents; each process reads each picture once."""

    def __init__(self) -> None:
        self._messages: dict[tuple[Path, int], str] = {}

    def handle_doctree(self, app: Sphinx, doctree: nodes.document) -> None:
        """Handle ``doctree-read``: warn about pictures, at their first use in a document."""
        shown: set[str] = set()
        for node, path in _files(app.env, doctree):
            message = "" if path in shown else self._message(Path(app.srcdir, path), path)
            shown.add(path)
            if message:
                _logger.warning(
                    "image: %s", message, location=node, type="bindery", subtype="image"
                )

    def _message(self, file: Path, path: str) -> str:
        if is_page(path):
            return (
                f"{path} is named like a page; rename it by its format, or the site leaves it out"
            )
        if not is_svg(path):
            return ""
        try:
            key = (file, file.stat().st_mtime_ns)
            if key not in self._messages:
                self._messages[key] = svg_message(path, file.read_bytes())
            return self._messages[key]
        except OSError:
            return ""  # Sphinx warns about files that cannot be read


def svg_message(path: str, data: bytes) -> str:
    """Return what a warning says about an SVG file, empty if there is nothing to say."""
    try:
        _, removed = clean_svg_file(data)
    except SvgError as error:
        return f"{path} is {error}; correct it, or it is left out of the site and the ePub"
    if not removed:
        return ""
    return (
        f"{path} contains {', '.join(removed)}, which runs or loads something; remove it from "
        "the picture, or it is left out of the site and the ePub"
    )


def is_reported(path: str, data: bytes) -> bool:
    """Return whether :class:`PictureCheck` has warned about a file in a document."""
    if is_svg(path):
        try:
            clean_svg_file(data)
        except SvgError:
            return True
    return is_page(path)


def _files(env: BuildEnvironment, doctree: nodes.document) -> Iterator[tuple[nodes.Element, str]]:
    """Yield the nodes that show or offer a file of the project, and its path."""
    for image in doctree.findall(nodes.image):
        candidates: dict[str, str] = image.get("candidates", {})
        for path in candidates.values():
            if path in env.images:
                yield image, path
    folders, docname = folders_of(env), env.current_document.docname
    for raw in doctree.findall(nodes.raw):
        for address in raw_addresses(raw.astext()):
            found = folders.find(address.address, docname) if address.is_picture else None
            path = Path(os.path.relpath(found.file, env.srcdir)).as_posix() if found else ""
            if path in env.images:
                yield raw, path
    for download in doctree.findall(addnodes.download_reference):
        if "filename" in download:  # Sphinx has found the file
            path = str(env.relfn2path(str(download["reftarget"]), docname)[0])
            if is_svg(path):
                yield download, path


def setup(app: Sphinx) -> None:
    """Connect the handler, after Sphinx has collected the images."""
    app.connect("doctree-read", PictureCheck().handle_doctree, priority=600)
