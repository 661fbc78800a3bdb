"""Characters that XML, and so an ePub or a feed, cannot contain, such as U+000B.

They are left out while documents are read, so that every output has the same text. What directives
include or generate is not in the source of the document, and is searched in its nodes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from sphinx_bindery.common.xml_text import FORBIDDEN, xml_text

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_logger = logging.getLogger(__name__)
_BASIC_ATTRIBUTES = len(nodes.Element.basic_attributes) + 1


def clean_source(_app: Sphinx, docname: str, content: list[str]) -> None:
    """Handle ``source-read``: remove the characters, with a warning at the first of each kind."""
    text = content[0]
    seen = set()
    for found in FORBIDDEN.finditer(text):
        if found[0] not in seen:
            seen.add(found[0])
            _warn(found[0], (docname, text.count("\n", 0, found.start()) + 1))
    if seen:
        content[0] = xml_text(text)


class ForbiddenCharacters(SphinxTransform):
    """Transform of nodes whose text or attributes contain such characters."""

    default_priority: ClassVar[int] = 845  # after substitutions, before domains collect names

    def apply(self, **_kwargs: object) -> None:
        """Remove the characters from the document."""
        for node in list(self.document.findall()):
            if isinstance(node, nodes.Text):
                if found := FORBIDDEN.search(node.astext()):  # without docutils' escapes
                    self._report(found[0], node)
                    _clean_text(node)
            elif isinstance(node, nodes.Element) and len(node.attributes) > _BASIC_ATTRIBUTES:
                for name, value in node.attributes.items():
                    if character := _first(value):
                        self._report(character, node)
                        node[name] = _cleaned(value)

    def _report(self, character: str, node: nodes.Node) -> None:
        place: nodes.Node | None = node
        while place is not None and not place.line:
            if isinstance(place, nodes.docinfo):
                return  # of front matter, whose reader reports it with its key
            place = place.parent
        _warn(character, (self.env.current_document.docname, None) if place is None else place)


def _clean_text(node: nodes.Text) -> None:
    parent = node.parent
    if isinstance(parent, nodes.TextElement):
        parent.rawsource = xml_text(parent.rawsource)  # of a code block, compared with its text
    if isinstance(parent, nodes.Element):
        # docutils has U+0000 in place of each backslash, until it applies smart quotes
        parent.replace(node, nodes.Text("\0".join(map(xml_text, node.split("\0")))))


def _first(value: object) -> str:
    """Return the first forbidden character in a value, empty without one."""
    if isinstance(value, str):
        found = FORBIDDEN.search(value)
        return found[0] if found else ""
    if isinstance(value, list | tuple):
        return next(filter(None, map(_first, value)), "")
    return ""


def _cleaned(value: Any) -> Any:  # noqa: ANN401 -- attributes have values of any type
    if isinstance(value, str):
        return xml_text(value)
    return type(value)(map(_cleaned, value)) if isinstance(value, list | tuple) else value


def _warn(character: str, location: nodes.Node | tuple[str, int | None]) -> None:
    _logger.warning(
        "text: the character U+%04X is not allowed, and left out; remove it",
        ord(character),
        location=location,
        type="bindery",
        subtype="character",
    )


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the handler, and register the transform."""
    app.connect("source-read", clean_source, priority=0)
    app.add_transform(ForbiddenCharacters)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
