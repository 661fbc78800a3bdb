"""EPUBCheck and Ace on a small book, and on one with hostile input."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.validators import ace, epubcheck

from .epub_reading import NAMES, Epub, text

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp


@pytest.fixture
def file(app: SphinxTestApp) -> Path:
    app.build()
    (file,) = app.outdir.glob("*.epub")
    return Path(file)


@pytest.mark.validator
@pytest.mark.sphinx("epub", testroot="epub-basic")
def test_basic_book_in_epubcheck(file: Path, tmp_path: Path) -> None:
    assert epubcheck(file, tmp_path) == []


@pytest.mark.validator
@pytest.mark.sphinx("epub", testroot="epub-torture")
def test_torture_in_epubcheck(file: Path, tmp_path: Path) -> None:
    assert epubcheck(file, tmp_path) == []


@pytest.mark.validator
@pytest.mark.sphinx("epub", testroot="epub-basic")
def test_basic_book_in_ace(file: Path, tmp_path: Path) -> None:
    assert ace(file, tmp_path) == []


@pytest.mark.validator
@pytest.mark.sphinx("epub", testroot="epub-torture")
def test_torture_in_ace(file: Path, tmp_path: Path) -> None:
    assert ace(file, tmp_path) == []


@pytest.mark.sphinx("epub", testroot="epub-torture")
def test_torture_keeps_all_text_and_has_no_broken_link(file: Path) -> None:
    book = Epub(file.read_bytes())
    raw = text(book.xml("text/chapters/raw.xhtml"))
    for word in ("old style", "unclosed", "Hidden markdown", "stray cell", "stray item", "no term",
                 "not an item", "no rows", "block in p", "block in em", "list in b", "both",
                 "deep heading", "dialog", "noscript", "main", "Frame".lower()):  # fmt: skip
        assert word in raw
    for gone in ("alert(", "color: red", "option"):
        assert gone not in raw
    assert book.dead_links() == []


@pytest.mark.sphinx("epub", testroot="epub-torture")
def test_torture_has_no_remote_resources(file: Path) -> None:
    for page in Epub(file.read_bytes()).pages().values():
        for element in page.iter("{*}*"):
            assert not [name for name in element.attrib if str(name).startswith("on")]
            assert "://" not in element.get("src", "")
        assert not page.xpath("//h:script | //h:style | //h:input", namespaces=NAMES)
