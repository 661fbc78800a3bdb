"""One book in nine languages and with emoji: its site, ePub and PDF.

Its PDF needs the fonts of fonts-noto-core, fonts-noto-cjk and fonts-noto-color-emoji.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
import typst
from lxml import etree
from lxml import html as lxml_html
from sphinx.testing.util import SphinxTestApp

from tests.validators import epubcheck, outloud, pdf_pages, pdf_words, pdfua, qpdf

from .epub_reading import NAMES, Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FAMILIES = (
    *(f"Noto Serif {name}" for name in ("CJK JP", "CJK SC", "CJK TC", "CJK KR", "Devanagari")),
    *("Noto Naskh Arabic", "Noto Serif Thai", "Noto Color Emoji"),
)
POSTS = {
    "japanese": ("ja", "ltr", ("CJKjp",)),
    "simplified-chinese": ("zh-Hans", "ltr", ("CJKsc",)),
    "traditional-chinese": ("zh-Hant", "ltr", ("CJKtc",)),
    "korean": ("ko", "ltr", ("CJKkr",)),
    "arabic": ("ar", "rtl", ("NaskhArabic",)),
    "hebrew": ("he", "rtl", ("LibertinusSerif",)),
    "hindi": ("hi", "ltr", ("Devanagari",)),
    "thai": ("th", "ltr", ("SerifThai",)),
}
"""The language of each post, its direction, and fonts of its page in the PDF."""
REPLACED = re.compile("\ufffd|U\\+[0-9A-F]{4}")


@pytest.fixture(scope="module")
def source(rootdir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scripts") / "source"
    for path in sorted((rootdir / "test-scripts").rglob("*.*")):
        target = folder / path.relative_to(rootdir / "test-scripts")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return folder


@pytest.fixture(scope="module")
def outputs(source: Path) -> Callable[[str], Path]:
    """Return a function that builds an output once, without a warning, and returns its folder."""
    folders: dict[str, Path] = {}

    def build(builder: str) -> Path:
        if builder not in folders:
            app = SphinxTestApp(builder, srcdir=source)
            try:
                app.build()
                assert app.warning.getvalue() == ""
                folders[builder] = app.outdir
            finally:
                app.cleanup()
        return folders[builder]

    return build


@pytest.fixture(scope="module")
def pdf(outputs: Callable[[str], Path]) -> ReadPdf:
    lacking = sorted({*FAMILIES} - {*typst.Fonts(include_system_fonts=True).families()})
    if lacking:
        pytest.skip(f"this machine has no {', '.join(lacking)}")
    return ReadPdf(outputs("pdf") / "scripts.pdf")


@pytest.fixture(scope="module")
def epub(outputs: Callable[[str], Path]) -> Epub:
    return Epub.in_folder(outputs("epub"))


def letters(text: str) -> set[str]:
    """Return the letters and marks of a text, without those of Latin words and forms of letters."""
    folded = unicodedata.normalize("NFKC", text)
    return {c for c in folded if unicodedata.category(c)[0] in "LM" and not c.isascii()}


def test_no_code_stands_for_a_character_and_each_is_in_the_text(source: Path, pdf: ReadPdf) -> None:
    printed = "".join(pdf.pages)
    assert not REPLACED.search(printed)
    lacking = {
        path.stem: found
        for path in sorted((source / "posts").glob("*.md"))
        if (found := letters(path.read_text(encoding="utf-8")) - letters(printed))
    }
    assert lacking == {}
    assert "\U0001f600 \U0001f602" in printed
    assert pdf.missing_fonts == []
    assert pdf.dangling == []


@pytest.mark.parametrize("name", POSTS)
def test_a_post_has_fonts_and_structure_of_its_language(name: str, pdf: ReadPdf) -> None:
    language, _direction, fonts = POSTS[name]
    number = [*POSTS].index(name)
    page = next(
        p for p, label in zip(pdf.pdf.pages, pdf.labels, strict=True) if label == f"{number + 2}"
    )
    names = " ".join(
        str(font.BaseFont) for font in page.Resources.Font.values() if "/BaseFont" in font
    )
    assert [font for font in fonts if font not in names] == []
    # Typst has no scripts in languages
    tag = {"zh-Hans": "zh", "zh-Hant": "zh-TW"}.get(language, language)
    assert tag in {str(element.get("/Lang")) for element in pdf.elements}


def test_emphasis_and_titles_have_other_families_of_the_script(pdf: ReadPdf) -> None:
    names = {str(font.get("/BaseFont", "")).partition("+")[2] for font in pdf.fonts}
    families = ("NotoSansCJKjp-Regular", "NotoSansCJKtc-Regular", "NotoSansArabic-Regular")
    for family in (*families, "NotoSansDevanagari-Regular", "NotoSansThai-Regular"):
        assert any(name.startswith(family) for name in names), family


@pytest.mark.validator
def test_lines_of_the_source_are_joined_without_a_space(pdf: ReadPdf) -> None:
    text = "".join(line for page in pdf_pages(pdf.path) for line in page)
    assert "きらきらと光り、鴨が三羽、静かに泳いでいる。強調と太字、そして" in text
    assert '水面闪闪发光，三只鸭子静静地游着。他说："straight"，' in text
    assert "“안녕하세요”라는 인사를" in text
    words = [word for word in pdf_words(pdf.path) if word.page == 4]
    margin = min(word.left for word in words)
    first = [word.text[0] for word in words if word.left < margin + 1]
    assert len(first) > 5
    assert not {*first} & {*"、。」』）ーっゃゅょ々"}


@pytest.mark.validator
def test_page_numbers_of_the_contents_are_on_one_side(pdf: ReadPdf) -> None:
    found = [word for word in pdf_words(pdf.path) if word.page == 2 and word.text[-1:].isdigit()]
    assert [word.text.lstrip(". \u2060") for word in found] == [str(n) for n in range(1, 12)]
    assert max(word.right for word in found) - min(word.right for word in found) < 1


def test_pages_of_the_epub_have_language_and_direction(epub: Epub) -> None:
    pages = {path: page for path, page in epub.pages().items() if "/posts/" in path}
    for name, (language, direction, _fonts) in POSTS.items():
        page = pages[f"text/posts/{name}.xhtml"]
        assert (page.get("lang"), page.get("dir")) == (language, direction)
    arabic = pages["text/posts/arabic.xhtml"]
    assert {e.get("dir") for e in arabic.iterfind(".//h:pre", NAMES)} == {"ltr"}
    ruby = [
        etree.tostring(e, encoding="unicode")
        for e in pages["text/posts/japanese.xhtml"].iterfind(".//h:ruby", NAMES)
    ]
    assert [
        re.sub(r' xmlns(:\w+)?="[^"]*"', "", text).partition("</ruby>")[0] for text in ruby
    ] == [
        "<ruby>段落<rt>だんらく</rt>",
        "<ruby>振仮名<rt>ふりがな</rt>",
    ]


def test_pages_of_the_site_have_language_and_direction(outputs: Callable[[str], Path]) -> None:
    site = outputs("html")
    for name, (language, direction, _fonts) in POSTS.items():
        page = lxml_html.parse(site / "posts" / f"{name}.html").getroot()
        (section,) = page.xpath(f"//section[@lang='{language}']")
        assert section.get("dir", "ltr") == direction
    japanese = lxml_html.parse(site / "posts" / "japanese.html").getroot()
    paragraph = next(e for e in japanese.xpath("//section//p") if "鴨" in e.text_content())
    assert "光り、鴨が三羽、静かに泳いでいる。" in paragraph.text_content()
    assert [e.text for e in japanese.xpath("//ruby/rt")] == ["だんらく", "ふりがな"]
    assert [e.text for e in japanese.xpath("//ruby/rp")] == ["(", ")"]


def test_titles_and_excerpts_in_lists_have_their_language(outputs: Callable[[str], Path]) -> None:
    page = lxml_html.parse(outputs("html") / "list.html").getroot()
    for kind in ("post-title", "post-excerpt"):
        found = [
            element.get("lang")
            for element in page.xpath(f"//p[@class='{kind}']/descendant-or-self::*[@lang]")
        ]
        assert found == [language for language, _direction, _fonts in POSTS.values()]
    assert {element.get("dir") for element in page.xpath("//p//*[@lang='ar']")} == {"rtl"}


@pytest.mark.validator
def test_the_validators_find_nothing(
    pdf: ReadPdf, outputs: Callable[[str], Path], tmp_path: Path
) -> None:
    assert pdfua(pdf.path) == []
    assert outloud(pdf.path) == []
    assert qpdf(pdf.path) == ""
    assert pdf.xmp["part"] in {"1", "2"}
    (file,) = outputs("epub").glob("*.epub")
    assert epubcheck(file, tmp_path) == []
