"""The child theme of sphinx_book_theme."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

from .searching import without_search_index

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

ROOT = "html-book-theme"
EXTENSIONS = Path(__file__).parents[2] / "_ext"


def page(app: SphinxTestApp, docname: str) -> html.HtmlElement:
    text = Path(app.outdir, f"{docname}.html").read_text(encoding="utf-8")
    return html.document_fromstring(text)


@pytest.mark.sphinx("html", testroot=ROOT)
def test_builds_without_warnings_and_its_assets_exist(app: SphinxTestApp) -> None:
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
def test_one_h1_and_one_main_landmark(app: SphinxTestApp, docname: str) -> None:
    app.build()
    tree = page(app, docname)
    headings = tree.xpath("//h1")
    assert len(headings) == 1
    assert headings[0].text_content().strip()
    (main,) = tree.xpath("//main")
    assert "role" not in main.attrib
    assert not tree.xpath("//article")


@pytest.mark.sphinx("html", testroot=ROOT)
def test_menu_buttons_are_the_only_ones_that_the_script_finds(app: SphinxTestApp) -> None:
    app.build()
    tree = page(app, "first")
    for name in ("primary-toggle", "secondary-toggle"):
        (button,) = tree.xpath(f"//button[contains(@class, '{name}')]")
        assert button.xpath("ancestor::div[contains(@class, 'bd-header-article')]")
        assert button.get("aria-label")
    searches = tree.xpath("//button[contains(@class, 'search-button__button')]")
    assert len(searches) == 2  # in the sidebar for wide screens, in the header for narrow ones
    assert tree.get("data-theme") == "auto"
    (header,) = tree.find_class("bd-header")  # the script of the back-to-top button measures it
    assert (header.get("id"), "hidden" in header.attrib) == ("pst-header", True)


BOOTSTRAP = "//script[contains(@src, 'bootstrap.js')]"


@pytest.mark.sphinx("html", testroot=ROOT)
def test_bootstrap_is_loaded_only_where_its_components_are(app: SphinxTestApp) -> None:
    source = Path(app.srcdir, "first.md")
    components = '\n\n<div data-bs-toggle="collapse" data-bs-target="#more">More</div>\n'
    source.write_text(source.read_text(encoding="utf-8") + components, encoding="utf-8")
    app.build()
    for path in (BOOTSTRAP, "//link[contains(@href, 'bindery-bootstrap.css')]"):
        assert [len(page(app, name).xpath(path)) for name in ("second", "first")] == [0, 1]


@pytest.mark.sphinx(
    "html",
    testroot=ROOT,
    confoverrides={"html_theme_options": {"bootstrap_script": True}},
)
def test_an_option_loads_bootstrap_on_every_page(app: SphinxTestApp) -> None:
    app.build()
    assert page(app, "first").xpath(BOOTSTRAP)


@pytest.mark.sphinx("html", testroot=ROOT)
def test_styles_of_icons_are_loaded_only_where_icons_are(app: SphinxTestApp) -> None:
    source = Path(app.srcdir, "first.md")
    icon = '\n\n<i class="fa-solid fa-star"></i>\n'
    source.write_text(source.read_text(encoding="utf-8") + icon, encoding="utf-8")
    app.build()
    path = "//link[contains(@href, 'bindery-icon-font.css')]"
    assert [len(page(app, name).xpath(path)) for name in ("second", "first")] == [0, 1]
    styles = Path(app.outdir, "_static", "styles")
    base, icons, components, *parents = (
        (styles / f"{name}.css").read_text(encoding="utf-8")
        for name in (
            *("bindery-base", "bindery-icon-font", "bindery-bootstrap"),
            *("../basic", "pydata-sphinx-theme", "sphinx-book-theme"),
        )
    )
    assert ".fa-star{" in icons
    assert ".fa-star{" not in base
    for name in ("xmark", "expand", "download"):  # of scripts and buttons of the theme
        assert f".fa-{name}" in base
        assert page(app, "second").find_class(f"fa-{name}") or name != "expand"
    whole = sum(map(len, parents))
    assert ".carousel{" in components
    assert "{.carousel-item{transition:none}}" in components  # still for reduced motion alone
    assert not re.search(r"\.(accordion|carousel|toast)\b", base)
    assert base.count("{") == base.count("}")
    assert len(base) + len(icons) + len(components) > 0.98 * whole
    assert len(base) < 0.85 * whole
    for rule in (
        "div.sphinxsidebarwrapper {",
        ".bd-article-container{",
        ".sbt-scroll-pixel-helper",
    ):
        assert any(rule in parent for parent in parents), rule
        assert rule in base


@pytest.mark.sphinx("html", testroot=ROOT)
def test_the_styles_of_the_parent_themes_are_one_file(app: SphinxTestApp) -> None:
    app.build()
    links = page(app, "second").xpath("//link[@rel='stylesheet'][not(ancestor::noscript)]/@href")
    names = [link.rpartition("/")[2].partition("?")[0] for link in links]
    assert names == ["bindery-base.css", "pygments.css", "bindery-book-theme.css"]


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
def test_special_characters_are_escaped(app: SphinxTestApp) -> None:
    app.build()
    tree = page(app, "second")
    titles = [a.text_content() for a in tree.xpath("//nav[contains(@class, 'bd-docs-nav')]//a")]
    # Sphinx makes the quotes typographic
    assert any(title.startswith("A < B & ") for title in titles)
    captions = [p.text_content().strip() for p in tree.xpath("//p[contains(@class, 'caption')]")]
    assert captions == ["One <two> & three", "Guide"]
    assert "Tales & “Notes”" in tree.xpath("string(//title)")


@pytest.mark.sphinx("html", testroot=ROOT)
def test_sidebar_marks_the_current_page_and_opens_its_ancestors(app: SphinxTestApp) -> None:
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
def test_checkboxes_have_accessible_names(app: SphinxTestApp) -> None:
    app.build()
    boxes = page(app, "first").xpath("//input[@type='checkbox']")
    assert [box.get("aria-label") for box in boxes] == ['Say "no" & go', "Done"]
    assert [box.get("checked") is not None for box in boxes] == [False, True]


@pytest.mark.sphinx("dirhtml", testroot=ROOT)
def test_sidebar_links_of_dirhtml(app: SphinxTestApp) -> None:
    app.build()
    tree = page(app, "first/index")
    links = tree.xpath("//nav[contains(@class, 'bd-docs-nav')]//a/@href")
    assert links == ["#", "../second/", "../guide/", "../deeper/"]


@pytest.mark.sphinx("html", testroot=ROOT)
def test_layout_of_the_project_extends_the_theme(app: SphinxTestApp) -> None:
    app.build()
    tree = page(app, "first")
    assert tree.xpath("//meta[@name='own']")
    assert "role" not in tree.xpath("//main")[0].attrib


def test_component_of_the_project_replaces_that_of_the_theme(
    make_app: Callable[..., SphinxTestApp], rootdir: Path, tmp_path: Path
) -> None:
    shutil.copytree(rootdir / f"test-{ROOT}", tmp_path / "project")
    own = tmp_path / "project" / "_templates" / "navbar-logo.html"
    own.write_text('<header id="own">Mine</header>', encoding="utf-8")
    app = make_app("html", srcdir=tmp_path / "project")
    app.build()
    assert page(app, "first").get_element_by_id("own").text == "Mine"


def test_theme_options_and_sidebars_are_those_of_the_parent(
    make_app: Callable[..., SphinxTestApp], rootdir: Path, tmp_path: Path
) -> None:
    shutil.copytree(rootdir / f"test-{ROOT}", tmp_path / "project")
    options = {"home_page_in_toc": True, "back_to_top_button": True, "announcement": "News"}
    overrides = {
        "html_theme_options": {**options, "navbar_end": ["theme-switcher"]},
        "html_sidebars": {"**": ["sbt-sidebar-nav.html", "navbar-logo.html"]},
        "extensions": ["myst_parser", "sphinx_book_theme", "sphinx_bindery"],
    }
    app = make_app("html", srcdir=tmp_path / "project", confoverrides=overrides)
    app.build()
    assert app.warning.getvalue() == ""
    tree = page(app, "first")
    navigation, logo = tree.find_class("sidebar-primary-items__start")[0]
    assert navigation.xpath("string(.//li/a[@href='index.html'])") == "Tales"
    assert navigation.xpath(".//details")
    assert logo.xpath("header/a")
    assert tree.xpath("string(//aside[@aria-label='Announcement'])").strip() == "News"
    assert tree.get_element_by_id("pst-back-to-top").xpath("*[local-name()='svg']")
    header = tree.get_element_by_id("pst-header")
    assert "hidden" not in header.attrib
    assert len(header.xpath(".//div[contains(@class, 'theme-switch-container')]")) == 1


@pytest.mark.parametrize("theme", ["sphinx_book_theme", "bindery_book_theme"])
def test_single_page_has_the_repairs_and_a_table_of_contents(
    make_app: Callable[..., SphinxTestApp], rootdir: Path, tmp_path: Path, theme: str
) -> None:
    shutil.copytree(rootdir / f"test-{ROOT}", tmp_path / "project")
    app = make_app("singlehtml", srcdir=tmp_path / "project", confoverrides={"html_theme": theme})
    app.build()
    assert app.warning.getvalue() == ""
    tree = page(app, "index")
    (main,) = tree.xpath("//main")
    assert "role" not in main.attrib
    contents = tree.get_element_by_id("pst-page-toc-nav").xpath(".//a/@href")
    assert "#document-second" in contents


def test_configuration_digest_is_the_same_wherever_the_package_is(
    rootdir: Path, tmp_path: Path
) -> None:
    digests = []
    for name in ("here", "there"):
        folder = tmp_path / name
        shutil.copytree(rootdir / f"test-{ROOT}", folder / "project")
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(EXTENSIONS, folder / "extensions", ignore=ignored)
        output = folder / "html"
        subprocess.run(
            [sys.executable, "-m", "sphinx", "-q", "-b", "html", folder / "project", output],
            check=True,
            env={**os.environ, "PYTHONPATH": str(folder / "extensions")},
        )
        assert (output / "_static" / "bindery-book-theme.css").is_file()
        digests.append((output / ".buildinfo").read_text(encoding="utf-8"))
    assert digests[0] == digests[1]


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
