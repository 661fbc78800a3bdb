"""The book changes with its sources, in all three outputs, in an incremental build.

A copy of its sources, built anew in parallel, and after edits by turns, has the same bytes as the
book that the other tests look at, built anew in one process.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.sphinx.searching import without_search_index
from tests.sphinx_build import sphinx_build

from .conftest import REPOSITORY
from .copies import copy_sources, share_history
from .outputs import epub_contents, html_contents, pdf_contents, with_years

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import BuiltBook

BUILDERS = ("pdf", "epub", "html")


def files(base: Path) -> dict[str, bytes]:
    """Return the files of the three outputs in a folder, by their paths."""
    return without_search_index(
        {
            path.relative_to(base).as_posix(): path.read_bytes()
            for builder in BUILDERS
            for path in sorted((base / builder).rglob("*"))
            if path.is_file()
        }
    )


def differing(base: Path, other: Path) -> list[str]:
    """Return the files that the outputs in one of two folders lack, or have otherwise."""
    mine, theirs = files(base), files(other)
    return [name for name in sorted({*mine, *theirs}) if mine.get(name) != theirs.get(name)]


@dataclass(frozen=True)
class Copy:
    """A copy of the book's sources to edit, and builds of it from one doctree cache."""

    folder: Path
    out: Path

    def build(self, *options: str) -> None:
        for builder in BUILDERS:
            out, doctrees = self.out / builder, self.out / "doctrees"
            sphinx_build(builder, self.folder, out, *options, doctrees=doctrees)

    def titles(self) -> list[list[str]]:
        """Return the titles of the chapters under years, for each output."""
        contents = (
            html_contents(self.out / "html"),
            with_years(pdf_contents(self.out / "pdf" / "anthology.pdf")),
            epub_contents(self.out / "epub" / "anthology.epub"),
        )
        return [
            [title for year, below in output if year.isdigit() for title in below]
            for output in contents
        ]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Copy the sources, and build them with two processes."""
    folder = tmp_path_factory.mktemp("sources")
    copy_sources(REPOSITORY, folder)
    share_history(REPOSITORY, folder)
    copied = Copy(folder, tmp_path_factory.mktemp("built"))
    copied.build("-j", "2")
    return copied


def test_serial_and_parallel_give_the_same_bytes(copy: Copy, book: BuiltBook) -> None:
    assert len(files(copy.out)) > 100
    assert differing(copy.out, book.html.parent) == []


def test_a_sixth_file_comes_and_goes_in_all_three(copy: Copy, book: BuiltBook) -> None:
    before = copy.titles()
    assert [len(titles) for titles in before] == [5, 5, 5]
    sixth = copy.folder / "posts" / "a-sixth.md"
    sixth.write_text("---\ndate: 2014-10\n---\n\n# A sixth\n\nText.\n", encoding="utf-8")
    copy.build()
    assert copy.titles() == [[titles[0], "A sixth", *titles[1:]] for titles in before]
    sixth.unlink()
    copy.build()
    assert copy.titles() == before
    assert [name for name in files(copy.out) if "sixth" in name] == []
    assert differing(copy.out, book.html.parent) == []
