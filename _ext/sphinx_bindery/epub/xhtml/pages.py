"""The XHTML pages of documents."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from pathlib import PurePosixPath

from lxml import etree

from sphinx_bindery.book import Matter
from sphinx_bindery.common.dates import text_direction
from sphinx_bindery.epub.package.publication import document_path
from sphinx_bindery.epub.xhtml.markup import NAMESPACES, ids_of, new_root, unused_id
from sphinx_bindery.epub.xhtml.vocabulary import EPUB, HEADINGS, XML, xhtml

_CODE = ("pre", "code", "kbd", "samp")

_KINDS = {
    "acknowledgements": "acknowledgments", "acknowledgments": "acknowledgments",
    "afterword": "afterword", "appendix": "appendix", "bibliography": "bibliography",
    "colophon": "colophon", "conclusion": "conclusion", "dedication": "dedication",
    "epilogue": "epilogue", "foreword": "foreword", "glossary": "glossary",
    "introduction": "introduction", "preface": "preface", "prologue": "prologue",
    "references": "bibliography",
}  # fmt: skip
"""Terms of the EPUB structural semantics vocabulary by the name of a document."""


@dataclass(frozen=True, slots=True)
class PageStyle:
    """The language of a page (BCP 47), and the direction of its text."""

    language: str

    @property
    def direction(self) -> str:
        """``rtl`` for languages written from right to left, else ``ltr``."""
        return text_direction(self.language)


def structural_semantics(docname: str, matter: Matter) -> str:
    """Return the structural semantics of a document, a term that is an ARIA role too, or ""."""
    kind = _KINDS.get(PurePosixPath(docname).name.lower())
    if matter is Matter.BODY:
        return kind if kind in {"introduction", "prologue", "epilogue", "conclusion"} else "chapter"
    return kind or ""


def compose_page(
    body: etree._Element, docname: str, *, title: str, style: PageStyle, matter: Matter
) -> etree._Element:
    """Return the page of a document.

    Args:
        body: A valid ``body`` element, which becomes part of the page.
        docname: The document.
        title: The title of the page.
        style: Its language and direction.
        matter: The division of the book that it is in.
    """
    page = new_root(xhtml("html"), NAMESPACES)
    page.set("lang", style.language)
    page.set(f"{{{XML}}}lang", style.language)
    page.set("dir", style.direction)
    head = etree.SubElement(page, xhtml("head"))
    etree.SubElement(head, xhtml("meta"), charset="utf-8")
    etree.SubElement(head, xhtml("title")).text = title
    sheet = "../" * document_path(docname).count("/") + "style.css"
    etree.SubElement(head, xhtml("link"), rel="stylesheet", type="text/css", href=sheet)
    body.set(f"{{{EPUB}}}type", f"{matter.value}matter")
    section = _outer_section(body)
    if kind := structural_semantics(docname, matter):
        section.set(f"{{{EPUB}}}type", kind)
        section.set("role", f"doc-{kind}")
        _label_by_heading(section)
    _set_directions(body, style.direction)
    page.append(body)
    return page


def _set_directions(body: etree._Element, direction: str) -> None:
    """Set the direction of elements with a language, and of code and formulas in RTL text.

    Style sheets of an ePub must not have the property ``direction``.
    """
    elements = [
        (element, text_direction(str(element.attrib["lang"])))
        for element in body.iter("{*}*")
        if element.get("lang")
    ]
    directions = {direction, *(own for _element, own in elements)}
    if len(directions) > 1:
        for element, own in elements:
            if "dir" not in element.attrib:
                element.set("dir", own)
    if "rtl" in directions:
        formulas = (e for e in body.iter(xhtml("div")) if "math" in e.get("class", "").split())
        for element in chain(body.iter(*map(xhtml, _CODE)), formulas):
            if "dir" not in element.attrib:
                element.set("dir", "ltr")


def _outer_section(body: etree._Element) -> etree._Element:
    """Return the section around all contents; insert one if the document has none."""
    sections = body.findall(xhtml("section"))
    stray = (body.text or "").strip() or any((child.tail or "").strip() for child in body)
    if len(sections) == len(body) == 1 and not stray:
        return sections[0]
    section = etree.Element(xhtml("section"))
    section.text, body.text = body.text, None
    section.extend(list(body))
    body.append(section)
    return section


def _label_by_heading(section: etree._Element) -> None:
    heading = next(section.iter(*(xhtml(name) for name in HEADINGS)), None)
    if heading is None:
        return
    if "id" not in heading.attrib:
        heading.set("id", unused_id("page-title", ids_of(section)))
    section.set("aria-labelledby", heading.attrib["id"])
