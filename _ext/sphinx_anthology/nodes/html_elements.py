"""Nodes with HTML elements of their own, which other outputs render like their base classes.

The stylesheet works in every HTML theme.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_bindery.common.builders import add_static_folder

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class post_date(nodes.inline):  # noqa: N801 (docutils naming)
    """A date, with its machine-readable value in ``datetime``."""


class bidi_isolate(nodes.inline):  # noqa: N801 (docutils naming)
    """A title or a name of unknown text direction, isolated from the text around it."""


class details(nodes.container):  # noqa: N801 (docutils naming)
    """Content that HTML shows when the reader clicks its ``summary``.

    Every other output shows it without the summary.
    """


def visit_post_date(translator: HTML5Translator, node: nodes.Element) -> None:
    """Open a ``time`` element (HTML Standard, 4.5.14)."""
    translator.body.append(translator.starttag(node, "time", "", datetime=node["datetime"]))


def depart_post_date(translator: HTML5Translator, _node: nodes.Element) -> None:
    """Close the ``time`` element."""
    translator.body.append("</time>")


def visit_bidi_isolate(translator: HTML5Translator, node: nodes.Element) -> None:
    """Open a ``bdi`` element (HTML Standard, 4.5.24)."""
    translator.body.append(translator.starttag(node, "bdi", ""))


def depart_bidi_isolate(translator: HTML5Translator, _node: nodes.Element) -> None:
    """Close the ``bdi`` element."""
    translator.body.append("</bdi>")


def visit_details(translator: HTML5Translator, node: nodes.Element) -> None:
    """Open a ``details`` element with its ``summary`` (HTML Standard, 4.11.1)."""
    translator.body.append(translator.starttag(node, "details"))
    translator.body.append(f"<summary>{translator.encode(node['summary'])}</summary>\n")


def depart_details(translator: HTML5Translator, _node: nodes.Element) -> None:
    """Close the ``details`` element."""
    translator.body.append("</details>\n")


def add_html_elements(app: Sphinx) -> None:
    """Register the nodes; other builders treat them like the docutils nodes they derive from.

    The visitors are registered for ``epub`` too: Sphinx's ePub builder ignores those for ``html``
    as soon as any extension has some for ``epub``.
    """
    for node, handlers in {
        post_date: (visit_post_date, depart_post_date),
        bidi_isolate: (visit_bidi_isolate, depart_bidi_isolate),
        details: (visit_details, depart_details),
    }.items():
        app.add_node(node, html=handlers, epub=handlers)


def add_stylesheet(app: Sphinx) -> None:
    """Handle ``builder-inited``: add the stylesheet to the site."""
    if app.builder.format == "html":
        add_static_folder(app, Path(__file__).parents[1] / "static")
        app.add_css_file("anthology.css")
