"""Imported posts build without warnings in every output, and nothing of them is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_anthology.commands.main import main
from tests.core.test_image_format import PNG
from tests.wordpress_export import EXPORT

from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from .conftest import Project

TEXTS = [
    "not a heading",
    "second line, costs $5",
    "a draft.",
    "Before.",
    "wide",
    "A pot",
    "Ann Example",
]


@pytest.mark.parametrize("output", ["html", "epub", "pdf"])
def test_an_import_builds_without_warnings(project: Project, output: str) -> None:
    export = project.folder.parent / "export.xml"
    export.write_text(EXPORT, encoding="utf-8")
    picture = project.folder.parent / "uploads" / "2018" / "10" / "pot.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(PNG)
    media = str(picture.parents[2])
    arguments = ["--to", str(project.folder / "posts"), "--media", media, "--pages"]
    assert main(["import", str(export), *arguments]) == 0
    extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
    authors = {"ann": {"name": "Ann Example"}}
    options = {"extensions": extensions, "anthology_authors": authors}
    build = project.build(output, confoverrides=options)
    assert build.warnings == ""
    if output == "pdf":
        (file,) = build.outdir.glob("*.pdf")
        text = " ".join(ReadPdf(file).pages)
    elif output == "epub":
        book = Epub.in_folder(build.outdir)
        pages = (book.xml(path) for path in book.items if path.endswith(".xhtml"))
        text = " ".join("".join(page.itertext()) for page in pages)
    else:
        files = (build.outdir / "posts").rglob("*.html")
        text = "".join(file.read_text(encoding="utf-8") for file in files)
        assert (build.outdir / "2018" / "10" / "post-1" / "index.html").is_file()
        assert 'href="post-2.html"' in text
    assert [words for words in TEXTS if words not in " ".join(text.split())] == []
