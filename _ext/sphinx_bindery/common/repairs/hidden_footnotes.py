"""Footnotes whose references are all in content that is left out, such as that of ``only``.

MyST moves footnotes to the end of the document, out of the node with the condition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def remove_hidden_footnotes(_app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Handle ``doctree-resolved``: remove such footnotes, and backlinks without a target."""
    footnotes = [note for note in doctree.findall(nodes.footnote) if note["backrefs"]]
    if not footnotes:
        return
    references = doctree.findall(nodes.footnote_reference)
    shown = {name for reference in references for name in reference["ids"]}
    for footnote in footnotes:
        left = [name for name in footnote["backrefs"] if name in shown]
        if not left:
            footnote.parent.remove(footnote)
        footnote["backrefs"] = left


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the handler."""
    app.connect("doctree-resolved", remove_hidden_footnotes, priority=900)  # after `ifconfig`
    return {"parallel_read_safe": True, "parallel_write_safe": True}
