"""Two posts with the same label: each refers to its own, and other documents to the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

from tests.core.test_image_format import PNG

from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Project

MARKDOWN = """\
---
title: Post {name}
date: 2014
---

See {{ref}}`summary`, {{ref}}`the end <summary>`, {{numref}}`shown` and [](#summary).

```{{figure}} /a.png
:name: shown

Caption {name}
```

(summary)=
## Summary of {name}

Text.
"""
RESTRUCTUREDTEXT = """\
:date: 2014

Post c
======

See :ref:`summary` and :ref:`the end <Summary>`.

.. _summary:

Summary of c
------------

Text.
"""
OTHER = "# Other\n\nSee {ref}`summary`.\n"


def write(project: Project) -> None:
    project.write(
        {
            "posts/a.md": MARKDOWN.format(name="a"),
            "posts/b.md": MARKDOWN.format(name="b"),
            "posts/c.rst": RESTRUCTUREDTEXT,
            "posts/d.md": OTHER,
            "posts/e.md": "# Fifth\n",  # from six documents on, Sphinx reads in parallel
            "posts/f.md": "# Sixth\n",
        }
    )
    (project.folder / "a.png").write_bytes(PNG)


OPTIONS = {
    "extensions": ["myst_parser", "sphinx_anthology", "sphinx_bindery"],
    "numfig": True,
    "source_suffix": {".md": "markdown", ".rst": "restructuredtext"},
}


def references(outdir: Path, docname: str, output: str) -> list[tuple[str, str]]:
    """Return the texts and targets of the links in the first paragraph of a post."""
    if output == "html":
        page = html.parse(outdir / f"{docname}.html").getroot()
    else:
        page = Epub.in_folder(outdir).xml(f"text/{docname}.xhtml")
    (paragraph,) = page.xpath("//*[local-name()='p'][starts-with(., 'See ')]")
    links = paragraph.xpath(".//*[local-name()='a']")
    return [("".join(link.itertext()), link.get("href")) for link in links]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("output", ["html", "epub"])
def test_each_post_refers_to_its_own(project: Project, output: str, jobs: int) -> None:
    write(project)
    build = project.build(output, confoverrides=OPTIONS, parallel=jobs)
    for name in ("a", "b"):
        found = references(build.outdir, f"posts/{name}", output)
        assert [text for text, _target in found] == [
            f"Summary of {name}",
            "the end",
            found[2][0],
            f"Summary of {name}",
        ]
        assert [target for _text, target in found] == ["#summary", "#summary", "#shown", "#summary"]
    own = references(build.outdir, "posts/c", output)
    assert own == [("Summary of c", "#summary"), ("the end", "#summary")]
    ((text, target),) = references(build.outdir, "posts/d", output)
    assert text == "Summary of a"
    assert target.partition("#")[0].startswith("a.")


def test_the_pdf_refers_to_its_own(project: Project) -> None:
    write(project)
    build = project.build("pdf", confoverrides=OPTIONS)
    (file,) = build.outdir.glob("*.pdf")
    read = ReadPdf(file)
    text = " ".join(" ".join(read.pages).split())
    for name in "abc":
        assert f"See Summary of {name}" in text
    assert text.count("See Summary of a") == 2
    assert not read.dangling


def test_a_label_stays_when_its_first_document_goes(project: Project) -> None:
    write(project)
    project.build("html", confoverrides=OPTIONS)
    (project.folder / "posts/a.md").unlink()
    project.write({"posts/d.md": OTHER + "\nMore.\n"})
    build = project.build("html", confoverrides=OPTIONS)
    ((text, target),) = references(build.outdir, "posts/d", "html")
    assert text == "Summary of b"
    assert target.startswith("b.")
