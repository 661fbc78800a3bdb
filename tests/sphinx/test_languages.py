"""Books in other languages: no text of ours is in English, in any output."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from babel.messages.pofile import read_po
from lxml import etree
from PIL import Image
from sphinx.testing.util import SphinxTestApp

import sphinx_bindery
from tests.browser import in_the_browser, looked_at
from tools.messages import DOMAINS, compiled, read

from .conftest import Build, Project
from .epub_reading import Epub
from .every_directive import write_every_directive
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("de", "ja", "ar")
CONF = """
html_theme = "sphinx_book_theme"
bindery_subtitle = "A subtitle"
bindery_publisher = "The Press"
bindery_license = ("CC BY 4.0", "https://example.org/cc")
bindery_contributors = {"P. P.": "edt", "Q. Q.": "ill"}
copyright = "2014, N. N."
version = "2"
anthology_base_url = "https://example.org/blog/"
"""
SHOWN = ("title", "alt", "aria-label", "placeholder")
"""Attributes that readers see or hear."""
DESCRIPTIONS = {"description", "og:title", "og:description", "og:image:alt", "twitter:title"}
"""The ``meta`` elements with text for readers."""
NAMES = {
    *("Sphinx", "Typst", "Libertinus", "Serif", "BibTeX", "CITATION", "cff", "JavaScript"),
    *("LaTeX", "MathML", "Atom", "JSON", "Copyright", "Ctrl", "urn", "uuid", "PDF", "iii", "vii"),
}
"""Latin words of Japanese and Arabic: names of programs, formats and keys."""
LATIN = re.compile(r"[A-Za-z]{2,}")
ADDRESS = re.compile(r"(?:https?:|urn:uuid:)[^\s،、]+")
CODE_POINT = re.compile(r"‹U\+[0-9A-F]+›")
"""What stands in a PDF for a character without a glyph, on machines without the fonts."""
PLACEHOLDER = re.compile(r"\\\{\w*\\\}|%\\\(\w+\\\)s|%s")


@dataclass(frozen=True)
class Book:
    """The outputs in a language."""

    language: str
    site: Build
    epub: Epub
    pdf: ReadPdf
    sources: str

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield each text that readers see or hear, with the name of its file."""
        for path in sorted(self.site.outdir.rglob("*.html")):
            name = path.relative_to(self.site.outdir).with_suffix("").as_posix()
            if not name.startswith("_"):
                for text in shown(self.site.page(name)):
                    yield name, text
        for name, page in self.epub.pages().items():
            for text in shown(page):
                yield name, text
        yield "package.opf", " ".join(self.epub.meta("schema:accessibilitySummary"))
        for page in self.pdf.pages:
            yield "pdf", CODE_POINT.sub(" ", page)


