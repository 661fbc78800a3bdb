"""Languages and scripts: text direction, ligatures, and the languages in the PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typst
from pypdf import PdfReader

from tests.validators import pdf_pages, pdf_words

from .pdf_reading import ReadPdf, built

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

    MakeBook = Callable[..., SphinxTestApp]

OWN_FONTS = "bindery_system_fonts = False\n"
"""The fonts of the book alone, for the same result on every machine."""
HEBREW = "\N{HEBREW LETTER ALEF}\N{HEBREW LETTER BET}\N{HEBREW LETTER GIMEL}"


@pytest.fixture
def book(make_app: Callable[..., SphinxTestApp], tmp_path: Path) -> MakeBook:
    """Return a function that makes a book of two chapters, the second with this text."""

    def make(text: str, options: str = "") -> SphinxTestApp:
        source = tmp_path / "source"
        source.mkdir(exist_ok=True)
        (source / "conf.py").write_text(
            'project = "Scripts"\nauthor = "Ada Example"\nextensions = ["sphinx_bindery"]\n'
            f"bindery_keep_typst = True\nsmartquotes = False\n{options}",
            encoding="utf-8",
        )
        toctree = ".. toctree::\n\n   one\n   two\n"
        (source / "index.rst").write_text(f"Root\n====\n\n{toctree}", encoding="utf-8")
        (source / "one.rst").write_text("One\n===\n\nText.\n", encoding="utf-8")
        (source / "two.rst").write_text(text, encoding="utf-8")
        return make_app("pdf", srcdir=source)

    return make


def languages(pdf: ReadPdf) -> set[str]:
    """Return the language of the PDF and of the elements in other languages."""
    return {str(pdf.pdf.Root.Lang)} | {
        str(element["/Lang"]) for element in pdf.elements if "/Lang" in element
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (":lang: fr", {"en", "fr"}),
        (":lang: pt_BR", {"en", "pt-BR"}),
        (":lang: no such language", {"en"}),
        (':lang: x"]', {"en"}),
    ],
)
def test_a_document_in_another_language(book: MakeBook, text: str, expected: set[str]) -> None:
    app = book(f"{text}\n\nTwo\n===\n\nUn texte en fran\u00e7ais.\n")
    pdf = built(app)
    assert app.warning.getvalue() == ""
    assert languages(pdf) == expected
    assert pdf.xmp["part"] == "1"


def test_a_class_that_is_no_language_tag_is_ignored(book: MakeBook) -> None:
    app = book("Two\n===\n\n.. rst-class:: language-python\n\nText.\n")
    pdf = built(app)
    assert app.warning.getvalue() == ""
    assert languages(pdf) == {"en"}


def test_lists_with_other_texts_are_not_right_to_left(book: MakeBook) -> None:
    """Neither a list whose first item alone is so, nor one of posts, which has dates beside."""
    mixed = f"* {HEBREW}\n* Latin\n\nText.\n\n"
    posts = f".. rst-class:: post-list\n\n* {HEBREW}\n\n  9 May\n"
    app = book(f"Two\n===\n\n{mixed}{posts}")
    built(app)
    kept = next(Path(app.outdir).rglob("0002.typ")).read_text(encoding="utf-8")
    assert "#right-to-left(" not in kept
    assert kept.count("#right-to-left[") == 2


@pytest.mark.parametrize(
    ("language", "text", "markup"),
    [
        ("en", HEBREW, "#align(left)[#right-to-left["),
        ("he", "Latin.", "#align(right)[#left-to-right["),
        ("he", f"Latin {HEBREW}.", ""),
        ("en", f"Latin {HEBREW}.", ""),
    ],
)
def test_titles_in_lists_are_aligned_as_the_list(
    book: MakeBook, language: str, text: str, markup: str
) -> None:
    item = f"* .. rst-class:: post-title\n\n  {text}\n"
    app = book(f"Two\n===\n\n{item}", f'{OWN_FONTS}language = "{language}"\n')
    built(app)
    kept = next(Path(app.outdir).rglob("0002.typ")).read_text(encoding="utf-8")
    assert (markup or "#span") in kept
    assert ("#align(" in kept) == bool(markup)


def test_words_in_right_to_left_paragraphs_are_whole(book: MakeBook) -> None:
    """Typst would break them without a hyphen."""
    word = "incomprehensibilities"
    texts = " ".join(f"{HEBREW * n} :foreign:`{word}`" for n in range(1, 16))
    role = ".. role:: foreign\n   :class: language-en\n\n"
    pdf = built(book(f"Two\n===\n\n{role}{texts}.\n", OWN_FONTS + 'language = "he"\n'))
    text = " ".join(pdf.pages).replace("\u202c", "")  # which pypdf inserts
    assert text.count(word) == 15


def test_right_to_left_paragraphs_and_lists(book: MakeBook) -> None:
    app = book(f"Two\n===\n\n{HEBREW}.\n\n* {HEBREW}\n\nLatin {HEBREW}.\n\n* Latin\n")
    pdf = built(app)
    assert app.warning.getvalue() == ""
    kept = next(Path(app.outdir).rglob("0002.typ")).read_text(encoding="utf-8")
    assert kept.count("#right-to-left(") == 1
    assert kept.count("#right-to-left[") == 2
    assert f"#right-to-left[{HEBREW}\\.];" in kept
    assert pdf.xmp["part"] == "1"


RTL = 'language = "he"\nbindery_sides = "two"\nbindery_recto_openings = True\n'


def test_pages_of_a_right_to_left_book_are_mirrored(book: MakeBook) -> None:
    long = f"{HEBREW} " * 900
    app = book(f"Two\n===\n\n{long}\n\nLatin alone.\n\n* Latin\n\n* {HEBREW}\n", RTL)
    pdf = built(app)
    assert app.warning.getvalue() == ""
    assert str(pdf.pdf.Root.Lang) == "he"
    assert pdf.pdf.Root.ViewerPreferences.Direction == "/R2L"
    kept = next(Path(app.outdir).rglob("0002.typ")).read_text(encoding="utf-8")
    assert "#left-to-right[Latin " in kept
    assert kept.count("#left-to-right") == 1


@pytest.mark.validator
def test_margins_and_folios_of_a_right_to_left_book(book: MakeBook) -> None:
    long = f"{HEBREW} " * 900
    words = {}
    for language in ("he", "en"):
        app = book(f"Two\n===\n\n{long}\n", RTL.replace("he", language))
        pdf = built(app)
        first = pdf.labels.index("3") + 1  # a page with a head
        words[language] = [word for word in pdf_words(pdf.path) if word.page == first]
        app.cleanup()
    width = 595.3
    for word, other in zip(words["he"], words["en"], strict=True):
        assert word.text
        assert word.top == pytest.approx(other.top, abs=3)
    text = {
        name: (min(w.left for w in found), max(w.right for w in found))
        for name, found in words.items()
    }
    assert text["he"][0] == pytest.approx(width - text["en"][1], abs=3)
    assert text["he"][1] == pytest.approx(width - text["en"][0], abs=3)


@pytest.mark.parametrize("value", ["False", "'fallback'"])
def test_a_latin_book_does_not_depend_on_the_machine(book: MakeBook, value: str) -> None:
    app = book(
        "Two\n===\n\nText, \u0434\u0430, \u03bb, \u2192 \u2713 \u2264 \u00e9.\n",
        f"bindery_system_fonts = {value}\n",
    )
    pdf = built(app)
    assert app.warning.getvalue() == ""
    assert not [line for line in app.status.getvalue().splitlines() if line.startswith("fonts:")]
    assert not any("Noto" in str(font.get("/BaseFont")) for font in pdf.fonts)


DEVANAGARI = "\N{DEVANAGARI LETTER KA}\N{DEVANAGARI SIGN VIRAMA}\N{DEVANAGARI LETTER SSA}"
TAMIL = "\N{TAMIL LETTER MA}\N{TAMIL SIGN VIRAMA}"


def test_a_font_without_ligatures_is_reported(book: MakeBook) -> None:
    app = book(f"Two\n===\n\nText.\n\nJoined: {DEVANAGARI}.\n", OWN_FONTS)
    pdf = built(app)
    (line,) = app.warning.getvalue().splitlines()
    assert "two.rst:6: " in line
    assert "Devanagari: the font that the PDF uses for this script has no ligatures" in line
    assert pdf.xmp["part"] == "1"


def test_a_font_made_for_a_script_has_its_ligatures(book: MakeBook) -> None:
    fonts = pytest.importorskip(
        "fontpkg", reason="fontpkg-noto-sans-devanagari comes with tests/requirements.txt"
    )
    app = book(f"Two\n===\n\nJoined: {DEVANAGARI}.\n")
    app.config.bindery_font_paths = [str(fonts.path("Noto Sans Devanagari").parent)]
    app.config.bindery_fonts = {"text": ["Libertinus Serif", "Noto Sans Devanagari"]}
    pdf = built(app)
    assert app.warning.getvalue() == ""
    assert any("NotoSansDevanagari" in str(font.BaseFont) for font in pdf.fonts)


def test_a_combining_character_without_a_font_is_reported(book: MakeBook) -> None:
    app = book(f"Two\n===\n\nTamil: {TAMIL}.\n", OWN_FONTS)
    pdf = built(app)
    (line,) = app.warning.getvalue().splitlines()
    assert "two.rst:4: WARNING: '\N{TAMIL LETTER MA}' (U+0BAE" in line
    assert " and 1 more (TAMIL): no font" in line
    assert any("‹U+0BAE›\u200b‹U+0BCD›" in page for page in pdf.pages)
    assert pdf.xmp["part"] == "1"


@pytest.mark.validator
def test_a_number_in_a_date_is_on_the_line_of_its_unit(book: MakeBook) -> None:
    if "Noto Serif CJK JP" not in typst.Fonts(include_system_fonts=True).families():
        pytest.skip("this machine has no Noto Serif CJK JP")
    rows = "".join(
        f"   * - :date:`{date}`\n     - Text\n" for date in ("2014年11月23日", "2014년 11월 23일")
    )
    tables = [
        f".. list-table::\n   :header-rows: 1\n   :widths: {width} {100 - width}\n\n"
        f"   * - Date\n     - Text\n{rows}"
        for width in (15, 17, 19, 21)
    ]
    text = "\n".join(("Two\n===\n", ".. role:: date\n", *tables))
    pdf = built(book(text, 'language = "ja"\n'))
    lines = [line for page in pdf_pages(pdf.path) for line in page]
    assert any("11" in line and "2014" not in line for line in lines)
    assert [line for line in lines if line[:1] in {*"年月日년월일"}] == []


def test_cells_of_a_row_in_two_scripts_stand_on_one_line(book: MakeBook) -> None:
    if "Noto Naskh Arabic" not in typst.Fonts(include_system_fonts=True).families():
        pytest.skip("this machine has no Noto Naskh Arabic")
    rows = "   * - A\n     - B\n   * - Latin\n     - \u0633\u0644\u0627\u0645\n"
    table = f".. list-table::\n   :header-rows: 1\n\n{rows}"
    pdf = built(book(f"Two\n===\n\n{table}", 'language = "ar"\n'))
    heights = {}

    def note(text: str, page: list[float], matrix: list[float], *_rest: object) -> None:
        if text.strip():
            heights[text.strip()] = round(page[5] + page[3] * matrix[5], 1)

    (number,) = (n for n, page in enumerate(pdf.pages) if "Latin" in page)
    PdfReader(pdf.path).pages[number].extract_text(visitor_text=note)
    (arabic,) = (height for text, height in heights.items() if "\u0644" in text)
    assert heights["Latin"] == arabic


@pytest.mark.validator
def test_a_sentence_of_missing_characters_wraps(book: MakeBook) -> None:
    letters = "".join(chr(0x4E00 + number) for number in range(40))
    app = book(f"Two\n===\n\n{letters}\n", OWN_FONTS)
    pdf = built(app)
    words = [word for word in pdf_words(pdf.path) if "U+" in word.text]
    assert len(words) > 4
    assert max(word.right for word in words) < 595 - 45 * 72 / 25.4 + 6
