"""Headings without text, such as a line of number signs alone, or an image.

Tables of contents and bookmarks show only the text of a heading, and a PDF with a heading without
text does not conform to PDF/UA (ISO 14289-1, 7.4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from sphinx_bindery.common.repairs.places import with_line

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_logger = logging.getLogger(__name__)


class EmptyHeadings(SphinxTransform):
    """Transform of headings without text.

    An image moves below its heading, which gets the alternative text of the image. A heading that
    has none is left out: the content of its section moves to the parent, with a warning.
    """

    default_priority: ClassVar[int] = 350  # before a post gets its title from the front matter

    def apply(self, **_kwargs: object) -> None:
        """Transform the headings of the document."""
        for heading in list(filter(_is_heading, self.document.findall(nodes.Element))):
            if _has_text(heading):
                continue
            images = list(heading.findall(nodes.image))
            text = " ".join(str(image.get("alt", "")) for image in images).strip()
            place = with_line(heading)
            if images:
                parent = heading.parent
                parent.insert(parent.index(heading) + 1, nodes.paragraph("", "", *images))
                heading.children = []
            if text:
                heading.append(nodes.Text(text))
                continue
            if isinstance(heading.parent, nodes.section):
                _dissolve(heading.parent, heading, self.document)
            else:
                heading.parent.remove(heading)
            message = "heading: is empty, and left out; write a title after the number signs"
            _logger.warning(message, location=place, type="bindery", subtype="heading")


def _is_heading(node: nodes.Element) -> bool:
    """Return whether a node is the title of a section, or a heading within another element."""
    is_title = isinstance(node, nodes.title) and isinstance(node.parent, nodes.section)
    return is_title or isinstance(node, nodes.rubric)


def _has_text(heading: nodes.Element) -> bool:
    """Return whether a heading has text or a formula; raw HTML and comments are neither."""
    return any(
        isinstance(node, nodes.math)
        or (
            isinstance(node, nodes.Text) and node.strip() and not isinstance(node.parent, nodes.raw)
        )
        for node in heading.findall()
    )


def _dissolve(section: nodes.section, heading: nodes.Element, document: nodes.document) -> None:
    """Replace a section by its content, with a target for references to the section."""
    section.remove(heading)
    target = nodes.target("", "", ids=section["ids"], names=section["names"])
    for identifier in section["ids"]:
        document.ids[identifier] = target
    parent = section.parent
    index = parent.index(section)
    parent[index : index + 1] = [target, *section.children] if section["ids"] else section.children


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_transform(EmptyHeadings)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