def shown(root: etree._Element) -> Iterator[str]:
    """Yield the texts of the elements and the attributes of a page, without data and code."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        if name == "meta":
            if {element.get("name"), element.get("property")} & DESCRIPTIONS:
                yield element.get("content")
        elif name not in {"script", "style", "pre", "code"}:
            yield element.text or ""
            yield from (element.get(attribute, "") for attribute in SHOWN)
        if not any(
            etree.QName(other).localname == "pre" for other in element.iterancestors("{*}pre")
        ):
            yield element.tail or ""


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Book]:
    found = {}
    for language in LANGUAGES:
        project = Project(tmp_path_factory.mktemp(language), SphinxTestApp)
        write_every_directive(project)
        conf = project.folder / "conf.py"
        text = conf.read_text(encoding="utf-8") + CONF + f'language = "{language}"\n'
        conf.write_text(text, encoding="utf-8")
        site, epub, pdf = (project.build(name) for name in ("html", "epub", "pdf"))
        sources = " ".join(
            path.read_text(encoding="utf-8")
            for path in project.folder.rglob("*")
            if path.suffix in {".md", ".rst", ".py"} and "_build" not in path.parts
        )
        read_pdf = ReadPdf(pdf.outdir / "notes.pdf")
        found[language] = Book(language, site, Epub.in_folder(epub.outdir), read_pdf, sources)
    return found


@cache
def patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """Return patterns of the messages in English that have a translation other than themselves."""
    found = []
    for domain in DOMAINS:
        for message in read(domain.source(language), language):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            found += [
                re.compile(rf"(?<![\w-]){PLACEHOLDER.sub('.{1,60}?', re.escape(text))}(?![\w-])")
                for text in ids
                if text and text not in strings and len(LATIN.findall(unfilled(text))) > 0
            ]
    return tuple(found)


def unfilled(text: str) -> str:
    return PLACEHOLDER.sub("", re.escape(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_in_english(books: dict[str, Book], language: str) -> None:
    book = books[language]
    wanted = [pattern for pattern in patterns(language) if not pattern.search(book.sources)]
    assert len(wanted) > 100
    found = [
        (name, pattern.pattern, text)
        for name, text in book.texts()
        for pattern in wanted
        if pattern.search(" ".join(text.split()))
    ]
    assert found == []


@pytest.mark.parametrize("language", ["ja", "ar"])
def test_no_text_is_without_a_message(books: dict[str, Book], language: str) -> None:
    """Words in Latin letters are from the sources; our own have no other letters to hide among."""
    book = books[language]
    known = {word.lower() for word in (*LATIN.findall(book.sources), *NAMES)}
    # the lines of other pages of a PDF run into each other
    texts = [(name, text) for name, text in book.texts() if name != "pdf"]
    texts += [("pdf", CODE_POINT.sub(" ", page)) for page in book.pdf.pages[:2]]
    found = {
        (name, word)
        for name, text in texts
        for word in LATIN.findall(ADDRESS.sub("", text))
        if word.lower() not in known
    }
    assert found == set()


def test_english_messages_would_be_found() -> None:
    texts = ("Part 1 of 2 of the series Walks", "Previous part:", "updated May 9, 2014", "3 posts")
    for text in texts:
        assert any(pattern.search(text) for pattern in patterns("de")), text


def byline(book: Book, name: str) -> list[str]:
    found = book.site.page(name).find_class("byline")[0].iter("p")
    return [" ".join(line.text_content().split()) for line in found]


BYLINES = {
    "de": "November 2014 · aktualisiert 3. Februar 2015 · M. M. · 1 Min. Lesezeit",
    "ja": "2014年11月 · 2015年2月3日 更新 · M. M. · 1分で読めます",
    "ar": "نوفمبر 2014 · حُدِّث 3 فبراير 2015 · M. M. · دقيقة قراءة",
}
PARTS = {
    "de": "Teil 1 von 2 der Reihe Walks",
    "ja": "シリーズ「Walks」第1回(全2回)",
    "ar": "الجزء 1 من 2 من سلسلة Walks",
}
TITLES = {
    "de": ("Seite nicht gefunden", "Beiträge ohne Datum", "Schlagwort: Nova"),
    "ja": ("ページが見つかりません", "日付のない記事", "タグ: Nova"),
    "ar": ("الصفحة غير موجودة", "مقالات بلا تاريخ", "الوسم: Nova"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_byline_is_in_the_language(books: dict[str, Book], language: str) -> None:
    # no catalogue has the language of this post
    lines = byline(books[language], "posts/one")
    assert lines[0].startswith(BYLINES[language])
    assert PARTS[language] in lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_generated_pages_are_in_the_language(books: dict[str, Book], language: str) -> None:
    site = books[language].site
    title, _undated, tag = TITLES[language]
    assert site.page("404").findtext(".//title").startswith(title)
    assert site.page("tags/nova").findtext(".//title").startswith(tag)
    assert site.page("404").get("lang") == language


FOUND = {
    "de": {"one": "{number} Seite entspricht der Suche."},
    "ja": {"other": "検索に一致するページ: {number}件"},
    "ar": {"two": "صفحتان تطابقان البحث.", "few": "{number} صفحات تطابق البحث."},
}
FILTERS = {"de": "Schlagwort", "ja": "タグ", "ar": "الوسم"}


@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_search_is_in_the_language(books: dict[str, Book], language: str) -> None:
    page = books[language].site.page("search")
    scripts = page.xpath("//script[@id='site-search-settings']")
    if not scripts:
        pytest.skip("Pagefind is not installed")
    settings = json.loads(scripts[0].text)
    assert settings["language"] == language
    assert settings["labels"]["found"].items() >= FOUND[language].items()
    assert settings["filters"]["tag"] == FILTERS[language]


IMPRINTS = {
    "de": ["Lizenz: CC BY 4.0", "Erschienen bei The Press", "Herausgabe: P. P.", "Version 2"],
    "ja": ["ライセンス: CC BY 4.0", "発行: The Press", "編集: P. P.", "バージョン 2"],
    "ar": ["الترخيص: CC BY 4.0", "الناشر: The Press", "التحرير: P. P.", "الإصدار 2"],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_imprint_of_the_epub_is_in_the_language(books: dict[str, Book], language: str) -> None:
    page = books[language].epub.pages()["imprint.xhtml"]
    lines = [" ".join("".join(line.itertext()).split()) for line in page.iter("{*}p")]
    assert set(IMPRINTS[language]) <= set(lines)


def test_the_pages_of_the_pdf_are_in_german(books: dict[str, Book]) -> None:
    title, imprint, contents = books["de"].pdf.pages[:3]
    assert "Beiträge von O. O. (2015), übersetzt von N. N." in " ".join(title.split())
    text = " ".join(imprint.split())
    for line in (*IMPRINTS["de"], "Veröffentlicht: 2013–2015", "Erstellt mit Sphinx; gesetzt in"):
        assert line in text
    assert "Inhaltsverzeichnis" in contents


@pytest.mark.parametrize(("language", "mirrored"), [("de", False), ("ar", True)])
def test_a_site_in_a_right_to_left_language_is_mirrored(
    books: dict[str, Book], language: str, mirrored: bool
) -> None:
    site = books[language].site
    for name in ("posts/one", "lists", "404", "search", "tags/nova"):
        page = site.page(name)
        assert page.get("dir") == ("rtl" if mirrored else None)
        sheets = [link.get("href", "") for link in page.iter("link")]
        found = [sheet for sheet in sheets if "bindery-right-to-left.css" in sheet]
        assert len(found) == mirrored
        names = page.xpath("//p[@class='component-author']/bdi")
        assert [name.text for name in names] == ["N. N."]


@in_the_browser
def test_entries_of_the_index_begin_at_the_side_of_their_language(books: dict[str, Book]) -> None:
    for language, side in (("de", "left"), ("ar", "right")):
        selectors = ("h1", "table.indextable td:first-child > ul > li > a")
        found: Any = looked_at(
            "places.mjs", books[language].site.outdir, "1280", "genindex.html", *selectors
        )
        (title,), entries = (found[selector] for selector in selectors)
        assert entries
        assert {round(entry[side] - title[side]) for entry in entries} <= {-1, 0, 1}


@pytest.mark.parametrize(("language", "begins"), [("de", "left"), ("ar", "right")])
def test_texts_of_the_cover_begin_at_the_side_of_the_language(
    books: dict[str, Book], language: str, begins: str
) -> None:
    cover = Image.open(BytesIO(books[language].epub.archive.read("EPUB/cover.png"))).convert("L")
    # between the bars at the top and at the bottom
    text = cover.crop((0, 100, cover.width, cover.height - 100)).point(
        lambda value: 255 * (value > 60)
    )
    left, _top, right, _bottom = text.getbbox() or (0, 0, 0, 0)
    margins = {"left": left, "right": cover.width - right}
    inset = 44 / 480 * cover.width
    assert margins.pop(begins) == pytest.approx(inset, abs=12)
    assert margins.popitem()[1] > inset + 12


PLAIN = """\
project = "Notes"
extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
exclude_patterns = ["_build"]
"""
POST = "---\ndate: 2014\ntags: Nova\ncategories: Essays\n---\n\n# A post\n\nText.\n"
OWN = 'msgid "Filed under:"\nmsgstr "Rubrik:"\n'


def test_catalogues_of_the_project_come_first(project: Project) -> None:
    project.write(
        {"conf.py": PLAIN + 'language = "de"\nhtml_theme = "basic"\n', "posts/a.md": POST}
    )
    catalogue = project.folder / "locales/de/LC_MESSAGES/anthology.mo"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_bytes(compiled(read_po(OWN.splitlines(), locale="de")))
    lines = project.build().page("posts/a").find_class("byline")[0].iter("p")
    assert [line.text_content() for line in lines][1:] == ["Rubrik: Essays", "Schlagwörter: Nova"]


def test_a_language_without_catalogues_has_the_words_of_sphinx(project: Project) -> None:
    index = "Notes\n=====\n\n.. index:: Thing\n\nText.\n\n.. anthology::\n"
    project.write({"conf.py": PLAIN + 'language = "da"\n', "index.rst": index, "posts/a.md": POST})
    titles = Epub.in_folder(project.build("epub").outdir).toc()
    assert titles[-1] == "Indeks"


def test_outputs_have_the_tag_of_a_posix_locale(project: Project) -> None:
    conf = PLAIN + 'language = "sr@latin"\nhtml_theme = "basic"\n'
    project.write({"conf.py": conf, "posts/a.md": POST.replace("2014", "2014-01-05", 1)})
    page = project.build().page("posts/a")
    assert page.getroottree().getroot().get("lang") == "sr-Latn"
    assert "januar 2014" in page.text_content()
    pages = Epub.in_folder(project.build("epub").outdir).pages()
    assert {page.get("lang") for page in pages.values()} == {"sr-Latn"}
    with pikepdf.open(project.build("pdf").outdir / "notes.pdf") as pdf:
        assert str(pdf.Root.Lang) == "sr"  # Typst writes no script


def test_two_builds_in_one_process(project: Project) -> None:
    project.write({"conf.py": PLAIN + 'language = "de"\n'})
    script = (
        "from sphinx.cmd.build import main\n"
        "from sphinx.locale import get_translator\n"
        "for name in 'ab':\n"
        "    assert main(['-q', '-b', 'html', '-d', name, '.', f'_build/{name}']) == 0\n"
        "print(get_translator().gettext('no message'))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=project.folder,
        env={**os.environ, "PYTHONPATH": str(Path(sphinx_bindery.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout, run.returncode) == ("no message\n", 0), run.stderr


def test_the_digits_of_persian(project: Project) -> None:
    part = "---\ndate: 2014-11-10\nseries: {{name: Nova, order: {}}}\n---\n\n# Post\n\nText.\n"
    conf = PLAIN + 'language = "fa"\n'
    project.write({"conf.py": conf, "posts/a.md": part.format(1), "posts/b.md": part.format(2)})
    lines = [line.text_content() for line in project.build().page("posts/a")[1].iter("p")]
    assert any("۱۰ نوامبر ۲۰۱۴" in line for line in lines)
    assert any(re.search("۱.+۲.+Nova", line) for line in lines)
    with pikepdf.open(project.build("pdf").outdir / "notes.pdf") as pdf:
        labels = [pikepdf.Page(page).label for page in pdf.pages]
    assert labels[-1] in "۱۲۳۴"
