"""Repairs of pages in every theme: ARIA roles, accessible names, descriptions, addresses."""

from __future__ import annotations

import html
import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_bindery.common.builders import is_home_page, is_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

_BASIC_THEMES = frozenset({"basic", "basic-ng"})
"""The folder names of the themes that add a viewport; nearly all others inherit from these."""

_VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1" />\n'
"""The element that docutils adds; one that an author writes differs, and is kept."""

_MAX_LENGTH = 300
"""The maximum length of a description from the text, in characters."""

_BEFORE_MARK = re.compile(r" (?=[.,])")
"""The space before a period or comma that remains of a removed citation."""


def visit_citation(translator: HTML5Translator, node: nodes.citation) -> None:
    """Open a citation as a list item; open the list before the first one.

    docutils gives it the role ``doc-biblioentry``, which DPUB-ARIA 1.1 deprecates and WAI-ARIA 1.2
    does not allow in a list. https://github.com/w3c/dpub-aria/pull/22
    """
    if not isinstance(node.previous_sibling(), nodes.citation):
        translator.body.append('<div role="list" class="citation-list">\n')
    translator.body.append(translator.starttag(node, "div", classes=["citation"], role="listitem"))


def depart_citation(translator: HTML5Translator, node: nodes.citation) -> None:
    """Close a citation; close the list after the last one."""
    translator.body.append("</div>\n")
    if not isinstance(node.next_node(descend=False, siblings=True), nodes.citation):
        translator.body.append("</div>\n")


class task_checkbox(nodes.Inline, nodes.Element):  # noqa: N801 (docutils style)
    """The checkbox of a task list item. Attributes: ``checked`` (bool), ``label`` (plain text)."""


def visit_task_checkbox(translator: HTML5Translator, node: task_checkbox) -> None:
    """Write the checkbox with its accessible name (WCAG 2.2, 4.1.2)."""
    attributes = {"type": "checkbox", "disabled": "disabled", "aria-label": node["label"]}
    if node["checked"]:
        attributes["checked"] = "checked"
    translator.body.append(
        translator.emptytag(node, "input", "", CLASS="task-list-item-checkbox", **attributes)
    )
    raise nodes.SkipNode


class MissingAlternatives(SphinxPostTransform):
    """Transform of images without a text alternative, for which docutils writes the file name.

    With an empty one, screen readers skip the image. An image that is a link keeps its file name as
    the name of the link.
    """

    default_priority = 900
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Set the alternative texts of the document."""
        for image in self.document.findall(nodes.image):
            if not isinstance(image.parent, nodes.reference):
                image.setdefault("alt", "")


class TaskCheckboxTransform(SphinxPostTransform):
    """Transform of the raw ``input`` elements that MyST writes in task lists."""

    default_priority = 900
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Replace the checkboxes of all task lists."""
        for item in self.document.findall(nodes.list_item):
            if "task-list-item" in item["classes"]:
                _replace_checkbox(item)


def _replace_checkbox(item: nodes.list_item) -> None:
    for raw in item.findall(nodes.raw):
        element = raw.astext()
        if element.startswith("<input ") and raw.parent is not None:
            siblings = (child.astext() for child in raw.parent.children if child is not raw)
            label = " ".join(" ".join(siblings).split())
            raw.replace_self(task_checkbox(checked="checked=" in element, label=label))
            return


def add_description(
    app: Sphinx,
    pagename: str,
    _template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Handle ``html-page-context``: add the description of the page, unless it has one.

    The front matter takes precedence over the first paragraph.
    """
    # this string also has the elements of other extensions
    if 'name="description"' in context.get("metatags", ""):
        return
    own = app.env.metadata.get(pagename, {}).get("description", "")
    if pagename == app.config.root_doc:
        own = own or app.config.bindery_description
    text = " ".join(own.split()) or (first_paragraph(doctree) if doctree else "")
    if text:
        context["metatags"] = (
            context.get("metatags", "")
            + f'\n<meta name="description" content="{html.escape(text)}" />'
        )


def repair_head(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Handle ``html-page-context``: remove a second viewport; correct the home page's own URL.

    docutils adds a viewport to each document, and Sphinx's own theme, which others inherit from,
    to each page.
    """
    builder = app.builder
    if not is_html(builder):
        return
    if any(Path(folder).name in _BASIC_THEMES for folder in builder.theme.get_theme_dirs()):
        context["metatags"] = context.get("metatags", "").replace(_VIEWPORT, "")
    if context.get("pageurl") and is_home_page(builder, pagename):
        context["pageurl"] = str(context["pageurl"]).removesuffix("index.html")


def first_paragraph(doctree: nodes.document) -> str:
    """Return the text of the first paragraph whose parent is a section, shortened.

    Paragraphs in lists, admonitions and containers rarely introduce a page.
    """
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section | nodes.document):
            text = _BEFORE_MARK.sub("", " ".join("".join(_texts(paragraph)).split()))
            return textwrap.shorten(text, _MAX_LENGTH, placeholder=" …")
    return ""


def _texts(node: nodes.Element) -> Iterator[str]:
    """Yield the texts in a node, without numbers of notes and citations."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child.astext()
        elif isinstance(child, nodes.footnote_reference | nodes.citation_reference):
            continue
        elif isinstance(child, nodes.Element) and "bibtex-citation" not in child["classes"]:
            yield from _texts(child)


def setup(app: Sphinx) -> None:
    """Register the visitors, the transforms and the handlers."""
    app.add_node(nodes.citation, override=True, html=(visit_citation, depart_citation))
    app.add_node(task_checkbox, html=(visit_task_checkbox, None))
    app.add_post_transform(MissingAlternatives)
    app.add_post_transform(TaskCheckboxTransform)
    app.connect("html-page-context", add_description)
    app.connect("html-page-context", repair_head)
