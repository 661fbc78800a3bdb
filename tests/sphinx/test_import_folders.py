"""Posts imported from folders build without warnings in every output, each of them once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_anthology.commands.main import main
from tests.hugo_site import write_site as write_hugo
from tests.jekyll_site import write_site as write_jekyll
from tests.validators import epubcheck, nu_html_checker

from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Build, Project

AUTHORS = {"ann": {"name": "Ann Example"}, "bob": {"name": "Bob Example"}}
SETTINGS = {
    "extensions": ["myst_parser", "sphinx_anthology", "sphinx_bindery"],
    "anthology_authors": AUTHORS,
}
PUBLISHED = {
    "jekyll": ["leek", "liquid", "plain", "second"],
    "hugo": ["json", "named", "page", "second", "short"],
}
TEXTS = [
    "The first paragraph", "A brown pot", "mystery.html", "The note with one",
    "Inside, two with Cook well", "Hot, two", "Auf Deutsch", "figure src=", "inner",
]  # fmt: skip
DRAFTS = ["An idea", "Later.", "Hidden text", "Later text", "Expired text", "Unbuilt text"]


def imported(project: Project, output: str, **options: object) -> Build:
    """Import both sites into a project and build an output."""
    for name, write in (("jekyll", write_jekyll), ("hugo", write_hugo)):
        site = write(project.folder.parent / name)
        target = str(project.folder / "posts" / name)
        assert main(["import", str(site), "--to", target, "--pages"]) == 0
    return project.build(output, confoverrides={**SETTINGS, **options})


@pytest.mark.parametrize("output", ["html", "epub", "pdf"])
def test_imported_folders_build_without_warnings(project: Project, output: str) -> None:
    build = imported(project, output)
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
        text = " ".join(build.page(str(file.relative_to(build.outdir).with_suffix("")))
                        .text_content() for file in files)  # fmt: skip
        for name, posts in PUBLISHED.items():
            built = (build.outdir / "posts" / name / "2019").rglob("*.html")
            assert sorted(path.stem for path in built) == posts
    words = " ".join(text.split())
    assert [part for part in TEXTS if part not in words] == []
    assert [part for part in DRAFTS if part in words] == []


@pytest.mark.validator
def test_the_validators_find_nothing(project: Project, tmp_path: Path) -> None:
    site = imported(project, "html", html_theme="sphinx_book_theme")
    assert nu_html_checker(site.outdir) == []
    (book,) = project.build("epub", confoverrides=SETTINGS).outdir.glob("*.epub")
    assert epubcheck(book, tmp_path) == []
