"""Sections in ``only`` and ``ifconfig`` are in the outputs that fulfill the condition.

In the ePub the tag ``html`` is set, as it is with Sphinx's own ePub builder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from .conftest import Build, Project

MARKDOWN = """\
# Title

````{only} html
## Site heading

Site text.

### Site part
````

Between.

````{only} not html
## Book heading

Book text.
````

`````{admonition} Note
````{only} pdf
## Paper heading

Paper text.
````
`````

````{ifconfig} False
## Config heading

Config text.
````

## After

The end.
"""
RST = """\
Title
=====

.. only:: html

   Site heading
   ------------

   Site text.

   Site part
   ~~~~~~~~~

.. only:: not html

   Book heading
   ------------

   Book text.

.. only:: pdf

   Paper heading
   -------------

   Paper text.

After
-----

The end.
"""
SITE = ("Site heading", "Site text.", "Site part")
BOOK = ("Book heading", "Book text.")
PAPER = ("Paper heading", "Paper text.")
EVERYWHERE = ("Title", "After", "The end.")
EXTENSIONS = ["myst_parser", "sphinx.ext.ifconfig", "sphinx_anthology", "sphinx_bindery"]


def lines(build: Build, output: str) -> set[str]:
    """Return the lines of text of the page, and of the sidebar or table of contents."""
    if output == "html":
        texts = list(build.page("page").itertext())
    elif output == "epub":
        book = Epub.in_folder(build.outdir)
        texts = [text for path in book.items for text in _xml_texts(book, path)]
    else:
        (file,) = build.outdir.glob("*.pdf")
        read = ReadPdf(file)
        texts = [*_titles(read.outline), *read.pages]
    return {" ".join(text.split()) for text in texts}


def _xml_texts(book: Epub, path: str) -> list[str]:
    return [*book.xml(path).itertext()] if path.endswith("xhtml") else []


def _titles(outline: list[tuple[str, list]]) -> list[str]:  # type: ignore[type-arg]
    return [text for title, below in outline for text in (title, *_titles(below))]


@pytest.mark.parametrize("name", ["page.md", "page.rst"])
@pytest.mark.parametrize(
    ("output", "shown", "hidden"),
    [("html", SITE, BOOK + PAPER), ("epub", SITE, BOOK + PAPER), ("pdf", BOOK + PAPER, SITE)],
)
def test_sections_are_in_the_right_outputs(
    project: Project, name: str, output: str, shown: tuple[str, ...], hidden: tuple[str, ...]
) -> None:
    index = "Book\n====\n\n.. toctree::\n\n   page\n"
    text = MARKDOWN if name == "page.md" else RST
    project.write({"index.rst": index, name: text})
    build = project.build(output, confoverrides={"extensions": EXTENSIONS})
    assert build.warnings == ""
    found = " | ".join(lines(build, output))
    expected = dict.fromkeys((*EVERYWHERE, *shown), True) | dict.fromkeys(hidden, False)
    expected["Config heading"] = expected["Config text."] = False
    assert {text: text in found for text in expected} == expected


FOOTNOTES = """\
# Title

```{only} html
Site[^a] and both[^b].
```

```{only} not html
Book[^c].
```

```{ifconfig} False
Config[^d].
```

All[^b].

[^a]: Site note.
[^b]: Common note.
[^c]: Book note.
[^d]: Config note.
"""


@pytest.mark.parametrize(
    ("output", "shown", "hidden"),
    [
        ("html", ["Site note.", "Common note."], ["Book note.", "Config note."]),
        ("epub", ["Site note.", "Common note."], ["Book note.", "Config note."]),
        ("pdf", ["Book note.", "Common note."], ["Site note.", "Config note."]),
    ],
)
def test_footnotes_of_what_is_left_out_are_left_out(
    project: Project, output: str, shown: list[str], hidden: list[str]
) -> None:
    project.write({"posts/a.md": FOOTNOTES})
    extensions = ["myst_parser", "sphinx.ext.ifconfig", "sphinx_anthology", "sphinx_bindery"]
    build = project.build(output, confoverrides={"extensions": extensions})
    texts = dict(build.texts())
    pages = b" ".join(text for name, text in texts.items() if name.endswith(("html", "pdf")))
    found = " ".join(pages.decode(errors="replace").split())
    assert [note for note in (*shown, *hidden) if note in found] == shown
    if output == "html":
        page = build.page("posts/a")
        ids = set(page.xpath("//@id"))
        links = [address[1:] for address in page.xpath("//aside//a/@href") if address[:1] == "#"]
        assert links
        assert ids.issuperset(links)
