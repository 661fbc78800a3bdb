"""Posts in folders of their own: their names, their addresses, and clashes of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.util.console import strip_colors

from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from .conftest import Project

FOLDERS = {
    "posts/one/index": "posts/one/",
    "posts/2014/two/index": "posts/2014/two/",
    "posts/2014/11/three/index": "posts/2014/11/three/",
    "posts/four/README": "posts/four/README/",
    "posts/2015/five/_index": "posts/2015/five/_index/",
}
"""The documents, and their addresses with ``dirhtml``."""
NAMES = ("one", "two", "three", "four", "five")
LINKS = "# Links\n\n" + "\n".join(f"{{post}}`{name}`" for name in NAMES) + "\n"
AMBIGUOUS = "'x' is the slug of several posts; write one of posts/2014/x/index, posts/2015/x/index"
ONE_PAGE = "path: posts/a and this document have one page; rename or move one of them"
ONE_SLUG = (
    "slug: 'same' is the name of posts/b too, so that references to it are ambiguous; "
    "write another one"
)
OPTIONS = {"extensions": ["myst_parser", "sphinx_anthology", "sphinx_bindery"]}


@pytest.fixture
def bundles(project: Project) -> Project:
    for docname, name in zip(FOLDERS, NAMES, strict=True):
        project.write({f"{docname}.md": f"---\ndate: 2014\n---\n# Title {name}\n\nText.\n"})
    project.write({"posts/links.md": LINKS})
    return project


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_references_by_folder_in_the_site(bundles: Project, builder: str) -> None:
    build = bundles.build(builder, confoverrides=OPTIONS)
    assert build.warnings == ""
    page = build.page("posts/links" if builder == "html" else "posts/links/index")
    (paragraph,) = (p for p in page.iter("p") if "Title five" in p.text_content())
    found = {a.text_content(): a.get("href") for a in paragraph.iter("a")}
    if builder == "html":
        addresses = [f"{name.removeprefix('posts/')}.html" for name in FOLDERS]
    else:
        addresses = [f"../{path.removeprefix('posts/')}" for path in FOLDERS.values()]
    assert found == dict(zip((f"Title {name}" for name in NAMES), addresses, strict=True))
    folder = build.outdir / "posts" / ("" if builder == "html" else "links")
    assert all((folder / href).exists() for href in addresses)


def test_references_by_folder_in_the_books(bundles: Project) -> None:
    build = bundles.build("epub", confoverrides=OPTIONS)
    assert build.warnings == ""
    book = Epub.in_folder(build.outdir)
    (page,) = (book.xml(path) for path in book.items if path.endswith("posts/links.xhtml"))
    found = {"".join(a.itertext()): a.get("href") for a in page.iter("{*}a")}
    assert found.keys() >= {f"Title {name}" for name in NAMES}
    assert found["Title three"] == "2014/11/three/index.xhtml"
    build = bundles.build("pdf", confoverrides=OPTIONS)
    assert build.warnings == ""
    (file,) = build.outdir.glob("*.pdf")
    assert ReadPdf(file).dangling == []


def test_clashes_are_reported_where_they_are(project: Project) -> None:
    head = "---\ndate: 2014\n{}---\n# Title\n\n{}\n"
    project.write(
        {
            "posts/a.md": head.format("", "First."),
            "posts/a/index.md": head.format("", "Second."),
            "posts/2014/x/index.md": head.format("", "Third."),
            "posts/2015/x/index.md": head.format("", "See {post}`x`."),
            "posts/b.md": head.format("slug: same\n", "Fourth."),
            "posts/c.md": head.format("slug: same\n", "Fifth."),
        }
    )
    build = project.build("dirhtml", confoverrides=OPTIONS)
    places = [
        line.removeprefix(f"{project.folder}/").partition(" WARNING: ")[::2]
        for line in strip_colors(build.warnings).splitlines()
    ]
    assert dict(places) == {
        "posts/2015/x/index.md:6:": f"{AMBIGUOUS} [anthology.ref]",
        "posts/a/index.md:1:": f"{ONE_PAGE} [anthology.slug]",
        "posts/c.md:3:": f"{ONE_SLUG} [anthology.slug]",
    }
    assert len(places) == 3
    texts = [build.page(f"posts/{year}/x/index").text_content() for year in (2014, 2015)]
    assert ["Third." in text for text in texts] == [True, False]
    build = project.build("html", confoverrides=OPTIONS)
    assert "path:" not in build.warnings
    assert "First." in build.page("posts/a").text_content()
    assert "Second." in build.page("posts/a/index").text_content()
