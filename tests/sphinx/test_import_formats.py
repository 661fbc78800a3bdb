"""What is in a source is imported, and what is imported is in every output."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest
import yaml
from lxml import html

from sphinx_anthology.commands.main import main
from sphinx_anthology.core.frontmatter.head import find_head
from tests import ablog_site, pelican_site
from tests.core.test_image_format import PNG
from tests.feed_exports import ATOM, BACKUP, JSON_FEED, RDF, RSS, TAKEOUT

from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .conftest import Project

SOURCES: dict[str, tuple[str | Mapping[str, str | bytes], int]] = {
    "backup": (BACKUP, 5),
    "takeout": (TAKEOUT, 5),
    "atom": (ATOM, 4),
    "rss": (RSS, 4),
    "rdf": (RDF, 2),
    "json": (JSON_FEED, 2),
    "ablog": (ablog_site.FILES, ablog_site.POSTS + ablog_site.PAGES),
    "pelican": (pelican_site.FILES, pelican_site.POSTS + pelican_site.PAGES),
}
"""The files or folders by name, with the number of posts and pages in each."""

TEXTS = [
    "Second paragraph",
    "The pot",
    'print("a < b")',
    "Text, again",
    "Only a description",
    "The first lid",
    "By Nova",
]


def write_source(path: Path, content: str | Mapping[str, str | bytes]) -> None:
    """Write a file, or the files of a folder."""
    if isinstance(content, str):
        path.write_text(content, encoding="utf-8")
        return
    for name, text in content.items():
        file = path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())


def import_sources(project: Project) -> dict[str, str]:
    """Import all sources; return the titles of published posts and pages by document."""
    outside = project.folder.parent
    for picture in ("img/pot.png", "Big pot.png"):
        (outside / "media" / picture).parent.mkdir(parents=True, exist_ok=True)
        (outside / "media" / picture).write_bytes(PNG)
    found: dict[str, str] = {}
    for name, (content, number) in SOURCES.items():
        write_source(outside / name, content)
        target = project.folder / "posts" / name
        arguments = ["--to", str(target), "--media", str(outside / "media"), "--pages"]
        report = outside / f"{name}.report"
        assert main(["import", str(outside / name), *arguments, "--report", str(report)]) == 0
        counts = Counter(json.loads(report.read_text(encoding="utf-8"))["counts"])
        assert counts["posts imported"] + counts["pages imported"] == number
        files = sorted([*target.rglob("*.md"), *target.rglob("*.rst")])
        assert len(files) == number
        for file in files:
            head = find_head(file.read_text(encoding="utf-8"), is_markdown=file.suffix == ".md")
            fields = yaml.safe_load(head.text)
            if not fields.get("draft"):
                docname = file.relative_to(project.folder).with_suffix("").as_posix()
                found[docname] = fields.get("title", "")
    return found


def texts_of(output: str, outdir: Path, docnames: list[str]) -> str:
    """Return the text of an output, in which every document must be."""
    if output == "pdf":
        (file,) = outdir.glob("*.pdf")
        return " ".join(ReadPdf(file).pages)
    if output == "epub":
        book = Epub.in_folder(outdir)
        pages = [path for path in book.items if path.endswith(".xhtml")]
        missing = [name for name in docnames if not any(f"{name}.xhtml" in path for path in pages)]
        assert missing == []
        return " ".join("".join(book.xml(path).itertext()) for path in pages)
    files = sorted(outdir.glob("posts/**/*.html"))
    built = [file.relative_to(outdir).with_suffix("").as_posix() for file in files]
    assert sorted(built) == sorted(docnames)
    assert (outdir / "2010" / "01" / "pot.html").is_file()
    trees = (html.fromstring(file.read_bytes()) for file in files)
    return " ".join(tree.text_content() for tree in trees)


@pytest.mark.parametrize("output", ["html", "epub", "pdf"])
def test_imports_build_without_warnings(project: Project, output: str) -> None:
    found = import_sources(project)
    if output != "html":  # pages are outside of the order of the book
        found = {name: title for name, title in found.items() if "/pages/" not in name}
    options = {
        "extensions": ["myst_parser", "sphinx_anthology", "sphinx_bindery"],
        # those that ABlog's posts need
        "myst_enable_extensions": ["colon_fence", "substitution"],
        "anthology_authors": {"ada": {"name": "Ada Nova"}, "ben": {"name": "Ben Vega"}},
    }
    build = project.build(output, confoverrides=options)
    assert build.warnings == ""
    text = " ".join(texts_of(output, build.outdir, list(found)).split())
    assert [words for words in [*TEXTS, *found.values()] if words not in text] == []
