"""Page numbers after references inside elements of class ``with-pages``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_bindery.pdf.links import WITH_PAGES

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.latex import LaTeXTranslator


class page_number(nodes.Inline, nodes.Element):  # noqa: N801 (a docutils node)
    """The page number of the target ``refuri``, a URI of Sphinx's LaTeX builder."""


class PageNumberTransform(SphinxPostTransform):
    """Adds the page number of the target after each reference."""

    builders = ("latex",)
    default_priority = 100  # after cross-references are resolved (10)

    def run(self, **_kwargs: object) -> None:
        """Add page numbers inside the elements with the class."""
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


def add_page_numbers(app: Sphinx) -> None:
    """Register the node of page numbers."""
    app.add_node(page_number, latex=(visit_page_number, None))
