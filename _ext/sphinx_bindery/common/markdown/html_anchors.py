"""Links within a Markdown document to the ``id`` or ``name`` of an element of raw HTML.

MyST looks for the target of ``[text](#id)`` among headings and labels alone, and loses the link.
Every output keeps the targets of raw HTML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_bindery.common.repairs.places import is_markdown
from sphinx_bindery.common.site_files.raw_addresses import raw_identifiers

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


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
        texts = (node.astext() for node in self.document.findall(nodes.raw))
        anchors = {name for text in texts for name in raw_identifiers(text)}
        for link in links:
            target = link["refuri"].removeprefix("#")
            if target in anchors - known:
                del link["refuri"], link["id_link"]
                link["refid"] = target
                if not link.children:
                    link.append(nodes.Text(f"#{target}"))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform."""
    app.add_transform(HtmlAnchors)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
