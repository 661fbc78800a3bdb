"""The table of the guide: each row is a test here, and each cell one of its outputs."""

from __future__ import annotations

import json
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from sphinx.testing.util import SphinxTestApp
from sphinx.util.inventory import InventoryFile

from tests.llms_reading import read_llms

from .conftest import DOT, Project
from .epub_reading import Epub, text
from .every_directive import write_every_directive
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .conftest import Build

ALL = ("html", "pdf", "epub")
TABLE: dict[str, tuple[str, tuple[str, ...]]] = {}
"""What the guide's table must say: by feature, the name of its test and its outputs."""


@dataclass(frozen=True)
class Outputs:
    """One project in three outputs, made from one doctree cache."""

    html: Build
    pdf: ReadPdf
    epub: Epub

    def page(self, output: str, docname: str) -> etree._Element:
        """Return a document of the site or of the ePub, parsed."""
        if output == "html":
            return self.html.page(docname)
        (path,) = (path for path in self.epub.spine if path.endswith(f"{docname}.xhtml"))
        return self.epub.xml(path)

    def lines(self, output: str, docname: str, kind: str) -> list[str]:
        """Return the texts of the elements of a class; of a PDF, of all pages."""
        if output == "pdf":
            return self.pdf.pages
        return [text(element) for element in of_class(self.page(output, docname), kind)]

    def says(self, output: str, docname: str, kind: str, words: str) -> bool:
        return any(words in line for line in self.lines(output, docname, kind))

    def links(self, output: str, docname: str, kind: str) -> list[tuple[str, str]]:
        """Return text and address of the links in the elements of a class."""
        return [
            (text(link), str(link.get("href")))
            for element in of_class(self.page(output, docname), kind)
            for link in element.iter("{*}a", "a")
        ]

    def resolves(self, output: str, docname: str, address: str) -> bool:
        """Tell whether a relative address leads to a file, and to an id in it."""
        name = address.partition("#")[0]
        if output == "html":
            file = self.html.outdir / posixpath.join(posixpath.dirname(docname), name)
            return file.is_file() if name else True
        return not self.epub.dead_links()


def of_class(page: etree._Element, kind: str) -> Iterator[etree._Element]:
    for element in page.iter():
        if isinstance(element.tag, str) and kind in str(element.get("class", "")).split():
            yield element


