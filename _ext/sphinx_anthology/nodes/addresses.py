"""The addresses that links and raw HTML of a document lead to."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterator

HREF = re.compile(
    r"""(?P<start><a\b[^<>]*?\shref\s*=\s*)(?P<quote>["'])(?P<address>.*?)(?P=quote)""",
    re.IGNORECASE | re.DOTALL,
)


def addresses_in(node: nodes.Node) -> Iterator[str]:
    """Yield the addresses outside of the book's pages that a link or raw HTML leads to."""
    if isinstance(node, nodes.reference) and not node.get("internal") and node.get("refuri"):
        yield str(node["refuri"])
    elif isinstance(node, addnodes.pending_xref) and node["reftype"] == "myst":
        if str(node["reftarget"]).startswith("/"):
            yield str(node["reftarget"])
    elif isinstance(node, nodes.raw) and "html" in node.get("format", "").split():
        for found in HREF.finditer(node.astext()):
            yield unescape(found["address"])
