"""Attributes after the text of a Markdown heading, such as ``## Title {#identifier .class}``.

Pandoc, kramdown, Goldmark and others read them (https://pandoc.org/MANUAL.html#heading-identifiers);
MyST has another syntax, and shows these.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_bindery.common.repairs.places import is_markdown

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_ITEM = r"""(?:[#.][\w:.-]+|-|[\w-]+=(?:"[^"]*"|\w+))"""
_ATTRIBUTES = re.compile(rf"\s*\{{:?\s*(?P<items>{_ITEM}(?:\s+{_ITEM})*)\s*\}}$")
_IDENTIFIER = re.compile(r"(?:^|\s)#(?P<name>[\w:.-]+)")


class HeadingAttributes(SphinxTransform):
    """Transform of the attributes of headings: identifiers become targets."""

    default_priority: ClassVar[int] = 340  # before headings without text are left out (350)

    def apply(self, **_kwargs: object) -> None:
        """Transform the headings of the document."""
        if not is_markdown(self.env):
            return
        for title in self.document.findall(nodes.title):
            section = title.parent
            text = title.children[-1] if title.children else None
            if not isinstance(section, nodes.section) or not isinstance(text, nodes.Text):
                continue
            if found := _ATTRIBUTES.search(text):
                title.replace(text, nodes.Text(text[: found.start()]))
                if identifier := _IDENTIFIER.search(found["items"]):
                    _add_target(self.document, section, identifier["name"])


def _add_target(document: nodes.document, section: nodes.section, identifier: str) -> None:
    """Give a section the identifier as it is written, unless another element has it."""
    if identifier in document.ids or identifier in document.nameids:
        return
    section["ids"].insert(0, identifier)
    section["names"].insert(0, identifier)
    document.ids[identifier] = section
    document.nameids[identifier] = identifier
    document.nametypes[identifier] = True


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_transform(HeadingAttributes)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
