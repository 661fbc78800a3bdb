"""The table of the guide: each row is a test here, and each cell one of its outputs."""

from __future__ import annotations

import json
import posixpath
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from sphinx.testing.util import SphinxTestApp
from sphinx.util.inventory import InventoryFile

from tests.llms_reading import read_llms

from .conftest import DOT, Project
from .epub_reading import Epub, text
from .every_directive import FEATURES, write_every_directive
from .feature_outputs import ALL, BODIES, PAGES, Byline, Outputs, heading, of_class, only
from .pdf_reading import ReadPdf, structure

if TYPE_CHECKING:
    from collections.abc import Callable

READING_TIME = {"html": "1 min read", "epub": "1 min read", "pdf": "Reading time: 1 minute"}
"""The reading time in each output: print has no abbreviation of the web."""

TABLE: dict[str, tuple[str, tuple[str, ...]]] = {}
"""What the guide's table must say: by feature, the name of its test and its outputs."""


def feature(name: str, *outputs: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Enter a test into the table, and run it for each output if it has several."""

    def enter(test: Callable[..., None]) -> Callable[..., None]:
        TABLE[name] = test.__name__, outputs
        return pytest.mark.parametrize("output", outputs)(test) if len(outputs) > 1 else test

    return enter


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    project = Project(tmp_path_factory.mktemp("features"), SphinxTestApp)
    write_every_directive(project, FEATURES)
    builds = {builder: project.build(builder) for builder in ALL}
    assert {name: build.warnings for name, build in builds.items()} == dict.fromkeys(ALL, "")
    return Outputs(
        builds["html"],
        ReadPdf(builds["pdf"].outdir / "notes.pdf"),
        Epub.in_folder(builds["epub"].outdir),
    )


@feature("Dates, as precise as they were written", *ALL)
def test_dates(outputs: Outputs, output: str) -> None:
    dates = {name: outputs.byline(output, name).fields[0] for name in BODIES}
    assert dates == {
        "posts/one": "November 2014",
        "posts/two": "December 24, 2014",
        "posts/three": "2015",
        "posts/four": "2013",
    }


@feature("Date of the last update", *ALL)
def test_updated(outputs: Outputs, output: str) -> None:
    assert "updated February 3, 2015" in outputs.byline(output, "posts/one").fields


@feature("Authors", *ALL)
def test_authors(outputs: Outputs, output: str) -> None:
    assert "M. M." in outputs.byline(output, "posts/one").fields
    assert "N. N." in outputs.byline(output, "posts/two").fields


@feature("Tags", *ALL)
def test_tags(outputs: Outputs, output: str) -> None:
    assert "Tags: Nova, Containers" in outputs.byline(output, "posts/one").lines


@feature("One spelling for each tag", *ALL)
def test_spellings(outputs: Outputs, output: str) -> None:
    assert "Tags: Nova, Containers" in outputs.byline(output, "posts/two").lines


@feature("Categories", *ALL)
def test_categories(outputs: Outputs, output: str) -> None:
    assert "Filed under: Essays" in outputs.byline(output, "posts/one").lines


@feature("Series: part number, and links to the parts before and after", *ALL)
def test_series(outputs: Outputs, output: str) -> None:
    one, two = (outputs.byline(output, name).lines for name in ("posts/one", "posts/two"))
    assert "Part 1 of 2 of the series Walks" in one
    assert "Next part: Two" in one
    assert "Part 2 of 2 of the series Walks" in two
    assert "Previous part: One & only" in two
    for docname, kind, title in (
        ("posts/one", "next", "Two"),
        ("posts/two", "previous", "One & only"),
    ):
        if output == "pdf":
            assert title in outputs.chapters.links(PAGES[docname])
        else:
            name, address = only(outputs.links(output, docname, kind))
            assert name == outputs.leads_to(output, docname, address) == title


@feature("A post in several series", *ALL)
def test_two_series(outputs: Outputs, output: str) -> None:
    lines = outputs.byline(output, "posts/one").lines
    assert [line for line in lines if line.startswith(("Part", "Series"))] == [
        "Part 1 of 2 of the series Walks",
        "Series: Talks",
    ]


@feature("Reading time", *ALL)
def test_reading_time(outputs: Outputs, output: str) -> None:
    for name in BODIES:
        assert READING_TIME[output] in outputs.byline(output, name).fields


@feature("Location", *ALL)
def test_place(outputs: Outputs, output: str) -> None:
    assert "Paris" in outputs.byline(output, "posts/one").fields


@feature("License, with a link", *ALL)
def test_license(outputs: Outputs, output: str) -> None:
    address = "https://creativecommons.org/licenses/by/4.0/"
    assert "License: CC BY 4.0" in outputs.byline(output, "posts/one").lines
    if output == "pdf":
        assert address in outputs.chapters.links("One & only")
    else:
        assert outputs.links(output, "posts/one", "license") == [("CC BY 4.0", address)]


@feature("Original address", *ALL)
def test_first_address(outputs: Outputs, output: str) -> None:
    address = "https://example.org/one"
    assert f"First published at {address}" in outputs.byline(output, "posts/one").lines
    if output == "pdf":
        assert address in outputs.chapters.links("One & only")
    else:
        assert outputs.links(output, "posts/one", "original") == [(address, address)]


@feature("Credit of the work that a text was made from", *ALL)
def test_credit(outputs: Outputs, output: str) -> None:
    lines = outputs.byline(output, "posts/three").lines
    assert "Translated from “Trois” by O. O., 2015" in lines
    address = "https://example.org/trois"
    assert f"Original: {address}" in lines
    if output == "pdf":
        assert address in outputs.chapters.links("Three")
    else:
        assert outputs.links(output, "posts/three", "original") == [(address, address)]


@feature("Language: shown, and marked for screen readers and hyphenation", *ALL)
def test_language(outputs: Outputs, output: str) -> None:
    assert "Catalan" in outputs.byline(output, "posts/one").fields
    if output == "pdf":
        # the heading and the text of the chapter, and not the byline between them
        kinds = [(str(e.S), str(e.get("/Lang", ""))) for e in outputs.pdf.elements]
        assert ("/H2", "ca") in kinds
        chapter = kinds[kinds.index(("/H2", "ca")) :]
        end = next(i for i, (kind, _) in enumerate(chapter) if i and kind in {"/H1", "/H2"})
        marked = [kind for kind, language in chapter[:end] if language == "ca"]
        assert marked == ["/H2", "/P"]
        # lists mark the title
        assert ("/Link", "ca") in kinds
        return
    page = outputs.page(output, "posts/one")
    title = only(page.iter("{*}h1", "h1"))
    assert title.xpath("ancestor::*[@lang][1]/@lang") == ["ca"]
    body = only(p for p in page.iter("{*}p", "p") if text(p).startswith("It begins"))
    assert body.xpath("ancestor::*[@lang][1]/@lang") == ["ca"]
    byline = only(of_class(page, "byline"))
    assert byline.get("lang") == "en"


@feature("Posts in reStructuredText", *ALL)
def test_restructuredtext(outputs: Outputs, output: str) -> None:
    byline = outputs.byline(output, "posts/four")
    assert byline == Byline(["2013", READING_TIME[output]], ["Tags: Rest"])


@feature("No drafts in any output", *ALL)
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
        assert [title for title, _below in outputs.pdf.outline] == [
            *(f"Posts of {year}" for year in years), "Lists", "Index",
        ]  # fmt: skip
    elif output == "epub":
        titles = [entry[0] for entry in outputs.epub.toc() if isinstance(entry, tuple)]
        assert [title for title in titles if str(title).isdigit()] == years
    else:
        captions = of_class(outputs.html.page("index"), "caption-text")
        assert [text(caption) for caption in captions if text(caption).isdigit()] == years


@pytest.mark.parametrize("output", ALL)
@pytest.mark.parametrize(
    ("heading", "kind", "names"),
    [
        ("All tags", "tag", ["Containers (2)", "Nova (3)", "Rest (2)"]),
        ("All series", "series", ["Talks (1)", "Walks (2)"]),
        ("All authors", "author", ["M. M. (1)", "N. N. (1)"]),
        ("All years", "year", ["2013 (1)", "2014 (2)", "2015 (1)"]),
    ],
)
def test_an_index_has_every_term_with_its_count(
    outputs: Outputs, output: str, heading: str, kind: str, names: list[str]
) -> None:
    assert list(outputs.index(output, heading, kind)) == names


def leads_to_its_posts(
    outputs: Outputs, output: str, *, heading: str, kind: str, name: str, page: str
) -> None:
    """Assert that an entry of an index leads to its posts in the way of the output."""
    index = outputs.index(output, heading, kind)
    entry = only(entry for entry in index if entry.partition(" (")[0] == name)
    if output == "html":
        assert index[entry] == [f"{page}.html"]
        listed = of_class(outputs.page(output, page), "post-title")
        assert "One & only" in [text(title) for title in listed]
    elif output == "epub":
        assert "One & only" in index[entry]
        assert ("One & only", "posts/one.xhtml") in [
            (title, posixpath.normpath(link))
            for title, link in outputs.links(output, "lists", kind)
        ]
        assert outputs.epub.dead_links() == []
    else:
        number = outputs.chapters.labels[outputs.chapters.starts["One & only"]]
        assert f"One & only, {number}" in index[entry]
        assert "One & only" in outputs.chapters.links("Lists")


@feature("Index of tags", *ALL)
def test_tag_index(outputs: Outputs, output: str) -> None:
    leads_to_its_posts(
        outputs, output, heading="All tags", kind="tag", name="Nova", page="tags/nova"
    )


@feature("Index of series", *ALL)
def test_series_index(outputs: Outputs, output: str) -> None:
    leads_to_its_posts(
        outputs, output, heading="All series", kind="series", name="Walks", page="series/walks"
    )


@feature("Index of authors", *ALL)
def test_author_index(outputs: Outputs, output: str) -> None:
    leads_to_its_posts(
        outputs, output, heading="All authors", kind="author", name="M. M.", page="authors/m-m"
    )


@feature("Archive by year", *ALL)
def test_archive(outputs: Outputs, output: str) -> None:
    leads_to_its_posts(
        outputs, output, heading="All years", kind="year", name="2014", page="archive/2014"
    )


@feature("Tags in the general index", *ALL)
def test_general_index(outputs: Outputs, output: str) -> None:
    if output == "pdf":
        numbers = [
            outputs.chapters.labels[outputs.chapters.starts[t]] for t in ("Two", "One & only")
        ]
        lines = outputs.chapters.lines("Index")
        assert f"Containers, {', '.join(sorted(numbers, key=int))}" in lines
        return
    page = outputs.page(output, "genindex")
    if output == "html":
        links = [(text(link), str(link.get("href"))) for link in page.iter("a")]
        assert ("Containers", "tags/containers.html#") in links
    else:
        entry = only(item for item in page.iter("{*}li") if text(item).startswith("Containers"))
        posts = [str(link.get("href")) for link in entry.iter("{*}a")]
        titles = [outputs.leads_to(output, "genindex", address) for address in posts]
        assert titles == ["One & only", "Two"]


@feature("Lists of posts, with filters, order and groups", *ALL)
def test_lists(outputs: Outputs, output: str) -> None:
    entries = [
        ("Two", "December 24, 2014", "What the second is about."),
        ("One & only", "November 2014", "It begins here. See Two, Nova, the walk and M. M.."),
    ]
    groups = {"2015": ["Three"], "2014": ["Two", "One & only"], "2013": ["Four"]}
    if output == "pdf":
        assert outputs.chapters.section("Lists", "A list") == [
            line for entry in entries for line in entry
        ]
        assert outputs.chapters.section("Lists", "By year") == [
            line for year, titles in groups.items() for line in (year, *titles)
        ]
        return
    page = outputs.page(output, "lists")
    first = only(of_class(only(page.xpath("//*[@id='a-list']")), "post-list"))
    kinds = ("post-title", "post-facts", "post-excerpt")
    found = [
        tuple(text(element) for kind in kinds for element in of_class(item, kind))
        for item in first.iter("{*}li", "li")
    ]
    assert found == entries
    lines = [
        text(element)
        for element in only(page.xpath("//*[@id='by-year']")).iter()
        if {"post-group", "post-title"} & set(str(element.get("class", "")).split())
    ]
    assert lines == [line for year, titles in groups.items() for line in (year, *titles)]


@feature("Tables of posts", *ALL)
def test_tables(outputs: Outputs, output: str) -> None:
    rows = [
        ["Title", "Date", "Authors", "Tags"],
        ["One & only", "November 2014", "M. M.", "Nova, Containers"],
        ["Two", "December 24, 2014", "N. N.", "Nova, Containers"],
    ]
    if output == "pdf":
        told = " ".join(outputs.chapters.section("Lists", "A table"))
        assert " ".join(told.split()) == " ".join(" ".join(row) for row in rows)
        table = only(e for e in outputs.pdf.elements if str(e.S) == "/Table")
        cells = [
            [str(cell.S) for cell in row.K] for row in structure(table.K) if str(row.S) == "/TR"
        ]
        assert cells == [["/TH"] * 4, ["/TD"] * 4, ["/TD"] * 4]
        return
    table = only(outputs.page(output, "lists").iter("{*}table", "table"))
    found = [[text(cell) for cell in row] for row in table.iter("{*}tr", "tr")]
    assert found == rows


@feature("Cards with images", *ALL)
def test_cards(outputs: Outputs, output: str) -> None:
    if output == "pdf":
        figures = [e for e in outputs.pdf.elements if str(e.S) == "/Figure"]
        assert "A dot" in [str(figure.get("/Alt", "")) for figure in figures]
        assert outputs.chapters.section("Lists", "Some cards") == [
            "One & only",
            "November 2014",
            "It begins here. See Two, Nova, the walk and M. M..",
        ]
        return
    card = only(of_class(outputs.page(output, "lists"), "post-card"))
    assert [text(title) for title in of_class(card, "post-title")] == ["One & only"]
    image = only(card.iter("{*}img", "img"))
    assert image.get("alt") == "A dot"
    if output == "html":
        assert (outputs.html.outdir / str(image.get("src"))).read_bytes() == DOT
    else:
        page = only(path for path in outputs.epub.spine if path.endswith("lists.xhtml"))
        source = posixpath.join("EPUB", posixpath.dirname(page), str(image.get("src")))
        assert outputs.epub.archive.read(posixpath.normpath(source)) == DOT


@feature("Timeline: a drawing with a text alternative", *ALL)
def test_timeline(outputs: Outputs, output: str) -> None:
    words = "Posts over time: 4 posts from 2013 to 2015. By year: 2013: 1, 2014: 2, 2015: 1."
    if output == "pdf":
        figures = [e for e in outputs.pdf.elements if str(e.S) == "/Figure"]
        assert words in [str(figure.get("/Alt", "")) for figure in figures]
        return
    drawings = outputs.page(output, "lists").xpath(
        "//*[contains(@class, 'timeline')]/*[local-name() = 'svg']/*[local-name() = 'title']"
    )
    assert [text(title) for title in drawings] == [words]


@feature("Roles for posts, tags, series and authors", *ALL)
def test_roles(outputs: Outputs, output: str) -> None:
    names = ["Two", "Nova", "the walk", "M. M."]
    if output == "pdf":
        assert outputs.chapters.lines("One & only")[-1] == (
            "It begins here. See Two, Nova, the walk and M. M.."
        )
        # the links of the byline end with those to the first address and to the license
        targets = ["Two", "Lists", "Lists", "Lists"]
        assert outputs.chapters.links("One & only")[-4:] == targets
        return
    page = outputs.page(output, "posts/one")
    paragraph = only(p for p in page.iter("{*}p", "p") if text(p).startswith("It begins"))
    links = [(text(a), str(a.get("href"))) for a in paragraph.iter("{*}a", "a")]
    assert [name for name, _address in links] == names
    if output == "html":
        assert [address for _name, address in links] == [
            "two.html",
            "../tags/nova.html",
            "../series/walks.html",
            "../authors/m-m.html",
        ]
        headings = ["Two", "Tag: Nova", "Series: Walks", "Author: M. M."]
    else:
        headings = ["Two", "Lists", "Lists", "Lists"]
    assert [outputs.leads_to(output, "posts/one", a) for _name, a in links] == headings


@feature("Listing page of each tag, series, category, author and year", "html")
def test_pages_of_names(outputs: Outputs) -> None:
    headings = {
        "tags/nova": "Tag: Nova",
        "series/walks": "Series: Walks",
        "categories/essays": "Category: Essays",
        "authors/m-m": "Author: M. M.",
        "archive/2014": "Posts of 2014",
    }
    assert {name: heading(outputs.page("html", name)) for name in headings} == headings


@feature("Links from every page to the archive, the terms and the feeds", "html")
def test_page_links(outputs: Outputs) -> None:
    links = outputs.links("html", "posts/one", "anthology-links")
    assert ("Archive", "../archive/index.html") in links
    assert ("Tags", "../tags/index.html") in links
    assert ("Atom feed", "../atom.xml") in links


@feature("Boxes of authors, with picture, description and links", "html")
def test_author_boxes(outputs: Outputs) -> None:
    for name in ("posts/one", "authors/m-m"):
        box = only(of_class(outputs.page("html", name), "author-box"))
        assert "Walks a lot." in text(box)
        assert [a.get("href") for a in box.xpath(".//a")][-1] == "https://example.org/maps"
        assert [image.get("src") for image in box.iter("img")] == ["../_images/dot.png"]


@feature("Addresses of each page in other languages", "html")
def test_languages(outputs: Outputs) -> None:
    page = outputs.page("html", "posts/one")
    links = page.xpath("/html/head/link[@rel='alternate'][@hreflang]")
    path = "posts/one.html"
    assert {link.get("hreflang"): link.get("href") for link in links} == {
        "en": f"https://example.org/blog/{path}",
        "de": f"https://example.org/de/{path}",
        "x-default": f"https://example.org/blog/{path}",
    }
    switcher = outputs.links("html", "posts/one", "language-switcher")
    assert switcher == [("Deutsch", f"https://example.org/de/{path}")]


@feature("Related posts", "html")
def test_related(outputs: Outputs) -> None:
    assert outputs.links("html", "posts/three", "related-posts") == [("Four", "four.html")]
    assert outputs.links("html", "posts/one", "related-posts") == []


@feature("Backlinks", "html")
def test_backlinks(outputs: Outputs) -> None:
    assert outputs.links("html", "posts/one", "backlinks") == [("Three", "three.html")]
    assert outputs.links("html", "posts/two", "backlinks") == [("One & only", "one.html")]


@feature("Citations in words, BibTeX and CFF", "html")
def test_citation(outputs: Outputs) -> None:
    address = "https://example.org/blog/posts/one.html"
    details = only(of_class(outputs.page("html", "posts/one"), "post-citation"))
    words = [text(paragraph) for paragraph in details.iterfind("p[1]")]
    assert words == [f"M. M., “One & only”, Notes, November 2014, {address}"]
    for language, line in (("bibtex", f"url = {{{address}}},"), ("yaml", f"url: {address}")):
        lines = str(only(of_class(details, language)).text_content()).splitlines()
        assert line in [line.strip() for line in lines]


def test_the_books_have_no_postscript(outputs: Outputs) -> None:
    for path in outputs.epub.spine:
        assert list(of_class(outputs.epub.xml(path), "postscript")) == []
        assert list(of_class(outputs.epub.xml(path), "post-citation")) == []
    for words in ("Backlinks", "Cite this post"):
        assert not any(words in page for page in outputs.pdf.pages)


@feature("Objects for other projects (intersphinx)", "html")
def test_inventory(outputs: Outputs) -> None:
    data = outputs.site_file("objects.inv")
    inventory = InventoryFile.loads(data, uri="https://example.org")
    found = {
        kind: {name: item.uri for name, item in items.items()}
        for kind, items in inventory.data.items()
        if kind.startswith("anthology:")
    }
    assert {f"anthology:{kind}" for kind in ("post", "tag", "author", "series")} <= found.keys()
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
def test_feeds(outputs: Outputs) -> None:
    for name, count in {
        "atom.xml": 4,
        "tags/nova.atom.xml": 3,
        "series/walks.atom.xml": 2,
        "authors/m-m.atom.xml": 1,
    }.items():
        feed = etree.fromstring(outputs.site_file(name))
        titles = [e.findtext("{*}title") for e in feed.iter("{http://www.w3.org/2005/Atom}entry")]
        assert len(titles) == count, name
        assert "Hidden" not in titles


@feature("JSON Feed of all posts", "html")
def test_json_feed(outputs: Outputs) -> None:
    items = json.loads(outputs.site_file("feed.json").decode())["items"]
    assert [item["title"] for item in items] == ["Three", "Two", "One & only", "Four"]
    assert [item["image"] for item in items if "image" in item] == [
        "https://example.org/blog/_images/dot.png"
    ]


@feature("Sitemap", "html")
def test_sitemap(outputs: Outputs) -> None:
    sitemap = etree.fromstring(outputs.site_file("sitemap.xml"))
    addresses = [str(element.text) for element in sitemap.iter("{*}loc")]
    for name in ("posts/one", "tags/nova", "archive/2014"):
        assert f"https://example.org/blog/{name}.html" in addresses
    assert not [address for address in addresses if "hidden" in address]


@feature("`robots.txt` and `llms.txt`", "html")
def test_files_for_programs(outputs: Outputs) -> None:
    robots = outputs.site_file("robots.txt").decode()
    assert "Sitemap: https://example.org/blog/sitemap.xml" in robots.splitlines()
    sections = read_llms(outputs.site_file("llms.txt")).sections
    assert [link[0] for link in sections["Posts of 2014"]] == ["Two", "One & only"]
    assert "Hidden" not in {link[0] for links in sections.values() for link in links}


@feature("Canonical URL, Open Graph and JSON-LD", "html")
def test_metadata(outputs: Outputs) -> None:
    head = outputs.page("html", "posts/one").find("head")
    assert head is not None
    address = "https://example.org/blog/posts/one.html"
    assert head.xpath("link[@rel='canonical']/@href") == [address]
    assert head.xpath("meta[@property='og:title']/@content") == ["One & only"]
    script = only(head.xpath("script[@type='application/ld+json']/text()"))
    post, _breadcrumbs = json.loads(script)["@graph"]
    assert (post["@type"], post["headline"], post["url"]) == ("BlogPosting", "One & only", address)


@feature("Redirects from old addresses", "html")
def test_redirects(outputs: Outputs) -> None:
    for name, address in {
        "old/one": "../posts/one.html",
        "2014/11/one/index": "../../../posts/one.html",
    }.items():
        page = outputs.page("html", name)
        assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={address}"]
        link = only(page.xpath("//main//a"))
        assert (link.text_content(), link.get("href")) == ("One & only", address)


def test_the_epub_has_no_redirects(outputs: Outputs) -> None:
    assert not [path for path in outputs.epub.spine if "old/" in path or "2014" in path]


@feature("Page for missing addresses (404)", "html")
def test_not_found(outputs: Outputs) -> None:
    page = outputs.page("html", "404")
    assert heading(page) == "Page not found"
    titles = [text(element) for element in of_class(page, "post-title")]
    assert titles == ["Three", "Two", "One & only", "Four"]
    assert "/blog/posts/three.html" in page.xpath("//main//a/@href | //div[@class='body']//a/@href")


@feature("Search with filters by tag, series, category, author and year", "html")
def test_search(outputs: Outputs) -> None:
    found = outputs.page("html", "posts/one").xpath("//meta[@data-pagefind-filter]")
    filters = {(meta.get("data-pagefind-filter"), meta.get("content")) for meta in found}
    assert filters == {
        ("author[content]", "M. M."),
        ("category[content]", "Essays"),
        ("series[content]", "Talks"),
        ("series[content]", "Walks"),
        ("tag[content]", "Containers"),
        ("tag[content]", "Nova"),
        ("year[content]", "2014"),
    }
