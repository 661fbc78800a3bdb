"""Visitors of code blocks."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from sphinx_bindery.pdf.translator.base import BaseTranslator
from sphinx_bindery.pdf.typst.escape import breakable, string


class Code(BaseTranslator):
    """Code with highlighting, line numbers, emphasized lines and captions."""

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        self.book.glyphs.record(node)
        if node.rawsource != node.astext():
            # A parsed literal keeps its inline markup.
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
        emphasized = ", ".join(str(number) for number in options.get("hl_lines", ()))
        # Lexers append a newline; blank lines at the end of the code are kept.
        shown = highlighted.split("\n")[: text.count("\n") + 1]
        self.write(self.anchors_of(node))
        self.block(
            node,
            f"#listing({string(breakable(text))}, first: {first}, emphasized: ({emphasized}"
            f"{',' if emphasized else ''}), (\n",
        )
        self.write("".join(f"[{line}],\n" for line in shown))
        self.write("));\n\n")
