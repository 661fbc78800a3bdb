"""Raw HTML and the checkboxes of task lists in Markdown documents, for LaTeX."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from sphinx import addnodes
from sphinx_bindery.common.source_formats import is_restructuredtext
from sphinx_bindery.pdf.images import BookImages
from sphinx_bindery.raw_html import replace_html

if TYPE_CHECKING:
    from collections.abc import Iterator

_logger = logging.getLogger(__name__)


class RawHtmlTransform(SphinxPostTransform):
    """Converts raw HTML in Markdown documents to nodes; that in reStructuredText is removed."""

    builders = ("latex",)
    default_priority = 90  # before RemoteImageTransform (95) and Sphinx's image converters

    def run(self, **_kwargs: object) -> None:
        """Convert the documents that the book has joined, nested ones first."""
        images = BookImages(Path(self.env.srcdir), Path(), {})
        for file in reversed(list(self.document.findall(addnodes.start_of_file))):
            docname = file["docname"]
            if is_restructuredtext(self.env, docname):
                for raw in list(_html(file)):
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
            for raw in list(_html(file)):
                raw.replace_self(nodes.raw("", _latex(raw.astext()), format="latex"))


def _html(node: nodes.Element) -> Iterator[nodes.raw]:
    return (raw for raw in node.findall(nodes.raw) if "html" in raw["format"].split())


def _latex(html: str) -> str:
    """Return the LaTeX of the remaining raw HTML: a line break or a checkbox."""
    if "task-list-item-checkbox" in html:
        return r"\binderychecked{}" if "checked=" in html else r"\binderyunchecked{}"
    return r"\newline{}"


def _warn(message: str, node: nodes.Node) -> None:
    _logger.warning(message, location=node, type="bindery", subtype="latex")
