"""Copies of pictures in the site: SVG without scripts and remote files, and no HTML pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_bindery.common.files import write_if_changed
from sphinx_bindery.common.pictures.svg import SvgError, clean_svg_file
from sphinx_bindery.pictures import is_page, is_svg

if TYPE_CHECKING:
    from pathlib import Path

_logger = logging.getLogger(__name__)


def is_copied_as_is(path: str) -> bool:
    """Return whether Sphinx may copy a picture unchanged, as browsers run nothing in it."""
    return not (is_svg(path) or is_page(path))


def copy_picture(source: Path, target: Path) -> None:
    """Copy an SVG file without scripts and remote files; remove the copy of any other file.

    An unchanged copy is not written. Warnings about the picture were reported during reading.
    """
    try:
        data = source.read_bytes()
        if is_svg(source.name):
            write_if_changed(target, clean_svg_file(data)[0])
            return
    except SvgError:
        pass
    except OSError as error:
        _logger.warning("cannot copy image file '%s': %s", source, error)
    target.unlink(missing_ok=True)
