"""The PDF and the ePub of an earlier build, when a build cannot write a new one."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import SphinxError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

CONF = 'project = "Notes"\nextensions = ["sphinx_bindery"]\n'
INDEX = "Notes\n=====\n\n.. toctree::\n\n   chapter\n"


@pytest.mark.parametrize("kind", ["pdf", "epub"])
def test_a_failed_build_leaves_the_book_of_the_build_before(
    make_app: Callable[..., SphinxTestApp], tmp_path: Path, kind: str
) -> None:
    (tmp_path / "conf.py").write_text(CONF, encoding="utf-8")
    (tmp_path / "index.rst").write_text(INDEX, encoding="utf-8")
    chapter = tmp_path / "chapter.rst"
    chapter.write_text("Chapter\n=======\n\nThe text.\n", encoding="utf-8")
    doctrees = tmp_path / "_build" / "doctrees"

    def build() -> SphinxTestApp:
        app = make_app(kind, srcdir=tmp_path)
        try:
            app.build(force_all=True)
        finally:
            app.cleanup()
        return app

    leftover = doctrees / f".{kind}" / "leftover"
    leftover.mkdir(parents=True)
    book = Path(build().outdir, f"notes.{kind}")
    good = book.read_bytes()
    assert not leftover.parent.exists()

    obstacle = book.with_name(f"{book.name}.new")
    obstacle.mkdir()
    chapter.write_text("Chapter\n=======\n\nAnother text.\n", encoding="utf-8")
    with pytest.raises(SphinxError, match=r"notes\.\w+: the book cannot be written: .*; the file"):
        build()
    assert book.read_bytes() == good

    shutil.rmtree(obstacle)
    build()
    assert book.read_bytes() != good
    assert [path.name for path in book.parent.glob("notes*")] == [book.name]
