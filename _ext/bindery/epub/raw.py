"""Raw HTML in a document: runs of it, read together, because one node may hold half an element."""

from __future__ import annotations

from docutils import nodes

FORMATS = frozenset({"html", "epub"})


class raw_run(nodes.Element):  # noqa: N801 -- docutils names node classes so
    """Siblings from the first to the last raw node, among blocks."""


class raw_inline_run(nodes.TextElement):  # noqa: N801 -- docutils names node classes so
    """Siblings from the first to the last raw node, in a line of text."""


def is_raw_html(node: nodes.Node) -> bool:
    """Tell whether the node is raw markup that this output shows."""
    return isinstance(node, nodes.raw) and not FORMATS.isdisjoint(node.get("format", "").split())


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
