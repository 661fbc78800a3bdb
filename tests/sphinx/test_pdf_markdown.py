"""Markdown documents: raw HTML, code that does not parse, images, long words."""

from __future__ import annotations

import re
import struct
import zlib
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .pdf_reading import ReadPdf, built

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

    MakeBook = Callable[..., SphinxTestApp]

CONF = 'project = "Posts"\nauthor = "Ada Example"\nextensions = ["myst_parser", "sphinx_bindery"]\n'


def png(width: int, height: int) -> bytes:
    """Return a gray PNG image of a size in pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + b"\x80" * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@pytest.fixture
def book(make_app: Callable[..., SphinxTestApp], tmp_path: Path) -> MakeBook:
    """Return a function that makes a book of one document, with an image beside it."""

    def make(text: str, name: str = "post.md") -> SphinxTestApp:
        source = tmp_path / "source"
        source.mkdir()
        (source / "conf.py").write_text(CONF, encoding="utf-8")
        (source / "index.rst").write_text(
            "Root\n====\n\n.. toctree::\n\n   post\n", encoding="utf-8"
        )
        (source / name).write_text(text, encoding="utf-8")
        (source / "picture.png").write_bytes(png(400, 200))
        return make_app("pdf", srcdir=source)

    return make


def warnings(app: SphinxTestApp) -> list[str]:
    """Return the warnings, without colors and without the folder of the source."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", app.warning.getvalue())
    return plain.replace(f"{app.srcdir}/", "").splitlines()


def read(pdf: ReadPdf) -> str:
    return " ".join(pdf.pages)


@pytest.mark.parametrize("language", ["sql", "json", "python"])
def test_code_that_its_lexer_rejects_is_reported_and_printed(book: MakeBook, language: str) -> None:
    app = book(f"# A post\n\nText.\n\n```{language}\ncreate {{{{ $name }}}} ?;\n  next\n```\n")
    pdf = built(app)
    (warning,) = warnings(app)
    assert warning.startswith("post.md:5: WARNING: Lexing literal_block")
    assert "create {{ $name }} ?; next" in read(pdf)


def test_code_in_an_unknown_language_is_reported_and_printed(book: MakeBook) -> None:
    app = book("# A post\n\n```no-such-language\nx <- 1 $ 2\n```\n")
    pdf = built(app)
    (warning,) = warnings(app)
    assert warning.startswith("post.md:3: WARNING: Pygments lexer name")
    assert "x <- 1 $ 2" in read(pdf)


def test_tab_stops_in_code_are_eight_columns_apart(book: MakeBook) -> None:
    app = book("# A post\n\n```none\na\tb\nlonger\tc\n```\n")
    app.config.bindery_keep_typst = True
    built(app)
    kept = next(Path(app.outdir).rglob("0001.typ")).read_text(encoding="utf-8")
    assert '[#"a       b";]' in kept
    assert '[#"longer  c";]' in kept


HTML = """# A post

<figure>
  <img src="picture.png" alt="What it shows">
  <figcaption>The <b>caption</b>.</figcaption>
</figure>

<table><tr><th>A<th>B<tr><td>c<tr><td colspan="2">d</table>

<div class="box">

*Markdown* in a box with <a href="https://example.org/">a
link</a> and <i>more</i> words.

</div>

<iframe src="https://example.org/film" title="A film"></iframe>
"""


def test_raw_html_in_markdown_is_printed(book: MakeBook) -> None:
    app = book(HTML)
    pdf = built(app)
    assert warnings(app) == []
    for text in (
        "The caption.",
        "A B c d",
        "Markdown in a box with a link and more words.",
        "A film",
    ):
        assert text in read(pdf)
    assert pdf.addresses == {"https://example.org/", "https://example.org/film"}
    figures = [element for element in pdf.elements if str(element.S) == "/Figure"]
    assert "What it shows" in {str(figure.get("/Alt", "")) for figure in figures}
    assert (pdf.tags["TH"], pdf.tags["TD"]) == (2, 3)
    assert pdf.xmp["part"] == "1"


def test_unsupported_html_is_reported_at_its_line(book: MakeBook) -> None:
    app = book("# A post\n\nText <my-word>one</my-word>.\n\n<my-box>\ntwo\n</my-box>\n")
    pdf = built(app)
    assert [line.partition(",")[0] for line in warnings(app)] == [
        "post.md:3: WARNING: <my-word>: this HTML element is inside a line of text",
        "post.md:5: WARNING: <my-box>: this HTML element is not supported in a PDF",
    ]
    assert "Text one. two" in read(pdf)


