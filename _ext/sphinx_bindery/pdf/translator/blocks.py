"""Visitors of block-level text, from paragraphs to admonitions, and of code blocks."""

from __future__ import annotations

from functools import partialmethod
from typing import TYPE_CHECKING, Any, NoReturn

from docutils import nodes
from sphinx.locale import admonitionlabels

from sphinx_bindery.common.pictures.shapes import is_upright
from sphinx_bindery.pdf.translator.base import BaseTranslator
from sphinx_bindery.pdf.translator.block_lengths import around, is_short
from sphinx_bindery.pdf.translator.picture_grids import (
    columns_of_row,
    grid_columns,
    image_in,
    sole_pictures,
)
from sphinx_bindery.pdf.typst.escape import markup, string

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx import addnodes

MAX_LEAVES = 2000
"""The number of texts and other leaves from which a paragraph is laid out in parts."""


class Blocks(BaseTranslator):
    """Paragraphs, quotations, containers, admonitions, code blocks, and sphinx-design's nodes.

    The tabs and dropdowns of sphinx-design (https://sphinx-design.readthedocs.io) are printed in
    full: the title, and then the content that a click would show.
    """

    def visit_paragraph(self, node: nodes.paragraph) -> None:
        if pictures := self._upright_pictures(node):
            cells = [nodes.paragraph("", "", picture.deepcopy()) for picture in pictures]
            self._picture_grid(node, cells, columns_of_row(len(cells)))
        openings = [self.anchors_of(node)]
        if _has_long_code(node):
            openings.append("#ragged[")
        if _is_introduction(node):
            after_paragraph = isinstance(_previous_visible(node), nodes.paragraph)
            openings.append(f"#introduction(indented: {'true' if after_paragraph else 'false'})[")
        if direction := self.direction_in_list(node):
            openings += [
                f"#align({'right' if self.is_right_to_left else 'left'})[",
                f"#{direction}[",
            ]
        elif direction := self.direction_of(node):
            openings.append(f"#{direction}[")
        if node.get("classes"):
            openings.append(f"#span({self.classes(node)})[")
        first, *others = paragraph_parts(node)
        self.block(node, "".join(openings), "];" * len(openings[1:]) + "\n\n")
        if others:
            parts = [f"#continued[{self.rendered(part)}" for part in others]
            self.write("#to-be-continued;];\n\n".join([f"#[{self.rendered(first)}", *parts]))
            self.write("];")
            self.close(node)
            raise nodes.SkipNode

    def visit_block_quote(self, node: nodes.block_quote) -> None:
        source = self.child_content(node, nodes.attribution)
        self.call("quotation", node, self.classes(node), f"attribution: {source}")

    visit_attribution = BaseTranslator.skip

    def visit_line_block(self, node: nodes.line_block) -> None:
        if isinstance(node.parent, nodes.line_block):
            self.call("lines", node)
        else:
            self.block(node, f"#verse[#lines[{self.anchors_of(node)}", "];];\n\n")

    visit_line = partialmethod(BaseTranslator.call, "line-of-verse")

    def visit_container(self, node: nodes.Element) -> None:
        if node.get("literal_block"):
            caption = self.child_content(node, nodes.caption)
            number = string(self.fignumber_of("code-block", node))
            self.call("captioned-code", node, f"caption: {caption}", f"number: {number}")
        elif columns := grid_columns(node):
            self._picture_grid(node, node.children, columns)
        else:
            self.call("division", node, self.classes(node))

    def _upright_pictures(self, node: nodes.paragraph) -> list[nodes.Element]:
        """Return the pictures of a paragraph that are higher than wide, if it has nothing else."""
        pictures = sole_pictures(node)
        images = [image_in(picture) for picture in pictures]
        files = [self.book.images.folders.source / str(image["uri"]) for image in images if image]
        return pictures if all(map(is_upright, files)) else []

    def _picture_grid(
        self, node: nodes.Element, cells: Sequence[nodes.Node], columns: int
    ) -> NoReturn:
        """Write pictures side by side.

        Raises:
            SkipNode: Always, as the content of the node is written.
        """
        outer_limit, self.longest_word = self.longest_word, _BOX_WIDTH // columns
        content = "".join(f"[{self.rendered([cell])}], " for cell in cells)
        self.longest_word = outer_limit
        self.block(node, f"{self.anchors_of(node)}#picture-grid({columns}, {content});\n\n")
        raise nodes.SkipNode

    def visit_compound(self, node: nodes.compound) -> None:
        # The book has a table of contents instead.
        if "toctree-wrapper" in node.get("classes", ()):
            raise nodes.SkipNode
        self.plain_block(node)

    visit_acks = visit_start_of_file = visit_glossary = BaseTranslator.plain_block
    # sphinx.ext.autosummary derives its table from comment, which is skipped.
    visit_autosummary_table = BaseTranslator.plain_block
    visit_decoration = visit_header = visit_footer = BaseTranslator.plain_block
    visit_centered = partialmethod(BaseTranslator.call, "centered")

    def visit_hlist(self, node: addnodes.hlist) -> None:
        self.block(node, f"{self.anchors_of(node)}#side-by-side(", ");\n\n")

    def visit_hlistcol(self, node: addnodes.hlistcol) -> None:
        self.enclose(node, "[", "], ")

    # -- admonitions --------------------------------------------------------------------------

    def visit_Admonition(self, node: nodes.Element) -> None:  # noqa: N802
        self._box(node, markup(str(admonitionlabels.get(node.tagname, ""))))

    def _box(self, node: nodes.Element, label: str = "") -> None:
        title = self.child_content(node, nodes.title)
        shown = f"[{label}]" if title == "none" else title
        arguments = f"{string(node.tagname)}, title: {shown}"
        opening, closing = around(is_whole=_is_short_box(node))
        opening += f"#admonition({arguments})[{self.anchors_of(node)}"
        self.block(node, opening, f"];{closing}\n\n")

    def visit_topic(self, node: nodes.topic) -> None:
        # A local table of contents; the book has one.
        if "contents" in node.get("classes", ()):
            raise nodes.SkipNode
        self._box(node)

    visit_sidebar = _box

    def visit_versionmodified(self, node: addnodes.versionmodified) -> None:
        self.call("version-note", node, string(str(node.get("type", ""))))

    # -- code ---------------------------------------------------------------------------------

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        self.book.glyphs.record(node)
        if node.rawsource == node.astext():
            self._listing(node, str(node.get("language", self.config.highlight_language)))
        # A parsed literal keeps its inline markup.
        self.preformatted += 1
        self.call("parsed-code", node)

    def depart_literal_block(self, node: nodes.literal_block) -> None:
        self.preformatted -= 1
        self.close(node)

    def visit_doctest_block(self, node: nodes.doctest_block) -> None:
        self._listing(node, "pycon")

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
        emphasized = "".join(f"{number}, " for number in options.get("hl_lines", ()))
        # Lexers append a newline; blank lines at the end of the code are kept.
        shown = highlighted.split("\n")[: text.count("\n") + 1]
        self.write(self.anchors_of(node))
        arguments = f"{string(text)}, first: {first}, emphasized: ({emphasized})"
        opening, closing = around(is_whole=_is_short_code(node))
        self.block(node, f"{opening}#listing({arguments}, (\n")
        self.write("".join(f"[{line}],\n" for line in shown) + f"));{closing}\n\n")
        raise nodes.SkipNode

    # -- skipped ------------------------------------------------------------------------------

    def visit_comment(self, node: nodes.comment) -> None:
        # Sphinx replaces an ``only`` whose expression is false by a comment with its ids.
        self.write(self.anchors_of(node))
        raise nodes.SkipNode

    visit_substitution_definition = visit_meta = visit_system_message = BaseTranslator.skip
    visit_toctree = visit_tabular_col_spec = visit_highlightlang = BaseTranslator.skip
    visit_pending = visit_docinfo = visit_only = BaseTranslator.skip

    # -- sphinx-design ------------------------------------------------------------------------

    visit_PassthroughTextElement = BaseTranslator.visit_children  # noqa: N815
    visit_dropdown_main = BaseTranslator.plain_block
    visit_sd_tab_label = visit_dropdown_title = partialmethod(BaseTranslator.call, "rubric")
    # The PDF does not embed the icon font.
    visit_sd_tab_input = visit_fontawesome = BaseTranslator.skip

    def visit_sd_icon_text(self, node: nodes.Element) -> None:
        self.write(markup(node.astext()))
        raise nodes.SkipNode


