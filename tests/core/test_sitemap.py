"""The sitemap as https://www.sitemaps.org/protocol.html has it."""

from __future__ import annotations

from lxml import etree

from sphinx_anthology.core.formats.sitemap import MAX_URLS, SitemapEntry, sitemap

BASE = "https://e.org/"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def told(data: bytes, kind: str = "urlset", item: str = "url") -> list[tuple[str, str | None]]:
    root = etree.fromstring(data)
    assert root.tag == f"{NAMESPACE}{kind}"
    assert {child.tag for child in root} == {f"{NAMESPACE}{item}"}
    return [
        (str(child.findtext(f"{NAMESPACE}loc")), child.findtext(f"{NAMESPACE}lastmod"))
        for child in root
    ]


def test_addresses_stand_in_order_with_what_is_known_of_their_changes() -> None:
    pages = [
        SitemapEntry(f"{BASE}b", "2014-11"),
        SitemapEntry(f"{BASE}a&b"),
        SitemapEntry(f"{BASE}a", "2014"),
    ]
    files = sitemap(pages, BASE)
    assert list(files) == ["sitemap.xml"]
    assert told(files["sitemap.xml"]) == [
        (f"{BASE}a", "2014"),
        (f"{BASE}a&b", None),
        (f"{BASE}b", "2014-11"),
    ]


def test_more_than_one_file_takes_is_an_index_and_its_files() -> None:
    pages = [SitemapEntry(f"{BASE}{n}") for n in range(5)]
    files = sitemap(pages, BASE, most=2)
    assert told(files["sitemap.xml"], "sitemapindex", "sitemap") == [
        (f"{BASE}sitemap-1.xml", None),
        (f"{BASE}sitemap-2.xml", None),
        (f"{BASE}sitemap-3.xml", None),
    ]
    parts = [told(files[f"sitemap-{number}.xml"]) for number in (1, 2, 3)]
    assert [len(part) for part in parts] == [2, 2, 1]
    assert [address for part in parts for address, _ in part] == [page.address for page in pages]
    assert len(files) == 4


def test_as_many_as_one_file_takes_are_in_one() -> None:
    pages = [SitemapEntry(f"{BASE}{n}") for n in range(2)]
    assert list(sitemap(pages, BASE, most=2)) == ["sitemap.xml"]
    assert MAX_URLS == 50_000
