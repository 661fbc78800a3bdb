"""Imported posts build without warnings in every output, and nothing of them is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_anthology.commands.main import main
from tests.core.test_image_format import PNG
from tests.wordpress_export import EXPORT, TAIL, item

from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from .conftest import Project

TEXTS = [
    "not a heading",
    "second line, costs $5",
    "a draft.",
    "Before.",
    "wide",
    "A pot",
    "Ann Example",
    "The summary",
    "Hidden words",
    "A note of Word",
    "in a merged cell",
]
EDITORS = """<p>A mark<a href="#_ftn1" name="_ftnref1">[1]</a>, a <a href="#part">part</a>.</p>
<details><summary>The summary</summary><p>Hidden words</p></details>
<table><tr><td colspan="2"><a href="https://blog.example.org/2018/10/post-2/">in a merged cell</a>
<img src="https://blog.example.org/wp-content/uploads/2018/10/pot.png" alt="Pot"></td></tr>
<tr><td>a</td><td>b</td></tr></table>
<h2 id="part">The part</h2><pre class="wp-block-verse">one,\ntwo</pre>
<hr><p><a href="#_ftnref1" name="_ftn1">[1]</a> A note of Word</p>"""


@pytest.mark.parametrize("output", ["html", "epub", "pdf"])
def test_an_import_builds_without_warnings(project: Project, output: str) -> None:
    export = project.folder.parent / "export.xml"
    more = item(20, f"<!-- wp:html -->{EDITORS}<!-- /wp:html -->", title="Editors")
    export.write_text(EXPORT.replace(TAIL, f"{more}{TAIL}"), encoding="utf-8")
    picture = project.folder.parent / "uploads" / "2018" / "10" / "pot.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(PNG)
    media = str(picture.parents[2])
    arguments = ["--to", str(project.folder / "posts"), "--media", media, "--pages"]
    assert main(["import", str(export), *arguments]) == 0
    extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
    authors = {"ann": {"name": "Ann Example"}}
    options = {"extensions": extensions, "anthology_authors": authors}
    build = project.build(output, confoverrides=options)
    assert build.warnings == ""
    if output == "pdf":
        (file,) = build.outdir.glob("*.pdf")
        text = " ".join(ReadPdf(file).pages)
    elif output == "epub":
        book = Epub.in_folder(build.outdir)
        pages = (book.xml(path) for path in book.items if path.endswith(".xhtml"))
        text = " ".join("".join(page.itertext()) for page in pages)
    else:
        files = (build.outdir / "posts").rglob("*.html")
        text = "".join(file.read_text(encoding="utf-8") for file in files)
        assert (build.outdir / "2018" / "10" / "post-1" / "index.html").is_file()
        assert 'href="post-2.html"' in text
        editors = (build.outdir / "posts" / "2018" / "post-20.html").read_text(encoding="utf-8")
        assert '<a href="post-2.html">in a merged cell' in editors
        assert "_images/10-pot.png" in editors
    assert [words for words in TEXTS if words not in " ".join(text.split())] == []
