"""One page: the XHTML file that a document becomes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

from sphinx_bindery.book import Matter
from sphinx_bindery.epub.xhtml.markup import NAMESPACES, ids_in, new_root
from sphinx_bindery.epub.xhtml.vocabulary import EPUB, HEADINGS, XML, xhtml

_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}
)

_KINDS = {
    "acknowledgements": "acknowledgments", "acknowledgments": "acknowledgments",
    "afterword": "afterword", "appendix": "appendix", "bibliography": "bibliography",
    "colophon": "colophon", "conclusion": "conclusion", "dedication": "dedication",
    "epilogue": "epilogue", "foreword": "foreword", "glossary": "glossary",
    "introduction": "introduction", "preface": "preface", "prologue": "prologue",
    "references": "bibliography",
}  # fmt: skip
"""What a document of front or back matter is, by its name: terms of the structure vocabulary."""


@dataclass(frozen=True, slots=True)
class Look:
    """What all pages share: language (BCP 47) and direction of the text."""

    language: str

    @property
    def direction(self) -> str:
        """Return ``rtl`` for languages written from right to left, else ``ltr``."""
        return "rtl" if self.language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def kind_of(docname: str, matter: Matter) -> str:
    """Return the structural semantics of a document: a term that is an ARIA role as well."""
    kind = _KINDS.get(PurePosixPath(docname).name.lower())
    if matter is Matter.BODY:
        return kind if kind in {"introduction", "prologue", "epilogue", "conclusion"} else "chapter"
    return kind or ""


def compose(
    body: etree._Element, *, title: str, path: str, look: Look, matter: Matter, kind: str
) -> etree._Element:
    """Put the contents of a document into a page.

    Args:
        body: a valid ``body``; it becomes part of the page.
        title: the page's title.
        path: where the page stands in the package.
        look: its language and direction.
        matter: the division of the book that it is in.
        kind: its structural semantics, empty where it has none of its own.
    """
    page = new_root(xhtml("html"), NAMESPACES)
    page.set("lang", look.language)
    page.set(f"{{{XML}}}lang", look.language)
    page.set("dir", look.direction)
    head = etree.SubElement(page, xhtml("head"))
    etree.SubElement(head, xhtml("meta"), charset="utf-8")
    etree.SubElement(head, xhtml("title")).text = title
    etree.SubElement(
        head,
        xhtml("link"),
        rel="stylesheet",
        type="text/css",
        href="../" * path.count("/") + "style.css",
    )
    body.set(f"{{{EPUB}}}type", f"{matter.value}matter")
    section = _outer_section(body)
    if kind:
        section.set(f"{{{EPUB}}}type", kind)
        section.set("role", f"doc-{kind}")
        _name_after_heading(section)
    page.append(body)
    return page


def _outer_section(body: etree._Element) -> etree._Element:
    """Return the section that holds all of the page; make it if the document has none."""
    sections = body.findall(xhtml("section"))
    stray = (body.text or "").strip() or any((child.tail or "").strip() for child in body)
    if len(sections) == len(body) == 1 and not stray:
        return sections[0]
    section = etree.Element(xhtml("section"))
    section.text, body.text = body.text, None
    section.extend(list(body))
    body.append(section)
    return section


def _name_after_heading(section: etree._Element) -> None:
    heading = next(section.iter(*(xhtml(name) for name in HEADINGS)), None)
    if heading is None:
        return
    if "id" not in heading.attrib:
        taken = set(ids_in(section))
        identifier = "page-title"
        while identifier in taken:
            identifier += "-"
        heading.set("id", identifier)
    section.set("aria-labelledby", heading.attrib["id"])
