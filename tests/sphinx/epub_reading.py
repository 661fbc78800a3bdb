"""A reader of ePubs: files, package document and pages."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
    "h": "http://www.w3.org/1999/xhtml",
    "m": "http://www.w3.org/1998/Math/MathML",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "opf": "http://www.idpf.org/2007/opf",
    "svg": "http://www.w3.org/2000/svg",
}
FOLDER = "EPUB/"


@dataclass(frozen=True)
class Epub:
    """An ePub; paths are relative to the package document."""

    data: bytes

    @classmethod
    def in_folder(cls, folder: Path) -> Epub:
        """Read the only ePub in a folder."""
        (file,) = folder.glob("*.epub")
        return cls(file.read_bytes())

    @cached_property
    def archive(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self.data))

    def xml(self, path: str) -> etree._Element:
        return etree.fromstring(self.archive.read(FOLDER + path))

    @cached_property
    def package(self) -> etree._Element:
        return self.xml("package.opf")

    def meta(self, name: str) -> list[str]:
        """Return the texts of a Dublin Core element or of a property without ``refines``."""
        if name.startswith("dc:"):
            return [e.text or "" for e in self.package.iterfind(f".//{name}", NAMES)]
        found = self.package.iterfind(f".//opf:meta[@property='{name}']", NAMES)
        return [e.text or "" for e in found if "refines" not in e.attrib]

    @cached_property
    def items(self) -> dict[str, etree._Element]:
        """Return the manifest items by path."""
        return {e.attrib["href"]: e for e in self.package.iterfind(".//opf:item", NAMES)}

    @cached_property
    def spine(self) -> list[str]:
        by_id = {item.attrib["id"]: href for href, item in self.items.items()}
        return [by_id[e.attrib["idref"]] for e in self.package.iterfind(".//opf:itemref", NAMES)]

    def pages(self) -> dict[str, etree._Element]:
        return {path: self.xml(path) for path in self.spine}

    def toc(self) -> list[object]:
        """Return the table of contents: titles with their children."""
        (top,) = self.xml("nav.xhtml").xpath("//h:nav[@epub:type='toc']/h:ol", namespaces=NAMES)
        return [_titles(item) for item in top]

    def page_list(self) -> dict[str, str]:
        """Return the addresses in the page list by page number."""
        found = self.xml("nav.xhtml").xpath(
            "//h:nav[@epub:type='page-list']//h:a", namespaces=NAMES
        )
        return {text(link): link.get("href", "") for link in found}

    def dead_links(self) -> list[tuple[str, str]]:
        """Return the broken links inside the book: pages and addresses."""
        pages = self.pages()
        ids = {path: {e.get("id") for e in page.iter()} for path, page in pages.items()}
        dead = []
        for path, page in pages.items():
            for link in page.iterfind(".//h:a[@href]", NAMES):
                address = link.attrib["href"]
                if ":" in address:
                    continue
                file, _, fragment = address.partition("#")
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), file))
                target = target if file else path
                if target not in ids or (fragment and fragment not in ids[target]):
                    dead.append((path, address))
        return dead


def _titles(item: etree._Element) -> object:
    title = item.findtext("h:a", namespaces=NAMES)
    below = [_titles(child) for child in item.iterfind("h:ol/h:li", NAMES)]
    return (title, below) if below else title


def text(element: etree._Element) -> str:
    """Return the text of an element with collapsed whitespace."""
    return " ".join("".join(element.itertext()).split())
