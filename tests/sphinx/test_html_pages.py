"""Repairs for every theme: descriptions, and roles of citations."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

THEMES = ["alabaster", "furo", "pydata_sphinx_theme", "sphinx_book_theme"]


def descriptions(app: SphinxTestApp, docname: str) -> list[str]:
    text = Path(app.outdir, f"{docname}.html").read_text(encoding="utf-8")
    found = html.document_fromstring(text).xpath("//meta[@name='description']/@content")
    return [str(value) for value in found]


@pytest.mark.sphinx("html", testroot="html-book-theme")
def test_description(app: SphinxTestApp) -> None:
    app.build()
    assert descriptions(app, "first") == ['A page\'s "own" <description> & more.']
    assert descriptions(app, "second") == ["The first real paragraph. It has two lines."]
    assert descriptions(app, "index") == ["What the book is."]
    assert descriptions(app, "genindex") == []


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_builds_without_warnings(
    theme: str, make_app: Callable[..., SphinxTestApp], rootdir: Path, tmp_path: Path
) -> None:
    pytest.importorskip(theme)
    shutil.copytree(rootdir / "test-html-plain", tmp_path / "project")
    app = make_app("html", srcdir=tmp_path / "project", confoverrides={"html_theme": theme})
    app.build()
    assert app.warning.getvalue() == ""
    tree = html.document_fromstring(Path(app.outdir, "index.html").read_text(encoding="utf-8"))
    (citations,) = tree.xpath("//div[@role='list']")
    assert [child.get("role") for child in citations] == ["listitem", "listitem"]
    assert descriptions(app, "index") == ["What the page is about."]
    shipped = Path(app.outdir, "_static", "bindery-book-theme.css").exists()
    assert shipped == (theme == "sphinx_book_theme")


@pytest.mark.parametrize("theme", THEMES)
def test_one_viewport_and_the_address_of_the_home_page(
    theme: str, make_app: Callable[..., SphinxTestApp], rootdir: Path, tmp_path: Path
) -> None:
    pytest.importorskip(theme)
    shutil.copytree(rootdir / "test-html-plain", tmp_path / "project")
    overrides = {"html_theme": theme, "html_baseurl": "https://e.org/en/"}
    app = make_app("html", srcdir=tmp_path / "project", confoverrides=overrides)
    app.build()
    viewports = 2 if theme == "pydata_sphinx_theme" else 1  # the theme itself writes a second one
    for name, address in {"index": "", "search": "search.html"}.items():
        tree = html.document_fromstring(Path(app.outdir, f"{name}.html").read_text("utf-8"))
        assert len(tree.xpath("//meta[@name='viewport']")) == viewports, name
        assert tree.xpath("//link[@rel='canonical']/@href") == [f"https://e.org/en/{address}"]
