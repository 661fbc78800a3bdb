"""What a reader finds in an output, read back from it: the contents, and each chapter's text."""

from __future__ import annotations

import posixpath
import zipfile
from typing import TYPE_CHECKING

from lxml import etree, html
from pypdf import PdfReader

if TYPE_CHECKING:
    from pathlib import Path

Contents = list[tuple[str, list[str]]]
"""Titles of the first level, each with those of the second."""

XHTML = {"h": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}


def one_line(text: str) -> str:
    return " ".join(text.replace("\xad", "").split())


def pdf_contents(file: Path) -> Contents:
    """Return two levels of the outline."""
    contents: Contents = []
    for entry in PdfReader(file).outline:
        if isinstance(entry, list):
            titles = [str(child.title) for child in entry if not isinstance(child, list)]
            contents[-1][1].extend(titles)
        else:
            contents.append((str(entry.title), []))
    return contents


def with_years(contents: Contents) -> Contents:
    """Return the contents of the PDF with the titles that other outputs give to its parts."""
    return [(title.removeprefix("Posts of "), below) for title, below in contents]


def pdf_text(file: Path) -> str:
    return one_line(" ".join(page.extract_text() for page in PdfReader(file).pages))


def epub_contents(file: Path) -> Contents:
    """Return two levels of the navigation document's table of contents."""
    with zipfile.ZipFile(file) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("nav.xhtml")]
        tree = etree.fromstring(archive.read(name))
    contents: Contents = []
    for item in tree.xpath("//h:nav[@epub:type='toc']/h:ol/h:li", namespaces=XHTML):
        (title,) = item.xpath("(h:a|h:span)/text()", namespaces=XHTML)
        below = item.xpath("h:ol/h:li/h:a/text()", namespaces=XHTML)
        contents.append((str(title), [str(text) for text in below]))
    return contents


def epub_page(file: Path, docname: str) -> str:
    """Return the text of one chapter."""
    with zipfile.ZipFile(file) as archive:
        wanted = f"{docname}.xhtml"
        (name,) = [n for n in archive.namelist() if posixpath.normpath(n).endswith(wanted)]
        return one_line("".join(etree.fromstring(archive.read(name)).itertext()))


def html_contents(folder: Path) -> Contents:
    """Return the captions of the home page, each with the titles under it."""
    page = html.document_fromstring((folder / "index.html").read_text(encoding="utf-8"))
    contents: Contents = []
    for wrapper in page.find_class("toctree-wrapper"):
        for child in wrapper:
            if child.tag == "p":
                contents.append((child.text_content(), []))
            elif contents:
                contents[-1][1].extend(a.text_content() for a in child.iter("a"))
    return contents


def html_page(folder: Path, docname: str) -> str:
    page = html.document_fromstring((folder / f"{docname}.html").read_text(encoding="utf-8"))
    (content,) = page.iter("main")
    return one_line(content.text_content())
