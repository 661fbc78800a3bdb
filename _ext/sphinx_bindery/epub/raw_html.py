"""Raw HTML in documents, grouped because a raw node may contain half an element."""

from __future__ import annotations

from html.parser import HTMLParser

from docutils import nodes

_FORMATS = frozenset({"html", "epub"})


class raw_group(nodes.Element):  # noqa: N801 -- docutils names node classes so
    """Block-level siblings, from the first to the last raw node."""


class raw_inline_group(nodes.TextElement):  # noqa: N801 -- docutils names node classes so
    """Inline siblings, from the first to the last raw node."""


def is_raw_html(node: nodes.Node) -> bool:
    """Return whether a node is raw markup for HTML or ePub."""
    return isinstance(node, nodes.raw) and not _FORMATS.isdisjoint(node.get("format", "").split())


LINE = "data-source-line"
"""The attribute for the source line of an image, for warnings of later steps."""


def line_of(node: nodes.Node) -> int | None:
    """Return the source line of a node or its nearest ancestor with one; None without any."""
    ancestor: nodes.Node | None = node
    while ancestor is not None:
        if ancestor.line:
            return int(ancestor.line)
        ancestor = ancestor.parent
    return None


def with_lines(markup: str, first: int) -> str:
    """Add the source line to all images in raw HTML.

    Args:
        markup: The HTML, of any quality.
        first: The line on which it begins.
    """
    images = _Images()
    try:
        images.feed(markup)
    except AssertionError:
        return markup  # some versions of Python fail on malformed declarations
    lines = markup.split("\n")
    for row, end in reversed(images.ends):
        line = lines[row - 1]
        lines[row - 1] = f'{line[:end]} {LINE}="{first + row - 1}"{line[end:]}'
    return "\n".join(lines)


class _Images(HTMLParser):
    """Collects the ends of the names of image tags: rows from 1, columns from 0."""

    def __init__(self) -> None:
        super().__init__()
        self.ends: list[tuple[int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in {"img", "object"}:
            row, column = self.getpos()
            self.ends.append((row, column + 1 + len(tag)))


def group_raw_html(document: nodes.document) -> None:
    """Group siblings, from the first to the last raw node below each parent."""
    parents = {id(node.parent): node.parent for node in document.findall(is_raw_html)}
    for parent in parents.values():
        if not isinstance(parent, nodes.Element):
            continue
        positions = [n for n, child in enumerate(parent.children) if is_raw_html(child)]
        first, last = positions[0], positions[-1]
        group = raw_inline_group() if isinstance(parent, nodes.TextElement) else raw_group()
        children = parent.children[first : last + 1]
        del parent[first : last + 1]
        group.extend(children)
        parent.insert(first, group)
