"""The direction of texts: of pages, and of posts in a language that is written the other way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_bindery.html.text_direction import with_directions

from .epub_reading import Epub

if TYPE_CHECKING:
    from .conftest import Build, Project

POSTS = {
    "posts/en.md": "---\ndate: 2014-05-09\nlang: en\n---\n# An English post\n\nText.\n",
    "posts/he.md": "---\ndate: 2014-06-09\nlang: he\n---\n# שלום\n\nטקסט, `code`.\n",
    "posts/none.md": "---\ndate: 2014-07-09\n---\n# None\n\nText.\n",
}


def build(project: Project, language: str, theme: str, builder: str = "html") -> Build:
    project.write(POSTS)
    conf = project.folder / "conf.py"
    more = f'language = "{language}"\nhtml_theme = "{theme}"\nextensions.append("sphinx_bindery")\n'
    conf.write_text(conf.read_text(encoding="utf-8") + more, encoding="utf-8")
    return project.build(builder, fresh=True)


@pytest.mark.parametrize("theme", ["sphinx_book_theme", "alabaster", "furo", "basic"])
def test_the_whole_page_has_the_direction_of_the_book(project: Project, theme: str) -> None:
    if theme == "furo":
        pytest.importorskip("furo")
    site = build(project, "ar", theme)
    for name in ("index", "posts/none", "search", "genindex"):
        assert site.page(name).get("lang") == "ar"
        assert site.page(name).get("dir") == "rtl"
        assert site.page(name).find("body").get("dir") is None


def test_a_post_in_another_language_has_its_own_direction(project: Project) -> None:
    site = build(project, "ar", "sphinx_book_theme")
    english = site.page("posts/en")
    assert english.get("dir") == "rtl"
    assert [element.get("dir") for element in english.find_class("bd-article")] == ["ltr"]
    assert {e.get("dir") for e in english.xpath("//section[@lang='en']")} == {"ltr"}
    assert {e.get("dir") for e in english.xpath("//main//*[@lang='ar']")} <= {"rtl"}
    assert not site.page("posts/he").xpath("//body//*[@dir and not(@dir='auto')]")


def test_a_post_from_right_to_left_in_an_english_book(project: Project) -> None:
    site = build(project, "en", "sphinx_book_theme")
    hebrew = site.page("posts/he")
    assert hebrew.get("dir") is None
    assert [element.get("dir") for element in hebrew.find_class("bd-article")] == ["rtl"]
    assert {e.get("dir") for e in hebrew.xpath("//section[@lang='he']")} == {"rtl"}
    assert {e.get("dir") for e in hebrew.xpath("//main//*[@lang='en']")} <= {"ltr"}
    assert not site.page("posts/en").xpath("//*[@dir and not(@dir='auto')]")


def test_the_pages_of_the_epub(project: Project) -> None:
    pages = Epub.in_folder(build(project, "ar", "basic", "epub").outdir).pages()
    english = pages["text/posts/en.xhtml"]
    assert english.get("dir") == "ltr"
    assert pages["text/posts/he.xhtml"].get("dir") == "rtl"
    directions = {e.get("dir") for e in english.findall(".//{*}section[@lang='en']")}
    assert directions <= {"ltr", None}, "the page has that direction itself"
    assert all(e.get("dir") == "rtl" for e in english.findall(".//*[@lang='ar']"))
    code = [e.get("dir") for e in pages["text/posts/he.xhtml"].iter("{*}code")]
    assert code == ["ltr"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p lang="he">x</p>', '<p lang="he" dir="rtl">x</p>'),
        ('<p class="a" lang="fa-IR" id="b">', '<p class="a" lang="fa-IR" dir="rtl" id="b">'),
        ('<p lang="fr"><i lang="he">', '<p lang="fr" dir="ltr"><i lang="he" dir="rtl">'),
        ('<p lang="fr">x</p>', '<p lang="fr">x</p>'),
        ('<p dir="auto" lang="he">', '<p dir="auto" lang="he">'),
        ('<p lang="he" dir="ltr">', '<p lang="he" dir="ltr">'),
        ('<a hreflang="he">', '<a hreflang="he">'),
        ('&lt;p lang="he"&gt;', '&lt;p lang="he"&gt;'),
        ('<p lang="">', '<p lang="">'),
        ('<p lang="xx-unknown">', '<p lang="xx-unknown">'),
    ],
)
def test_elements_with_a_language_have_a_direction(html: str, expected: str) -> None:
    assert with_directions(html, "ltr") == expected
