"""The ePub of a small book: reading order, metadata and pages."""

from __future__ import annotations

import re
from shutil import copytree
from typing import TYPE_CHECKING

import pytest
from sphinx.testing.util import SphinxTestApp

from .epub_reading import NAMES, Epub, text

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, rootdir: Path) -> tuple[Epub, Path, str]:
    """Build the basic root once; return the book, its folder and the warnings."""
    folder = tmp_path_factory.mktemp("epub")
    copytree(rootdir / "test-epub-basic", folder / "src")
    app = SphinxTestApp("epub", srcdir=folder / "src", builddir=folder / "build")
    try:
        app.build()
        return Epub.in_folder(app.outdir), app.outdir, app.warning.getvalue()
    finally:
        app.cleanup()


@pytest.fixture(scope="module")
def book(built: tuple[Epub, Path, str]) -> Epub:
    return built[0]


def test_output_is_one_file_without_warnings(built: tuple[Epub, Path, str]) -> None:
    _book, folder, warnings = built
    assert [path.name for path in folder.iterdir()] == ["basic.epub"]
    assert warnings == ""


def test_working_folder_is_removed(built: tuple[Epub, Path, str]) -> None:
    assert not list(built[1].parent.rglob(".epub"))


def test_mimetype_comes_first_and_stored(book: Epub) -> None:
    first = book.archive.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", 0, b"")
    assert book.archive.read("mimetype") == b"application/epub+zip"


def test_spine_is_the_reading_order(book: Epub) -> None:
    assert book.spine == [
        "cover.xhtml",
        "text/index.xhtml",
        "imprint.xhtml",
        "nav.xhtml",
        "text/matter/preface.xhtml",
        "parts/part-1.xhtml",
        "text/chapters/one.xhtml",
        "text/chapters/two.xhtml",
        "text/chapters/below.xhtml",
        "parts/part-2.xhtml",
        "text/chapters/three.xhtml",
        "text/matter/glossary.xhtml",
        "text/genindex.xhtml",
    ]


def test_table_of_contents_has_parts_with_their_chapters(book: Epub) -> None:
    assert book.toc() == [
        "Preface",
        ("2014 & <before>", ["One & <only>", ("Zwei", ["Below"])]),
        ("2015", ["Three"]),
        "Glossary",
        "Index",
    ]


def test_ncx_equals_the_table_of_contents(book: Epub) -> None:
    ncx = book.xml("toc.ncx")
    labels = [e.text for e in ncx.iterfind(".//ncx:navPoint/ncx:navLabel/ncx:text", NAMES)]
    orders = [int(e.attrib["playOrder"]) for e in ncx.iterfind(".//ncx:navPoint", NAMES)]
    uid = ncx.find(".//ncx:meta[@name='dtb:uid']", NAMES)
    assert labels == [
        "Preface", "2014 & <before>", "One & <only>", "Zwei", "Below", "2015", "Three",
        "Glossary", "Index",
    ]  # fmt: skip
    assert orders == sorted(orders)
    pages = ncx.findall(".//ncx:pageTarget", NAMES)
    assert {int(page.attrib["playOrder"]) for page in pages}.isdisjoint(orders)
    assert [page.attrib["value"] for page in pages] == list(book.page_list())
    assert uid is not None
    assert [uid.attrib["content"]] == book.meta("dc:identifier")


def test_landmarks(book: Epub) -> None:
    nav = book.xml("nav.xhtml")
    links = nav.xpath("//h:nav[@epub:type='landmarks']//h:a", namespaces=NAMES)
    kinds = {link.get(f"{{{NAMES['epub']}}}type"): link.get("href") for link in links}
    assert kinds == {
        "cover": "cover.xhtml",
        "titlepage": "text/index.xhtml",
        "toc": "nav.xhtml",
        "bodymatter": "parts/part-1.xhtml",
        "preface": "text/matter/preface.xhtml",
        "glossary": "text/matter/glossary.xhtml",
        "index": "text/genindex.xhtml",
    }


def test_manifest_lists_the_files_of_the_archive(book: Epub) -> None:
    packed = {name.removeprefix("EPUB/") for name in book.archive.namelist()}
    assert packed - {"mimetype", "META-INF/container.xml", "package.opf"} == set(book.items)


