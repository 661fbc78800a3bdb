"""A part of a page that stays closed until its reader opens it, without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class disclosure(nodes.container):  # noqa: N801 (docutils' way)
    """What its ``summary`` tells of; every output but HTML has it open, and no summary."""


def visit_disclosure(translator: HTML5Translator, node: nodes.Element) -> None:
    """Open a ``details`` element with its ``summary`` (HTML Standard, 4.11.1)."""
    translator.body.append(translator.starttag(node, "details"))
    translator.body.append(f"<summary>{translator.encode(node['summary'])}</summary>\n")


def depart_disclosure(translator: HTML5Translator, _node: nodes.Element) -> None:
    """Close the ``details`` element."""
    translator.body.append("</details>\n")


def add_disclosure(app: Sphinx) -> None:
    """Register the node; as a subclass of ``container`` it needs no visitor but HTML's."""
    app.add_node(disclosure, html=(visit_disclosure, depart_disclosure))
