"""Inline nodes that HTML writes as elements of their own, and every other output as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class post_date(nodes.inline):  # noqa: N801 (docutils' way)
    """A date in words, with ``datetime`` for machines."""


class given_name(nodes.inline):  # noqa: N801 (docutils' way)
    """What a writer called something, which may run in another direction than the text around."""


def visit_post_date(translator: HTML5Translator, node: nodes.Element) -> None:
    """Open a ``time`` element (HTML Standard, 4.5.14)."""
    translator.body.append(translator.starttag(node, "time", "", datetime=node["datetime"]))


def depart_post_date(translator: HTML5Translator, _node: nodes.Element) -> None:
    """Close the ``time`` element."""
    translator.body.append("</time>")


def visit_given_name(translator: HTML5Translator, node: nodes.Element) -> None:
    """Open a ``bdi`` element (HTML Standard, 4.5.24)."""
    translator.body.append(translator.starttag(node, "bdi", ""))


def depart_given_name(translator: HTML5Translator, _node: nodes.Element) -> None:
    """Close the ``bdi`` element."""
    translator.body.append("</bdi>")


def add_inline_nodes(app: Sphinx) -> None:
    """Register the nodes; as subclasses of ``inline`` they need no visitor but HTML's."""
    app.add_node(post_date, html=(visit_post_date, depart_post_date))
    app.add_node(given_name, html=(visit_given_name, depart_given_name))
