"""Visitors of images and figures."""

from __future__ import annotations

from docutils import nodes

from sphinx_bindery.pdf.links import Link, external
from sphinx_bindery.pdf.translator.base import BaseTranslator, first_child
from sphinx_bindery.pdf.typst.escape import breakable, broken_string, markup, string


def _is_inline(node: nodes.image) -> bool:
    """Return whether an image is in a line of text rather than in a paragraph of its own."""
    parent = node.parent
    while isinstance(parent, nodes.reference | nodes.inline):
        parent = parent.parent
    if not isinstance(parent, nodes.paragraph):
        return isinstance(parent, nodes.TextElement)
    others = (child for child in parent.findall() if child is not node)
    return any(_is_visible(child) for child in others)


def _is_visible(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Text | nodes.image) and bool(node.astext().strip())


def _floats(node: nodes.figure) -> bool:
    """Return whether a figure may be at the top or the foot of a page near its text.

    One in a list, a quotation or a box stays there.
    """
    is_in_text = isinstance(node.parent, nodes.section | nodes.document)
    return "float" in node.get("classes", ()) and is_in_text


def _side_of_figure(node: nodes.image) -> str:
    """Return the alignment of the figure that an image is in, empty if there is none."""
    parent = node.parent.parent if isinstance(node.parent, nodes.reference) else node.parent
    return str(parent.get("align", "")) if isinstance(parent, nodes.figure) else ""


class Media(BaseTranslator):
    """Images, and figures with captions and legends."""

    def visit_image(self, node: nodes.image) -> None:
        picture = self.book.images.path_of(node)
        inline = _is_inline(node)
        if picture is None:
            self._as_link(node)
            raise nodes.SkipNode
        alternative = str(node.get("alt") or self._caption(node))
        arguments = [
            string(picture),
            f"alt: {string(alternative)}",
            f"width: {string(str(node.get('width', '')))}",
            f"height: {string(str(node.get('height', '')))}",
            f"scale: {node.get('scale', 100)}",
            f"align: {string(node.get('align') or _side_of_figure(node))}",
            f"inline: {'true' if inline else 'false'}",
            f"leads-to: {self._link_address(node)}",
        ]
        self.write(self.anchors_of(node))
        text = f"#picture({', '.join(arguments)});"
        if inline:
            self.write(text)
        else:
            self.block(node, text + "\n\n")
        raise nodes.SkipNode

    def _link_address(self, node: nodes.image) -> str:
        """Return the argument ``leads-to``: the address to print below the image, or ``none``."""
        link = node.parent
        if not isinstance(link, nodes.reference) or self.in_title:
            return "none"
        if self.book.links.link(self.context.docname, link) == Link():
            return "none"
        address = str(link.get("refuri", ""))
        if self.book.links.addresses == "none":
            return "none"
        return broken_string(breakable(address) if "://" in address else "")

    @staticmethod
    def _caption(node: nodes.image) -> str:
        parent = node.parent
        if isinstance(parent, nodes.reference):
            parent = parent.parent
        if not isinstance(parent, nodes.figure):
            return ""
        return " ".join(child.astext() for child in parent.findall(nodes.caption))

    def _as_link(self, node: nodes.image) -> None:
        uri = node["uri"]
        text = node.get("alt") or uri
        if "://" in uri and not isinstance(node.parent, nodes.reference):
            link = external(uri)
            self.write(f"#{link.call}[{markup(text)}];{self.printed_links.after(link, node)}")
        else:
            self.write(markup(text))

    def visit_figure(self, node: nodes.figure) -> None:
        caption = first_child(node, nodes.caption)
        name = self.claim([*node.get("ids", ()), *(caption.get("ids", ()) if caption else ())])
        arguments = [
            f"caption: {self.child_content(node, nodes.caption)}",
            f"legend: {self.child_content(node, nodes.legend)}",
            f"number: {string(self.fignumber_of('figure', node))}",
            f"label: {string(name or '')}",
            f"align: {string(str(node.get('align', '')))}",
            f"floats: {'true' if _floats(node) else 'false'}",
        ]
        self.block(node, f"#book-figure({', '.join(arguments)}, [", "]);\n\n")

    visit_caption = visit_legend = BaseTranslator.skip
