"""Characters that XML cannot contain, in every place of a post, are left out of every output."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from sphinx_bindery.common.xml_text import FORBIDDEN

from .conftest import CONF, DOT
from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from .conftest import Build, Project

ALL = "\0\x01\x08\x0b\x0c\x1f\ufffe\uffff"
MARKDOWN = """\
---
title: Fr\x0bont
date: 2014
tags: [a\x0bb, "c\\x0bd"]
author: N\x0bN
description: de\x0bsc
---

text \x0b *em\x0bph* `co\x0bde` [li\x0bnk](https://a.example/\x0bx "ti\x0btle") $x\x0by$

# He{all}ading

```{{figure}} dot.png
---
alt: "al\\x0bt"
---
cap\x0btion
```

```{{code-block}} python
:caption: c\x0bap

x\x0b=1
```

<div title="a\x0bb">raw \x0bhtml</div>

```{{include}} included.txt
```

```{{literalinclude}} included.txt
```

```{{index}} in\x0bdex
```
"""
RST = """\
:date: 2014
:tags: e\x0bf

Oth\x0ber
=========

.. |x| unicode:: 0x0B U+FFFF U+D800

A |x| b :index:`q\x0br` `li\x0bnk <https://a.example/\x0bb>`_

.. py:function:: f\x0bg()

Escaped \\*stars\\*.

.. include:: included.txt
"""


@pytest.fixture
def builds(project: Project) -> dict[str, Build]:
    extensions = CONF.replace('"sphinx_anthology"', '"sphinx_anthology", "sphinx_bindery"')
    conf = f'{extensions}html_baseurl = "https://b.example/"\nanthology_link_previews = False\n'
    conf += 'myst_enable_extensions = ["dollarmath"]\n'
    project.write(
        {
            "conf.py": conf,
            "posts/front.md": MARKDOWN.format(all=ALL),
            "posts/other.rst": RST,
            "posts/included.txt": "an inc\x0bluded \x0c line\n",
        }
    )
    (project.folder / "posts" / "dot.png").write_bytes(DOT)
    return {name: project.build(name) for name in ("html", "epub", "pdf")}


def test_forbidden_characters(builds: dict[str, Build]) -> None:
    site = builds["html"]
    plain = re.sub(r"\x1b\[[0-9;]*m", "", site.warnings).replace(f"{site.app.srcdir}/", "")
    found = re.findall(r"^(posts\S+): WARNING: (.*); remove it \[", plain, re.MULTILINE)
    assert len(found) == len(plain.splitlines())
    heading = MARKDOWN.split("\n").index("# He{all}ading") + 1
    expected = {(f"posts/front.md:{heading}", f"U+{ord(character):04X}") for character in ALL[:3]}
    expected |= {
        ("posts/front.md:2", "U+000B"),
        ("posts/front.md:4", "U+000B"),
        ("posts/other.rst:2", "U+000B"),
        ("posts/other.rst:9", "U+FFFF"),
        ("posts/other.rst:9", "U+D800"),
    }
    reported = {(place, re.findall("U[+][0-9A-F]+", message)[0]) for place, message in found}
    assert expected - reported == set()
    assert ("posts/other.rst:13", "U+0000") not in reported
    assert "Escaped *stars*." in site.page("posts/other").text_content()

    for name, content in site.files().items():
        if name.endswith((".html", ".xml", ".json")):
            assert not FORBIDDEN.search(content.decode()), name
    page = site.page("posts/front")
    assert page.findtext(".//h1").startswith("Front")
    texts = page.text_content()
    for text in ("Heading", "emph", "code", "link", "caption", "x=1", "raw html", "included", "NN"):
        assert text in texts
    etree.fromstring((site.outdir / "atom.xml").read_bytes())

    book = Epub.in_folder(builds["epub"].outdir)
    for name in book.archive.namelist():
        if name.endswith((".xhtml", ".opf", ".ncx")):
            etree.fromstring(book.archive.read(name))
    chapter = book.xml("text/posts/front.xhtml")
    assert "Heading" in "".join(map(str, chapter.itertext()))
    (pdf,) = builds["pdf"].outdir.glob("*.pdf")
    printed = " ".join(ReadPdf(pdf).pages)
    for text in ("Front", "Heading", "Other", "emph", "caption", "x=1", "included"):
        assert text in printed
