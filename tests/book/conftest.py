"""The real book, built once for all tests that only look at it."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.speedups import run_module

REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True)
class BuiltBook:
    """The three outputs, and what the builds said."""

    html: Path
    pdf: Path
    epub: Path
    log: str


def sphinx_build(builder: str, source: Path, out: Path, *more: str, doctrees: Path) -> str:
    """Run sphinx-build as a user does, warnings as errors, and return what it printed."""
    command = [*run_module("sphinx"), "-q", "-b", builder, "-W", "--keep-going"]
    run = subprocess.run(
        [*command, "-d", doctrees, *more, source, out],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    return run.stdout


@dataclass(frozen=True)
class HostedSite:
    """The site as it is for a host: its folder, and its address."""

    folder: Path
    address: str


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> BuiltBook:
    """Build the book in its three outputs from one doctree cache, as ``make book`` does."""
    base = tmp_path_factory.mktemp("book")
    log = "".join(
        sphinx_build(builder, REPOSITORY, base / builder, doctrees=base / "doctrees")
        for builder in ("pdf", "epub", "html")
    )
    return BuiltBook(
        base / "html", base / "pdf" / "anthology.pdf", base / "epub" / "anthology.epub", log
    )


@pytest.fixture(scope="session")
def hosted(book: BuiltBook) -> HostedSite:
    """Write the site once more, from the doctrees of the book, for an address on a host."""
    site = HostedSite(book.html.with_name("hosted"), "https://example.org/en/latest/")
    option = f"html_baseurl={site.address}"
    doctrees = book.html.with_name("doctrees")
    sphinx_build("html", REPOSITORY, site.folder, "-D", option, doctrees=doctrees)
    return site
