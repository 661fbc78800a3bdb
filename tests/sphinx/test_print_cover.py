"""The cover of the print edition: ``sphinx-build -b pdf -t print``."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pymupdf
import pytest
import zxingcpp
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Build, Project

CONF = """\
project = "Harbour Lights"
author = "Ann Author"
extensions = ["sphinx_bindery"]
exclude_patterns = ["_build"]
html_baseurl = "https://www.lights.example/book/"
bindery_paper = "a5"
bindery_publisher = "Harbour Press"
bindery_description = "A book about lights."
bindery_cover_color = "#224422"
suppress_warnings = ["bindery.binding"]  # no shop binds so few pages
"""
INDEX = "Harbour Lights\n==============\n\n.. toctree::\n\n   one\n"
ONE = "One\n===\n\nText of a chapter.\n"
INCH = 72.0
pytestmark = pytest.mark.shared_builds


def built(project: Project, more: str = "", *, files: dict[str, str] | None = None) -> Build:
    project.write({"conf.py": CONF + more, "index.rst": INDEX, "one.rst": ONE, **(files or {})})
    return project.build("pdf", tags=["print"])


def texts_of(path: Path) -> str:
    with pymupdf.open(path) as pdf:
        return str(pdf[0].get_text())


def boxes(path: Path) -> tuple[list[float], list[float]]:
    """Return the media box and the trim box of a cover."""
    with pikepdf.open(path) as pdf:
        (page,) = pdf.pages
        return [*map(float, page.mediabox)], [*map(float, page.trimbox)]


def test_the_print_edition_has_a_cover(project: Project) -> None:
    build = built(project, 'bindery_print_shop = "kdp"\nbindery_isbn = "978-3-16-148410-0"\n')
    assert build.warnings == ""
    names = {path.name for path in build.outdir.glob("*.pdf")}
    assert names == {"harbour-lights-print.pdf", "harbour-lights-cover.pdf"}
    cover = build.outdir / "harbour-lights-cover.pdf"
    with pikepdf.open(build.outdir / "harbour-lights-print.pdf") as pdf:
        pages = len(pdf.pages) + len(pdf.pages) % 2
    media, trim = boxes(cover)
    bleed, width, height = 0.125 * INCH, 148 / 25.4 * INCH, 210 / 25.4 * INCH
    spine = pages * 0.002252 * INCH
    assert media == pytest.approx([0, 0, 2 * (bleed + width) + spine, height + 2 * bleed], abs=0.02)
    assert trim == pytest.approx([bleed, bleed, media[2] - bleed, media[3] - bleed], abs=0.02)
    text = texts_of(cover)
    for words in ("A book about lights.", "Harbour Press", "lights.example/book", "Ann Author"):
        assert words in text
    with pymupdf.open(cover) as pdf:
        image = Image.open(io.BytesIO(pdf[0].get_pixmap(dpi=240).tobytes("png")))
    assert [found.text for found in zxingcpp.read_barcodes(image)] == ["9783161484100"]
    assert image.convert("RGB").getpixel((image.width // 4, 300)) == pytest.approx(
        (0x22, 0x44, 0x22), abs=2
    )


def test_the_screen_edition_has_none(project: Project) -> None:
    project.write({"conf.py": CONF, "index.rst": INDEX, "one.rst": ONE})
    build = project.build("pdf")
    assert [path.name for path in build.outdir.glob("*.pdf")] == ["harbour-lights.pdf"]
    assert build.warnings == ""


def test_the_same_bytes_again(project: Project) -> None:
    first = built(project).files()["harbour-lights-cover.pdf"]
    again = project.build("pdf", fresh=True, tags=["print"]).files()["harbour-lights-cover.pdf"]
    assert first == again


def test_the_blurb_and_the_spine_of_the_project(project: Project) -> None:
    more = 'bindery_spine = "12mm"\nbindery_bleed = "5mm"\n'
    more += 'bindery_blurb = ["It\'s \\"first\\".", "Second."]\n'
    build = built(project, more)
    assert build.warnings == ""
    cover = build.outdir / "harbour-lights-cover.pdf"
    media, _trim = boxes(cover)
    assert media[2] / INCH * 25.4 == pytest.approx(2 * 148 + 12 + 10, abs=0.01)
    text = texts_of(cover)
    assert "It’s “first”.\nSecond." in text
    assert "A book about lights." not in text


WRONG = {
    "bindery_isbn": "'978-3-16-148410-5'",
    "bindery_paper_stock": "'creme'",
    "bindery_spine": "'thick'",
    "bindery_spine_text": "'left'",
    "bindery_cover_color": "'green'",
    "bindery_cover": "'none.png'",
    "bindery_paper": "'a99'",
    "bindery_print_shop": "'corner'",
    "bindery_bleed": "'wide'",
    "bindery_blurb": "'Far too many words for the back of a book. ' * 120",
}


def test_mistakes_are_reported_at_their_lines(project: Project) -> None:
    more = "".join(f"{name} = {value}\n" for name, value in WRONG.items())
    build = built(project, more)
    lines = (CONF + more).splitlines()
    for name, value in WRONG.items():
        line = lines.index(f"{name} = {value}") + 1
        (message,) = (text for text in build.warnings.splitlines() if f" {name}: " in text)
        assert f"conf.py:{line}: WARNING: {name}: " in message
        assert "; write " in message
        is_of_cover = name not in {"bindery_paper", "bindery_print_shop", "bindery_bleed"}
        assert ("[bindery.cover]" in message) is is_of_cover
    assert (build.outdir / "harbour-lights-cover.pdf").is_file()


def test_a_picture_with_few_pixels_is_reported(project: Project) -> None:
    project.folder.mkdir(exist_ok=True)
    Image.new("RGB", (1600, 2560), "#883311").save(project.folder / "front.jpg")
    build = built(project, 'bindery_cover = "front.jpg"\n')
    assert "bindery_cover: front.jpg has 284 dpi at its printed size of 143 × 228 mm" in (
        build.warnings
    )
    assert "use a picture of at least 1685 × 2696 pixels" in build.warnings


def test_a_shop_without_a_table_asks_for_the_spine(project: Project) -> None:
    shop = 'bindery_print_shop = "ingramspark"\n'
    assert "bindery_spine: ingramspark publishes no table" in built(project, shop).warnings
    assert built(project, f'{shop}bindery_spine = "8mm"\n').warnings == ""


def test_a_text_on_a_spine_without_room_is_reported(project: Project) -> None:
    warnings = built(project, 'bindery_spine_text = "down"\n').warnings
    assert "bindery_spine_text: a spine of " in warnings


@pytest.mark.parametrize(
    ("language", "title", "author"),
    [("ar", "حكايات من مدينة البحر", "ليلى الكاتبة"), ("ja", "港町の記録、十年", "山田花子")],
)
def test_scripts(project: Project, language: str, title: str, author: str) -> None:
    more = f'language = "{language}"\nproject = "{title}"\nauthor = "{author}"\n'
    more += f'bindery_description = "{title}"\nbindery_basename = "book"\nbindery_spine = "20mm"\n'
    build = built(project, more)
    assert build.warnings == ""
    cover = build.outdir / "book-cover.pdf"
    with pymupdf.open(cover) as pdf:
        spans = [
            span
            for block in pdf[0].get_text("dict")["blocks"]
            for line in block.get("lines", ())
            for span in line["spans"]
        ]
        middle = pdf[0].rect.width / 2
    largest = max(spans, key=lambda span: span["size"])
    is_left = largest["bbox"][2] < middle
    assert is_left is (language == "ar")
    assert any(span["bbox"][0] < middle < span["bbox"][2] for span in spans)
