"""Raw HTML in a document: runs of it, read together, because one node may hold half an element."""

from __future__ import annotations

from html.parser import HTMLParser

from docutils import nodes

FORMATS = frozenset({"html", "epub"})


class raw_run(nodes.Element):  # noqa: N801 -- docutils names node classes so
    """Siblings from the first to the last raw node, among blocks."""


class raw_inline_run(nodes.TextElement):  # noqa: N801 -- docutils names node classes so
    """Siblings from the first to the last raw node, in a line of text."""


def is_raw_html(node: nodes.Node) -> bool:
    """Tell whether the node is raw markup that this output shows."""
    return isinstance(node, nodes.raw) and not FORMATS.isdisjoint(node.get("format", "").split())


LINE = "data-source-line"
"""The attribute that carries the line of an image in its source, as far as the page's mending."""


def line_of(node: nodes.Node) -> int | None:
    """Return the line of a node in its source, else of what holds it; None if none is known."""
    holder: nodes.Node | None = node
    while holder is not None:
        if holder.line:
            return int(holder.line)
        holder = holder.parent
    return None


def with_lines(markup: str, first: int) -> str:
    """Give every image in raw HTML its line in the source.

    Args:
        markup: the HTML, of any quality.
        first: the line on which it begins.
    """
    images = _Images()
    try:
        images.feed(markup)
    except AssertionError:
        return markup  # a declaration that the parser of some versions of Python gives up at
    lines = markup.split("\n")
    for row, end in reversed(images.ends):
        line = lines[row - 1]
        lines[row - 1] = f'{line[:end]} {LINE}="{first + row - 1}"{line[end:]}'
    return "\n".join(lines)


class _Images(HTMLParser):
    """Notes where the names of images' tags end, as rows from 1 and columns from 0."""

    def __init__(self) -> None:
        super().__init__()
        self.ends: list[tuple[int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in {"img", "object"}:
            row, column = self.getpos()
            self.ends.append((row, column + 1 + len(tag)))


def gather_runs(document: nodes.document) -> None:
    """Put each run of siblings that begins and ends with raw HTML into a node of its own."""
    parents = {id(node.parent): node.parent for node in document.findall(is_raw_html)}
    for parent in parents.values():
        if not isinstance(parent, nodes.Element):
            continue
        places = [place for place, child in enumerate(parent.children) if is_raw_html(child)]
        first, last = places[0], places[-1]
        kind = raw_inline_run if isinstance(parent, nodes.TextElement) else raw_run
        run = kind()
        children = parent.children[first : last + 1]
        del parent[first : last + 1]
        run.extend(children)
        parent.insert(first, run)
