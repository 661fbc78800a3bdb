"""Warnings of the PDF builder: type ``bindery``, subtype ``pdf``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_bindery.pdf.typst.source_map import SourceLocation

if TYPE_CHECKING:
    from docutils import nodes

_logger = logging.getLogger(__name__)


def warn(message: str, place: SourceLocation | nodes.Node | None = None) -> None:
    """Log a warning at a source location or a node."""
    where = str(place) if isinstance(place, SourceLocation) else place
    _logger.warning(message, type="bindery", subtype="pdf", location=where)
