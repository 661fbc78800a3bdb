"""Callouts: block quotes that begin with a mark such as ``[!NOTE]`` or ``[!tip] A title``.

GitHub and Obsidian show them as boxes
(https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts,
https://help.obsidian.md/callouts); MyST shows the mark as text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from sphinx_bindery.common.markdown.rules.fenced_divs import DIRECTIVE
from sphinx_bindery.common.repairs.places import is_markdown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_MARK = re.compile(r"\[!(?P<kind>[A-Za-z][\w-]*)\][+-]?[ \t]*")
_ADMONITIONS: dict[str, type[nodes.Element]] = {
    "attention": nodes.attention,
    "caution": nodes.caution,
    "danger": nodes.danger,
    "error": nodes.error,
    "hint": nodes.hint,
    "important": nodes.important,
    "note": nodes.note,
    "tip": nodes.tip,
    "warning": nodes.warning,
}
_STYLES = {
    **{name: name for name in _ADMONITIONS},
    **dict.fromkeys(("bug", "fail", "failure", "missing"), "error"),
    **dict.fromkeys(("check", "done", "success"), "tip"),
    **dict.fromkeys(("faq", "help", "question"), "hint"),
}
"""The class of docutils by which themes style a kind; others are notes."""


def callout(kind: str, title: Sequence[nodes.Node] = ()) -> nodes.Element:
    """Return an empty admonition.

    Args:
        kind: What the author called it, such as ``NOTE`` or ``bug``.
        title: The contents of its title; by default, its kind.
    """
    name = kind.lower()
    if not title and name in _ADMONITIONS:
        return _ADMONITIONS[name]()
    shown = title or [nodes.Text(kind.replace("-", " ").capitalize())]
    return nodes.admonition("", nodes.title("", "", *shown), classes=[_STYLES.get(name, "note")])


class CalloutTransform(SphinxTransform):
    """Transform of callouts to admonitions."""

    default_priority: ClassVar[int] = 330  # before headings and links are looked at

    def apply(self, **_kwargs: object) -> None:
        """Transform the callouts of a Markdown document."""
        if not is_markdown(self.env):
            return
        for quotation in list(self.document.findall(nodes.block_quote)):
            paragraph = quotation.children[0] if quotation.children else None
            if not isinstance(paragraph, nodes.paragraph) or not paragraph.children:
                continue
            first = paragraph.children[0]
            if isinstance(first, nodes.Text) and (mark := _MARK.match(first)):
                _replace(quotation, paragraph, mark)


def _replace(quotation: nodes.block_quote, paragraph: nodes.paragraph, mark: re.Match[str]) -> None:
    """Replace a block quote by an admonition.

    Args:
        quotation: The block quote.
        paragraph: Its first paragraph.
        mark: The mark that begins it. The rest of the line is the title.
    """
    rest_of_text = mark.string[mark.end() :]
    contents = [*([nodes.Text(rest_of_text)] if rest_of_text else []), *paragraph.children[1:]]
    end = next((index for index, node in enumerate(contents) if _ends_line(node)), len(contents))
    title, text = contents[:end], contents[end:]
    while text and _ends_line(text[0]):
        text.pop(0)
    box = callout(mark["kind"], title)
    box.source, box.line = quotation.source, quotation.line
    if text:
        rest = paragraph.copy()
        rest += text
        box += rest
    box += quotation.children[1:]
    quotation.replace_self(box)


def _ends_line(node: nodes.Node) -> bool:
    """Return whether a node is a soft or a hard line break, as MyST makes them."""
    is_break = isinstance(node, nodes.raw) and node.astext().strip() in {"<br />", "\\\\"}
    return is_break or (isinstance(node, nodes.Text) and node == "\n")


class CalloutDirective(SphinxDirective):
    """Directive of a callout: a kind and a title as argument, and the text.

    The Markdown parser writes fences such as ``:::tip A title`` as this directive.
    """

    required_arguments = 1
    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the admonition."""
        kind, *title = self.arguments
        shown: Sequence[nodes.Node]
        shown, messages = self.state.inline_text(" ".join(title), self.lineno)
        text = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, text)
        contents = [*messages, *text.children]
        heading = contents[0] if contents and not shown else None
        if isinstance(heading, nodes.rubric):  # Quarto: a heading at the start is the title
            shown = heading.children
            contents.pop(0)
        box = callout(kind, shown)
        if isinstance(heading, nodes.rubric):
            box["ids"], box["names"] = heading["ids"], heading["names"]
        self.set_source_info(box)
        box += contents
        return [box]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the transform and the directive."""
    app.add_transform(CalloutTransform)
    app.add_directive(DIRECTIVE, CalloutDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
