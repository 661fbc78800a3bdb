"""The numbers of pages behind references in an element of the class ``with-pages``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.latex import LaTeXTranslator


class page_number(nodes.Inline, nodes.Element):  # noqa: N801 (docutils' way)
    """The page that ``refuri`` leads to, as Sphinx writes addresses within a book of LaTeX."""


class PageNumberTransform(SphinxPostTransform):
    """Puts the number of its page behind each reference."""

    builders = ("latex",)
    default_priority = 100  # after cross-references are resolved (10)

    def run(self, **_kwargs: object) -> None:
        """Look at the references of elements with the class."""
        for element in self.document.findall(nodes.Element):
            if "with-pages" in element["classes"]:
                for reference in list(element.findall(nodes.reference)):
                    address = reference.get("refuri", "")
                    if address.startswith("%"):
                        at = reference.parent.index(reference) + 1
                        reference.parent.insert(at, page_number(refuri=address))


def visit_page_number(translator: LaTeXTranslator, node: page_number) -> None:
    """Write the number; the label is the one that Sphinx gives to what the reference leads to."""
    docname, _, name = node["refuri"].removeprefix("%").partition("#")
    label = translator.idescape(f"{docname}:{name or ':doc'}")
    translator.body.append(rf", \pageref{{{label}}}")
    raise nodes.SkipNode


def add_page_numbers(app: Sphinx) -> None:
    """Register the node."""
    app.add_node(page_number, latex=(visit_page_number, None))
