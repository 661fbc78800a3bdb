"""Thousands of tags without a counterpart in one block of raw HTML."""

from __future__ import annotations

from types import SimpleNamespace

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document

from sphinx_bindery.common.markdown.unpaired_tags import UnpairedTags


def test_each_block_changes_once() -> None:
    # takes minutes if the text of the block is copied for each tag
    document = new_document("a.md", get_default_settings(Parser))
    document.settings.env = SimpleNamespace(
        config=SimpleNamespace(source_suffix={".md": "markdown"}),
        current_document=SimpleNamespace(docname="a"),
        doc2path=lambda _name: "a.md",
    )
    text = f"<p>{'x</div><b>' * 50_000}\n"
    document += nodes.raw("", text, format="html")
    UnpairedTags(document).apply()
    assert document.astext() == f"<p>{'x<b>' * 50_000}{'</b>' * 50_000}"
