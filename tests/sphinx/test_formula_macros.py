"""Macros of formulas hold in every output."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from .conftest import Project

POST = r"""---
title: A post
date: 2014
---

From conf.py: {math}`v \in \setof{Q}`.

$$
\newcommand{\here}[1]{\langle #1 \rangle}
$$

From the post: {math}`\here{w}`.

```{math}
:label: first
\here{\setof{Z}} = 1
```

Wrong: {math}`\setof`.
"""
OTHER = r"""---
title: Another
date: 2014
---

Unknown: {math}`\here{u}`.
"""
OPTIONS = {
    "extensions": ["myst_parser", "sphinx.ext.mathjax", "sphinx_anthology", "sphinx_bindery"],
    "myst_enable_extensions": ["dollarmath"],
    "mathjax3_config": {"tex": {"macros": {"setof": [r"\{ x : #1 \}", 1]}}},
}


@pytest.mark.parametrize("output", ["html", "epub", "pdf"])
def test_macros(project: Project, output: str) -> None:
    project.write({"posts/a.md": POST, "posts/b.md": OTHER})
    build = project.build(output, confoverrides=OPTIONS)
    (lacking, *others) = [line for line in build.warnings.splitlines() if "WARNING" in line]
    assert "a.md:19: WARNING: math: \\setof lacks an argument; correct" in lacking
    assert all("\\setof" in line or "\\here" in line for line in others)
    assert any("b.md:6: WARNING" in line for line in others)  # a macro of another post
    if output == "pdf":
        (file,) = build.outdir.glob("*.pdf")
        text = "".join("".join(ReadPdf(file).pages).split())
        assert "𝑣∈{𝑥:𝑄}" in text
        assert "⟨𝑤⟩" in text
        return
    if output == "html":
        page = html.parse(build.outdir / "posts" / "a.html").getroot()
    else:
        page = Epub.in_folder(build.outdir).xml("text/posts/a.xhtml")
    formulas = [
        "".join("".join(element.itertext()).split())
        for element in page.iter()
        if str(element.tag).endswith("math")
    ]
    assert [formula.replace(chr(8290), "") for formula in formulas] == [
        *("v∈{x:Q}", "⟨w⟩", "⟨{x:Z}⟩=1")
    ]
