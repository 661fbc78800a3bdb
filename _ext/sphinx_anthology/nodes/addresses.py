"""Addresses in links and raw HTML of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx import addnodes
from sphinx_bindery.common.site_files.raw_addresses import raw_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator


def addresses_in(node: nodes.Node) -> Iterator[str]:
    """Yield the addresses that a node links to: URLs, root-relative paths, links in raw HTML."""
    if isinstance(node, nodes.reference) and not node.get("internal") and node.get("refuri"):
        yield str(node["refuri"])
    elif isinstance(node, addnodes.pending_xref) and node["reftype"] == "myst":
        if str(node["reftarget"]).startswith("/"):
            yield str(node["reftarget"])
    elif isinstance(node, nodes.raw) and "html" in node.get("format", "").split():
        yield from (found.address for found in raw_addresses(node.astext()) if found.is_link)
