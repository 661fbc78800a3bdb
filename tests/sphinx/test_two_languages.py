"""A book in English and German from one source, translated by files of messages."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from lxml import etree
from sphinx.testing.util import SphinxTestApp

from tests.browser import in_the_browser, looked_at

from .conftest import Build, Project
from .epub_reading import Epub
from .pdf_reading import ReadPdf

ROOT = Path(__file__).parents[1] / "roots" / "test-two-languages"
EN, DE = "https://example.org/en/", "https://example.org/de/"
LOCALE = "locale/de/LC_MESSAGES"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Outputs:
    """The outputs in both languages."""

    english: Build
    german: Build
    epub: Epub
    pdf: ReadPdf
    english_epub: Epub


def copied(folder: Path) -> Project:
    shutil.copytree(ROOT, folder, dirs_exist_ok=True)
    return Project(folder, SphinxTestApp)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    english = copied(tmp_path_factory.mktemp("english"))
    german = copied(tmp_path_factory.mktemp("german"))
    conf = german.folder / "conf.py"
    text = conf.read_text(encoding="utf-8").replace('language = "en"', 'language = "de"')
    conf.write_text(text, encoding="utf-8")
    site, epub, pdf = (german.build(name) for name in ("html", "epub", "pdf"))
    (file,) = pdf.outdir.glob("*.pdf")
    return Outputs(
        english.build(),
        site,
        Epub.in_folder(epub.outdir),
        ReadPdf(file),
        Epub.in_folder(english.build("epub").outdir),
    )


def alternates(build: Build, name: str) -> dict[str, str]:
    links = build.page(name).xpath("//head/link[@rel='alternate'][@hreflang]")
    return {link.get("hreflang"): link.get("href") for link in links}


def one_line(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def paths(build: Build) -> set[str]:
    return {path for path in build.files() if path.endswith((".html", ".xml"))}


def test_no_build_warns(outputs: Outputs) -> None:
    assert (outputs.english.warnings, outputs.german.warnings) == ("", "")


# -- what translators get ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def messages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("gettext")).build("gettext").outdir


def extracted(folder: Path, name: str) -> dict[str, list[tuple[str, int]]]:
    with (folder / f"{name}.pot").open("rb") as file:
        return {str(message.id): message.locations for message in read_po(file) if message.id}


@pytest.mark.parametrize(
    ("text", "file", "line"),
    [
        ("Field Notes", "conf.py", 1),
        ("Notes from the Field", "conf.py", 6),
        ("Two walks", "conf.py", 7),
        ("A book about walks.", "conf.py", 8),
        ("Rivers", "first-walk.md", 5),
        ("Posts about water.", "conf.py", 11),
        ("Walks", "first-walk.md", 7),
        ("Along the river.", "conf.py", 12),
        ("Essays", "first-walk.md", 6),
    ],
)
def test_texts_of_the_book_are_extracted(messages: Path, text: str, file: str, line: int) -> None:
    (place,) = extracted(messages, "book")[text]
    assert (Path(place[0]).name, place[1]) == (file, line)


def test_texts_of_front_matter_are_extracted_at_their_lines(messages: Path) -> None:
    found = extracted(messages, "posts/first-walk")
    lines = {text: line for text, ((_file, line),) in found.items()}
    assert lines.items() >= {"Where we set out.": 4, "By the mill": 8, "heron": 13}.items()
    assert "The first walk" in found


def test_generated_captions_are_no_messages_of_the_document(messages: Path) -> None:
    assert extracted(messages, "index").keys() == {
        *("Before the walks", "After the walks", "Field Notes", "Notes from two walks."),
    }


# -- what readers see -------------------------------------------------------------------------

ENGLISH = (
    *("Field Notes", "Before the walks", "After the walks", "Preface", "The first walk"),
    *("Where we set out.", "By the mill", "Rivers", "Bridges", "Walks", "Essays", "heron"),
    *("Two walks", "Posts about water.", "Along the river.", "Bank", "The edge of a river."),
)


def test_no_english_text_is_left_in_the_german_site(outputs: Outputs) -> None:
    for path in sorted(outputs.german.outdir.rglob("*.html")):
        name = path.relative_to(outputs.german.outdir).with_suffix("").as_posix()
        page = outputs.german.page(name)
        etree.strip_elements(page, "script", "style", with_tail=False)
        shown = one_line(page) + str(page.xpath("//head/meta/@content"))
        assert [text for text in ENGLISH if text in shown] == [], name


def test_no_english_text_is_left_in_the_german_books(outputs: Outputs) -> None:
    epub = " ".join(one_line(page) for page in outputs.epub.pages().values())
    package = one_line(outputs.epub.package)
    pdf = " ".join(" ".join(outputs.pdf.pages).split())
    for shown in (epub, package, pdf):
        assert [text for text in ENGLISH if text in shown] == []
    for text in ("Feldnotizen", "Zwei Wanderungen", "Die erste Wanderung", "Vor den Wanderungen"):
        assert text in epub
        assert text in pdf


def test_the_navigation_of_the_epub_is_translated(outputs: Outputs) -> None:
    titles = outputs.epub.toc()
    assert titles[:2] == [
        ("Vor den Wanderungen", ["Vorwort"]),
        ("Wanderungen", ["Die erste Wanderung", "Die zweite Wanderung"]),
    ]
    assert titles[-1] == "Stichwortverzeichnis"


def test_the_index_and_the_glossary_are_translated(outputs: Outputs) -> None:
    index = one_line(outputs.german.page("genindex"))
    assert "Reiher" in index
    assert "Ufer" in index
    glossary = outputs.german.page("glossary")
    assert [one_line(term).rstrip("#") for term in glossary.iter("dt")] == ["Ufer"]
    (link,) = outputs.german.page("posts/first-walk").xpath("//a[contains(., 'Ufer')]")
    assert link.get("href") == "../glossary.html#term-Bank"


def test_listing_pages_have_translated_names_and_descriptions(outputs: Outputs) -> None:
    page = outputs.german.page("tags/rivers")
    assert page.findtext(".//title").startswith("Schlagwort: Flüsse")
    assert page.xpath("//meta[@name='description']/@content") == ["Beiträge über Wasser."]
    page = outputs.german.page("series/walks")
    assert page.xpath("//meta[@name='description']/@content") == ["Den Fluss entlang."]


def test_addresses_are_the_same_in_each_language(outputs: Outputs) -> None:
    assert paths(outputs.german) == paths(outputs.english)
    assert {"tags/rivers.html", "series/walks.html", "categories/essays.html"} <= paths(
        outputs.german
    )


def test_feeds_have_the_language_and_the_translations(outputs: Outputs) -> None:
    files = outputs.german.files()
    feed = etree.fromstring(files["atom.xml"])
    assert (feed.get(XML_LANG), feed.findtext(f"{ATOM}title")) == ("de", "Feldnotizen")
    languages = {
        entry.findtext(f"{ATOM}title"): entry.get(XML_LANG)
        for entry in feed.iterfind(f"{ATOM}entry")
    }
    assert languages.items() >= {"Une lettre": "fr", "Die erste Wanderung": None}.items()
    tags = {category.get("term") for category in feed.iter(f"{ATOM}category")}
    assert tags == {"Flüsse", "Brücken"}
    data = json.loads(files["feed.json"])
    assert (data["language"], data["title"]) == ("de", "Feldnotizen")
    walks = etree.fromstring(files["series/walks.atom.xml"])
    assert walks.findtext(f"{ATOM}title") == "Reihe: Wanderungen – Feldnotizen"


def test_each_language_is_a_book_of_its_own(outputs: Outputs) -> None:
    german, english = outputs.epub, outputs.english_epub
    assert (german.meta("dc:language"), english.meta("dc:language")) == (["de"], ["en"])
    assert german.meta("dc:identifier") != english.meta("dc:identifier")
    assert german.meta("dc:title")[0] == "Feldnotizen"
    assert german.meta("dc:description") == ["Ein Buch über Wanderungen."]
    assert str(outputs.pdf.pdf.Root.Lang) == "de"


# -- the other languages of a page --------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("index", ""),
        ("posts/first-walk", "posts/first-walk.html"),
        ("preface", "preface.html"),
        ("tags/rivers", "tags/rivers.html"),
        ("archive/2014", "archive/2014.html"),
    ],
)
def test_pages_name_each_other(outputs: Outputs, name: str, path: str) -> None:
    expected = {"en": EN + path, "de": DE + path, "x-default": EN + path}
    assert alternates(outputs.english, name) == expected
    assert alternates(outputs.german, name) == expected
    assert outputs.german.page(name).xpath("//link[@rel='canonical']/@href") == [DE + path]


@pytest.mark.parametrize("name", ["posts/draft-map", "posts/une-lettre", "genindex", "404"])
def test_a_page_without_a_translation_names_none(outputs: Outputs, name: str) -> None:
    assert alternates(outputs.english, name) == alternates(outputs.german, name) == {}


def test_the_sitemap_names_the_languages(outputs: Outputs) -> None:
    for build in (outputs.english, outputs.german):
        found = {}
        for url in etree.fromstring(build.files()["sitemap.xml"]):
            links = url.iterfind("{http://www.w3.org/1999/xhtml}link[@rel='alternate']")
            found[url.findtext(f"{SITEMAP}loc")] = {
                link.get("hreflang"): link.get("href") for link in links
            }
        base = DE if build is outputs.german else EN
        path = "posts/second-walk.html"
        assert found[base + path] == {"en": EN + path, "de": DE + path, "x-default": EN + path}
        assert found[f"{base}posts/draft-map.html"] == {}


def switcher(build: Build, name: str) -> list[tuple[str, str, str | None]]:
    (nav,) = build.page(name).find_class("language-switcher")
    assert nav.get("aria-label") in {"Sprachen", "Languages"}
    return [
        (str(item[0].text), item[0].get("lang"), item[0].get("href")) for item in nav.iter("li")
    ]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("posts/first-walk", "posts/first-walk.html"),
        ("tags/rivers", "tags/rivers.html"),
        ("genindex", "genindex.html"),
        ("posts/draft-map", ""),
        ("404", ""),
    ],
)
def test_the_switcher_leads_to_the_page_or_else_to_the_home_page(
    outputs: Outputs, name: str, path: str
) -> None:
    assert switcher(outputs.english, name) == [
        ("English", "en", None),
        ("Deutsch", "de", DE + path),
    ]


def test_the_switcher_has_the_name_of_the_language_and_its_code(outputs: Outputs) -> None:
    (summary,) = outputs.german.page("posts/first-walk").xpath("//details/summary[span]")
    assert [(span.get("class"), span.text) for span in summary] == [
        ("language-name", "Deutsch"),
        ("language-code", "DE"),
    ]


@in_the_browser
def test_the_switcher_leaves_room_for_the_way_up(outputs: Outputs) -> None:
    selectors = (".breadcrumb-nav .up a", ".language-code", ".btn-fullscreen-button")
    site, page = outputs.german.outdir, "posts/first-walk.html"
    found: Any = looked_at("places.mjs", site, "375", page, *selectors)
    (way_up,), (code,), (whole_screen,) = (found[selector] for selector in selectors)
    assert (way_up["text"], way_up["isCut"]) == ("Wanderungen", False)
    assert code["text"] == "DE"
    assert code["right"] > code["left"] > way_up["right"]
    assert whole_screen["right"] == whole_screen["left"]
    found = looked_at("places.mjs", site, "1280", page, *selectors, ".language-name")
    assert found[".language-code"][0]["right"] == 0
    assert found[".language-name"][0]["text"] == "Deutsch"


def test_a_copyright_notice_ends_with_one_full_stop(outputs: Outputs) -> None:
    for build in (outputs.english, outputs.german):
        (notice,) = build.page("index").xpath("//footer//p[@class='copyright']")
        assert " ".join(notice.text_content().split()) == "© Copyright 2014, N. N."


def test_a_theme_without_a_place_has_the_switcher_below_the_text(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    project = copied(tmp_path_factory.mktemp("plain"))
    build = project.build(confoverrides={"html_theme": "alabaster"})
    assert switcher(build, "posts/first-walk")[1] == ("Deutsch", "de", f"{DE}posts/first-walk.html")
    content = json.loads(build.files()["feed.json"])["items"]
    assert not any("language-switcher" in item["content_html"] for item in content)


# -- ways of building -----------------------------------------------------------------------------


def sphinx(builder: str, source: Path, name: str, *options: str) -> Path:
    """Build in a process of its own: Sphinx keeps the catalogues that it has read in one."""
    folder = source.parent / name
    out, extensions = folder / builder, Path(__file__).parents[2] / "_ext"
    code = f"import sys; sys.path.insert(0, {str(extensions)!r}); import sphinx.cmd.build as build"
    command = [sys.executable, "-c", f"{code}; sys.exit(build.main())", "-qW", "-b", builder]
    settings = ["-d", str(folder / "doctrees"), "-Dlanguage=de", "-Dbindery_search=sphinx"]
    subprocess.run([*command, *settings, *options, str(source), str(out)], check=True)
    return out


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".buildinfo")
    }


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    shutil.copytree(ROOT, tmp_path / "source")
    return tmp_path / "source"


def assert_as_fresh(source: Path, same: dict[str, dict[str, bytes]]) -> None:
    for name, files in same.items():
        fresh = contents(sphinx(name, source, "fresh"))
        assert [path for path in fresh if fresh[path] != files.get(path)] == []
        assert fresh.keys() == files.keys()


def test_changed_translations_outdate_the_pages_that_show_them(source: Path) -> None:
    before = {name: contents(sphinx(name, source, "same")) for name in ("html", "epub")}
    locale = source / LOCALE
    replaced(locale / "book.po", "Flüsse", "Ströme")
    replaced(locale / "index.po", "Vor den Wanderungen", "Vorher")
    replaced(locale / "posts/first-walk.po", "Wo wir aufbrachen.", "Wo wir begannen.")
    replaced(locale / "posts/draft-map.po", 'The map"\nmsgstr "', 'The map"\nmsgstr "Die Karte')
    for suffix in (".po", ".mo"):
        (locale / f"preface{suffix}").unlink()
    same = {name: contents(sphinx(name, source, "same")) for name in before}
    assert same["html"]["posts/first-walk.html"] != before["html"]["posts/first-walk.html"]
    assert "Ströme" in same["html"]["tags/rivers.html"].decode()
    assert "Why we walk." in same["html"]["preface.html"].decode()
    assert (
        f'hreflang="de" href="{DE}posts/draft-map.html"'
        in same["html"]["posts/draft-map.html"].decode()
    )
    assert_as_fresh(source, same)


def test_changed_texts_of_the_interface_outdate_all_pages(source: Path) -> None:
    sphinx("html", source, "same")
    locale = source / LOCALE
    replaced(locale / "book.po", "Notizen aus dem Feld", "Aus dem Feld")
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (locale / "anthology.po").write_text(
        f'{header}msgid "Filed under:"\nmsgstr "Rubrik:"\n', encoding="utf-8"
    )
    same = {"html": contents(sphinx("html", source, "same"))}
    assert "Rubrik:" in same["html"]["posts/first-walk.html"].decode()
    assert "Aus dem Feld" in same["html"]["tags/rivers.html"].decode()
    assert_as_fresh(source, same)


def test_one_changed_translation_leaves_other_pages_alone(source: Path) -> None:
    site = sphinx("html", source, "same")
    times = {path: path.stat().st_mtime_ns for path in site.rglob("*.html")}
    replaced(source / LOCALE / "preface.po", "Warum wir wandern.", "Weshalb wir wandern.")
    sphinx("html", source, "same")
    changed = {path.name for path, time in times.items() if path.stat().st_mtime_ns != time}
    assert "preface.html" in changed
    assert not changed & {"une-lettre.html", "draft-map.html", "lists.html", "rivers.html"}


def test_parallel_builds_are_the_same(source: Path) -> None:
    serial = contents(sphinx("html", source, "serial"))
    parallel = contents(sphinx("html", source, "parallel", "-j2"))
    assert [path for path in serial if serial[path] != parallel.get(path)] == []


def test_catalogues_are_those_of_a_language_in_any_case(tmp_path: Path) -> None:
    """The option may write ``pt-br``, as Read the Docs does, and the folder is ``pt_BR``."""
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    languages = {"en": "https://e.org/en/", "pt-br": "https://e.org/pt/"}
    project = Project(tmp_path, SphinxTestApp)
    project.write(
        {
            "conf.py": 'project = "N"\nextensions = ["myst_parser", "sphinx_anthology"]\n'
            'language = "fr"\ngettext_compact = False\nlocale_dirs = ["locale"]\n'
            f'html_theme = "basic"\nanthology_languages = {languages}\n',
            "index.md": "# N\n\n```{toctree}\na\nb\n```\n",
            "a.md": "# A\n\nText.\n",
            "b.md": "# B\n\nText.\n",
            "locale/pt_BR/LC_MESSAGES/a.po": f'{head}#: ../../a.md\nmsgid "A"\nmsgstr "Um"\n',
        }
    )
    build = project.build()

    def addresses(name: str) -> list[str]:
        return build.page(name).xpath("//a[@hreflang='pt-br']/@href")

    assert addresses("a") == ["https://e.org/pt/a.html"]
    assert addresses("b") == ["https://e.org/pt/"]
    assert "anthology_languages: no address for 'fr', the language of the book" in build.warnings
