"""Cross-references to posts that every builder resolves in its own way."""

from __future__ import annotations

from docutils import nodes

from sphinx import addnodes


def link_to_post(target: str, docname: str) -> addnodes.pending_xref:
    """Return a cross-reference from ``docname`` to the post ``target`` that shows its title."""
    return addnodes.pending_xref(
        "",
        nodes.inline(),
        refdomain="std",
        reftype="doc",
        reftarget=f"/{target}",
        refdoc=docname,
        refexplicit=False,
        refwarn=True,
    )
