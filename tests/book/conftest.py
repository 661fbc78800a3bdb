"""The real book, built once for all tests that only look at it.

These tests are of this book alone: where another one has taken its place, they are skipped.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from tests.sphinx_build import sphinx_build

from .chapters import is_our_book
from .outputs import pdf_text

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture(scope="session", autouse=True)
def _our_book_is_here() -> None:
    """Skip the tests in a clone that holds another book."""
    if not is_our_book(REPOSITORY):
        pytest.skip("tests of our book: none of its chapters is in posts/")


@dataclass(frozen=True)
class BuiltBook:
    """The three outputs, and what the builds said."""

    html: Path
    pdf: Path
    epub: Path
    doctrees: Path
    log: str

    @cached_property
    def printed(self) -> str:
        """Return the text of the PDF on one line."""
        return pdf_text(self.pdf)


@dataclass(frozen=True)
class HostedSite:
    """The site as it is for a host: its folder, and its address."""

    folder: Path
    address: str


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> BuiltBook:
    """Build the book in its three outputs from one doctree cache, as ``make book`` does."""
    base = tmp_path_factory.mktemp("book")
    doctrees = base / "doctrees"
    log = "".join(
        sphinx_build(builder, REPOSITORY, base / builder, doctrees=doctrees)
        for builder in ("pdf", "epub", "html")
    )
    pdf, epub = base / "pdf" / "anthology.pdf", base / "epub" / "anthology.epub"
    return BuiltBook(base / "html", pdf, epub, doctrees, log)


@pytest.fixture(scope="session")
def hosted(book: BuiltBook) -> HostedSite:
    """Write the site once more, from the doctrees of the book, for an address on a host."""
    site = HostedSite(book.html.with_name("hosted"), "https://example.org/en/latest/")
    option = f"html_baseurl={site.address}"
    sphinx_build("html", REPOSITORY, site.folder, "-D", option, doctrees=book.doctrees)
    return site


@pytest.fixture(scope="session")
def latex(book: BuiltBook) -> Path:
    """Write the LaTeX of the book, from the doctrees of the others."""
    folder = book.html.with_name("latex")
    assert sphinx_build("latex", REPOSITORY, folder, doctrees=book.doctrees) == ""
    return folder
