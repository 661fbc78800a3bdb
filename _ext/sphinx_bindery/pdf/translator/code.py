"""Listings."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from sphinx_bindery.pdf.translator.base import BaseTranslator
from sphinx_bindery.pdf.typst.escape import breakable, string


class Code(BaseTranslator):
    """Code with highlighting, numbers, stressed lines and captions."""

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        self.book.glyphs.record(node)
        if node.rawsource != node.astext():
            # A parsed literal: its inline markup stays.
            self.call("parsed-code", node)
            self.preformatted += 1
            return
        self._listing(node, str(node.get("language", self.config.highlight_language)))
        raise nodes.SkipNode

    def depart_literal_block(self, node: nodes.literal_block) -> None:
        self.preformatted -= 1
        self.close_block(node)

    def visit_doctest_block(self, node: nodes.doctest_block) -> None:
        self._listing(node, "pycon")
        raise nodes.SkipNode

    def _listing(self, node: nodes.Element, language: str) -> None:
        text = node.astext().strip("\n")
        options: dict[str, Any] = node.get("highlight_args", {})
        highlighted = self.book.highlighter.highlight_block(
            text,
            language,
            opts=self.config.highlight_options.get(language, {}),
            force=node.get("force", False),
            location=node,
        )
        first = int(options.get("linenostart", 1)) if node.get("linenos") else 0
        stressed = ", ".join(str(number) for number in options.get("hl_lines", ()))
        # A lexer ends with a newline of its own, and a blank line is a line too.
        shown = highlighted.split("\n")[: text.count("\n") + 1]
        self.write(self.anchors_of(node))
        self.block(
            node,
            f"#listing({string(breakable(text))}, first: {first}, stressed: ({stressed}"
            f"{',' if stressed else ''}), (\n",
        )
        self.write("".join(f"[{line}],\n" for line in shown))
        self.write("));\n\n")
