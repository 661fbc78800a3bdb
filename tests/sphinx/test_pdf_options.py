"""The options of the PDF."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .pdf_reading import built

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp


@pytest.mark.parametrize(
    ("paper", "size"), [("a4", (595, 842)), ("us-letter", (612, 792)), ("a5", (420, 595))]
)
@pytest.mark.sphinx("pdf", testroot="pdf-basic")
def test_paper(app: SphinxTestApp, paper: str, size: tuple[int, int]) -> None:
    app.config.bindery_paper = paper
    pdf = built(app)
    sizes = {tuple(round(float(n)) for n in page.mediabox[2:]) for page in pdf.pdf.pages}
    assert sizes == {size}


@pytest.mark.sphinx(
    "pdf",
    testroot="pdf-basic",
    confoverrides={"bindery_sides": "two", "bindery_recto_openings": True},
)
def test_in_a_two_sided_book_chapters_can_open_on_the_right(app: SphinxTestApp) -> None:
    pdf = built(app)
    titles = ["Contents", "Preface", "First part", "The first chapter", "Second part", "Colophon"]
    for title in titles:
        (index,) = (i for i, page in enumerate(pdf.pages) if page.startswith(title))
        assert index % 2 == 0, title
    blank = [page for page in pdf.pages[5:] if page == ""]
    assert blank


@pytest.mark.sphinx(
    "pdf",
    testroot="pdf-basic",
    confoverrides={"bindery_sides": "two", "bindery_recto_openings": "parts"},
)
def test_in_a_two_sided_book_parts_alone_open_on_the_right(app: SphinxTestApp) -> None:
    pdf = built(app)
    assert app.warning.getvalue() == ""
    for title in ("Contents", "First part", "Second part"):
        (index,) = (i for i, page in enumerate(pdf.pages) if page.startswith(title))
        assert index % 2 == 0, title
    # behind the half title, and before a part that would open on the left
    before = [pdf.pages[i + 1] for i, page in enumerate(pdf.pages[:-1]) if page == ""]
    assert all(page.startswith(("A Small Book", "First part", "Second part")) for page in before)


@pytest.mark.sphinx(
    "pdf",
    testroot="pdf-basic",
    confoverrides={"bindery_sides": "two", "bindery_recto_openings": False},
)
def test_chapters_may_open_on_the_left_but_page_1_is_on_the_right(app: SphinxTestApp) -> None:
    pdf = built(app)
    assert app.warning.getvalue() == ""
    first = pdf.labels.index("1")
    assert first % 2 == 0
    assert pdf.pages[first].startswith("First part")
    assert pdf.pages[first + 1].startswith("The first chapter")
    assert "" not in pdf.pages[first:]


@pytest.mark.sphinx(
    "pdf",
    testroot="pdf-basic",
    confoverrides={"bindery_colors": {"link": "#0000ff", "accent": "#aa0000"}},
)
def test_colors_of_links_and_titles(app: SphinxTestApp) -> None:
    pdf = built(app)
    assert app.warning.getvalue() == ""
    index = next(i for i, page in enumerate(pdf.pages) if page.startswith("The first chapter"))
    drawn = pdf.pdf.pages[index].Contents.read_bytes().decode("latin-1")
    colors = set(re.findall(r"([\d.]+ [\d.]+ [\d.]+) sc", drawn))
    assert "0 0 1" in colors
    assert any(re.fullmatch(r"0\.66666\d* 0 0", color) for color in colors)


@pytest.mark.sphinx(
    "pdf",
    testroot="pdf-basic",
    confoverrides={"bindery_fonts": {"text": "New Computer Modern", "mono": ["Libertinus Serif"]}},
)
def test_fonts_of_text_and_code(app: SphinxTestApp) -> None:
    pdf = built(app)
    assert app.warning.getvalue() == ""
    assert "set in New Computer Modern by Typst" in pdf.pages[1]
    names = {str(font.BaseFont).partition("+")[2].split("-")[0] for font in pdf.fonts}
    assert names & {"NewCM10", "NewComputerModern10"}
    assert "DejaVuSansMono" not in names


@pytest.mark.parametrize(("depth", "listed"), [(1, False), (2, True)], ids=["chapters", "sections"])
@pytest.mark.sphinx("pdf", testroot="pdf-basic")
def test_depth_of_the_contents(app: SphinxTestApp, depth: int, *, listed: bool) -> None:
    app.config.bindery_contents_depth = depth
    pdf = built(app)
    (contents,) = (page for page in pdf.pages if page.startswith("Contents"))
    assert ("A section" in contents) is listed


@pytest.mark.sphinx(
    "pdf", testroot="pdf-basic", confoverrides={"bindery_pdf_standard": ["ua-1", "a-2a"]}
)
def test_two_standards_at_once(app: SphinxTestApp) -> None:
    pdf = built(app)
    assert app.warning.getvalue() == ""
    assert pdf.xmp["conformance"] == "A"


@pytest.mark.sphinx("pdf", testroot="pdf-basic", confoverrides={"bindery_keep_typst": True})
def test_the_typst_source_is_kept_on_request(app: SphinxTestApp) -> None:
    built(app)
    kept = Path(app.outdir, "a-small-book-typst")
    assert (kept / "main.typ").is_file()
    assert sorted(path.suffix for path in Path(app.outdir).glob("*.*")) == [".pdf"]


@pytest.mark.sphinx("pdf", testroot="pdf-template")
def test_a_user_template_replaces_functions(app: SphinxTestApp) -> None:
    pdf = built(app)
    assert app.warning.getvalue() == ""
    assert any("Chapter opens: Only" in page for page in pdf.pages)


@pytest.mark.sphinx("pdf", testroot="pdf-hard")
def test_hard_cases_pass_pdf_ua(app: SphinxTestApp) -> None:
    app.config.suppress_warnings = ["bindery.pdf"]
    pdf = built(app)
    assert pdf.xmp["part"] == "1"
    titles = [title for title, _below in pdf.outline]
    assert titles[0].startswith("A title with a link,")
    # A reference inside a title is no link, but its text stays.
    assert pdf.outline[0][1][0][0] == "Another link and word"
    index = next(page for page in pdf.pages if page.startswith("Index"))
    assert "title, 1" in index
    assert "word, 1" in index


@pytest.mark.parametrize("words", [[], ["extraordinarily", "a+b(c"]])
def test_words_that_are_not_hyphenated(
    tmp_path: Path, make_app: Callable[..., SphinxTestApp], words: list[str]
) -> None:
    text = "extraordinarily " * 200 + "Containers " * 200
    (tmp_path / "conf.py").write_text('project = "Q"\nextensions = ["sphinx_bindery"]\n', "utf-8")
    (tmp_path / "index.rst").write_text("Q\n=\n\n.. toctree::\n\n   one\n", "utf-8")
    table = f".. list-table::\n   :header-rows: 1\n\n   * - A\n     - B\n   * - {text}\n     - b\n"
    (tmp_path / "one.rst").write_text(f"One\n===\n\n{table}", "utf-8")
    app = make_app("pdf", srcdir=tmp_path, confoverrides={"bindery_unhyphenated": words})
    app.connect("book-metadata", lambda _app: {"subjects": ["Containers"]})
    printed = " ".join(built(app).pages)
    assert printed.count("Containers") == 200
    assert (printed.count("extraordinarily") == 200) is bool(words)
