"""Visitors of inline nodes, and of the footnotes and citations that they refer to."""

from __future__ import annotations

import re
from functools import partialmethod
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_bindery.pdf.links import Link, label
from sphinx_bindery.pdf.translator.base import BaseTranslator
from sphinx_bindery.pdf.translator.block_lengths import around
from sphinx_bindery.pdf.typst.escape import (
    breakable,
    broken_string,
    has_open_comment,
    markup,
    narrow,
    string,
)
from sphinx_bindery.pdf.typst.source_map import location, mark, warn
from sphinx_bindery.ruby import ruby, ruby_text

if TYPE_CHECKING:
    from sphinx import addnodes

CODE_WIDTH_RATIO = 0.7
"""The number of characters of code in the width of one character of text."""

MAX_NOTE_DEPTH = 8
"""The number of footnotes inside each other; Typst 0.15 loses those that begin on the next page."""

_MOST_ROWS = 8
"""The number of rows up to which a formula is not broken."""

_LONG_ADDRESS = 30
"""The length of an address, in characters, that leaves little of a line in two columns."""

_CHECKBOX = re.compile(r"<input\b[^>]*\btask-list-item-checkbox\b")
_CODE_WORD = re.compile(r"\S*[^\W\d_]\d\S*")
_CHECKED = re.compile(r"\bchecked\b")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


