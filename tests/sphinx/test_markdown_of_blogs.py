"""Markdown as blogs have it builds without a warning that asks for nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import etree, html

from sphinx_bindery.common.markdown.lexer_names import PYGMENTS_NAMES, lexer_name

from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from .conftest import Project

POST = """\
---
title: A post
date: 2014
---
---

First text, [to a name](#old), [to a heading](#raw-heading) and [to a label](#second).

***

***

> Quoted.
>
> ***
>
> After it.

<a name="old"></a>Text at a name. <!-- <a name="gone"> -->

<h3 class="x" id='raw-heading'>A heading</h3>

## Second

___

```{.python .numberLines startFrom="1"}
x = 1
```

```js{1,3}
let a = 1;
```

```plaintext
words
```

```klingon
nuqneH
```

### Third {#third_part .x}

See [to the third](#third_part).

#### Fourth { .y data-z="1" }

#### A set {a, b}

Last text[^1] and [^gone].

[^1]: A note.

---
"""


@pytest.mark.parametrize("output", ["html", "epub", "pdf"])
def test_markdown_of_blogs(project: Project, output: str) -> None:
    project.write({"posts/a.md": POST})
    extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
    build = project.build(output, confoverrides={"extensions": extensions})
    told = [
        (int(found[1]), found[2])
        for found in re.finditer(r"a\.md:(\d+): WARNING: .*\[([\w.]+)\]", build.warnings)
    ]
    assert told == [(51, "bindery.footnote"), (39, "misc.highlighting_failure")]
    assert "[^gone]: there is no such footnote; write" in build.warnings
    if output == "pdf":
        (file,) = build.outdir.glob("*.pdf")
        read = ReadPdf(file)
        assert "and [^gone]." in " ".join(read.pages)
        assert sum("/Dest" in link or "/A" in link for link in read.annotations) >= 4
        assert not read.dangling
        return
    page: html.HtmlElement | etree._Element
    if output == "html":
        page = html.parse(build.outdir / "posts" / "a.html").getroot()
    else:
        page = Epub.in_folder(build.outdir).xml("text/posts/a.xhtml")
    links = page.xpath("//*[local-name()='a'][starts-with(., 'to ')]/@href")
    assert [link.rpartition("#")[2] for link in links] == [
        *("old", "raw-heading", "second", "third_part")
    ]
    headings = [
        " ".join("".join(element.itertext()).split()).rstrip("#¶").strip()
        for element in page.iter()
        if re.search(r"(^|\})h[1-6]$", str(element.tag))
    ]
    written = {"A post", "A heading", "Second", "Third", "Fourth", "A set {a, b}"}
    assert written <= set(headings)
    assert not [heading for heading in headings if "{" in heading and heading not in written]
    assert len(page.xpath("//*[@id='third_part']")) == 1
    assert len(page.xpath("//*[@id='raw-heading']")) == 1
    assert len(page.xpath("//*[local-name()='blockquote']//*[local-name()='hr']")) == 1
    if output == "html":
        languages = page.xpath("//div[contains(@class, 'highlight-')]/@class")
        assert [found.split()[0].removeprefix("highlight-") for found in languages] == [
            *("python", "js", "text", "klingon")
        ]


@pytest.mark.parametrize("name", PYGMENTS_NAMES)
def test_every_name_has_a_lexer(name: str) -> None:
    assert lexer_name(name) in {name, PYGMENTS_NAMES[name]}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("python", "python"),
        ("{.ruby}", "ruby"),
        ("{.c++ #listing}", "c++"),
        ("text:title=a.txt", "text"),
        ("rust,ignore", "rust"),
        ("php?start_inline=1", "php"),
        ("C#", "C#"),
        ("JSONC", "json5"),
        ("python=", "python"),
        ("klingon", ""),
        ("{r, echo=FALSE}", "r"),
        ("diff-js", "diff"),
        ("...", ""),
    ],
)
def test_languages_with_attributes(language: str, expected: str) -> None:
    assert lexer_name(language) == expected


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Before.\n\n<!-- a note\n\nAfter.\n", 5),
        ("<!-- a -->\n\nBefore.\n\n<div>\n<!-- b --> x <!--\nc\n</div>\n\nAfter.\n", 8),
        ("<div><!-- a\n\nb -->\n\n</div>\n", 3),
    ],
)
def test_a_comment_without_an_end_does_not_break_the_page(
    project: Project, text: str, line: int
) -> None:
    project.write({"posts/a.md": f"# A\n\n{text}"})
    build = project.build()
    assert f"posts/a.md:{line}: WARNING: comment: there is no '-->'" in build.warnings
    page = (build.outdir / "posts" / "a.html").read_text(encoding="utf-8")
    assert "<!--" not in re.sub(r"<!--.*?-->", "", page.rpartition("</body>")[0], flags=re.DOTALL)


def test_comments_with_an_end_are_not_reported(project: Project) -> None:
    text = (
        "<!-- a\n\nb -->\n\n<div><!-- c\n\n<p>d --></p>\n\n</div>\n\n"
        "<script>x = '<!--'</script>\n\n`<!--`\n"
    )
    project.write({"posts/a.md": f"# A\n\n{text}"})
    assert "comment" not in project.build().warnings


def test_fences_and_strikethrough_of_other_programs(project: Project) -> None:
    fences = "```{.ruby}\na\n```\n\n- ```{r}\n  b\n  ```\n\n```math\nc\n```\n\n~~d~~\n"
    project.write({"posts/a.md": f"# A\n\n{fences}"})
    build = project.build(
        confoverrides={
            "extensions": ["myst_parser", "sphinx_anthology", "sphinx_bindery"],
            "myst_enable_extensions": ["strikethrough"],
        }
    )
    assert "WARNING" not in build.warnings
    page = build.page("posts/a")
    blocks = page.xpath("//div[starts-with(@class, 'highlight-')]")
    assert [(block.get("class").split()[0], block.text_content().strip()) for block in blocks] == [
        ("highlight-ruby", "a"),
        ("highlight-r", "b"),
    ]
    assert [formula.text_content().strip() for formula in page.xpath("//math")] == ["c"]
    assert [text.text_content() for text in page.xpath("//s")] == ["d"]