def test_metadata(book: Epub) -> None:
    assert book.meta("dc:title") == ["A Basic Book", "With <markup> & more"]
    assert book.meta("dc:creator") == ["Ann Author"]
    assert book.meta("dc:publisher") == ["A Press"]
    assert book.meta("dc:description") == ["One sentence."]
    assert book.meta("dc:rights") == ["2014, Ann Author"]
    assert book.meta("dc:language") == ["en"]
    assert book.meta("dc:source") == ["https://example.org/basic/"]
    assert book.meta("dc:date") == []
    assert book.meta("dcterms:modified") == ["1980-01-01T00:00:00Z"]
    refined = {
        (e.attrib["refines"], e.attrib["property"]): e.text
        for e in book.package.iterfind(".//opf:meta[@refines]", NAMES)
    }
    assert refined["#creator-1", "file-as"] == "Author, Ann"
    assert refined["#creator-1", "role"] == "aut"
    assert refined["#title", "title-type"] == "main"
    assert refined["#subtitle", "title-type"] == "subtitle"


def test_unset_metadata_is_missing(book: Epub) -> None:
    values = [e.text for e in book.package.iterfind(".//{*}metadata/*")]
    assert "unknown" not in [value for value in values if value]
    assert not book.meta("dcterms:conformsTo")


def test_accessibility_metadata(book: Epub) -> None:
    assert book.meta("schema:accessMode") == ["textual", "visual"]
    assert book.meta("schema:accessibilityHazard") == ["none"]
    # one picture has neither text nor caption, so no alternative text is promised
    assert book.meta("schema:accessModeSufficient") == ["textual,visual"]
    features = book.meta("schema:accessibilityFeature")
    assert {"MathML", "index", "tableOfContents"} <= set(features)
    assert "alternativeText" not in features
    words = int(book.meta("schema:wordCount")[0])
    counted = sum(
        len(text(page.find("h:body", NAMES)).split())  # type: ignore[arg-type]
        for path, page in book.pages().items()
        if path not in {"cover.xhtml", "nav.xhtml"}
    )
    assert abs(words - counted) <= 20


def test_pages_declare_their_language(book: Epub) -> None:
    assert book.xml("text/chapters/one.xhtml").get("lang") == "en"
    german = book.xml("text/chapters/two.xhtml")
    assert german.get("lang") == german.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"


def test_no_files_of_the_theme_and_no_scripts(book: Epub) -> None:
    assert {item.attrib["media-type"] for item in book.items.values()} == {
        "application/xhtml+xml", "application/x-dtbncx+xml", "text/css", "image/png",
        "image/svg+xml",
    }  # fmt: skip
    assert [href for href in book.items if href.endswith(".css")] == ["style.css"]
    for page in book.pages().values():
        assert page.find(".//h:script", NAMES) is None
        assert page.find(".//h:iframe", NAMES) is None


def test_documents_outside_of_the_book_are_not_packaged(book: Epub) -> None:
    names = book.archive.namelist()
    assert not [name for name in names if "outside" in name]
    assert not any("never" in text(page) for page in book.pages().values())


def test_links_out_of_the_book_lead_to_the_site(book: Epub) -> None:
    page = book.xml("text/matter/preface.xhtml")
    links = {text(a): a.get("href") for a in page.iterfind(".//h:a", NAMES)}
    assert links == {
        "Outside": "https://example.org/basic/outside.html",
        "Deep": "../chapters/one.xhtml#deep",
    }
    assert book.dead_links() == []


def test_links_to_the_root_lead_to_the_title_page(book: Epub) -> None:
    page = book.xml("text/index.xhtml")
    (body,) = page.iterfind("h:body", NAMES)
    assert text(body) == "A Basic Book With <markup> & more Ann Author A Press"
    links = book.xml("text/chapters/three.xhtml").iterfind(".//h:a", NAMES)
    assert "../index.xhtml" in [link.get("href") for link in links]