_SHORT_BOX = 10
"""The lines up to which a box is not broken, about a quarter of the smallest page."""
_BOX_WIDTH = 60
_CODE_WIDTH = 80
_LONG_CODE = 30
"""The length in characters from which code in a line would leave a wide gap beside it."""
_LONG_INTRODUCTION = 300
_INTRODUCED = (
    *(nodes.bullet_list, nodes.enumerated_list, nodes.definition_list, nodes.literal_block),
    *(nodes.doctest_block, nodes.block_quote, nodes.math_block),
)


def _previous_visible(node: nodes.Element) -> nodes.Node | None:
    """Return the node before another one, apart from labels, index entries and comments."""
    before = node.parent.children[: node.parent.index(node)]
    shown = (other for other in reversed(before) if not isinstance(other, nodes.Invisible))
    return next(shown, None)


def _is_short_box(node: nodes.Element) -> bool:
    """Return whether a box in the text of a section is short."""
    is_in_text = isinstance(node.parent, nodes.section)
    return is_in_text and is_short(node.children, _BOX_WIDTH, _SHORT_BOX)


def _is_short_code(node: nodes.Element) -> bool:
    is_in_text = isinstance(node.parent, nodes.section | nodes.container)
    return is_in_text and is_short([node], _CODE_WIDTH, _SHORT_BOX)


def _has_long_code(node: nodes.paragraph) -> bool:
    return any(len(code.astext()) >= _LONG_CODE for code in node.findall(nodes.literal))


def _is_introduction(node: nodes.paragraph) -> bool:
    """Return whether a paragraph of the text introduces what is below it, such as a list."""
    below = node.next_node(siblings=True, descend=False)
    is_introduced = isinstance(below, _INTRODUCED) or (
        isinstance(below, nodes.container) and bool(below.get("literal_block"))
    )
    text = node.astext()
    return (
        is_introduced
        and isinstance(node.parent, nodes.section)
        and text.rstrip().endswith((":", "\uff1a"))
        and len(text) < _LONG_INTRODUCTION
    )


def paragraph_parts(node: nodes.paragraph) -> list[list[nodes.Node]]:
    """Return the children of a paragraph in parts that Typst can lay out fast.

    Typst 0.15 looks for the source of each glyph from the start of its paragraph, so a paragraph
    needs quadratic time for its inline elements. Parts end at white space if there is some.
    """
    parts: list[list[nodes.Node]] = [[]]
    count = 0
    for child in node.children:
        parts[-1].append(child)
        count += sum(not inner.children for inner in child.findall())
        limit = MAX_LEAVES * (1 if child.astext()[-1:].isspace() else 2)
        if isinstance(child, nodes.Text) and count >= limit:
            parts.append([])
            count = 0
    return parts if parts[-1] else parts[:-1] or parts
