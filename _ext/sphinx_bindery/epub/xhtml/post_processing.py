"""Post-processing: corrections that need the contents of an element."""

from __future__ import annotations

from lxml import etree

from sphinx_bindery.epub.xhtml.markup import local_name, text_of
from sphinx_bindery.epub.xhtml.vocabulary import HEADINGS, PARENTS, xhtml


def post_process(element: etree._Element) -> None:
    """Correct a complete element: tables, captions, empty cells and headings."""
    name = local_name(element)
    empty = not len(element) and not (element.text or "").strip()
    if name == "table":
        _correct_table(element)
    elif name == "figure":
        for caption in element.findall(xhtml("figcaption"))[:-1]:
            caption.tag = xhtml("div")
        last = element.find(xhtml("figcaption"))
        if last is not None and last is not element[-1]:
            element.append(last)
    elif name == "th" and empty:
        element.tag = xhtml("td")
        element.attrib.pop("scope", "")
    elif name == "th" and "scope" not in element.attrib:
        heads = next(element.iterancestors(xhtml("thead")), None)
        element.set("scope", "row" if heads is None else "col")
    elif name in HEADINGS and not text_of(element).strip():
        element.tag = xhtml("div")
    elif name == "ruby":
        _correct_ruby(element)


def _correct_ruby(ruby: etree._Element) -> None:
    """Add an empty reading for text after the last one; unwrap readings that annotate no text."""
    readings = ruby.findall(xhtml("rt"))
    has_text = bool((ruby.text or "").strip())
    is_valid = bool(readings)
    for child in ruby:
        if child.tag == xhtml("rt"):
            is_valid = is_valid and has_text
            has_text = bool((child.tail or "").strip())
        else:
            has_text = True
    if not is_valid:
        for element in (ruby, *readings):
            element.tag = xhtml("span")
    elif has_text:
        etree.SubElement(ruby, xhtml("rt"))


def _correct_table(table: etree._Element) -> None:
    rows = table.findall(xhtml("tr"))
    if rows and table.find(xhtml("tbody")) is not None:
        body = etree.Element(xhtml("tbody"))
        rows[0].addprevious(body)
        body.extend(rows)
    order = {"caption": 0, "colgroup": 1, "col": 1, "thead": 2, "tfoot": 4}
    table[:] = sorted(table, key=lambda child: order.get(local_name(child), 3))
    for name in ("caption", "thead", "tfoot"):
        for second in table.findall(xhtml(name))[1:]:
            if name == "caption":
                table.remove(second)
            else:
                second.tag = xhtml("tbody")
    loose = table.findall(xhtml("col"))
    if loose:
        group = etree.Element(xhtml("colgroup"))
        loose[0].addprevious(group)
        group.extend(loose)
    if table.find(f".//{xhtml('tr')}") is None:
        _flatten(table)


def _flatten(element: etree._Element) -> None:
    element.tag = xhtml("div")
    for child in list(element.iter(etree.Element))[1:]:
        if local_name(child) in PARENTS:
            child.tag = xhtml("div")
            for name in ("span", "colspan", "rowspan", "scope"):
                child.attrib.pop(name, "")


def correct_definition_list(definitions: etree._Element) -> None:
    """Turn a definition list into ``div`` elements unless it has terms with definitions only."""
    names = [local_name(child) for child in definitions]
    pairs = "".join({"dt": "t", "dd": "d"}.get(name, "x") for name in names)
    if pairs and pairs[0] == "t" and pairs[-1] == "d" and "x" not in pairs:
        return
    definitions.tag = xhtml("div")
    for child in definitions:
        if local_name(child) in {"dt", "dd"}:
            child.set("class", f"{child.get('class', '')} {local_name(child)}".strip())
            child.tag = xhtml("div")


def order_headings(body: etree._Element) -> None:
    """Renumber headings without gaps, from h1 on (WCAG 2.2, technique G141)."""
    open_levels: list[int] = []
    for heading in body.iter(*(xhtml(name) for name in HEADINGS)):
        level = int(local_name(heading)[1])
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        heading.tag = xhtml(f"h{len(open_levels)}")
