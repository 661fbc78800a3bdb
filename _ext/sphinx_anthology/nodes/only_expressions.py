"""The expressions of ``only`` directives around a node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.util.tags import Tags


def only_expressions(node: nodes.Element) -> tuple[str, ...]:
    """Return the expressions of the ``only`` directives around a node, the innermost first."""
    found = []
    above = node.parent
    while above is not None:
        if isinstance(above, addnodes.only):
            found.append(above["expr"])
        above = above.parent
    return tuple(found)


def are_true(expressions: Iterable[str], tags: Tags) -> bool:
    """Return whether all expressions are true; an invalid one is, as in Sphinx, which warns."""
    return all(_is_true(expression, tags) for expression in expressions)


def _is_true(expression: str, tags: Tags) -> bool:
    try:
        return tags.eval_condition(expression)
    except Exception:  # noqa: BLE001 (Sphinx's and Jinja's own, of many kinds)
        return True
