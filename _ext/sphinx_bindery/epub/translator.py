"""The translator of documents to XHTML, based on Sphinx's HTML translator."""

from __future__ import annotations

from contextlib import suppress
from html.parser import HTMLParser
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx.util import logging
from sphinx.util.nodes import get_node_line
from sphinx.writers.html5 import HTML5Translator

from sphinx_bindery.epub.xhtml.markup import NestingError, plain_text, well_formed
from sphinx_bindery.epub.xhtml.vocabulary import LINE

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.builders import Builder

_logger = logging.getLogger(__name__)
_FORMATS = frozenset({"html", "epub"})


class raw_group(nodes.Element):  # noqa: N801 (docutils style)
    """Block-level siblings, from the first to the last raw node."""


class raw_inline_group(nodes.TextElement):  # noqa: N801 (docutils style)
    """Inline siblings, from the first to the last raw node."""


def _is_raw_html(node: nodes.Node) -> bool:
    """Return whether a node is raw markup for HTML or ePub."""
    return isinstance(node, nodes.raw) and not _FORMATS.isdisjoint(node.get("format", "").split())


class EpubTranslator(HTML5Translator):
    """Translator of a document to HTML, which :mod:`.xhtml.content_model` makes valid XHTML."""

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        super().__init__(document, builder)
        self._raw_starts: list[int] = []

    # Raw HTML: made well-formed, so that it cannot close elements of the page.

    def visit_raw_group(self, _node: Element) -> None:
        """Record the position at which the raw HTML begins."""
        self._raw_starts.append(len(self.body))

    def depart_raw_group(self, node: Element) -> None:
        """Make the raw HTML and the content between it well-formed."""
        start = self._raw_starts.pop()
        markup = "".join(self.body[start:])
        try:
            self.body[start:] = [well_formed(markup)]
        except NestingError:
            self.body[start:] = [plain_text(markup)]
            first = next(iter(node.findall(nodes.raw)))
            _logger.warning(
                "raw HTML: it is nested too deep, so only its text is kept; nest less",
                location=first,
                type="bindery",
                subtype="nesting",
            )

    visit_raw_inline_group = visit_raw_group
    depart_raw_inline_group = depart_raw_group

    def visit_raw(self, node: Element) -> None:
        """Write raw HTML; skip other formats."""
        if _is_raw_html(node):
            line = _line_of(node)
            text = node.astext()
            self.body.append(with_lines(text, line) if line else text)
        raise nodes.SkipNode

    # Notes: https://www.w3.org/TR/epub-ssv-11/#notes

    def visit_footnote(self, node: Element) -> None:
        """Open a footnote, which reading systems show as a popup."""
        self.body.append(
            _with_epub_type(self.starttag(node, "aside", CLASS="footnote", role="doc-footnote"))
        )

    def depart_footnote(self, _node: Element) -> None:
        """Close the footnote."""
        self.body.append("</aside>\n")

    def visit_footnote_reference(self, node: Element) -> None:
        """Open a footnote reference."""
        attributes = {"CLASS": "noteref", "role": "doc-noteref", "href": "#" + node["refid"]}
        start = self.starttag(node, "a", "", False, **attributes)
        self.body.append(_with_epub_type(start))

    def depart_footnote_reference(self, _node: Element) -> None:
        """Close the footnote reference."""
        self.body.append("</a>")

    def visit_label(self, node: Element) -> None:
        """Open the label of a footnote or citation; a single backlink goes on the label."""
        self.body.append('<span class="label">')
        backrefs = self._backrefs(node)
        if len(backrefs) == 1:
            self.body.append(f'<a role="doc-backlink" href="#{backrefs[0]}">')

    def depart_label(self, node: Element) -> None:
        """Close the label; several backlinks go after it."""
        backrefs = self._backrefs(node)
        if len(backrefs) == 1:
            self.body.append("</a>")
        self.body.append("</span> ")
        if len(backrefs) > 1:
            links = (
                f'<a role="doc-backlink" href="#{backref}">{number}</a>'
                for number, backref in enumerate(backrefs, 1)
            )
            self.body.append(f'<span class="backrefs">({", ".join(links)})</span> ')

    @staticmethod
    def _backrefs(label: Element) -> list[str]:
        return cast("list[str]", cast("nodes.Element", label.parent).get("backrefs", []))

    # Link targets that Sphinx's translator drops.

    def visit_index(self, node: Element) -> None:
        """Write the targets of index entries."""
        entries: list[tuple[str, str, str, str, str | None]] = node.get("entries", [])
        for entry in entries:
            self._anchor(entry[2])
        raise nodes.SkipNode

    def visit_glossary(self, node: Element) -> None:
        """Write the targets before the glossary."""
        for target in node["ids"]:
            self._anchor(target)

    def _anchor(self, target: str) -> None:
        if target:
            self.body.append(f'<span id="{self.attval(target)}"></span>')

    # Text, code and images.

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802 -- the node's name
        """Write text, without Sphinx's markup of spaces in code, which the style sheet replaces."""
        self.body.append(self.encode(node.astext()))

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        """Write code; with inline line numbers, because a table cannot wrap."""
        if node.rawsource != node.astext():
            super().visit_literal_block(node)
            return
        language = node.get("language", "default")
        arguments = node.get("highlight_args", {}) | {"force": node.get("force", False)}
        self.body.append(self.starttag(node, "div", "", CLASS="highlight-box"))
        self.body.append(
            self.highlighter.highlight_block(
                node.rawsource,
                language,
                opts=self.config.highlight_options.get(language, {}),
                linenos="inline" if node.get("linenos", False) else False,
                location=node,
                **arguments,
            )
        )
        self.body.append("</div>\n")
        raise nodes.SkipNode

    def visit_image(self, node: nodes.image) -> None:
        """Write an image; without ``alt``, the text alternative is empty, not the file name."""
        node.setdefault("alt", "")
        start = len(self.body)
        super().visit_image(node)
        line = _line_of(node)
        if line:
            written = "".join(self.body[start:])
            self.body[start:] = [written.replace("<img ", f'<img {LINE}="{line}" ', 1)]

    def visit_hlist(self, node: Element) -> None:
        """Open a horizontal list, in a single column for narrow screens."""
        self.body.append(self.starttag(node, "div", CLASS="hlist"))

    def depart_hlist(self, _node: Element) -> None:
        """Close the list."""
        self.body.append("</div>\n")

    def visit_hlistcol(self, _node: Element) -> None:
        """Do nothing: columns have no element."""

    def depart_hlistcol(self, _node: Element) -> None:
        """Do nothing."""


