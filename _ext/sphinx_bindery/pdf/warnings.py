"""The one way in which the PDF builder warns: type ``bindery``, subtype ``pdf``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_bindery.pdf.typst.source_map import Location

if TYPE_CHECKING:
    from docutils import nodes

_logger = logging.getLogger(__name__)


def warn(message: str, place: Location | nodes.Node | None = None) -> None:
    """Warn of ``message`` at a place in a source, or at a node."""
    where = str(place) if isinstance(place, Location) else place
    _logger.warning(message, type="bindery", subtype="pdf", location=where)
