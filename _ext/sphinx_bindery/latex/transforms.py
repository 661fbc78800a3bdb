"""Transforms of the joined document for LaTeX: raw HTML, formulas, citations, page numbers."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.latex.nodes import thebibliography
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import get_filetype, logging

from sphinx import addnodes
from sphinx_bindery.common.addresses import is_safe
from sphinx_bindery.common.site_files.file_addresses import folders_of
from sphinx_bindery.pdf.images import BookImages
from sphinx_bindery.pdf.links import WITH_PAGES
from sphinx_bindery.raw_html import replace_html
from sphinx_bindery.raw_html.inline_tags import is_html

if TYPE_CHECKING:
    from sphinx.writers.latex import LaTeXTranslator

_logger = logging.getLogger(__name__)
_LINK = re.compile(r"\\href\s*(?:\[[^]]*\]\s*)?\{([^{}]*)\}")


class RawHtmlTransform(SphinxPostTransform):
    """Transform of raw HTML: converted to nodes in Markdown, removed in reStructuredText."""

    builders = ("latex",)
    default_priority = 90  # before RemoteImageTransform (95) and Sphinx's image converters

    def run(self, **_kwargs: object) -> None:
        """Convert the joined documents, nested ones first."""
        images = BookImages(folders_of(self.env), Path(), {})
        for file in reversed(list(self.document.findall(addnodes.start_of_file))):
            docname = file["docname"]
            kind = get_filetype(self.config.source_suffix, self.env.doc2path(docname))
            if kind == "restructuredtext":
                for raw in list(file.findall(is_html)):
                    raw.parent.remove(raw)
                continue
            replace_html(
                file, resolve_image=partial(images.resolve_html, docname=docname), warn=_warn
            )
            for image in file.findall(nodes.image):
                if "candidates" not in image:
                    image["candidates"] = {"*": image["uri"]}
                    if image["uri"] in images.known:
                        self.env.images.add_file(docname, image["uri"])
            for raw in list(file.findall(is_html)):
                raw.parent.replace(raw, nodes.raw("", _latex(raw.astext()), format="latex"))


def _latex(html: str) -> str:
    """Return the LaTeX of the remaining raw HTML: a line break or a checkbox."""
    if "task-list-item-checkbox" in html:
        return r"\binderychecked{}" if "checked=" in html else r"\binderyunchecked{}"
    return r"\newline{}"


def _warn(message: str, node: nodes.Node) -> None:
    _logger.warning(message, location=node, type="bindery", subtype="latex")


class FormulaLinkTransform(SphinxPostTransform):
    """Transform of links in formulas, whose addresses LaTeX does not check."""

    builders = ("latex",)
    default_priority = 900

    def run(self, **_kwargs: object) -> None:
        """Remove unsafe addresses; the text of the links stays."""
        formulas = (*self.document.findall(nodes.math), *self.document.findall(nodes.math_block))
        for node in formulas:
            formula = node.astext()
            unsafe = [link for link in _LINK.finditer(formula) if not is_safe(link[1])]
            for link in reversed(unsafe):
                message = f"math: the address {link[1]!r} is not allowed; write a web address"
                _logger.warning(message, location=node, type="bindery", subtype="unsafe")
                formula = formula[: link.start()] + formula[link.end() :]
            if unsafe:
                node.clear()
                node.append(nodes.Text(formula))


class citation_item(nodes.General, nodes.Element):  # noqa: N801 (a docutils node)
    """A citation that Sphinx's BibliographyTransform does not move."""


class CitationTransform(SphinxPostTransform):
    """Transform of citations, before Sphinx's BibliographyTransform (750) collects them."""

    builders = ("latex",)
    default_priority = 740

    def run(self, **_kwargs: object) -> None:
        """Replace consecutive citations by one list."""
        for citation in list(self.document.findall(nodes.citation)):
            entry = citation_item("", *citation.children, **citation.attributes)
            parent, index = citation.parent, citation.parent.index(citation)
            before = parent[index - 1] if index else None
            if isinstance(before, thebibliography):
                parent.remove(citation)
                before += entry
            else:
                parent.replace(citation, thebibliography("", entry))


class page_number(nodes.Inline, nodes.Element):  # noqa: N801 (a docutils node)
    """The page number of the target ``refuri``, a URI of Sphinx's LaTeX builder."""


class PageNumberTransform(SphinxPostTransform):
    """Transform that adds the page number of the target after each reference."""

    builders = ("latex",)
    default_priority = 100  # after cross-references are resolved (10)

    def run(self, **_kwargs: object) -> None:
        """Add page numbers inside elements of the class ``with-pages``."""
        for element in self.document.findall(nodes.Element):
            if WITH_PAGES in element["classes"]:
                for reference in list(element.findall(nodes.reference)):
                    address = reference.get("refuri", "")
                    if address.startswith("%"):
                        index = reference.parent.index(reference) + 1
                        reference.parent.insert(index, page_number(refuri=address))


def visit_page_number(translator: LaTeXTranslator, node: page_number) -> None:
    """Write the page number by the label that Sphinx gives to the target."""
    docname, _, name = node["refuri"].removeprefix("%").partition("#")
    label = translator.idescape(f"{docname}:{name or ':doc'}")
    translator.body.append(rf", \pageref{{{label}}}")
    raise nodes.SkipNode
