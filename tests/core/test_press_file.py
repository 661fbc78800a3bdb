"""Press files: inks, images, boxes, blank pages and PDF/X-1a of a PDF by Typst."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest
import typst
from PIL import Image

from sphinx_bindery.print.page_counts import blank_pages, page_count_error, page_counts
from sphinx_bindery.print.press.drawings import (
    may_need_pixels,
    needs_pixels,
    pixel_drawing,
    pixels_per_inch,
)
from sphinx_bindery.print.press.inks import gray_of
from sphinx_bindery.print.press.pdf_images import flattened, transparent_pages
from sphinx_bindery.print.press.pdf_streams import components, content_streams, images, values
from sphinx_bindery.print.press.press_file import PressFile, make_press_file

if TYPE_CHECKING:
    from pathlib import Path

FONTS = typst.Fonts(include_system_fonts=False)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50">{}</svg>'
GRADIENT = (
    '<defs><linearGradient id="g"><stop offset="0" stop-color="#f00"/>'
    '<stop offset="1" stop-color="#0000ff"/></linearGradient></defs>'
    '<rect width="100" height="50" fill="url(#g)"/>'
)
HALF = '<rect width="100" height="50" fill="tomato" fill-opacity="0.5"/>'
BOOK = """
#set page(width: 6in, height: 9in)
#set text(fill: luma(0))
Black #text(fill: rgb("#a00"))[red] #text(fill: cmyk(50%, 0%, 0%, 10%))[blue]
#text(fill: rgb("#000"))[black as a color] #link("https://example.org")[a link] $sqrt(x)$
#rect(fill: gradient.linear(red, blue)) #rect(stroke: green, fill: tiling[#text(fill: red)[x]])
= Heading
"""


def compiled(source: str, folder: Path, **files: bytes) -> bytes:
    for name, data in files.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    (folder / "main.typ").write_text(source, encoding="utf-8")
    made = typst.compile(folder / "main.typ", font_paths=FONTS, format="pdf", pdf_standards=["1.4"])
    assert isinstance(made, bytes)
    return made


def opened(made: PressFile) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made.content))


def png(mode: str, color: object, size: tuple[int, int] = (40, 30)) -> bytes:
    output = io.BytesIO()
    Image.new(mode, size, color).save(output, "PNG")  # type: ignore[arg-type]
    return output.getvalue()


def colors_of(pdf: pikepdf.Pdf) -> set[int]:
    """Return the numbers of components of all color spaces."""
    found = {
        components(space)
        for content in content_streams(pdf)
        for space in values(content.resources, "/ColorSpace")
    }
    found |= {components(image.ColorSpace) for image, _page in images(pdf)}
    operators = {
        str(operator)
        for content in content_streams(pdf)
        for _operands, operator in pikepdf.parse_content_stream(content.stream)
    }
    return (
        found | ({3} if operators & {"rg", "RG"} else set()) | ({4} if "k" in operators else set())
    )


def test_the_gray_of_a_color_is_its_luminance() -> None:
    assert [round(gray_of(color), 3) for color in ((0.4,), (1, 1, 1), (1, 0, 0), (0, 0, 1))] == [
        *(0.4, 1.0, 0.3, 0.11)
    ]
    assert round(gray_of((0, 0, 0, 0.25)), 3) == 0.75
    assert gray_of((1, 1, 1, 1)) == 0


def test_in_black_nothing_has_another_color(tmp_path: Path) -> None:
    drawing = '#image("a.svg") #image("c.png") #image("j.jpg")'
    jpeg = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(jpeg, "JPEG")
    content = compiled(
        BOOK + drawing,
        tmp_path,
        a_svg=SVG.format(GRADIENT).encode(),
        c_png=png("RGB", "orange"),
        j_jpg=jpeg.getvalue(),
    )
    made = make_press_file(content, only_black=True)
    assert made.problems == ()
    assert colors_of(opened(made)) == {1}


def test_in_color_grays_are_of_black_ink_and_colors_stay(tmp_path: Path) -> None:
    made = make_press_file(compiled(BOOK, tmp_path), only_black=False)
    pdf = opened(made)
    (page, *_rest) = content_streams(pdf)
    text = page.data()
    assert b"0.6666667 0 0 scn" in text
    assert b"0 0 0 scn" not in text
    assert {str(it) for it in values(page.resources, "/ColorSpace") if components(it) == 1} == {
        "/DeviceGray"
    }
    assert not made.is_pdfx


def test_a_gray_between_colors_leaves_the_color_space_of_the_next(tmp_path: Path) -> None:
    content = compiled("x #text(fill: rgb(1, 2, 250))[y]", tmp_path)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        page = pdf.pages[0]
        (name,) = (key for key, it in page.Resources.ColorSpace.items() if components(it) == 3)
        drawn = f"{name} cs 0 0 0 scn 0 0 9 9 re f 1 0 0 scn 0 0 9 9 re f"
        page.Contents = pdf.make_stream(drawn.encode())
        output = io.BytesIO()
        pdf.save(output)
    made = make_press_file(output.getvalue(), only_black=False)
    pdf = opened(made)
    (page_content, *_rest) = content_streams(pdf)
    assert page_content.data().split() == (
        f"{name} cs 0 g 0 0 9 9 re f {name} cs 1 0 0 scn 0 0 9 9 re f".encode().split()
    )


@pytest.mark.parametrize("only_black", [True, False])
def test_transparent_images_are_flattened_on_white(tmp_path: Path, only_black: bool) -> None:
    content = compiled('#image("a.png")', tmp_path, a_png=png("RGBA", (255, 0, 0, 128)))
    assert transparent_pages(pikepdf.open(io.BytesIO(content))) == [1]
    pdf = opened(make_press_file(content, only_black=only_black))
    assert transparent_pages(pdf) == []
    ((image, _page),) = images(pdf)
    color = pikepdf.PdfImage(image).as_pil_image().getpixel((5, 5))
    assert color == (165 if only_black else (255, 127, 127))


def test_a_mask_finer_than_its_image_keeps_its_detail() -> None:
    mask = Image.new("L", (8, 8), 255)
    assert flattened(Image.new("RGB", (2, 2), "red"), mask, gray=True).size == (8, 8)


def test_transparency_that_stays_is_reported_and_no_pdfx(tmp_path: Path) -> None:
    content = compiled('x #image("a.svg")', tmp_path, a_svg=SVG.format(HALF).encode())
    made = make_press_file(content, only_black=True)
    assert made.problems == ((1, "there is transparency"),)
    assert not made.is_pdfx
    assert "/OutputIntents" not in opened(made).Root


def test_a_file_in_black_is_pdfx_1a(tmp_path: Path) -> None:
    content = compiled('#set document(title: "Notes")\n' + BOOK, tmp_path)
    made = make_press_file(content, only_black=True)
    pdf = opened(made)
    assert made.is_pdfx
    assert pdf.pdf_version == "1.3"
    assert pdf.docinfo["/GTS_PDFXVersion"] == "PDF/X-1:2001"
    assert pdf.docinfo["/GTS_PDFXConformance"] == "PDF/X-1a:2001"
    assert pdf.docinfo["/Trapped"] == pikepdf.Name("/False")
    assert {"/Title", "/CreationDate", "/ModDate", "/Creator", "/Producer"} <= {*pdf.docinfo}
    (intent,) = pdf.Root.OutputIntents
    assert (intent.S, intent.OutputConditionIdentifier) == ("/GTS_PDFX", "CGATS TR 001")
    assert "/ID" in pdf.trailer
    assert not pdf.is_encrypted


def test_what_is_for_screens_is_removed(tmp_path: Path) -> None:
    pdf = opened(make_press_file(compiled(BOOK, tmp_path), only_black=False))
    assert {*pdf.Root.keys()} == {"/Type", "/Pages"}
    assert all("/Annots" not in page and "/StructParents" not in page for page in pdf.pages)


def test_the_same_book_gives_the_same_bytes(tmp_path: Path) -> None:
    content = compiled(BOOK, tmp_path)
    assert make_press_file(content, only_black=True) == make_press_file(content, only_black=True)


def test_boxes(tmp_path: Path) -> None:
    plain, bleeding = (
        opened(make_press_file(compiled(f"#set page({page})\nx", tmp_path), only_black=True))
        for page in ("width: 6in, height: 9in", "width: 6in, height: 9in, bleed: 0.125in")
    )
    assert [list(map(float, plain.pages[0][box])) for box in ("/TrimBox", "/MediaBox")] == [
        *([0, 0, 432, 648],) * 2
    ]
    for page in bleeding.pages:  # the blank one too
        assert [*map(float, page.MediaBox)] == [*map(float, page.BleedBox)] == [0, 0, 450, 666]
        assert [*map(float, page.TrimBox)] == [9, 9, 441, 657]


@pytest.mark.parametrize(
    ("shop", "pages", "is_blank", "expected"),
    [
        ("", 7, False, 1),
        ("kdp", 8, False, 0),
        ("ingramspark", 8, False, 2),
        ("ingramspark", 8, True, 0),
        ("ingramspark", 7, False, 1),
        ("ingramspark", 7, True, 1),
    ],
)
def test_blank_pages(shop: str, pages: int, is_blank: bool, expected: int) -> None:
    assert blank_pages(pages, page_counts(shop), last_is_blank=is_blank) == expected


def test_blank_pages_are_at_the_end(tmp_path: Path) -> None:
    content = compiled("x #pagebreak() y #pagebreak() z", tmp_path)
    pdf = opened(make_press_file(content, only_black=True, counts=page_counts("ingramspark")))
    assert ["/Contents" in page for page in pdf.pages] == [True, True, True, False]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (22, "22 pages are fewer than the 24 that KDP binds"),
        (24, ""),
        (830, "830 pages are more than the 828 that KDP binds"),
    ],
)
def test_page_counts_of_a_shop(pages: int, expected: str) -> None:
    assert page_count_error(pages, page_counts("kdp")).partition(";")[0] == expected
    assert page_count_error(pages, page_counts("")) == ""


# -- drawings -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("drawn", "only_black", "expected"),
    [
        ('<path d="M0 0h9v9z" fill="red"/>', True, False),
        (HALF, True, True),
        (HALF, False, True),
        ('<rect width="9" height="9" style="fill:red;opacity:.4"/>', False, True),
        ('<style>rect{fill:#ff000080}</style><rect width="9" height="9"/>', False, True),
        (GRADIENT, True, False),
        ('<g opacity="1"><rect width="9" height="9"/></g>', True, False),
    ],
)
def test_drawings_that_become_pixels(
    tmp_path: Path, drawn: str, only_black: bool, expected: bool
) -> None:
    svg = SVG.format(drawn).encode()
    content = compiled('#image("a.svg")', tmp_path, a_svg=svg)
    assert needs_pixels(content, only_black=only_black) is expected
    assert may_need_pixels(svg) or not expected


@pytest.mark.parametrize("width", [50, 300, 1000])
def test_drawings_have_600_dpi_as_they_are_and_300_as_wide_as_the_text(width: float) -> None:
    measure = 330.0
    pixels = pixels_per_inch(width, measure) * width / 72
    assert round(pixels / min(width, measure) * 72) >= 600
    assert round(pixels / measure * 72) >= 300


def test_pixels_of_a_drawing_have_its_size(tmp_path: Path) -> None:
    wrapped = pixel_drawing(png("RGBA", (0, 0, 255, 128)), (75, 37.5), only_black=True)
    content = compiled(
        '#set page(width: auto, height: auto, margin: 0pt)\n#image("a.svg")',
        tmp_path,
        a_svg=wrapped,
    )
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert [*map(float, pdf.pages[0].MediaBox)] == [0, 0, 75, 37.5]
        assert not needs_pixels(content, only_black=True)