class Inline(BaseTranslator):
    """Emphasis, inline code, links, notes, math, raw markup, and spans with classes."""

    _is_wide = False
    """Whether the entries of the bibliography have long addresses."""

    visit_emphasis = partialmethod(BaseTranslator.inline_call, "emph")
    visit_title_reference = visit_literal_emphasis = visit_manpage = visit_emphasis
    visit_strong = visit_literal_strong = partialmethod(BaseTranslator.inline_call, "strong")
    visit_subscript = partialmethod(BaseTranslator.inline_call, "sub")
    visit_superscript = partialmethod(BaseTranslator.inline_call, "super")

    def visit_inline(self, node: nodes.inline) -> None:
        if node.get("classes"):
            languages = [name for name in node["classes"] if name.startswith("language-")]
            if languages and isinstance(node.parent, nodes.reference):
                # Typst takes the direction of a paragraph from its text if all is in one language,
                # but a line with a title has that of the list around it.
                self.write("#box();")
            self.inline_call(f"span({self.classes(node)})", node)
        else:
            self.anchor(node)

    def visit_literal(self, node: nodes.literal) -> None:
        text = " ".join(node.astext().split())
        self.book.glyphs.record(node)
        narrowed = narrow(breakable(text), round(self.longest_word * CODE_WIDTH_RATIO))
        self.write(f"{self.anchors_of(node)}#{broken_string(narrowed, 'raw')};")
        raise nodes.SkipNode

    def visit_abbreviation(self, node: nodes.abbreviation) -> None:
        explanation = node.get("explanation")
        closing = ""
        if explanation and not self.in_signature and explanation not in self.explained:
            self.explained.add(explanation)
            closing = markup(f" ({explanation})")
        self.enclose(node, self.anchors_of(node), closing)

    def visit_ruby(self, node: ruby) -> None:
        """Write each part of the text with the reading after it."""
        start = 0
        for place, child in enumerate(node.children):
            if isinstance(child, ruby_text):
                base = self.rendered(node.children[start:place]).strip()
                reading = self.rendered(child.children).strip()
                self.write(f"#ruby([{base}], [{reading}]);")
                start = place + 1
        self.write(self.rendered(node.children[start:]).strip())
        raise nodes.SkipNode

    visit_ruby_text = BaseTranslator.visit_children

    visit_acronym = visit_problematic = visit_pending_xref = BaseTranslator.anchor
    visit_generated = BaseTranslator.anchor

    # -- links --------------------------------------------------------------------------------

    def visit_reference(self, node: nodes.reference) -> None:
        self.write(self.anchors_of(node))
        # A title is repeated in the table of contents, where it is a link already.
        link, call = Link(), Link().call
        if not self.in_title:
            link = self.book.links.link(self.context.docname, node)
            call = self.book.links.reference_call(self.context.docname, node)
        after = self.printed_links.after(link, node, in_note=bool(self.note_depth))
        # Lining figures, since old-style ones make citation labels such as Lea14 hard to read.
        if _CODE_WORD.fullmatch(node.astext()):
            self.enclose(node, f"#lining[#{call}[", f"];];{after}")
        else:
            self.enclose(node, f"#{call}[", f"];{after}")

    visit_number_reference = visit_reference

    def visit_download_reference(self, node: nodes.Element) -> None:
        link = self.book.links.download(node)
        after = self.printed_links.after(link, node, in_note=bool(self.note_depth))
        self.enclose(node, f"{self.anchors_of(node)}#{link.call}[", f"];{after}")

    def visit_target(self, node: nodes.target) -> None:
        if not node.get("refid"):
            self.write(self.anchors_of(node))

    def visit_index(self, node: addnodes.index) -> None:
        # An index entry points to a target beside it or to the object that it names. Where a
        # directive writes no such target, the index node becomes the anchor.
        ids = [entry[2] for entry in node["entries"] if entry[2]]
        taken = {
            node_id
            for node_id in ids
            if (found := self.document.ids.get(node_id)) is not None and found is not node
        }
        self.write(self.anchors_for(node_id for node_id in ids if node_id not in taken))
        raise nodes.SkipNode

    # -- footnotes and citations --------------------------------------------------------------

    def _note_label(self, note: nodes.footnote) -> str:
        return label(self.context.docname, f"footnote-{note['ids'][0]}")

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        note = self.document.ids.get(node.get("refid", ""))
        if self.in_title or not isinstance(note, nodes.footnote):
            raise nodes.SkipNode
        self.write(self.anchors_of(node))
        name = self._note_label(note)
        if self.note_depth >= MAX_NOTE_DEPTH and name not in self.anchors:
            if not self.deferred_notes:
                warn(
                    f"footnotes: more than {MAX_NOTE_DEPTH} footnotes refer to each other, so "
                    "others are printed after the text; write them into the text",
                    node,
                )
            self.deferred_notes.add(name)
            self.write(f"#super[{markup(node.astext())}];")
        elif name in self.anchors:
            self.write(f"#footnote(label({string(name)}));")
        else:
            self.anchors[name] = name
            children = [child for child in note.children if not isinstance(child, nodes.label)]
            self.note_depth += 1
            body = self.rendered(children).strip()
            self.note_depth -= 1
            self.write(f"#footnote[{self.anchors_of(note)}{body}]#label({string(name)});")
        raise nodes.SkipNode

    def visit_footnote(self, node: nodes.footnote) -> None:
        # The first reference prints the footnote, unless all references are in titles.
        if node.get("backrefs") and self._note_label(node) in self.anchors:
            raise nodes.SkipNode
        self.call("uncalled-note", node)
        if self._note_label(node) in self.deferred_notes:
            self.write(f"#super[{self.child_content(node, nodes.label)}];")

    def visit_citation(self, node: nodes.citation) -> None:
        name = self.child_content(node, nodes.label)
        body = self.rendered(c for c in node.children if not isinstance(c, nodes.label))
        index = node.parent.index(node)
        before, after = node.parent.children[:index], node.parent.children[index + 1 :]
        if not (before and isinstance(before[-1], nodes.citation)):
            self._is_wide = _have_long_addresses(node.parent)
            self.block(node, f"#book-bibliography({'in-two: false, ' if self._is_wide else ''}")
        self.write("[")
        is_named = "author-year" in node["classes"]
        options = ["brackets: false"] if is_named else ["aligned: true"] if self._is_wide else []
        self.call("bibliography-entry", node, name, *options)
        self.write(body.strip())
        self.close(node)
        self.write("], ")
        if not (after and isinstance(after[0], nodes.citation)):
            self.write(");\n\n")
        raise nodes.SkipNode

    def visit_label(self, node: nodes.label) -> None:
        if isinstance(node.parent, nodes.footnote | nodes.citation):
            raise nodes.SkipNode
        # extensions use it for a title of their own
        self.call("rubric", node)

    def visit_citation_reference(self, node: nodes.citation_reference) -> None:
        self.enclose(node, "\\[", "\\]")

    # -- math ---------------------------------------------------------------------------------

    def visit_math(self, node: nodes.math) -> None:
        self.write(self.anchors_of(node) + self._formula(node, block=False))
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.math_block) -> None:
        number = string(self.equation_number_of(node))
        anchors = self.anchors_of(node)
        # a few rows are on one page
        is_short = (
            isinstance(node.parent, nodes.section) and node.astext().count(r"\\") < _MOST_ROWS
        )
        opening, closing = around(is_whole=is_short)
        formula = self._formula(node, block=True)
        self.block(node, f"{opening}#formula(number: {number}, [{anchors}{formula}")
        self.write(f"]);{closing}\n\n")
        raise nodes.SkipNode

    def _formula(self, node: nodes.math | nodes.math_block, *, block: bool) -> str:
        latex = node.astext()
        formula = self.book.formulas.translate(latex, block=block)
        if formula.dropped:
            warn(
                f"{latex!r}: {', '.join(formula.dropped)} cannot be printed; write it without", node
            )
        if formula.expression is not None:
            return f"#{formula.expression};"
        warn(f"{latex!r}: {formula.reason}, so the formula is printed as source; rewrite it", node)
        return f"#raw({string(latex)}{', block: true' if block else ''});"

    # -- raw markup ---------------------------------------------------------------------------

    def visit_raw(self, node: nodes.raw) -> None:
        formats = node.get("format", "").split()
        if "typst" in formats:
            inline = isinstance(node.parent, nodes.TextElement)
            source_mark = mark(location(node))
            text = node.astext()
            if has_open_comment(text):
                message = "Typst: the comment has no end; the block is printed as plain text"
                warn(message, node)
                text = markup(text)
            if not inline:
                self.write(f"\n\n{source_mark}{text}\n\n")
            else:  # a comment of one line ends with it
                self.write(f"{source_mark}{text}\n" if "//" in text else source_mark + text)
        elif "html" in formats:
            self._html(node.astext())
        raise nodes.SkipNode

    def _html(self, html: str) -> None:
        """Write the checkboxes and line breaks that MyST leaves as raw HTML."""
        if _CHECKBOX.search(html):
            self.write(f"#task({'true' if _CHECKED.search(html) else 'false'});")
        elif _BREAK.fullmatch(html.strip()):
            self.write("#linebreak();")


def _have_long_addresses(bibliography: nodes.Element) -> bool:
    """Return whether most entries show a long address, so that columns would be too narrow."""
    entries = [child for child in bibliography if isinstance(child, nodes.citation)]
    long = [
        entry
        for entry in entries
        if any(len(link.astext()) > _LONG_ADDRESS for link in entry.findall(nodes.reference))
    ]
    return len(long) > len(entries) / 2
