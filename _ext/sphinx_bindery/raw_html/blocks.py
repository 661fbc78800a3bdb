"""Conversion of block-level HTML to docutils nodes."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes
from lxml import etree
from lxml import html as lxml_html

from sphinx_bindery.raw_html.inline import (
    child_pieces,
    has_image,
    is_blank,
    is_inline,
    strip_blanks,
    tag_name,
    targets,
)
from sphinx_bindery.raw_html.tables import table
from sphinx_bindery.raw_html.vocabulary import (
    BLOCK_CHILD,
    DRAWINGS,
    EMBEDDED,
    INLINE,
    INLINE_CHILD,
    SECTIONING,
    SILENT,
    TITLES,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from sphinx_bindery.raw_html.inline import HtmlConverter

_TAG = re.compile(r"<[^<>]*>")
# The parser knows HTML 4 only: without the slash, these would contain what follows them.
_VOID_TAG = re.compile(
    r"""<((?:source|track|wbr)(?=[\s/>])(?:[^<>"']|"[^"<]*"|'[^'<]*')*?)/?>""", re.IGNORECASE
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def convert_blocks(text: str, converter: HtmlConverter) -> list[nodes.Node]:
    """Convert a piece of HTML to block-level nodes; unparsable HTML becomes a paragraph of text."""
    clean = _VOID_TAG.sub(r"<\1/>", _CONTROL.sub("", text))
    if not clean.strip():
        return []
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.fragment_fromstring(clean, create_parent="div", parser=parser)
    except etree.LxmlError as error:
        return _as_plain_text(clean, str(error), converter)
    for entry in parser.error_log:
        # The parser repairs other errors as browsers do; nesting beyond its limit loses content.
        if entry.level == etree.ErrorLevels.FATAL:
            return _as_plain_text(clean, entry.message, converter)
    return blocks(root, converter)


def _as_plain_text(text: str, reason: str, converter: HtmlConverter) -> list[nodes.Node]:
    converter.warn_once(f"raw HTML: {reason}, so it is printed as plain text; write valid HTML")
    return [converter.with_source(nodes.paragraph("", _TAG.sub(" ", text)))]


def blocks(element: _Element, converter: HtmlConverter) -> list[nodes.Node]:
    """Convert the content of an element to block-level nodes; loose text becomes paragraphs."""
    return _blocks_of(child_pieces(element), converter)


def _blocks_of(pieces: Iterable[str | _Element], converter: HtmlConverter) -> list[nodes.Node]:
    found: list[nodes.Node] = []
    line: list[nodes.Node] = []
    for piece in pieces:
        if isinstance(piece, str):
            line.append(nodes.Text(piece))
        elif is_inline(piece):
            line += converter.inline_element(piece)
        else:
            found += _paragraph(line, converter)
            line = []
            found += _block(piece, converter)
    return found + _paragraph(line, converter)


def _paragraph(line: Iterable[nodes.Node], converter: HtmlConverter) -> list[nodes.Node]:
    """Wrap inline nodes in a paragraph; images alone are not wrapped, and blanks are dropped."""
    kept = strip_blanks([*line])
    visible = [node for node in kept if not isinstance(node, nodes.target) and not is_blank(node)]
    if all(_is_image(node) for node in visible):
        return [node for node in kept if node in visible or isinstance(node, nodes.target)]
    return [converter.with_source(nodes.paragraph("", "", *kept))]


def _is_image(node: nodes.Node) -> bool:
    if isinstance(node, nodes.reference):
        return bool(node.children) and all(_is_image(child) for child in node.children)
    return isinstance(node, nodes.image)


def _block(element: _Element, converter: HtmlConverter) -> list[nodes.Node]:
    name = tag_name(element)
    if name in SILENT:
        return []
    if name == BLOCK_CHILD:
        return converter.child(element)
    if name in EMBEDDED:
        return [converter.with_source(nodes.paragraph("", "", *converter.embedded(element)))]
    if name in DRAWINGS:
        converter.warn_unknown(element)
        return []
    if name == "table":
        result = table(element, converter, _blocks_of)
    else:
        result = _CONVERTERS.get(name, _contents)(element, converter)
    if (language := (element.get("lang") or "").strip()) and result:
        result = [nodes.container("", *result, classes=[f"language-{language}"])]
    return [*targets(element), *result]


def _contents(element: _Element, converter: HtmlConverter) -> list[nodes.Node]:
    if tag_name(element) not in SECTIONING | INLINE:
        converter.warn_unknown(element)
    return blocks(element, converter)


def _quotation(element: _Element, converter: HtmlConverter) -> list[nodes.Node]:
    return _wrap(nodes.block_quote(), blocks(element, converter), converter)


def _division(element: _Element, converter: HtmlConverter) -> list[nodes.Node]:
    """Return an admonition for an element with its class; for any other, its blocks."""
    classes = (element.get("class") or "").split()
    if "admonition" not in classes:
        return blocks(element, converter)
    kind = next((name for name in classes if name in _ADMONITIONS), "admonition")
    box: nodes.Element = getattr(nodes, kind)()
    for title in element.iterchildren():
        if "admonition-title" in (title.get("class") or "").split():
            box += nodes.title("", "", *strip_blanks(converter.inline_content(title)))
            tail = title.tail
            element.remove(title)
            element.text = (element.text or "") + (tail or "")
            break
    return _wrap(box, blocks(element, converter), converter)


def _preformatted(element: _Element, converter: HtmlConverter) -> list[nodes.Node]:
    if any(tag_name(child) in {BLOCK_CHILD, INLINE_CHILD} for child in element.iter()):
        return blocks(element, converter)
    etree.strip_elements(element, *SILENT, with_tail=False)
    text = "".join(map(str, element.itertext())).strip("\n")
    return [converter.with_source(nodes.literal_block(text, text, language="none"))] if text else []


def _transition(_element: _Element, converter: HtmlConverter) -> list[nodes.Node]:
    return [converter.with_source(nodes.transition())]


def _text(element: _Element, converter: HtmlConverter) -> list[nodes.Node]:
    if not all(is_inline(child) for child in element):
        return blocks(element, converter)
    line = _paragraph(converter.inline_content(element), converter)
    if tag_name(element) in TITLES and line and isinstance(line[-1], nodes.paragraph):
        # A block cannot start a section, so its heading is not in the outline.
        title = nodes.rubric("", "", *line[-1].children)
        return [*line[:-1], converter.with_source(title)]
    return line


def _wrap(
    node: nodes.Element, children: Iterable[nodes.Node], converter: HtmlConverter
) -> list[nodes.Node]:
    node.extend(children)
    return [converter.with_source(node)] if node.children else []


def _list(element: _Element, converter: HtmlConverter) -> list[nodes.Node]:
    result: nodes.Element = nodes.bullet_list()
    if tag_name(element) == "ol":
        result = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".")
        if (start := element.get("start") or "").isdecimal():
            result["start"] = int(start[:6])
    items = []
    for piece in child_pieces(element):
        if isinstance(piece, str):
            children = _paragraph([nodes.Text(piece)], converter)
        elif tag_name(piece) == "li":
            children = [*targets(piece), *blocks(piece, converter)]
        elif is_inline(piece):
            children = _paragraph(converter.inline_element(piece), converter)
        else:
            children = _block(piece, converter)
        if children:
            items += _wrap(nodes.list_item(), children, converter)
    return _wrap(result, items, converter)


def _definitions(element: _Element, converter: HtmlConverter) -> list[nodes.Node]:
    """Return a definition list; content outside its items explains the term before it."""
    before: list[nodes.Node] = []
    items: list[nodes.Element] = []
    for is_item, group in groupby(_definition_pieces(element), key=_is_definition_item):
        pieces = list(group)
        if not is_item and not items:
            before += _blocks_of(pieces, converter)
        elif not is_item and (strays := _blocks_of(pieces, converter)):
            items[-1] += nodes.definition("", *strays)
        for child in pieces if is_item else ():
            if isinstance(child, str):
                continue
            if tag_name(child) == "dt":
                term = nodes.term("", "", *targets(child), *converter.inline_content(child))
                items.append(nodes.definition_list_item("", term))
                continue
            if not items:
                items.append(nodes.definition_list_item("", nodes.term()))
            items[-1] += nodes.definition("", *targets(child), *blocks(child, converter))
    return [*before, *_wrap(nodes.definition_list(), items, converter)]


def _definition_pieces(element: _Element) -> Iterator[str | _Element]:
    """Yield the items of a definition list, also those in a group, and all other content."""
    for piece in child_pieces(element):
        if isinstance(piece, str) or _is_definition_item(piece) or not _has_items(piece):
            yield piece
        else:
            yield from _definition_pieces(piece)


def _is_definition_item(piece: str | _Element) -> bool:
    return not isinstance(piece, str) and tag_name(piece) in {"dt", "dd"}


def _has_items(element: _Element) -> bool:
    outside = next(element.iterancestors("dl"), None)
    return tag_name(element) != "dl" and any(
        next(item.iterancestors("dl"), None) is outside for item in element.iter("dt", "dd")
    )


def _figure(element: _Element, converter: HtmlConverter) -> list[nodes.Node]:
    """Return a figure with an image and a caption; without an image, its blocks."""
    captions = [child for child in element if tag_name(child) == "figcaption"]
    if any((caption.tail or "").strip() for caption in captions):
        return blocks(element, converter)
    for caption in captions:
        element.remove(caption)
    body = blocks(element, converter)
    texts = [block for caption in captions for block in blocks(caption, converter)]
    first = next((block for block in texts if isinstance(block, nodes.paragraph)), None)
    if first is None or not any(has_image(block) for block in body):
        return body + texts
    result = nodes.figure()
    result.extend(body)
    result += nodes.caption("", "", *first.children)
    rest = [block for block in texts if block is not first]
    if rest:
        result += nodes.legend("", *rest)
    return [converter.with_source(result)]


_ADMONITIONS = frozenset(
    kind.__name__ for kind in nodes.Admonition.__subclasses__() if hasattr(nodes, kind.__name__)
)
"""The classes of admonitions, which Sphinx's translator for HTML writes."""

_CONVERTERS = {
    **dict.fromkeys(("p", *TITLES), _text),
    **dict.fromkeys(("ul", "ol", "menu"), _list),
    "blockquote": _quotation,
    "div": _division,
    "dl": _definitions,
    "figure": _figure,
    "hr": _transition,
    "pre": _preformatted,
}
