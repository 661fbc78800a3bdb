"""Links within a Markdown document to the ``id`` or ``name`` of an element of raw HTML.

MyST looks for the target of ``[text](#id)`` among headings and labels alone, and loses the link.
Every output keeps the targets of raw HTML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_bindery.common.repairs.places import is_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_TAG = re.compile(r"<(?P<name>[a-zA-Z][\w:-]*)(?P<attributes>(?:\"[^\"]*\"|'[^']*'|[^'\">])*)>")
_ATTRIBUTE = re.compile(
    r"""\s(?P<name>id|name)\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"'>]+))""",
    re.IGNORECASE,
)


class HtmlAnchors(SphinxTransform):
    """Transform of links whose target is in raw HTML, and nowhere else in their document."""

    default_priority: ClassVar[int] = 878  # before MyST resolves such links (879)

    def apply(self, **_kwargs: object) -> None:
        """Resolve the links of the document."""
        if not is_markdown(self.env):
            return
        links = [node for node in self.document.findall(nodes.reference) if node.get("id_link")]
        if not links:
            return
        known = {*self.document.nameids, *self.document.ids}
        known.update(getattr(self.document, "myst_slugs", ()))
        anchors = {name for node in self.document.findall(nodes.raw) for name in _anchors(node)}
        for link in links:
            target = link["refuri"].removeprefix("#")
            if target in anchors - known:
                del link["refuri"], link["id_link"]
                link["refid"] = target
                if not link.children:
                    link.append(nodes.Text(f"#{target}"))


def _anchors(node: nodes.raw) -> Iterator[str]:
    """Yield the identifiers of elements in raw HTML, and the names of ``a`` elements."""
    for tag in _TAG.finditer(node.astext()):
        for found in _ATTRIBUTE.finditer(tag["attributes"]):
            if found["name"].lower() == "id" or tag["name"].lower() == "a":
                yield found["a"] or found["b"] or found["c"] or ""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_transform(HtmlAnchors)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
