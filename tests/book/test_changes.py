"""The book changes with its sources, in all three outputs, in an incremental build."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.sphinx.searching import without_search_index
from tests.sphinx_build import sphinx_build

from .conftest import REPOSITORY
from .outputs import epub_contents, html_contents, pdf_contents, with_years

if TYPE_CHECKING:
    from pathlib import Path

FILES = ("conf.py", "index.rst", "references.bib")
FOLDERS = ("posts", "matter", "after", "figures", "guide", "_ext", "_static")
BUILDERS = ("pdf", "epub", "html")


@dataclass(frozen=True)
class Copy:
    """A copy of the book's sources to edit, and builds of it from one doctree cache."""

    folder: Path
    out: Path

    def build(self, *builders: str, options: tuple[str, ...] = (), out: Path | None = None) -> str:
        base = out or self.out
        return "".join(
            sphinx_build(builder, self.folder, base / builder, *options, doctrees=base / "doctrees")
            for builder in builders or BUILDERS
        )

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

    def files(self, base: Path) -> dict[str, bytes]:
        return without_search_index(
            {
                path.relative_to(base).as_posix(): path.read_bytes()
                for path in sorted(base.rglob("*"))
                if path.is_file() and "doctrees" not in path.relative_to(base).parts
            }
        )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    folder = tmp_path_factory.mktemp("sources")
    for name in FILES:
        shutil.copy2(REPOSITORY / name, folder / name)
    for name in FOLDERS:
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(REPOSITORY / name, folder / name, ignore=ignore)
    return Copy(folder, tmp_path_factory.mktemp("built"))


def test_a_sixth_file_comes_and_goes_in_all_three(copy: Copy) -> None:
    copy.build()
    before = copy.titles()
    assert [len(titles) for titles in before] == [5, 5, 5]
    sixth = copy.folder / "posts" / "a-sixth.md"
    sixth.write_text("---\ndate: 2014-10\n---\n\n# A sixth\n\nText.\n", encoding="utf-8")
    copy.build()
    assert copy.titles() == [[titles[0], "A sixth", *titles[1:]] for titles in before]
    sixth.unlink()
    copy.build()
    assert copy.titles() == before
    assert [name for name in copy.files(copy.out) if "sixth" in name] == []
    fresh = copy.out.with_name("fresh")
    copy.build(out=fresh)
    mine, theirs = copy.files(copy.out), copy.files(fresh)
    assert mine.keys() == theirs.keys()
    assert [name for name in mine if mine[name] != theirs[name]] == []


def test_serial_and_parallel_give_the_same_bytes(copy: Copy, tmp_path: Path) -> None:
    copy.build(out=tmp_path / "serial")
    copy.build(options=("-j", "2"), out=tmp_path / "parallel")
    serial, parallel = copy.files(tmp_path / "serial"), copy.files(tmp_path / "parallel")
    assert serial.keys() == parallel.keys()
    assert [name for name in serial if serial[name] != parallel[name]] == []


def test_latex_has_dates_and_tags(copy: Copy, tmp_path: Path) -> None:
    copy.build("latex", out=tmp_path)
    (tex,) = (tmp_path / "latex").glob("*.tex")
    text = tex.read_text(encoding="utf-8")
    for fact in ("September 2014", "November 2014", "January 2015", "Containers"):
        assert fact in text
