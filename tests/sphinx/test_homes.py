"""Home pages: of a book, with its cover and contents, and of a blog."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree
from pypdf import PdfReader

from .conftest import CONF, DOT

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from .conftest import Build, Project

EXTENSIONS = 'extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]\n'
BOOK = """\
Walks
=====

.. only:: html and not epub

   .. book-home::

      Of *many* walks.

.. toctree::

   preface

.. anthology::
   :by: year
   :show: date, excerpt
"""


@pytest.fixture
def walks(project: Project) -> Project:
    project.write(
        {
            "conf.py": f"{CONF}{EXTENSIONS}",
            "index.rst": BOOK,
            "preface.md": "# Preface\n",
            "posts/a.md": "---\ndate: 2014-05\ntags: Hills\n---\n# Up\n\nFirst up.\n",
            "posts/b.md": "---\ndate: 2015\nseries: North\n---\n# Down\n\nThen down.\n",
        }
    )
    return project


def start(page: HtmlElement) -> list[tuple[str, str]]:
    links = page.xpath("//p[contains(@class, 'start-reading')]/a")
    return [(link.text_content(), link.get("href")) for link in links]


def contents(page: HtmlElement) -> list[str]:
    (box,) = page.find_class("contents")
    parts = box.xpath(".//p[contains(@class, 'caption')] | .//ul/li")
    return [" ".join(part.text_content().split()) for part in parts]


THEMES = ["alabaster", "furo", "pydata_sphinx_theme", "sphinx_book_theme"]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_home_of_a_book(walks: Project, theme: str, builder: str) -> None:
    build = walks.build(builder, confoverrides={"html_theme": theme, "templates_path": []})
    assert build.warnings == ""
    page = build.page("index")
    (cover,) = page.find_class("book-cover")
    assert (build.outdir / cover.get("src")).read_bytes().startswith(b"<svg")
    assert (cover.get("alt"), cover.get("width"), cover.get("height")) == (
        "Cover of Notes",
        "220",
        "352",
    )
    (lead,) = page.find_class("book-lead")
    assert lead.findtext("p/em") == "many"
    suffix = ".html" if builder == "html" else "/"
    assert start(page) == [("Start reading", f"preface{suffix}")]
    assert contents(page) == [
        "2014",
        "Up May 2014 First up.",
        "2015",
        "Down 2015 Then down.",
    ]
    links = page.xpath("//div[contains(@class, 'contents')]//a/@href")
    assert links == [f"posts/a{suffix}", f"posts/b{suffix}"]


def test_the_button_leads_where_its_option_says(walks: Project) -> None:
    walks.write({"index.rst": BOOK.replace("book-home::", "book-home::\n      :start: posts/b")})
    assert start(walks.build().page("index")) == [("Start reading", "posts/b.html")]
    walks.write({"index.rst": BOOK.replace("book-home::", "book-home::\n      :start: nowhere")})
    build = walks.build()
    assert "book-home: start: 'nowhere' is not a document; write its path" in build.warnings
    assert start(build.page("index")) == [("Start reading", "preface.html")]


def test_the_cover_is_that_of_the_project_and_follows_it(walks: Project) -> None:
    (walks.folder / "cover.png").write_bytes(DOT)
    build = walks.build(confoverrides={"bindery_cover": "cover.png"})
    (cover,) = build.page("index").find_class("book-cover")
    assert cover.get("src") == "_static/book-cover.png"
    assert (cover.get("width"), cover.get("height")) == ("220", "220")
    assert (build.outdir / "_static" / "book-cover.png").read_bytes() == DOT
    (walks.folder / "cover.png").write_bytes(DOT + b"\0")
    build = walks.build(confoverrides={"bindery_cover": "cover.png"})
    assert (build.outdir / "_static" / "book-cover.png").read_bytes() == DOT + b"\0"
    build = walks.build()
    names = [name for name in build.files() if name.startswith("_static/book-cover")]
    assert names == ["_static/book-cover.svg"]


def test_a_cover_in_svg_is_shown_with_its_text_as_outlines(walks: Project) -> None:
    text = '<text y="9" font-size="2" font-family="Libertinus Serif">Walks</text>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 15">{text}</svg>'
    walks.write({"front.svg": drawing})
    build = walks.build(confoverrides={"bindery_cover": "front.svg"})
    (cover,) = build.page("index").find_class("book-cover")
    assert (cover.get("width"), cover.get("height")) == ("220", "330")
    root = etree.fromstring((build.outdir / cover.get("src")).read_bytes())
    assert (root.get("width"), root.get("height")) == ("1600", "2400")
    assert root.findall(".//{*}text") == []


@pytest.mark.parametrize(("name", "data"), [("none.png", None), ("cut.png", DOT[:40])])
def test_a_cover_that_no_browser_shows_is_typeset(
    walks: Project, name: str, data: bytes | None
) -> None:
    if data is not None:
        (walks.folder / name).write_bytes(data)
    build = walks.build(confoverrides={"bindery_cover": name})
    (cover,) = build.page("index").find_class("book-cover")
    assert cover.get("src") == "_static/book-cover.svg"
    assert (build.outdir / cover.get("src")).read_bytes().startswith(b"<svg")


def test_a_new_post_is_in_the_contents_of_the_next_build(walks: Project) -> None:
    walks.build()
    walks.write({"posts/c.md": "---\ndate: 2016\n---\n# Home\n\nAnd home.\n"})
    assert contents(walks.build().page("index"))[-2:] == ["2016", "Home 2016 And home."]
    walks.write({"posts/c.md": "---\ndate: 2016\ndescription: Back.\n---\n# Home\n\nAnd home.\n"})
    assert contents(walks.build().page("index"))[-1] == "Home 2016 Back."


@pytest.mark.parametrize("builder", ["text", "singlehtml", "latex"])
def test_other_outputs_have_the_description_and_the_toctrees(walks: Project, builder: str) -> None:
    walks.write({"index.rst": BOOK.replace(".. only:: html and not epub", ".. container::")})
    build = walks.build(builder)
    assert build.warnings == ""
    text = b"".join(
        content
        for name, content in build.files().items()
        if name.endswith((".txt", ".html", "tex"))
    ).decode()
    assert "walks" in text
    assert "First up." in text
    assert "Start reading" not in text
    assert "book-cover" not in text


def test_books_have_their_parts_and_not_the_home(walks: Project) -> None:
    walks.write({"index.rst": BOOK.replace(".. only:: html and not epub", ".. container::")})
    build = walks.build("pdf")
    assert build.warnings == ""
    (file,) = build.outdir.glob("*.pdf")
    outline = [entry.title for entry in PdfReader(file).outline if not isinstance(entry, list)]
    parts = ["Posts of 2014", "Posts of 2015"]
    assert [title for title in outline if title in parts] == parts
    epub: Build = walks.build("epub")
    assert epub.warnings == ""
    assert not any(b"Start reading" in content for _name, content in epub.texts())


def test_the_home_of_a_blog(walks: Project) -> None:
    home = "Walks\n=====\n\n.. blog-home::\n   :limit: 1\n\n.. anthology::\n"
    walks.write({"index.rst": f"{home}\n.. toctree::\n\n   preface\n"})
    build = walks.build()
    assert build.warnings == ""
    page = build.page("index")
    headings = [h.text_content() for h in page.xpath("//h2[contains(@class, 'rubric')]")]
    assert headings == ["Latest posts", "Series", "Tags"]
    latest = page.xpath("//ul[contains(@class, 'post-list')]//p[@class='post-title']")
    assert [title.text_content() for title in latest] == ["Down"]
    assert page.xpath("//ul[contains(@class, 'series')]//a/@href") == ["series/north.html"]
    # without series there is no heading for them
    walks.write({"posts/b.md": "---\ndate: 2015\n---\n# Down\n"})
    page = walks.build().page("index")
    headings = [h.text_content() for h in page.xpath("//h2[contains(@class, 'rubric')]")]
    assert headings == ["Latest posts", "Tags"]


FEEDS = [("Atom feed", "atom.xml"), ("JSON Feed", "feed.json")]


def feed_links(page: HtmlElement) -> list[tuple[str, str]]:
    links = page.xpath("//p[contains(@class, 'feed-links')]/a")
    return [(link.text_content(), link.get("href")) for link in links]


def test_links_to_the_feeds_are_where_a_site_has_feeds(walks: Project) -> None:
    walks.write(
        {
            "index.rst": f"{BOOK}\n.. feed-links::\n\n.. toctree::\n\n   more/blog\n",
            "more/blog.md": "# Blog\n\n```{blog-home}\n```\n",
        }
    )
    build = walks.build()
    assert build.warnings == ""
    assert feed_links(build.page("index")) == []  # the site has no address
    with_address = {"html_baseurl": "https://example.org/"}
    build = walks.build(confoverrides=with_address)
    assert feed_links(build.page("index")) == FEEDS
    assert feed_links(build.page("more/blog")) == [(name, f"../{file}") for name, file in FEEDS]
    assert all((build.outdir / file).is_file() for _name, file in FEEDS)
    text = walks.build("text", confoverrides=with_address).outdir / "index.txt"
    assert "Feed" not in text.read_text("utf-8")