def _line_of(node: Element) -> int | None:
    """Return the source line of a node or its nearest ancestor with one; None without any."""
    with suppress(ValueError):
        return get_node_line(node)
    return None


def _with_epub_type(start: str) -> str:
    """Add the ``epub:type`` of popup footnotes to a start tag."""
    kind = "footnote" if start.startswith("<aside") else "noteref"
    return start.replace(" ", f' epub:type="{kind}" ', 1)


# Raw HTML is grouped because a raw node may contain only one tag of an element.


def with_lines(markup: str, first: int) -> str:
    """Add the source line to all images in raw HTML.

    Args:
        markup: The HTML, which may be malformed.
        first: The line on which it begins.
    """
    images = _Images()
    try:
        images.feed(markup)
    except AssertionError:
        return markup  # some versions of Python fail on malformed declarations
    lines = markup.split("\n")
    for row, end in reversed(images.ends):
        line = lines[row - 1]
        lines[row - 1] = f'{line[:end]} {LINE}="{first + row - 1}"{line[end:]}'
    return "\n".join(lines)


class _Images(HTMLParser):
    """Parser that collects the ends of image tag names: row from 1, column from 0."""

    def __init__(self) -> None:
        super().__init__()
        self.ends: list[tuple[int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"img", "object"}:
            row, column = self.getpos()
            self.ends.append((row, column + 1 + len(tag)))


def group_raw_html(document: nodes.document) -> None:
    """Group siblings, from the first to the last raw node below each parent."""
    parents = {id(node.parent): node.parent for node in document.findall(_is_raw_html)}
    for parent in parents.values():
        if not isinstance(parent, nodes.Element):
            continue
        positions = [n for n, child in enumerate(parent.children) if _is_raw_html(child)]
        first, last = positions[0], positions[-1]
        group = raw_inline_group() if isinstance(parent, nodes.TextElement) else raw_group()
        children = parent.children[first : last + 1]
        del parent[first : last + 1]
        group.extend(children)
        parent.insert(first, group)