def feature(name: str, *outputs: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Enter a test into the table, and run it for each of its outputs."""

    def enter(test: Callable[..., None]) -> Callable[..., None]:
        TABLE[name] = test.__name__, outputs
        return pytest.mark.parametrize("output", outputs)(test)

    return enter


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    project = Project(tmp_path_factory.mktemp("features"), SphinxTestApp)
    write_every_directive(project)
    builds = {builder: project.build(builder) for builder in ALL}
    assert {name: build.warnings for name, build in builds.items()} == dict.fromkeys(ALL, "")
    return Outputs(
        builds["html"],
        ReadPdf(builds["pdf"].outdir / "notes.pdf"),
        Epub.in_folder(builds["epub"].outdir),
    )


@feature("Dates, as precise as they were written", *ALL)
def test_dates(outputs: Outputs, output: str) -> None:
    assert outputs.says(output, "posts/one", "byline", "November 2014 ·")
    assert outputs.says(output, "posts/two", "byline", "December 24, 2014 ·")
    assert outputs.says(output, "posts/three", "byline", "2015 · 1 min read")


@feature("Date of the last change", *ALL)
def test_updated(outputs: Outputs, output: str) -> None:
    assert outputs.says(output, "posts/one", "byline", "updated February 3, 2015")


@feature("Authors", *ALL)
def test_authors(outputs: Outputs, output: str) -> None:
    assert outputs.says(output, "posts/one", "byline", "M. M.")


@feature("Tags", *ALL)
def test_tags(outputs: Outputs, output: str) -> None:
    assert outputs.says(output, "posts/one", "byline", "Tags: Nova, Containers")


@feature("One spelling for each tag", *ALL)
def test_spellings(outputs: Outputs, output: str) -> None:
    assert outputs.says(output, "posts/two", "byline", "Tags: Nova, Containers")


@feature("Categories", *ALL)
def test_categories(outputs: Outputs, output: str) -> None:
    assert outputs.says(output, "posts/one", "byline", "Filed under: Essays")


@feature("Series: the part of the post, and links to the parts around it", *ALL)
def test_series(outputs: Outputs, output: str) -> None:
    assert outputs.says(output, "posts/one", "byline", "Part 1 of 2 of the series Walks")
    assert outputs.says(output, "posts/one", "byline", "Next part: Two")
    assert outputs.says(output, "posts/two", "byline", "Previous part: One & only")
    if output != "pdf":
        links = outputs.links(output, "posts/two", "previous")
        assert [name for name, _address in links] == ["One & only"]
        assert outputs.resolves(output, "posts/two", links[0][1])


@feature("A post in several series", *ALL)
def test_two_series(outputs: Outputs, output: str) -> None:
    assert outputs.says(output, "posts/one", "byline", "Part 1 of 1 of the series Talks")


@feature("Reading time", *ALL)
def test_reading_time(outputs: Outputs, output: str) -> None:
    assert outputs.says(output, "posts/one", "byline", "1 min read")


@feature("Place", *ALL)
def test_place(outputs: Outputs, output: str) -> None:
    assert outputs.says(output, "posts/one", "byline", "Paris")


@feature("License, with a link", *ALL)
def test_license(outputs: Outputs, output: str) -> None:
    address = "https://creativecommons.org/licenses/by/4.0/"
    assert outputs.says(output, "posts/one", "byline", "License: CC BY 4.0")
    if output == "pdf":
        assert address in outputs.pdf.addresses
    else:
        assert ("CC BY 4.0", address) in outputs.links(output, "posts/one", "license")


@feature("First address", *ALL)
def test_first_address(outputs: Outputs, output: str) -> None:
    assert outputs.says(output, "posts/one", "byline", "First published at https://example.org/one")


@feature("Language: told, and marked for screen readers and hyphenation", *ALL)
def test_language(outputs: Outputs, output: str) -> None:
    assert outputs.says(output, "posts/one", "byline", "French")
    if output == "pdf":
        assert "fr" in {str(element.get("/Lang", "")) for element in outputs.pdf.elements}
        return
    page = outputs.page(output, "posts/one")
    (heading,) = page.iter("{*}h1", "h1")
    assert heading.xpath("ancestor::*[@lang][1]/@lang") == ["fr"]
    (byline,) = of_class(page, "byline")
    assert byline.get("lang") == "en"


@feature("Posts in reStructuredText", *ALL)
def test_restructuredtext(outputs: Outputs, output: str) -> None:
    assert outputs.says(output, "posts/four", "byline", "Tags: Rest")


@feature("Drafts are nowhere", *ALL)
def test_drafts(outputs: Outputs, output: str) -> None:
    if output == "pdf":
        assert not any("Hidden" in page or "Secret" in page for page in outputs.pdf.pages)
    elif output == "epub":
        told = " ".join(text(page) for page in outputs.epub.pages().values())
        assert "Hidden" not in told
        assert "Secret" not in told
    else:
        files = outputs.html.files()
        assert [name for name, data in files.items() if b"Nobody reads" in data] == []
        assert [name for name in files if "hidden" in name or "secret" in name] == []


@feature("Years as parts of the book", *ALL)
def test_parts(outputs: Outputs, output: str) -> None:
    years = ["2013", "2014", "2015"]
    if output == "pdf":
        assert [title for title, _below in outputs.pdf.outline if title.isdigit()] == years
    elif output == "epub":
        titles = [entry[0] for entry in outputs.epub.toc() if isinstance(entry, tuple)]
        assert [title for title in titles if str(title).isdigit()] == years
    else:
        captions = of_class(outputs.html.page("index"), "caption-text")
        assert [text(caption) for caption in captions if text(caption).isdigit()] == years


def entries(outputs: Outputs, output: str, kind: str) -> list[str]:
    """Return the names of an index with their counts."""
    found = []
    for index in of_class(outputs.page(output, "lists"), kind):
        if "post-index" in str(index.get("class")).split():
            found += [text(item) for item in index.iter("{*}dt", "dt")]
            found += [text(item) for item in index if item.tag == "li"]
    return found


@pytest.mark.parametrize("output", ["html", "epub"])
@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("tag", ["Containers (2)", "Nova (3)", "Rest (2)"]),
        ("series", ["Talks (1)", "Walks (2)"]),
        ("author", ["M. M. (1)", "N. N. (1)"]),
        ("year", ["2013 (1)", "2014 (2)", "2015 (1)"]),
    ],
)
def test_an_index_has_every_name_with_its_count(
    outputs: Outputs, output: str, kind: str, names: list[str]
) -> None:
    assert entries(outputs, output, kind) == names


def leads_to_its_posts(outputs: Outputs, output: str, kind: str, name: str, address: str) -> None:
    """Assert that an entry of an index leads to its posts in the way of the output."""
    if output == "html":
        links = [link for link in outputs.links(output, "lists", kind) if link[0].startswith(name)]
        assert links == [(name, address)]
        assert outputs.resolves(output, "lists", address)
        listed = of_class(outputs.html.page(address.removesuffix(".html")), "post-title")
        assert "One & only" in [text(title) for title in listed]
    elif output == "epub":
        assert ("One & only", "posts/one.xhtml") in [
            (title, posixpath.normpath(link))
            for title, link in outputs.links(output, "lists", kind)
        ]
        assert outputs.epub.dead_links() == []
    else:
        number = next(
            label
            for label, page in zip(outputs.pdf.labels, outputs.pdf.pages, strict=True)
            if "November 2014 · updated" in page
        )
        index = " ".join(outputs.pdf.pages).rpartition("All tags")[2]
        entry = index.partition(f"{name} (")[2]
        assert f"One & only, {number}" in entry


@feature("Index of tags", *ALL)
def test_tag_index(outputs: Outputs, output: str) -> None:
    leads_to_its_posts(outputs, output, "tag", "Nova", "tags/nova.html")


@feature("Index of series", *ALL)
def test_series_index(outputs: Outputs, output: str) -> None:
    leads_to_its_posts(outputs, output, "series", "Walks", "series/walks.html")


@feature("Index of authors", *ALL)
def test_author_index(outputs: Outputs, output: str) -> None:
    leads_to_its_posts(outputs, output, "author", "M. M.", "authors/m-m.html")


@feature("Archive by year", *ALL)
def test_archive(outputs: Outputs, output: str) -> None:
    leads_to_its_posts(outputs, output, "year", "2014", "archive/2014.html")


@feature("Lists of posts, with filters, order and groups", *ALL)
def test_lists(outputs: Outputs, output: str) -> None:
    if output == "pdf":
        told = " ".join(outputs.pdf.pages).rpartition("A list")[2]
        assert (
            told.index("Two") < told.index("What the second is about.") < told.index("One & only")
        )
        return
    (first, *_others) = of_class(outputs.page(output, "lists"), "post-list")
    assert [text(title) for title in of_class(first, "post-title")] == ["Two", "One & only"]
    assert [text(line) for line in of_class(first, "post-facts")] == [
        "December 24, 2014",
        "November 2014",
    ]
    assert [text(line) for line in of_class(first, "post-excerpt")] == [
        "What the second is about.",
        "It begins here. See Two, Nova, the walk and M. M..",
    ]
    groups = of_class(outputs.page(output, "lists"), "post-group")
    assert [text(group) for group in groups] == ["2015", "2014", "2013"]


@feature("Tables of posts", *ALL)
def test_tables(outputs: Outputs, output: str) -> None:
    rows = [
        ["Title", "Date", "Authors", "Tags"],
        ["One & only", "November 2014", "M. M.", "Nova, Containers"],
        ["Two", "December 24, 2014", "N. N.", "Nova, Containers"],
    ]
    if output == "pdf":
        told = " ".join(outputs.pdf.pages)
        assert " ".join(" ".join(row) for row in rows) in told
        assert outputs.pdf.tags["TH"] >= len(rows[0])
        return
    (table,) = outputs.page(output, "lists").iter("{*}table", "table")
    found = [[text(cell) for cell in row] for row in table.iter("{*}tr", "tr")]
    assert found == rows


@feature("Cards with pictures", *ALL)
def test_cards(outputs: Outputs, output: str) -> None:
    if output == "pdf":
        figures = [e for e in outputs.pdf.elements if str(e.S) == "/Figure"]
        assert "A dot" in [str(figure.get("/Alt", "")) for figure in figures]
        return
    (card,) = of_class(outputs.page(output, "lists"), "post-card")
    (image,) = card.iter("{*}img", "img")
    assert image.get("alt") == "A dot"
    if output == "html":
        assert (outputs.html.outdir / str(image.get("src"))).read_bytes() == DOT
    else:
        (page,) = (path for path in outputs.epub.spine if path.endswith("lists.xhtml"))
        source = posixpath.join("EPUB", posixpath.dirname(page), str(image.get("src")))
        assert outputs.epub.archive.read(posixpath.normpath(source)) == DOT


@feature("Timeline: a picture, and its text", *ALL)
def test_timeline(outputs: Outputs, output: str) -> None:
    words = "4 posts from 2013 to 2015. By year: 2013: 1, 2014: 2, 2015: 1."
    if output == "pdf":
        figures = [e for e in outputs.pdf.elements if str(e.S) == "/Figure"]
        assert words in [str(figure.get("/Alt", "")) for figure in figures]
        return
    (timeline,) = of_class(outputs.page(output, "lists"), "timeline")
    (drawing,) = timeline.iter("{*}svg", "svg")
    (title,) = (child for child in drawing if str(child.tag).endswith("title"))
    assert text(title) == words


@feature("Roles for posts, tags, series and authors", *ALL)
def test_roles(outputs: Outputs, output: str) -> None:
    if output == "pdf":
        assert any("See Two, Nova, the walk and M. M." in page for page in outputs.pdf.pages)
        return
    page = outputs.page(output, "posts/one")
    (paragraph,) = (p for p in page.iter("{*}p", "p") if text(p).startswith("It begins"))
    links = [(text(a), str(a.get("href"))) for a in paragraph.iter("{*}a", "a")]
    assert [name for name, _address in links] == ["Two", "Nova", "the walk", "M. M."]
    assert all(outputs.resolves(output, "posts/one", address) for _name, address in links)
    if output == "html":
        assert [address for _name, address in links] == [
            "two.html",
            "../tags/nova.html",
            "../series/walks.html",
            "../authors/m-m.html",
        ]


@feature("A page for each tag, series, category, author and year", "html")
def test_pages_of_names(outputs: Outputs, output: str) -> None:
    assert output == "html"
    headings = {
        "tags/nova": "Tag: Nova",
        "series/walks": "Series: Walks",
        "categories/essays": "Category: Essays",
        "authors/m-m": "Author: M. M.",
        "archive/2014": "Posts of 2014",
    }
    for name, heading in headings.items():
        (found,) = outputs.html.page(name).iter("h1")
        assert text(found).removesuffix("¶") == heading


@feature("Related posts", "html")
def test_related(outputs: Outputs, output: str) -> None:
    assert outputs.links(output, "posts/three", "related-posts") == [("Four", "four.html")]
    assert outputs.links(output, "posts/one", "related-posts") == []


@feature("Posts that link here", "html")
def test_backlinks(outputs: Outputs, output: str) -> None:
    assert outputs.links(output, "posts/one", "backlinks") == [("Three", "three.html")]
    assert outputs.links(output, "posts/two", "backlinks") == [("One & only", "one.html")]


@feature("How to cite a post, in words, BibTeX and CFF", "html")
def test_citation(outputs: Outputs, output: str) -> None:
    (words, *_labels) = outputs.page(output, "posts/one").xpath("//details/p")
    page = "https://example.org/blog/posts/one.html"
    assert text(words) == f"M. M., “One & only”, Notes, November 2014, {page}"
    for language in ("bibtex", "yaml"):
        assert outputs.says(output, "posts/one", language, page)


def test_the_books_have_no_postscript(outputs: Outputs) -> None:
    for path in outputs.epub.spine:
        assert list(of_class(outputs.epub.xml(path), "postscript")) == []
        assert list(of_class(outputs.epub.xml(path), "post-citation")) == []
    for words in ("Posts that link here", "Cite this post"):
        assert not any(words in page for page in outputs.pdf.pages)


@feature("Objects for other projects (intersphinx)", "html")
def test_inventory(outputs: Outputs, output: str) -> None:
    assert output == "html"
    data = (outputs.html.outdir / "objects.inv").read_bytes()
    inventory = InventoryFile.loads(data, uri="https://example.org")
    found = {
        kind: {name: item.uri for name, item in items.items()}
        for kind, items in inventory.data.items()
        if kind.startswith("anthology:")
    }
    assert found["anthology:post"] == {
        "four": "https://example.org/posts/four.html",
        "one": "https://example.org/posts/one.html",
        "third": "https://example.org/posts/three.html",
        "two": "https://example.org/posts/two.html",
    }
    assert found["anthology:tag"]["Nova"] == "https://example.org/tags/nova.html"
    assert found["anthology:author"]["M. M."] == "https://example.org/authors/m-m.html"
    assert set(found["anthology:series"]) == {"Walks", "Talks"}


@feature("Atom feeds of all posts, and of each tag, series and author", "html")
def test_feeds(outputs: Outputs, output: str) -> None:
    assert output == "html"
    for name, count in {
        "atom.xml": 4,
        "tags/nova.atom.xml": 3,
        "series/walks.atom.xml": 2,
        "authors/m-m.atom.xml": 1,
    }.items():
        feed = etree.fromstring((outputs.html.outdir / name).read_bytes())
        titles = [e.findtext("{*}title") for e in feed.iter("{http://www.w3.org/2005/Atom}entry")]
        assert len(titles) == count, name
        assert "Hidden" not in titles


@feature("JSON Feed of all posts", "html")
def test_json_feed(outputs: Outputs, output: str) -> None:
    assert output == "html"
    items = json.loads((outputs.html.outdir / "feed.json").read_text("utf-8"))["items"]
    assert [item["title"] for item in items] == ["Three", "Two", "One & only", "Four"]
    assert [item["image"] for item in items if "image" in item] == [
        "https://example.org/blog/_images/dot.png"
    ]


@feature("Sitemap", "html")
def test_sitemap(outputs: Outputs, output: str) -> None:
    assert output == "html"
    sitemap = etree.fromstring((outputs.html.outdir / "sitemap.xml").read_bytes())
    addresses = [str(element.text) for element in sitemap.iter("{*}loc")]
    for name in ("posts/one", "tags/nova", "archive/2014"):
        assert f"https://example.org/blog/{name}.html" in addresses
    assert not [address for address in addresses if "hidden" in address]


@feature("Files for robots and language models", "html")
def test_files_for_programs(outputs: Outputs, output: str) -> None:
    assert output == "html"
    robots = (outputs.html.outdir / "robots.txt").read_text("utf-8")
    assert "Sitemap: https://example.org/blog/sitemap.xml" in robots.splitlines()
    sections = read_llms((outputs.html.outdir / "llms.txt").read_bytes()).sections
    assert [link[0] for link in sections["Posts of 2014"]] == ["Two", "One & only"]
    assert "Hidden" not in {link[0] for links in sections.values() for link in links}


@feature("Address to keep, Open Graph and JSON-LD for search engines and previews", "html")
def test_metadata(outputs: Outputs, output: str) -> None:
    head = outputs.page(output, "posts/one").find("head")
    assert head is not None
    address = "https://example.org/blog/posts/one.html"
    assert head.xpath("link[@rel='canonical']/@href") == [address]
    assert head.xpath("meta[@property='og:title']/@content") == ["One & only"]
    (script,) = head.xpath("script[@type='application/ld+json']/text()")
    post, _trail = json.loads(script)["@graph"]
    assert (post["@type"], post["headline"], post["url"]) == ("BlogPosting", "One & only", address)


@feature("Redirects from old addresses", "html")
def test_redirects(outputs: Outputs, output: str) -> None:
    for name, address in {
        "old/one": "../posts/one.html",
        "2014/11/one/index": "../../../posts/one.html",
    }.items():
        page = outputs.page(output, name)
        assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={address}"]
        (link,) = page.xpath("//main//a")
        assert (link.text_content(), link.get("href")) == ("One & only", address)


def test_the_epub_has_no_redirects(outputs: Outputs) -> None:
    assert not [path for path in outputs.epub.spine if "old/" in path or "2014" in path]


@feature("A page for addresses that lead nowhere", "html")
def test_not_found(outputs: Outputs, output: str) -> None:
    page = outputs.page(output, "404")
    (heading,) = page.iter("h1")
    assert text(heading).removesuffix("¶") == "Page not found"
    titles = [text(element) for element in of_class(page, "post-title")]
    assert titles == ["Three", "Two", "One & only", "Four"]
    assert "/blog/posts/three.html" in page.xpath("//main//a/@href | //div[@class='body']//a/@href")


@feature("Search with filters by tag, series, category, author and year", "html")
def test_search(outputs: Outputs, output: str) -> None:
    told = outputs.page(output, "posts/one").xpath("//meta[@data-pagefind-filter]")
    filters = {(meta.get("data-pagefind-filter"), meta.get("content")) for meta in told}
    assert {("tag[content]", "Nova"), ("year[content]", "2014")} <= filters
