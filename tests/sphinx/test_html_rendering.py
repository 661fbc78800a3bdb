"""Rendered pages of the book theme: components, assets, contents, and the cost of rendering."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from tests.speedups import needs_speedups

from .conftest import CONF, Build

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from .conftest import Project

BOOK = CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]').replace(
    "basic", "sphinx_book_theme"
)


@pytest.fixture
def book(project: Project) -> Project:
    project.write(
        {
            "conf.py": BOOK + 'templates_path = ["own"]\n',
            "posts/a.md": "# A\n\n## B & <c>\n\n### D\n\n## E\n",
            "posts/deep/b.md": "# B\n\nText.\n",
        }
    )
    return project


def items(build: Build, docname: str, kind: str) -> list[html.HtmlElement]:
    return build.page(docname).find_class(kind)  # type: ignore[no-any-return]


def test_an_empty_component_of_the_project_is_removed(book: Project) -> None:
    options = {"article_header_start": ["toggle-primary-sidebar", "own.html"]}
    book.write(
        {
            "own/own.html": '{% if pagename == "posts/a" %}<b class="own">Own</b>{% endif %}',
            "conf.py": f'{BOOK}templates_path = ["own"]\nhtml_theme_options = {options}\n',
        }
    )
    build = book.build()
    shown = {
        docname: [
            (item.xpath("boolean(.//button)"), item.xpath("boolean(.//b[@class='own'])"))
            for item in items(build, docname, "header-article-items__start")[0]
        ]
        for docname in ("posts/a", "posts/deep/b")
    }
    assert shown == {"posts/a": [(True, False), (False, True)], "posts/deep/b": [(True, False)]}


def test_a_component_of_the_project_replaces_ours_and_is_removed_where_empty(book: Project) -> None:
    book.write(
        {"own/navbar-logo.html": '{% if pagename == "index" %}<i id="mine">I</i>{% endif %}'}
    )
    build = book.build()
    first = items(build, "index", "sidebar-primary-item")
    assert first[0].xpath("string(i[@id='mine'])") == "I"
    others = items(build, "posts/a", "sidebar-primary-item")
    assert len(others) == len(first) - 1
    assert all(item.xpath("*") for item in others)


def test_icon_links_are_shown_where_configured(book: Project) -> None:
    assert not items(book.build(fresh=True), "index", "navbar-icon-links")
    link = {"name": "Code", "url": "https://example.org/", "icon": "fa-solid fa-code"}
    book.write({"conf.py": f"{BOOK}html_theme_options = {{'icon_links': [{link}]}}\n"})
    (found,) = items(book.build(fresh=True), "index", "navbar-icon-links")
    assert found.xpath("string(.//a/@href)") == "https://example.org/"


def test_a_page_without_sections_has_no_page_toc(book: Project) -> None:
    build = book.build()
    assert [len(items(build, name, "bd-toc")) for name in ("posts/a", "posts/deep/b")] == [1, 0]


def test_header_buttons_of_the_theme(book: Project) -> None:
    """As written by macros/buttons.html of sphinx_book_theme 1.4."""
    options = {
        "repository_url": "https://github.com/o/r",
        "use_repository_button": True,
        "use_issues_button": True,
    }
    conf = BOOK.replace("html_copy_source = False", "html_copy_source = True")
    book.write({"conf.py": f"{conf}html_theme_options = {options}\n"})
    (buttons,) = items(book.build(), "posts/a", "article-header-buttons")
    groups = [group for group in buttons if "dropdown" in group.classes][:2]
    assert [group.xpath("string(button/@aria-label)") for group in groups] == [
        "Source repositories",
        "Download this page",
    ]
    links = groups[0].xpath("ul/li/a")
    assert [link.get("href").partition("?")[0] for link in links] == [
        "https://github.com/o/r",
        "https://github.com/o/r/issues/new",
    ]
    assert links[0].classes >= {"btn", "dropdown-item", "btn-source-repository-button"}
    assert (links[0].get("title"), links[0].get("data-bs-placement")) == (
        "Source repository",
        "left",
    )
    assert links[0].xpath("string(span[@class='btn__text-container'])") == "Repository"
    source, print_it = groups[1].xpath("ul/li/*")
    assert source.get("href") == "../_sources/posts/a.md"
    assert (print_it.tag, print_it.get("onclick")) == ("button", "window.print()")
    (whole_screen,) = buttons.xpath("button[@onclick='toggleFullScreen()']")
    assert whole_screen.classes >= {"pst-navbar-icon", "btn-fullscreen-button"}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_assets_exist_from_pages_at_every_depth(book: Project, builder: str) -> None:
    build = book.build(builder)
    pages = sorted(build.outdir.rglob("*.html"))
    assert len({len(page.relative_to(build.outdir).parts) for page in pages}) > 2
    for page in pages:
        if page.name != "404.html":
            tree = html.document_fromstring(page.read_text("utf-8"))
            found = tree.xpath("//link[@rel='stylesheet']/@href | //script/@src")
            assert len(found) > 5
            for address in found:
                assert (page.parent / address.partition("?")[0]).is_file(), (page, address)


def test_page_toc_has_the_structure_of_the_theme(book: Project) -> None:
    headings = "# A `b`\n\n## C & <d>\n\n### E {math}`x < y`\n\n#### F\n\n## G\n\n### H\n"
    book.write(
        {
            "conf.py": BOOK + "html_theme_options = {'show_toc_level': 2}\n",
            "posts/a.md": headings,
            "several.rst": ":orphan:\n\nA\n=\n\nB\n-\n\nC\n=\n",
        }
    )
    expected: dict[str, str] = {}

    def collect(
        _app: Sphinx, page: str, _template: str, context: dict[str, Any], _tree: object
    ) -> None:
        expected[page] = str(context["generate_toc_html"]())

    app = book.make_app("html", srcdir=book.folder)
    app.connect("html-page-context", collect, priority=505)
    app.build()
    app.cleanup()
    build = Build(Path(app.outdir), app.warning.getvalue(), app)

    def structure(root: html.HtmlElement) -> list[tuple[object, ...]]:
        return [
            (
                element.tag,
                element.classes,
                element.get("href"),
                " ".join(element.xpath("string()").split()),
            )
            for element in root.iterdescendants()
        ]

    of_theme = {
        page: structure(html.fragment_fromstring(text, create_parent=True))
        for page, text in expected.items()
    }
    assert {"posts/a", "several"} <= {page for page, found in of_theme.items() if found}
    assert of_theme["posts/deep/b"] == []
    for page, found in of_theme.items():
        if page != "index":  # the theme writes an empty list for toctrees
            tree = build.page(page)
            own = [
                item
                for nav in tree.xpath("//nav[@id='pst-page-toc-nav']")
                for item in structure(nav)
            ]
            assert own == found, page
    assert not build.page("index").xpath("//nav[@id='pst-page-toc-nav']")


@needs_speedups
def test_garbage_is_collected_as_before_once_a_build_is_over(book: Project) -> None:
    gc.set_threshold(700, 10, 10)  # a build that was interrupted may have left another
    before = gc.get_threshold()
    during = []
    app = book.make_app("html", srcdir=book.folder)
    app.connect("env-updated", lambda *_args: during.append(gc.get_threshold()))
    app.build()
    app.cleanup()
    assert during[0][0] > before[0]
    assert during[0][1:] == before[1:]
    assert gc.get_threshold() == before
