"""Visitors of documents, sections and titles."""

from __future__ import annotations

from functools import partialmethod

from docutils import nodes

from sphinx_bindery.pdf.translator.base import BaseTranslator, dotted
from sphinx_bindery.pdf.typst.escape import markup, shortened, string

HEAD_LENGTH = 48
"""The maximum length of a chapter's title in a running head, in characters."""

_PLAIN_LENGTH = 300
"""The maximum length of a heading that Typst cannot compile as it is, in characters."""


class Sections(BaseTranslator):
    """Chapter openings, section headings, rubrics and transitions."""

    first_title: nodes.title | None = None

    def visit_document(self, node: nodes.document) -> None:
        section = next(iter(node.findall(nodes.section)), None)
        title = None if section is None else next(iter(node.findall(nodes.title)), None)
        if title is None or section is None or title.parent is not section:
            self._open_document(node, markup(self.context.title), self.context.title, [])
            self.section_depth = 1
            return
        self.first_title = title
        ids = [str(node_id) for node_id in section["ids"]]
        self._open_document(title, self._title(title), title.astext(), ids)

    def _title(self, node: nodes.title) -> str:
        self.in_title += 1
        self.title_ids.clear()
        text = self.rendered(node.children)
        self.in_title -= 1
        return text

    def _open_document(self, node: nodes.Node, title: str, plain: str, ids: list[str]) -> None:
        name = self.claim([*ids, *self.title_ids], document=True)
        arguments = [
            f"label: {string(name or '')}",
            f"level: {self.context.level}",
            f"number: {string(dotted(self.numbers.get('')))}",
        ]
        if not self.context.depth:
            arguments += [
                f"sequence: {self.context.sequence}",
                f"head: {string(shortened(plain, HEAD_LENGTH))}",
                f"first: {'true' if self.context.first else 'false'}",
                f"below-part: {'true' if self.context.below_part else 'false'}",
            ]
            self._heading(node, f"#chapter({', '.join(arguments)})", title, plain)
        else:
            depth = f"depth: {self.context.depth}"
            self._heading(node, f"#section({depth}, {', '.join(arguments)})", title, plain)

    def _heading(self, node: nodes.Node, call: str, title: str, plain: str) -> None:
        """Write a heading, and record the plain text that can stand in its place."""
        fallback = f"{call}[{markup(shortened(plain, _PLAIN_LENGTH))}];\n\n"
        self.write(self.recorder.begin(node, fallback))
        self.block(node, f"{call}[{title}];\n\n")

    def visit_section(self, node: nodes.section) -> None:
        self.section_depth += 1

    def depart_section(self, node: nodes.section) -> None:
        self.section_depth -= 1

    def visit_title(self, node: nodes.title) -> None:
        parent = node.parent
        if not isinstance(parent, nodes.section):
            # The visitors of tables, topics and admonitions write their titles.
            raise nodes.SkipNode
        if node is not self.first_title:
            text = self._title(node)
            name = self.claim([*map(str, parent["ids"]), *self.title_ids])
            depth = max(self.section_depth - 1, 1)
            arguments = [
                f"depth: {depth + self.context.depth}",
                f"level: {self.context.level + depth}",
                f"number: {string(self.number_of(parent))}",
                f"label: {string(name or '')}",
            ]
            self._heading(node, f"#section({', '.join(arguments)})", text, node.astext())
        raise nodes.SkipNode

    visit_subtitle = partialmethod(BaseTranslator.call, "subtitle")
    visit_rubric = partialmethod(BaseTranslator.call, "rubric")

    def visit_transition(self, node: nodes.transition) -> None:
        # MyST puts a transition before the footnotes, which are at the foot of the page here.
        after = node.parent.children[node.parent.index(node) + 1 :]
        if any(not isinstance(sibling, nodes.footnote | nodes.Invisible) for sibling in after):
            self.block(node, "#transition();\n\n")
        raise nodes.SkipNode
