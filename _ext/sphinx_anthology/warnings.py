"""Warnings of sphinx_anthology: type ``anthology``, a subtype, file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_bindery.common.repairs.places import with_line

if TYPE_CHECKING:
    from docutils import nodes

    from sphinx_anthology.core.frontmatter.problem import Kind, Problem

_logger = logging.getLogger(__name__)


def warn(kind: Kind, message: str, location: nodes.Node | tuple[str, int] | str) -> None:
    """Warn about a mistake of the user.

    Args:
        kind: The subtype.
        message: ``<key or thing>: <what is wrong>; <what to write instead>``.
        location: A node, a docname with the line from 1, or a string ``docname:line`` or
            ``path:line``.
    """
    place = location if isinstance(location, tuple | str) else with_line(location)
    _logger.warning(message, type="anthology", subtype=str(kind), location=place)


def warn_of(problem: Problem, docname: str) -> None:
    """Warn about a problem in the source file of a document."""
    warn(problem.kind, problem.message, (docname, problem.line))
