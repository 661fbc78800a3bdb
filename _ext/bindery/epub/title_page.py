"""The title page: the book's names, then what the root document says besides its chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from .templates import render
from .vocabulary import EPUB, HEADINGS, XHTML

if TYPE_CHECKING:
    from ..metadata import BookMetadata


def make_title_page(page: etree._Element, book: BookMetadata) -> None:
    """Turn the root document's page into the title page.

    Its own title goes, for the book's stands in its place; its text stays, below the names.
    """
    body = page.find(f"{{{XHTML}}}body")
    title = page.find(f"{{{XHTML}}}head/{{{XHTML}}}title")
    if body is None or title is None:
        return
    title.text = book.title
    made = etree.fromstring(
        render("titlepage.xhtml.jinja", book=book, language="", direction="", title="", root="",
               matter="frontmatter")
    )  # fmt: skip
    section = made.find(f".//{{{XHTML}}}section")
    if section is None:
        return
    for heading in body.iter(f"{{{XHTML}}}h1"):
        parent = heading.getparent()
        if parent is not None and heading.getprevious() is None:
            parent.remove(heading)
        break
    introduction = etree.SubElement(section, f"{{{XHTML}}}div", {"class": "introduction"})
    introduction.text = body.text
    introduction.extend(list(body))
    if not "".join(str(text) for text in introduction.itertext()).strip() and not len(
        introduction.findall(f".//{{{XHTML}}}img")
    ):
        _keep_targets(introduction, section)
    body.text = None
    body.append(section)
    body.set(f"{{{EPUB}}}type", "frontmatter")
    for heading in introduction.iter(*(f"{{{XHTML}}}{name}" for name in HEADINGS[:1])):
        heading.tag = f"{{{XHTML}}}h2"


def _keep_targets(empty: etree._Element, section: etree._Element) -> None:
    """Take an empty introduction away, but not the ids that links may lead to."""
    for identifier in empty.xpath(".//@id"):
        etree.SubElement(section, f"{{{XHTML}}}span", id=str(identifier))
    section.remove(empty)
