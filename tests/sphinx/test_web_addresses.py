"""Markdown links to the web that are no http address lead there in every output."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from .conftest import Project

POST = """\
# A post

[a](tel:+43-1 "Call"), [*b*](//b.example/x?y=1#z), [](tel:+2), [c](news:label), [d][ref]

![e](//e.example/e.png)

<p><a href="//f.example/f">f</a> <img src="//g.example/g.png" alt="g"></p>

[ref]: //d.example/

(news:label)=
## A label
"""


@pytest.mark.parametrize("output", ["html", "epub", "pdf"])
def test_links_to_the_web(project: Project, output: str) -> None:
    project.write({"posts/a.md": POST})
    extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
    build = project.build(output, confoverrides={"extensions": extensions})
    assert "WARNING" not in build.warnings
    links = ["tel:+43-1", "https://b.example/x?y=1#z", "tel:+2", "https://d.example/"]
    images = ["https://e.example/e.png", "https://g.example/g.png"]
    if output == "pdf":
        (file,) = build.outdir.glob("*.pdf")
        found = [link for link in ReadPdf(file).addresses if "label" not in link]
        assert sorted(found) == sorted([*links, *images, "https://f.example/f"])
        return
    if output == "html":
        page = html.parse(build.outdir / "posts" / "a.html").getroot()
        (body,) = page.xpath("//section[@id='a-post']")
        assert [image.get("src") for image in body.iter("img")] == images
    else:
        body = Epub.in_folder(build.outdir).xml("text/posts/a.xhtml")
    found = body.xpath("//*[local-name()='section']/*[local-name()='p'][1]/*[@href]")
    (label,) = [link for link in found if (link.text or "") == "c" or link.xpath("string()") == "c"]
    assert label.get("href").endswith("#news-label")
    assert [link.get("href") for link in found if link is not label] == links
    assert [link.xpath("string()") for link in found] == ["a", "b", "tel:+2", "c", "d"]