def test_footnotes_are_popups_with_backlinks(book: Epub) -> None:
    page = book.xml("text/chapters/one.xhtml")
    marks = page.xpath("//h:a[@epub:type='noteref']", namespaces=NAMES)
    notes = page.xpath("//h:aside[@epub:type='footnote']", namespaces=NAMES)
    assert [mark.get("role") for mark in marks] == ["doc-noteref"] * 3
    assert [note.get("role") for note in notes] == ["doc-footnote"] * 2
    assert {mark.get("href") for mark in marks} == {f"#{note.get('id')}" for note in notes}
    back = {a.get("href") for a in page.xpath("//h:aside//h:a", namespaces=NAMES)}
    assert back == {f"#{mark.get('id')}" for mark in marks}


def test_task_checkboxes_are_characters(book: Epub) -> None:
    page = book.xml("text/chapters/one.xhtml")
    items = page.xpath("//h:li[contains(@class, 'task-list-item')]", namespaces=NAMES)
    assert [text(item) for item in items] == ["☑ done", "☐ open"]


def test_images_have_no_file_name_as_alt_and_remote_ones_are_links(book: Epub) -> None:
    page = book.xml("text/chapters/one.xhtml")
    assert {i.get("alt") for i in page.iterfind(".//h:img", NAMES)} == {""}
    far = page.xpath("//h:a[@href='https://example.org/far.png']", namespaces=NAMES)
    assert [text(link) for link in far] == ["remote"]


def test_formulas_are_mathml_whatever_the_site_uses(book: Epub) -> None:
    path = "text/chapters/two.xhtml"
    formulas = book.xml(path).findall(".//m:math", NAMES)
    assert formulas[0].get("alttext") == "a^2"
    assert len(formulas) == 2
    assert book.items[path].get("properties") == "mathml"
    assert "properties" not in book.items["text/chapters/one.xhtml"].attrib


def test_raw_html_is_xml_without_active_content(book: Epub) -> None:
    page = book.xml("text/chapters/three.xhtml")
    assert page.find(".//h:div/h:br", NAMES) is not None
    assert "alert" not in text(page)
    frame = page.xpath("//h:a[@href='https://example.org/frame']", namespaces=NAMES)
    assert [text(link) for link in frame] == ["Frame"]


def test_index_links_into_the_book(book: Epub) -> None:
    page = book.xml("text/genindex.xhtml")
    entries = {text(a): a.get("href") for a in page.iterfind(".//h:ul//h:a", NAMES)}
    assert entries == {
        "Apple": "matter/glossary.xhtml#term-Apple",
        "Birne": "chapters/two.xhtml#index-0",
    }


def test_cover_is_svg_and_png(book: Epub) -> None:
    raster = book.archive.read("EPUB/cover.png")
    assert (int.from_bytes(raster[16:20]), int.from_bytes(raster[20:24])) == (1600, 2560)
    assert book.items["cover.png"].get("properties") == "cover-image"
    assert book.xml("cover.svg").tag == f"{{{NAMES['svg']}}}svg"
    (image,) = _find(book.xml("cover.xhtml"), "h:img")
    assert image.get("alt") == "A Basic Book. With <markup> & more. Ann Author"


def _find(page: etree._Element, name: str) -> list[etree._Element]:
    return page.findall(f".//{name}", NAMES)


def test_page_list_links_to_page_breaks(book: Epub) -> None:
    pages = book.page_list()
    assert list(pages) == [str(number) for number in range(1, len(pages) + 1)]
    marks = {}
    for path, page in book.pages().items():
        for mark in page.xpath("//*[@role='doc-pagebreak']"):
            assert mark.get(f"{{{NAMES['epub']}}}type") == "pagebreak"
            assert not text(mark)
            marks[mark.get("aria-label")] = f"{path}#{mark.get('id')}"
    assert marks == pages
    assert book.meta("pageBreakSource") == ["none"]
    features = book.meta("schema:accessibilityFeature")
    assert {"pageBreakMarkers", "pageNavigation"} <= set(features)


def test_empty_elements_have_end_tags_unless_they_are_void(book: Epub) -> None:
    source = book.archive.read("EPUB/text/chapters/three.xhtml").decode()
    short = set(re.findall(r"<(\w+)[^<>]*/>", source))
    assert short <= {"br", "hr", "img", "link", "meta"}
    assert "></div>" in source
