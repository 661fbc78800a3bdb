"""The directive ``only``: the conditions under which a node stands, and whether they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.util.tags import Tags


def conditions(node: nodes.Element) -> tuple[str, ...]:
    """Return the conditions under which a node stands, the outermost last."""
    found = []
    above = node.parent
    while above is not None:
        if isinstance(above, addnodes.only):
            found.append(above["expr"])
        above = above.parent
    return tuple(found)


def hold(conditions: Iterable[str], tags: Tags) -> bool:
    """Tell whether conditions hold; one that cannot be read does, as for Sphinx, which warns."""
    return all(_holds(condition, tags) for condition in conditions)


def _holds(condition: str, tags: Tags) -> bool:
    try:
        return tags.eval_condition(condition)
    except Exception:  # noqa: BLE001 (Sphinx's and Jinja's own, of many kinds)
        return True
