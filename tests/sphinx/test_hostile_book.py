"""A book of fifty chapters, ten of which an output cannot take as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .conftest import Build, Project

TYPST = [
    "```{raw} typst\n#no-such-function()\n```",
    "```{raw} typst\n#[ #strong[never closed\n```",
    "```{raw} typst\n#let f(n) = if n == 0 [x] else { block(f(n - 1)) }\n#f(200)\n```",
    "```{raw} typst\n#heading(level: 2)[]\n```",
    '```{raw} typst\n#panic("no")\n```',
]
XHTML = [
    "![A folder](folder.png)",
    "A character \x0b of control.",
    "A formula $\\left( x$ that is open.",
    "An <img src='gone.png' alt='image'> that is missing.",
    "####",
]
HOSTILE = dict(zip(range(2, 50, 5), [*TYPST, *XHTML], strict=True))
EXTENSIONS = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]


@pytest.fixture
def project_of_fifty(project: Project) -> Project:
    chapters = {
        f"posts/c{number:02}.md": (
            f"---\ndate: 2014-01-{number % 28 + 1:02}\n---\n\n# Chapter {number}\n\n"
            f"Before {number}.\n\n{HOSTILE.get(number, 'Well.')}\n\nAfter {number}.\n"
        )
        for number in range(50)
    }
    project.write(chapters)
    (project.folder / "posts" / "folder.png").mkdir()
    return project


def reported(build: Build) -> Iterator[int]:
    """Yield the number of the chapter of each warning."""
    for line in build.warnings.splitlines():
        found = re.search(r"posts/c(\d\d)\.md:(\d+): WARNING: ", line)
        assert found, line
        assert found[2] == "9"
        yield int(found[1])


@pytest.mark.parametrize("output", ["pdf", "epub"])
def test_the_book_is_made_and_other_chapters_are_untouched(
    project_of_fifty: Project, output: str
) -> None:
    options = {"extensions": EXTENSIONS, "myst_enable_extensions": ["dollarmath"]}
    build = project_of_fifty.build(output, confoverrides=options)
    chapters = list(reported(build))
    of_xhtml = [*HOSTILE][len(TYPST) :]
    formula = of_xhtml[2]  # Typst can print it
    expected = [number for number in HOSTILE if number != formula] if output == "pdf" else of_xhtml
    assert sorted(chapters) == expected
    if output == "pdf":
        (file,) = build.outdir.glob("*.pdf")
        read = ReadPdf(file)
        assert read.xmp["part"] == "1"
        texts = [" ".join(read.pages)]
    else:
        book = Epub.in_folder(build.outdir)
        pages = [path for path in book.items if "/posts/" in path]
        texts = ["".join(book.xml(path).itertext()) for path in pages]
    text = " ".join(" ".join(texts).split())
    for number in range(50):
        if number not in HOSTILE:
            assert f"Before {number}. Well. After {number}." in text
        assert f"Before {number}." in text
        assert f"After {number}." in text
