"""Visitors of footnotes and citations."""

from __future__ import annotations

from docutils import nodes

from sphinx_bindery.pdf.links import label
from sphinx_bindery.pdf.translator.base import BaseTranslator
from sphinx_bindery.pdf.typst.escape import string


class Notes(BaseTranslator):
    """Footnotes, printed at the foot of the page of their first reference, and citations."""

    def _note(self, node_id: str) -> nodes.footnote | None:
        found = self.document.ids.get(node_id)
        return found if isinstance(found, nodes.footnote) else None

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        note = self._note(node.get("refid", ""))
        if self.in_title or note is None:
            raise nodes.SkipNode
        self.write(self.anchors_of(node))
        name = label(self.context.docname, "footnote-" + str(note["ids"][0]))
        if name in self.anchors:
            self.write(f"#footnote(label({string(name)}));")
        else:
            self.anchors[name] = name
            children = [child for child in note.children if not isinstance(child, nodes.label)]
            body = self.rendered(children).strip()
            self.write(f"#footnote[{self.anchors_of(note)}{body}]#label({string(name)});")
        raise nodes.SkipNode

    def visit_footnote(self, node: nodes.footnote) -> None:
        # The first reference prints the footnote, unless all references are in titles.
        if node.get("backrefs") and not self._is_only_in_titles(node):
            raise nodes.SkipNode
        self.call("uncalled-note", node)

    depart_footnote = BaseTranslator.close_block

    def _is_only_in_titles(self, node: nodes.footnote) -> bool:
        return label(self.context.docname, "footnote-" + str(node["ids"][0])) not in self.anchors

    def visit_citation(self, node: nodes.citation) -> None:
        mark = next((c for c in node.children if isinstance(c, nodes.label)), None)
        text = "" if mark is None else self.rendered(mark.children)
        body = self.rendered(c for c in node.children if not isinstance(c, nodes.label))
        index = node.parent.index(node)
        before, after = node.parent.children[:index], node.parent.children[index + 1 :]
        if not (before and isinstance(before[-1], nodes.citation)):
            self.block(node, "#book-bibliography(")
        self.write("[")
        self.call("bibliography-entry", node, f"[{text}]")
        self.write(body.strip())
        self.close_block(node)
        self.write("], ")
        if not (after and isinstance(after[0], nodes.citation)):
            self.write(");\n\n")
        raise nodes.SkipNode

    visit_label = BaseTranslator.skip

    def visit_citation_reference(self, node: nodes.citation_reference) -> None:
        self.write("\\[")

    def depart_citation_reference(self, node: nodes.citation_reference) -> None:
        self.write("\\]")
