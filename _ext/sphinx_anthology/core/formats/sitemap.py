"""The addresses of a site for search engines (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_anthology.core.formats.xml_file import add, root_of, xml_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MAIN = "sitemap.xml"
"""The name of the file that names all others."""

MOST = 50_000
"""Addresses in one file; the protocol allows no more."""


@dataclass(frozen=True, slots=True, order=True)
class Page:
    """The absolute address of a page, and when it last changed if that is known."""

    address: str
    changed: str = ""


def sitemap(pages: Iterable[Page], base: str, most: int = MOST) -> dict[str, bytes]:
    """Return the files by their names: one, or an index and those that it names.

    Args:
        pages: the pages of the site, in any order.
        base: the absolute address of the site, with a slash at its end.
        most: how many addresses one file takes.
    """
    ordered = sorted(pages)
    chunks = [ordered[start : start + most] for start in range(0, len(ordered), most)]
    if len(chunks) < 2:
        return {MAIN: _file("urlset", "url", ordered)}
    files = {
        f"sitemap-{number}.xml": _file("urlset", "url", chunk)
        for number, chunk in enumerate(chunks, 1)
    }
    return {MAIN: _file("sitemapindex", "sitemap", [Page(base + name) for name in files])} | files


def _file(kind: str, item: str, pages: Iterable[Page]) -> bytes:
    root = root_of(NAMESPACE, kind)
    for page in pages:
        element = add(root, item)
        add(element, "loc", page.address)
        if page.changed:
            add(element, "lastmod", page.changed)
    return xml_bytes(root)
