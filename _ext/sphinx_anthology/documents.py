"""Titles and ancestors of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util.nodes import clean_astext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx.environment import BuildEnvironment

_NO_TITLE = "<no title>"
"""The title that Sphinx gives to a document without one (``TitleCollector``)."""


def plain_title(env: BuildEnvironment, docname: str) -> str:
    """Return the title; without one, the project for the root document, else the docname."""
    title = env.titles.get(docname)
    text = clean_astext(title) if title is not None else _NO_TITLE
    if text != _NO_TITLE:
        return text
    return str(env.config.project) if docname == env.config.root_doc else docname


def documents_above(relations: Mapping[str, Sequence[str | None]], docname: str) -> list[str]:
    """Return the ancestors of a document, the nearest first and the root document last.

    Args:
        relations: The result of ``BuildEnvironment.collect_relations``.
        docname: The document; one outside all toctrees has no ancestors.
    """
    above = []
    while (around := relations.get(docname)) and around[0]:
        docname = around[0]
        above.append(docname)
    return above
