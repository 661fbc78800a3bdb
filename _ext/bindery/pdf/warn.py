"""The one way in which the PDF builder warns: type ``bindery``, subtype ``pdf``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from docutils import nodes

    from .sources import Location

_logger = logging.getLogger(__name__)


def warn(message: str, place: Location | nodes.Node | str | None = None) -> None:
    """Warn of ``message`` at a place, a node or a docname."""
    where = (
        place if place is None or isinstance(place, str) or hasattr(place, "walk") else str(place)
    )
    _logger.warning(message, type="bindery", subtype="pdf", location=where)
