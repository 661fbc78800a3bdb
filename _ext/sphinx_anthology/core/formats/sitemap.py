"""Files for crawlers: sitemaps (https://www.sitemaps.org/protocol.html) and ``robots.txt``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from sphinx_anthology.core.formats.feeds import add, root_of, xml_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

XHTML = "http://www.w3.org/1999/xhtml"
"""The namespace of links to the same page in other languages, an extension of the protocol."""

MAIN = "sitemap.xml"
"""Name of the sitemap, or of the sitemap index if there are several sitemaps."""

ROBOTS = "robots.txt"

MAX_URLS = 50_000
"""Maximum number of URLs in one file, by the protocol."""


@dataclass(frozen=True, slots=True, order=True)
class SitemapEntry:
    """The absolute URL of a page, and the date of its last change; empty if unknown.

    Attributes:
        alternates: The ``hreflang`` values and absolute URLs of the page in all its languages.
    """

    address: str
    changed: str = ""
    alternates: tuple[tuple[str, str], ...] = ()


def sitemap(pages: Iterable[SitemapEntry], base: str, most: int = MAX_URLS) -> dict[str, bytes]:
    """Return the files by name: a sitemap, or a sitemap index and its sitemaps.

    Args:
        pages: The pages of the site, in any order.
        base: Absolute URL of the site, with a trailing slash.
        most: Maximum number of URLs in one file.
    """
    ordered = sorted(pages)
    chunks = [ordered[start : start + most] for start in range(0, len(ordered), most)]
    if len(chunks) < 2:
        return {MAIN: _file("urlset", "url", ordered)}
    files = {
        f"sitemap-{number}.xml": _file("urlset", "url", chunk)
        for number, chunk in enumerate(chunks, 1)
    }
    return {
        MAIN: _file("sitemapindex", "sitemap", [SitemapEntry(base + name) for name in files])
    } | files


def robots(sitemap: str) -> bytes:
    """Return the file ``robots.txt`` (RFC 9309), which allows crawlers all pages.

    Args:
        sitemap: Absolute URL of the sitemap; empty if there is none.
    """
    lines = ["User-agent: *", "Allow: /"]
    if sitemap:
        lines += ["", f"Sitemap: {sitemap}"]
    return "".join(f"{line}\n" for line in lines).encode()


def _file(kind: str, item: str, pages: Iterable[SitemapEntry]) -> bytes:
    pages = list(pages)
    has_languages = any(page.alternates for page in pages)
    root = root_of(NAMESPACE, kind, {"xhtml": XHTML} if has_languages else {})
    for page in pages:
        element = add(root, item)
        add(element, "loc", page.address)
        if page.changed:
            add(element, "lastmod", page.changed)
        for tag, address in page.alternates:
            link = etree.SubElement(element, f"{{{XHTML}}}link")
            link.attrib.update({"rel": "alternate", "hreflang": tag, "href": address})
    return xml_bytes(root)
