"""Tags of raw HTML without a counterpart change nothing behind their line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import etree, html

from .epub_reading import Epub

if TYPE_CHECKING:
    from .conftest import Project

POST = """\
# A post

<b>Bold to the end of the line

Plain, <a name="here"/>target, <i class="icon"/>icon, <a href=https://a.example/>link</a>.

</div></div>

<div class="box">

<font color="red">

In a box.

</font>

</div>

<p>In a block, <em>with emphasis.

After the <strong>block</section></strong>.

<script>a = "</div><b>";</script> <!-- </div> <b> -->

`</div>` is code, <s>one
line</s>, and <u>two

lines</u>.
"""


@pytest.mark.parametrize("output", ["html", "epub"])
def test_unpaired_tags(project: Project, output: str) -> None:
    project.write({"posts/a.md": POST})
    extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
    build = project.build(output, confoverrides={"extensions": extensions})
    found = re.findall(r"a\.md:(\d+): WARNING: (<\S+>): .* \[bindery\.html\]", build.warnings)
    assert sorted(found) == [("19", "<em>"), ("21", "</section>"), ("3", "<b>"), ("7", "</div>")]
    assert build.warnings.count("WARNING") == 4
    if output == "html":
        page = html.parse(build.outdir / "posts" / "a.html").getroot()
    else:
        chapter = Epub.in_folder(build.outdir).xml("text/posts/a.xhtml")
        page = html.fromstring(etree.tostring(chapter, encoding="unicode"))
    (section,) = page.xpath("//section[@id='a-post']")
    texts = {name: section.xpath(f"string(.//{name})").strip() for name in ("b", "em", "strong")}
    assert texts == {
        "b": "Bold to the end of the line",
        "em": "with emphasis.",
        "strong": "block",
    }
    assert section.xpath("string(.//*[@class='icon'])") == ""
    assert section.xpath("string(.//*[@href='https://a.example/'])") == "link"
    (box,) = section.xpath(".//div[@class='box']")
    assert box.text_content().strip() == "In a box."
    assert "After the block." in section.text_content()
    assert "is code, one" in section.text_content()
