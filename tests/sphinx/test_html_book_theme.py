"""The repairs of sphinx_book_theme."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

from .searching import without_search_index

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

ROOT = "html-book-theme"


def page(app: SphinxTestApp, docname: str) -> html.HtmlElement:
    text = Path(app.outdir, f"{docname}.html").read_text(encoding="utf-8")
    return html.document_fromstring(text)


@pytest.mark.sphinx("html", testroot=ROOT)
def test_builds_without_a_warning_and_keeps_its_links_at_home(app: SphinxTestApp) -> None:
    app.build()
    assert app.warning.getvalue() == ""
    static = Path(app.outdir, "_static")
    assert not list(static.rglob("*webpack-macros.html"))
    assert not (static / "scripts" / "fontawesome.js").exists()
    for path in Path(app.outdir).rglob("*.html"):
        tree = html.document_fromstring(path.read_text(encoding="utf-8"))
        loaded = [
            *tree.xpath("//script/@src"),
            *tree.xpath("//link[@rel='stylesheet' or @rel='icon']/@href"),
        ]
        assert loaded, path
        for address in [*loaded, *tree.xpath("//img/@src")]:
            target = path.parent / address.partition("?")[0]
            assert target.is_file(), f"{path.name}: {address}"


@pytest.mark.sphinx("html", testroot=ROOT)
@pytest.mark.parametrize("docname", ["index", "first", "search", "genindex"])
def test_one_heading_and_one_main(app: SphinxTestApp, docname: str) -> None:
    app.build()
    tree = page(app, docname)
    headings = tree.xpath("//h1")
    assert len(headings) == 1
    assert headings[0].text_content().strip()
    (main,) = tree.xpath("//main")
    assert "role" not in main.attrib
    assert not tree.xpath("//article")


@pytest.mark.sphinx("html", testroot=ROOT)
def test_menus_are_those_that_the_script_finds(app: SphinxTestApp) -> None:
    app.build()
    tree = page(app, "first")
    for name in ("primary-toggle", "secondary-toggle"):
        (button,) = tree.xpath(f"//button[contains(@class, '{name}')]")
        assert button.xpath("ancestor::div[contains(@class, 'bd-header-article')]")
        assert button.get("aria-label")
    searches = tree.xpath("//button[contains(@class, 'search-button__button')]")
    assert len(searches) == 2  # the sidebar's on wide screens, the header's on narrow ones
    assert tree.get("data-theme") == "auto"
    (header,) = tree.find_class("bd-header")  # the button that leads up again asks for its place
    assert (header.get("id"), "hidden" in header.attrib) == ("pst-header", True)


@pytest.mark.sphinx("html", testroot=ROOT)
def test_navigation_without_javascript(app: SphinxTestApp) -> None:
    app.build()
    tree = page(app, "first")
    (link,) = tree.xpath("//noscript/a[@href='#pst-primary-sidebar']")
    assert link.get("aria-label")
    assert tree.xpath("//*[@id='pst-primary-sidebar']//nav//a")
    css = Path(app.outdir, "_static", "bindery-no-script.css").read_text(encoding="utf-8")
    assert css.count("prefers-color-scheme") == 2
    assert "[data-theme=auto]" in css


@pytest.mark.sphinx("html", testroot=ROOT)
def test_hostile_texts_stay_text(app: SphinxTestApp) -> None:
    app.build()
    tree = page(app, "second")
    titles = [a.text_content() for a in tree.xpath("//nav[contains(@class, 'bd-docs-nav')]//a")]
    # smart quotes are Sphinx's doing
    assert any(title.startswith("A < B & ") for title in titles)
    captions = [p.text_content().strip() for p in tree.xpath("//p[contains(@class, 'caption')]")]
    assert captions == ["One <two> & three", "Guide"]
    assert 'Tales & "Notes"' in tree.xpath("string(//title)")


@pytest.mark.sphinx("html", testroot=ROOT)
def test_sidebar_marks_the_page_and_opens_the_way_to_it(app: SphinxTestApp) -> None:
    app.build()
    tree = page(app, "deeper")
    (current,) = tree.xpath("//nav[contains(@class, 'bd-docs-nav')]//a[@aria-current='page']")
    assert current.text_content() == "Deeper"
    assert current.xpath("ancestor::details[@open]")
    assert not page(app, "genindex").xpath("//a[@aria-current='page']")


@pytest.mark.sphinx("html", testroot=ROOT)
def test_language_of_a_page(app: SphinxTestApp) -> None:
    app.build()
    assert page(app, "first").xpath("//div[contains(@class, 'bd-article')]/@lang") == ["de"]
    assert not page(app, "second").xpath("//div[contains(@class, 'bd-article')]/@lang")


@pytest.mark.sphinx("html", testroot=ROOT)
def test_check_boxes_have_names(app: SphinxTestApp) -> None:
    app.build()
    boxes = page(app, "first").xpath("//input[@type='checkbox']")
    assert [box.get("aria-label") for box in boxes] == ['Say "no" & go', "Done"]
    assert [box.get("checked") is not None for box in boxes] == [False, True]


@pytest.mark.sphinx("dirhtml", testroot=ROOT)
def test_addresses_of_dirhtml(app: SphinxTestApp) -> None:
    app.build()
    tree = page(app, "first/index")
    links = tree.xpath("//nav[contains(@class, 'bd-docs-nav')]//a/@href")
    assert links == ["#", "../second/", "../guide/", "../deeper/"]


@pytest.mark.sphinx("html", testroot=ROOT)
def test_projects_own_layout_goes_on_top(app: SphinxTestApp) -> None:
    app.build()
    tree = page(app, "first")
    assert tree.xpath("//meta[@name='own']")
    assert "role" not in tree.xpath("//main")[0].attrib


def test_projects_own_component_goes_before_ours(
    make_app: Callable[..., SphinxTestApp], rootdir: Path, tmp_path: Path
) -> None:
    shutil.copytree(rootdir / f"test-{ROOT}", tmp_path / "project")
    own = tmp_path / "project" / "_templates" / "navbar-logo.html"
    own.write_text('<header id="own">Mine</header>', encoding="utf-8")
    app = make_app("html", srcdir=tmp_path / "project")
    app.build()
    assert page(app, "first").get_element_by_id("own").text == "Mine"


def test_same_bytes_in_any_folder_and_with_two_processes(
    make_app: Callable[..., SphinxTestApp], rootdir: Path, tmp_path: Path
) -> None:
    outputs = []
    for name, jobs in (("here", 1), ("there", 2)):
        shutil.copytree(rootdir / f"test-{ROOT}", tmp_path / name)
        app = make_app("html", srcdir=tmp_path / name, parallel=jobs)
        app.build()
        outdir = Path(app.outdir)
        outputs.append(
            {
                path.relative_to(outdir).as_posix(): path.read_bytes()
                for path in outdir.rglob("*")
                if path.is_file()
            }
        )
    assert without_search_index(outputs[0]) == without_search_index(outputs[1])
