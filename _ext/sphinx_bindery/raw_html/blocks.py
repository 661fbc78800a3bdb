"""Blocks of HTML as nodes of docutils."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from lxml import etree
from lxml import html as lxml_html

from sphinx_bindery.raw_html.inline import (
    is_blank,
    is_line,
    pieces,
    shows_picture,
    tag_of,
    targets,
    trimmed,
)
from sphinx_bindery.raw_html.tables import table
from sphinx_bindery.raw_html.vocabulary import (
    EMBEDDED,
    INLINE,
    PICTURES,
    SECTIONING,
    SILENT,
    TITLES,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from sphinx_bindery.raw_html.inline import Reading

_TAG = re.compile(r"<[^<>]*>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read_blocks(text: str, reading: Reading) -> list[nodes.Node]:
    """Return a piece of HTML as blocks; what cannot be parsed as a paragraph of its text."""
    clean = _CONTROL.sub("", text)
    if not clean.strip():
        return []
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.fragment_fromstring(clean, create_parent="div", parser=parser)
    except etree.LxmlError as error:
        return _unread(clean, str(error), reading)
    for entry in parser.error_log:
        # All else is mended as browsers do; nesting beyond the parser's limit loses what is in it.
        if entry.level == etree.ErrorLevels.FATAL:
            return _unread(clean, entry.message, reading)
    return blocks(root, reading)


def _unread(text: str, reason: str, reading: Reading) -> list[nodes.Node]:
    reading.complain(f"HTML that cannot be read stands as plain text: {reason}")
    return [reading.placed(nodes.paragraph("", _TAG.sub(" ", text)))]


def blocks(element: _Element, reading: Reading) -> list[nodes.Node]:
    """Return what an element holds as blocks; text that stands alone becomes paragraphs."""
    found: list[nodes.Node] = []
    line: list[nodes.Node] = []
    for piece in pieces(element):
        if isinstance(piece, str):
            line.append(nodes.Text(piece))
        elif is_line(piece):
            line += reading.line(piece)
        else:
            found += _paragraph(line, reading)
            line = []
            found += _block(piece, reading)
    return found + _paragraph(line, reading)


def _paragraph(line: Iterable[nodes.Node], reading: Reading) -> list[nodes.Node]:
    """Return a line of text as a paragraph, or as pictures alone, or as nothing."""
    kept = trimmed([*line])
    said = [node for node in kept if not isinstance(node, nodes.target) and not is_blank(node)]
    if all(_is_picture(node) for node in said):
        return [node for node in kept if node in said or isinstance(node, nodes.target)]
    return [reading.placed(nodes.paragraph("", "", *kept))]


def _is_picture(node: nodes.Node) -> bool:
    if isinstance(node, nodes.reference):
        return bool(node.children) and all(_is_picture(child) for child in node.children)
    return isinstance(node, nodes.image)


def _block(element: _Element, reading: Reading) -> list[nodes.Node]:
    name = tag_of(element)
    if name in SILENT:
        return []
    if name in EMBEDDED:
        return [reading.placed(nodes.paragraph("", "", *reading.embedded(element)))]
    if name in PICTURES:
        reading.complain_of(element)
        return []
    if name == "table":
        made = table(element, reading, blocks)
    else:
        made = _READERS.get(name, _contents)(element, reading)
    return [*targets(element), *made]


def _contents(element: _Element, reading: Reading) -> list[nodes.Node]:
    if tag_of(element) not in SECTIONING | INLINE:
        reading.complain_of(element)
    return blocks(element, reading)


def _quotation(element: _Element, reading: Reading) -> list[nodes.Node]:
    return _around(nodes.block_quote(), blocks(element, reading), reading)


def _preformatted(element: _Element, reading: Reading) -> list[nodes.Node]:
    text = "".join(map(str, element.itertext())).strip("\n")
    return [reading.placed(nodes.literal_block(text, text, language="none"))] if text else []


def _transition(_element: _Element, reading: Reading) -> list[nodes.Node]:
    return [reading.placed(nodes.transition())]


def _text(element: _Element, reading: Reading) -> list[nodes.Node]:
    if not all(is_line(child) for child in element):
        return blocks(element, reading)
    line = _paragraph(reading.inside(element), reading)
    if tag_of(element) in TITLES and line and isinstance(line[-1], nodes.paragraph):
        # A block cannot open a section: its title is one without a place in the outline.
        title = nodes.rubric("", "", *line[-1].children)
        return [*line[:-1], reading.placed(title)]
    return line


def _around(
    node: nodes.Element, children: Iterable[nodes.Node], reading: Reading
) -> list[nodes.Node]:
    node.extend(children)
    return [reading.placed(node)] if node.children else []


def _list(element: _Element, reading: Reading) -> list[nodes.Node]:
    made: nodes.Element = nodes.bullet_list()
    if tag_of(element) == "ol":
        made = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".")
        if (start := element.get("start") or "").isdecimal():
            made["start"] = int(start[:6])
    items = []
    for piece in pieces(element):
        if isinstance(piece, str):
            children = _paragraph([nodes.Text(piece)], reading)
        elif tag_of(piece) == "li":
            children = [*targets(piece), *blocks(piece, reading)]
        elif is_line(piece):
            children = _paragraph(reading.line(piece), reading)
        else:
            children = _block(piece, reading)
        if children:
            items += _around(nodes.list_item(), children, reading)
    return _around(made, items, reading)


def _definitions(element: _Element, reading: Reading) -> list[nodes.Node]:
    items: list[nodes.Element] = []
    for child in element.iter("dt", "dd"):
        if tag_of(child) == "dt":
            term = nodes.term("", "", *targets(child), *reading.inside(child))
            items.append(nodes.definition_list_item("", term))
            continue
        if not items:
            items.append(nodes.definition_list_item("", nodes.term()))
        items[-1] += nodes.definition("", *targets(child), *blocks(child, reading))
    return _around(nodes.definition_list(), items, reading)


def _figure(element: _Element, reading: Reading) -> list[nodes.Node]:
    """Return a figure with its picture and caption; one of something else as that and a text."""
    captions = [child for child in element if tag_of(child) == "figcaption"]
    for caption in captions:
        if caption.tail and caption.tail.strip():
            return blocks(element, reading)
        element.remove(caption)
    body = blocks(element, reading)
    texts = [block for caption in captions for block in blocks(caption, reading)]
    first = next((block for block in texts if isinstance(block, nodes.paragraph)), None)
    if first is None or not any(shows_picture(block) for block in body):
        return body + texts
    made = nodes.figure()
    made.extend(body)
    made += nodes.caption("", "", *first.children)
    rest = [block for block in texts if block is not first]
    if rest:
        made += nodes.legend("", *rest)
    return [reading.placed(made)]


_READERS = {
    **dict.fromkeys(("p", *TITLES), _text),
    **dict.fromkeys(("ul", "ol", "menu"), _list),
    "blockquote": _quotation,
    "dl": _definitions,
    "figure": _figure,
    "hr": _transition,
    "pre": _preformatted,
}