@pytest.mark.parametrize(
    "address", ["../conf.py", "/../../picture.png", "%00", "conf.py", "x" * 999]
)
def test_html_prints_only_images_in_the_source_folder(book: MakeBook, address: str) -> None:
    app = book(f'# A post\n\n<p><img src="{address}" alt="Instead"></p>\n')
    pdf = built(app)
    if address == "/../../picture.png":
        # As in the address of a web page, there is nothing above the root.
        assert warnings(app) == []
        return
    (warning,) = warnings(app)
    assert warning.startswith("post.md:3: WARNING: image: '")
    is_there = address == "conf.py"
    message = (
        "is not a picture" if is_there else "is neither in the source folder nor in html_extra"
    )
    assert f"' {message}" in warning
    assert "so its alternative text is shown" in warning
    assert "Instead" in read(pdf)


def test_html_prints_an_image_in_its_address(book: MakeBook) -> None:
    data = b64encode(png(40, 20)).decode()
    app = book(
        f"# Post\n\n<p><img src='data:image/png;base64,{data}' alt='block'></p>\n\n"
        "Text <img src='data:image/png;base64,xx' alt='broken'>\n"
    )
    pdf = built(app)
    (warning,) = warnings(app)
    assert "'data:image/png;base64,xx': there is no such image" in warning
    assert [str(item["/Alt"]) for item in pdf.elements if "/Alt" in item] == ["block"]
    assert "broken" in read(pdf)


def test_raw_html_in_restructuredtext_is_not_printed(book: MakeBook) -> None:
    app = book("A post\n======\n\nText.\n\n.. raw:: html\n\n   <p>Only HTML.</p>\n", "post.rst")
    pdf = built(app)
    assert warnings(app) == []
    assert "Only HTML." not in read(pdf)


def heights(pdf: ReadPdf) -> list[float]:
    """Return the heights of the pictures on the pages, in points."""
    figures = [element for element in pdf.elements if str(element.S) == "/Figure"]
    boxes = [attribute["/BBox"] for figure in figures for attribute in figure["/A"]]
    return [float(box[3]) - float(box[1]) for box in boxes]


def test_an_image_alone_in_its_paragraph_is_a_block(book: MakeBook) -> None:
    app = book(
        "# A post\n\n![Alone](picture.png)\n\n[![Linked](picture.png)](https://example.org)\n"
    )
    pdf = built(app)
    assert warnings(app) == []
    assert len(heights(pdf)) == 2
    assert all(height > 100 for height in heights(pdf))


def test_an_inline_icon_has_the_height_of_the_line_and_a_large_image_its_own_line(
    book: MakeBook,
) -> None:
    app = book("# A post\n\nWords ![Picture](picture.png) words ![Icon](icon.png) and words.\n")
    Path(app.srcdir, "icon.png").write_bytes(png(16, 16))
    pdf = built(app)
    assert warnings(app) == []
    picture, icon = heights(pdf)
    assert picture > 100
    assert 10 < icon < 12


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://example.org/" + "x" * 9000])
def test_an_address_that_a_pdf_cannot_link_to_is_plain_text(book: MakeBook, address: str) -> None:
    app = book(f"A post\n======\n\n`Its text <{address}>`__\n", "post.rst")
    pdf = built(app)
    assert "Its text" in read(pdf)
    assert pdf.addresses == set()


def test_a_long_word_does_not_leave_the_page(book: MakeBook) -> None:
    word = "see/" + "%F0%9F".join(["a"] * 30) + "b" * 80 + "/end"
    app = book(f"# A post\n\nText {word} text.\n")
    pdf = built(app)
    assert word in "".join(pdf.pages).replace(" ", "").replace("\u00ad", "")
    app.config.bindery_keep_typst = True
    assert max(map(len, breaks(app))) <= 60


def breaks(app: SphinxTestApp) -> list[str]:
    """Return the words of the typeset text between break opportunities."""
    built(app)
    kept = next(Path(app.outdir).rglob("0001.typ")).read_text(encoding="utf-8")
    (line,) = (line for line in kept.splitlines() if line.startswith("Text"))
    return re.split(" |#break-here;", line)
