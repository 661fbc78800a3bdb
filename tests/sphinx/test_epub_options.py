"""Options of the ePub builder, and missing files."""

from __future__ import annotations

import os
import re
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from tests.png_reading import read_png
from tests.validators import epubcheck

from .epub_reading import NAMES, Epub, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx.testing.util import SphinxTestApp


@pytest.mark.sphinx("epub", testroot="epub-one-page")
def test_without_toctrees_the_root_is_the_only_chapter(app: SphinxTestApp) -> None:
    app.build()
    book = Epub.in_folder(app.outdir)
    assert book.spine == [
        "cover.xhtml", "titlepage.xhtml", "imprint.xhtml", "nav.xhtml", "text/index.xhtml",
    ]  # fmt: skip
    assert book.toc() == ["One page"]
    assert "Its text." in text(book.xml("text/index.xhtml"))


@pytest.mark.sphinx("epub", testroot="epub-basic", confoverrides={"bindery_cover": "dot.png"})
def test_own_cover(app: SphinxTestApp) -> None:
    app.build()
    book = Epub.in_folder(app.outdir)
    assert [h for h, i in book.items.items() if i.get("properties") == "cover-image"] == [
        "cover.png"
    ]
    assert book.archive.read("EPUB/cover.png") == (app.srcdir / "dot.png").read_bytes()
    assert "cover.svg" not in book.items


@pytest.mark.validator
@pytest.mark.sphinx("epub", testroot="epub-basic", confoverrides={"bindery_cover": "front.svg"})
def test_a_cover_in_svg_is_drawn_for_shops(app: SphinxTestApp, tmp_path: Path) -> None:
    drawing = '<script>x()</script><text x="10" y="500" font-size="99" fill="red">Walks</text>'
    start = f'<svg xmlns="{NAMES["svg"]}" viewBox="0 0 800 1280" font-family="Georgia">'
    (app.srcdir / "front.svg").write_text(f"{start}{drawing}</svg>", encoding="utf-8")
    app.build()
    book = Epub.in_folder(app.outdir)
    assert book.items["cover.png"].get("properties") == "cover-image"
    picture = read_png(book.archive.read("EPUB/cover.png"))
    assert (picture.width, picture.height) == (1600, 2560)
    assert any(point != (255, 255, 255) for line in picture.points() for point in line)
    outlines = book.xml("cover.svg")
    assert outlines.findall(".//{*}text") == outlines.findall(".//{*}script") == []
    (file,) = app.outdir.glob("*.epub")
    assert epubcheck(file, tmp_path) == []


@pytest.mark.parametrize("data", [b"<svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="0"/>'])
@pytest.mark.sphinx("epub", testroot="epub-basic", confoverrides={"bindery_cover": "bad.svg"})
def test_an_svg_that_cannot_be_drawn_warns(app: SphinxTestApp, data: bytes) -> None:
    (app.srcdir / "bad.svg").write_bytes(data)
    app.build()
    assert "bindery_cover: bad.svg is " in app.warning.getvalue()
    assert "cover.svg" in Epub.in_folder(app.outdir).items


@pytest.mark.sphinx("epub", testroot="epub-basic", confoverrides={"bindery_cover": "no.png"})
def test_missing_cover_warns_and_is_typeset(app: SphinxTestApp) -> None:
    app.build()
    assert "bindery_cover: no.png not found; " in app.warning.getvalue()
    assert "cover.svg" in Epub.in_folder(app.outdir).items


@pytest.mark.sphinx("epub", testroot="epub-basic", confoverrides={"html_baseurl": ""})
def test_without_a_site_links_out_of_the_book_are_text(app: SphinxTestApp) -> None:
    app.build()
    page = Epub.in_folder(app.outdir).xml("text/matter/preface.xhtml")
    assert [text(a) for a in page.iterfind(".//h:a", NAMES)] == ["Deep"]
    assert "Outside" in text(page)


def test_an_unchanged_file_is_not_written(
    tmp_path: Path, rootdir: Path, make_app: Callable[..., SphinxTestApp]
) -> None:
    copytree(rootdir / "test-epub-basic", tmp_path / "src")
    app = make_app("epub", srcdir=tmp_path / "src", builddir=tmp_path / "out")
    app.build()
    app.cleanup()
    file = app.outdir / "basic.epub"
    os.utime(file, (1, 1))
    again = make_app("epub", srcdir=tmp_path / "src", builddir=tmp_path / "out")
    again.build()
    again.cleanup()
    assert file.stat().st_mtime == 1


@pytest.mark.sphinx("epub", testroot="epub-basic", confoverrides={"bindery_epub_page_list": False})
def test_without_a_page_list(app: SphinxTestApp) -> None:
    app.build()
    book = Epub.in_folder(app.outdir)
    assert not book.page_list()
    assert not book.xml("toc.ncx").findall(".//ncx:pageList", NAMES)
    assert not any(page.xpath("//*[@role='doc-pagebreak']") for page in book.pages().values())
    assert book.meta("pageBreakSource") == []
    assert "pageBreakMarkers" not in book.meta("schema:accessibilityFeature")


LINES = """\
# Lines

<div>
<img src="a.png">

![](b.png)

A line, and <b>another</b>
with <img src="c.png">.
"""


def test_a_missing_image_is_reported_with_its_line(
    tmp_path: Path, make_app: Callable[..., SphinxTestApp]
) -> None:
    (tmp_path / "conf.py").write_text("extensions = ['myst_parser', 'sphinx_bindery']\n")
    (tmp_path / "index.md").write_text(LINES)
    app = make_app("epub", srcdir=tmp_path)
    app.build()
    found = re.findall(r"index\.md:(\d+): WARNING: image: '(\S+)' is ", app.warning.getvalue())
    assert sorted(found) == [("4", "a.png"), ("6", "b.png"), ("8", "c.png")]


FONT = b"OTTO" + bytes(60)


def test_fonts_are_embedded(tmp_path: Path, make_app: Callable[..., SphinxTestApp]) -> None:
    (tmp_path / "conf.py").write_text(
        "extensions = ['sphinx_bindery']\n"
        "bindery_epub_fonts = ['Own-BoldItalic.otf', 'Own-Regular.otf', 'no.otf', 'conf.py']\n"
    )
    (tmp_path / "index.rst").write_text("Title\n=====\n")
    for face in ("BoldItalic", "Regular"):
        (tmp_path / f"Own-{face}.otf").write_bytes(FONT)
    app = make_app("epub", srcdir=tmp_path)
    app.build()
    book = Epub.in_folder(app.outdir)
    fonts = {href for href, item in book.items.items() if item.get("media-type") == "font/otf"}
    sheet = book.archive.read("EPUB/style.css").decode()
    faces = re.findall(
        r'font-family: "(.+?)"; font-weight: (\w+); font-style: (\w+); src: url\("(.+?)"\)', sheet
    )
    assert [face[1:3] for face in faces] == [("bold", "italic"), ("normal", "normal")]
    assert {face[3] for face in faces} == fonts
    assert len({face[0] for face in faces}) == 1
    assert book.archive.read(f"EPUB/{faces[0][3]}") == FONT
    warnings = app.warning.getvalue()
    assert "bindery_epub_fonts: no.otf not found; " in warnings
    assert "bindery_epub_fonts: conf.py is not a font" in warnings
    assert warnings.count("[bindery.font]") == 2
