"""Callouts of GitHub, Obsidian, Docusaurus and Quarto are boxes in every output."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree, html

from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from .conftest import Project

POST = """\
---
title: A post
date: 2014
---

> [!NOTE]
> First text.

> [!warning]- A **folded** title
> Second text.
>
> - item

> [!tip]+
> > [!bug] Inner title
> > Third text.

- In a list:
  > [!CAUTION]\\
  > Fourth text.

> `[!NOTE]` as code.

> Not at [!NOTE] the start.

:::tip Own *title*
:smile: Fifth text.
:::

::::note[With `code`]
Sixth text.

:::info
Seventh text.
:::
::::

::: {.callout-important}
## Title of Quarto

Eighth text.
:::

::: {#there .column}
Ninth text.
:::

It costs $5 and $10, and see [there](#there) and [title](#title-of-quarto). Squared,
$x^2$, or $$y$$.

:::warning
Tenth text, [missing](#gone).
:::
"""
BOXES = [
    ("note", "Note", "First text."),
    ("warning", "A folded title", "Second text. item"),
    ("tip", "Tip", "Inner title Third text."),
    ("error", "Inner title", "Third text."),
    ("caution", "Caution", "Fourth text."),
    ("tip", "Own title", ":smile: Fifth text."),
    ("note", "With code", "Sixth text. Info Seventh text."),
    ("note", "Info", "Seventh text."),
    ("important", "Title of Quarto", "Eighth text."),
    ("warning", "Warning", "Tenth text, missing."),
]


@pytest.mark.parametrize("output", ["html", "epub", "pdf"])
def test_callouts(project: Project, output: str) -> None:
    project.write({"posts/a.md": POST})
    build = project.build(
        output,
        confoverrides={
            "extensions": ["myst_parser", "sphinx_anthology", "sphinx_bindery"],
            "myst_enable_extensions": ["colon_fence", "dollarmath"],
        },
    )
    (warning,) = [line for line in build.warnings.splitlines() if "WARNING" in line]
    line = POST.splitlines().index("Tenth text, [missing](#gone).") + 1
    assert f"a.md:{line}: WARNING" in warning
    assert "'gone'" in warning
    if output == "pdf":
        (file,) = build.outdir.glob("*.pdf")
        text = " ".join(" ".join(ReadPdf(file).pages).split())
        for _, title, content in BOXES:
            assert f"{title} " in text
            assert content.split()[0] in text
        assert "It costs $5 and $10, and see there and title." in text
        assert "Ninth text." in text
        assert text.count("[!") == 2
        return
    if output == "html":
        page = html.parse(build.outdir / "posts" / "a.html").getroot()
    else:
        chapter = Epub.in_folder(build.outdir).xml("text/posts/a.xhtml")
        page = html.fromstring(etree.tostring(chapter, encoding="unicode"))
    boxes = page.xpath("//div[contains(@class, 'admonition')]")
    found = []
    for box in boxes:
        (title,) = box.xpath("p[contains(@class, 'admonition-title')]")
        kinds = set(box.get("class").split()) - {"admonition"}
        text = " ".join(" ".join(child.text_content() for child in box[1:]).split())
        found.append((" ".join(kinds), title.text_content(), text))
    assert found == BOXES
    assert [quotation.text_content().strip() for quotation in page.iter("blockquote")] == [
        "[!NOTE] as code.",
        "Not at [!NOTE] the start.",
    ]
    (column,) = page.xpath("//div[contains(@class, 'column')]")
    assert column.text_content().strip() == "Ninth text."
    (link,) = page.xpath("//a[. = 'there']/@href")
    assert link.endswith("#there")
    assert "It costs $5 and $10, and see" in page.text_content()
    assert len(page.xpath("//*[local-name()='math']")) == 2
