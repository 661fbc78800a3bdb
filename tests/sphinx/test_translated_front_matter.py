"""Titles and descriptions in front matter are translated as the text is, in every output."""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from lxml import html

from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from .conftest import Project


def compiled_header(plural_forms: str, charset: str = "utf-8") -> bytes:
    """Return a compiled catalogue with a header alone."""
    header = f"Content-Type: text/plain; charset={charset}\nPlural-Forms: {plural_forms}\n".encode()
    start = 28 + 16
    numbers = (0x950412DE, 0, 1, 28, 36, 0, start, 0, start, len(header), start + 1)
    return struct.pack("<11I", *numbers) + b"\0" + header + b"\0"


POST = """\
---
title: A title
date: 2014
description: One sentence about it.
---

Some text.
"""
INDEX = """\
# Notes

```{toctree}
lists
```

```{anthology}
```
"""
LISTS = """\
# Lists

```{post-list}
:show: excerpt
```
"""
OPTIONS = {
    "extensions": ["myst_parser", "sphinx_anthology", "sphinx_bindery"],
    "gettext_compact": False,
    "locale_dirs": ["locale"],
    "html_baseurl": "https://example.org/",
    "root_doc": "index",
}
GERMAN = {
    "A title": "Ein Titel",
    "One sentence about it.": "Ein Satz darüber.",
    "Some text.": "Etwas Text.",
}


def test_titles_and_descriptions_are_extracted(project: Project) -> None:
    project.write({"posts/a.md": POST})
    build = project.build("gettext", confoverrides=OPTIONS)
    with (build.outdir / "posts" / "a.pot").open("rb") as file:
        messages = {message.id: message.locations for message in read_po(file) if message.id}
    assert messages.keys() == GERMAN.keys()
    assert all(path.endswith("posts/a.md") for ((path, _line),) in messages.values())


@pytest.mark.parametrize("output", ["html", "epub", "pdf"])
def test_translations_are_used(project: Project, output: str) -> None:
    (project.folder / "index.rst").unlink()
    project.write({"posts/a.md": POST, "index.md": INDEX, "lists.md": LISTS})
    catalogue = Catalog(locale="de")
    for source, target in GERMAN.items():
        catalogue.add(source, target)
    place = project.folder / "locale" / "de" / "LC_MESSAGES" / "posts" / "a.mo"
    place.parent.mkdir(parents=True)
    with place.open("wb") as file:
        write_mo(file, catalogue)
    options = {**OPTIONS, "language": "de", "source_suffix": {".md": "markdown"}}
    build = project.build(output, confoverrides=options)
    if output == "pdf":
        (file_path,) = build.outdir.glob("*.pdf")
        text = " ".join(" ".join(ReadPdf(file_path).pages).split())
        assert all(translation in text for translation in GERMAN.values())
        assert not [source for source in GERMAN if source in text]
        return
    if output == "epub":
        book = Epub.in_folder(build.outdir)
        page, lists = book.xml("text/posts/a.xhtml"), book.xml("text/lists.xhtml")
    else:
        page = html.parse(build.outdir / "posts" / "a.html").getroot()
        lists = html.parse(build.outdir / "lists.html").getroot()
        assert page.xpath("//meta[@name='description']/@content") == ["Ein Satz darüber."]
        (item,) = json.loads((build.outdir / "feed.json").read_text(encoding="utf-8"))["items"]
        assert (item["title"], item["summary"]) == ("Ein Titel", "Ein Satz darüber.")
    (heading,) = page.xpath("//*[local-name()='h1'][1]")
    assert "".join(heading.itertext()).startswith("Ein Titel")
    text = " ".join("".join(lists.itertext()).split())
    assert "Ein Titel" in text
    assert "Ein Satz darüber." in text
    assert not [source for source in GERMAN if source in text]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no catalogue", "Bad magic number"),
        (b"", "unpack"),
        (compiled_header("nplurals=2; plural=(n !!= 1;"), "plural form"),
        (compiled_header("nplurals=2; plural=n != 1;", "no-such-charset"), "no-such-charset"),
    ],
)
def test_a_broken_catalogue_is_a_warning(project: Project, content: bytes, reason: str) -> None:
    conf = 'project = "N"\nextensions = ["sphinx_bindery"]\nlanguage = "de"\n'
    conf += 'locale_dirs = ["locale"]\n'
    project.write({"conf.py": conf, "index.rst": "N\n=\n\nText.\n"})
    file = project.folder / "locale/de/LC_MESSAGES/book.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    (warning,) = project.build().warnings.strip().splitlines()
    assert "de/LC_MESSAGES/book.mo: cannot be read as translations" in warning
    assert reason in warning
    assert "[bindery.catalogue]" in warning
