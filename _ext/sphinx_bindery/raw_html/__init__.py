"""Raw HTML in Markdown documents, converted to docutils nodes for the PDF.

Markdown has no other syntax for a figure with a caption or a cell that spans columns, so its HTML
is content (https://spec.commonmark.org/0.31.2/#html-blocks). In reStructuredText, the ``raw``
directive is for the output that it names
(https://docutils.sourceforge.io/docs/ref/rst/directives.html#raw), so its HTML is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_bindery.raw_html.blocks import convert_blocks
from sphinx_bindery.raw_html.inline import HtmlConverter
from sphinx_bindery.raw_html.inline_tags import is_html, pair_tags

if TYPE_CHECKING:
    from collections.abc import Callable


def replace_html(
    document: nodes.Element,
    *,
    resolve_image: Callable[[str], str | None],
    warn: Callable[[str, nodes.Node], None],
    is_markdown: bool = True,
) -> None:
    """Replace the raw HTML in a document by nodes that every writer supports.

    Args:
        document: A resolved document or a part of one; it is changed.
        resolve_image: Returns the path of an image for a ``src`` attribute, None without a file.
        warn: Logs a warning at a node.
        is_markdown: Whether all raw HTML is content; else only blocks that an extension has
            generated are, whose nodes have another source in ``rawsource``.
    """
    converter = HtmlConverter(resolve_image, warn, is_generated=not is_markdown)
    found = [node for node in document.findall(nodes.raw) if is_html(node)]
    if not is_markdown:
        found = [node for node in found if node.rawsource not in {"", node.astext()}]
    for parent in {id(node.parent): node.parent for node in found}.values():
        if is_markdown and isinstance(parent, nodes.TextElement):
            pair_tags(parent, converter)
    for node in found:
        parent = node.parent
        if parent is None or isinstance(parent, nodes.TextElement) or node not in parent.children:
            continue
        converter.start(node)
        parent.replace(node, convert_blocks(node.astext(), converter))
