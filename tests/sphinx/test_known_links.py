"""Links to earlier addresses of a post lead to the post in every output."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from .conftest import DOT, INDEX
from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from .conftest import Build, Project

OLD = """\
---
date: 2014
aliases: [/2014/11/old.html, /old/]
original_url: http://blog.example/?p=12
---

# Old

## A part

<p id="raw">Text</p>

[itself](https://blog.example/?p=12)
"""
NEW = """\
---
date: 2015
---

# New

[one](https://blog.example/?p=12), [two](https://example.org/2014/11/old.html#part),
[*three*](/old/), <a class="raw" href="/old">four</a>, [five](https://blog.example/?p=13).

<p><a href='http://blog.example/?p=12'>six</a></p>
"""
SPELLINGS = {
    "https://WWW.Blog.Example/?p=12&utm_source=x": "old.html",
    "//blog.example/?p=12": "old.html",
    "/2014/11/old": "old.html",
    "/2014/11/old/index.html": "old.html",
    "/2014/11/%6Fld.html?utm_medium=x": "old.html",
    "http://www.example.org/old/index.html#a-part": "old.html#a-part",
    "/old#raw": "old.html#raw",
    "/old/#gone": "old.html",
    "https://example.org/posts/old.html": "old.html",
    "https://EXAMPLE.org/posts/old#a-part": "old.html#a-part",
    "/posts/old.html": "old.html",
    "https://example.org/posts/spellings.html#own": "#own",
    "https://example.org/posts/spellings.html": "https://example.org/posts/spellings.html",
    "https://example.org/about.html": "../about.html",
    "https://example.org/": "https://example.org/",
    "https://example.org/slides/": "https://example.org/slides/",
    "https://blog.example/other/": "https://blog.example/other/",
    "https://blog.example/": "https://blog.example/",
}
"""Addresses, and where they lead from the page ``posts/spellings``."""
_QUOTES = ('"', "'", "")


def spellings() -> str:
    """Return a post with a Markdown link and a raw one to each address."""
    lines = ["---\ndate: 2015\n---\n\n# Spellings\n\n## Own\n"]
    for number, address in enumerate(SPELLINGS):
        quoted = address.join([_QUOTES[number % 3]] * 2)
        lines += [
            f'[link {number}]({address} "hint") and <a class=x HREF = {quoted}>raw {number}</a>\n'
        ]
    return "\n".join([*lines, "[](/old) [![](../dot.png)](/old)\n"])


RST = """\
Third
=====

.. rst-class:: marked

`Seven <https://example.org/old/>`_.

.. image:: /dot.png
   :target: https://example.org/old/
   :alt: Eight
   :class: marked
"""
OPTIONS = {
    "extensions": ["myst_parser", "sphinx_anthology", "sphinx_bindery"],
    "html_baseurl": "https://example.org/",
    "html_extra_path": ["extra"],
}


@pytest.fixture
def posts(project: Project) -> Project:
    project.write({"posts/old.md": OLD, "posts/new.md": NEW, "posts/third.rst": RST})
    project.write(
        {
            "posts/spellings.md": spellings(),
            "index.rst": f"{INDEX}\n.. toctree::\n\n   about\n   slides\n",
            "about.md": "# About\n",
            "slides.md": "# Slides\n",
            "extra/slides/index.html": "<title>Slides</title>",
        }
    )
    (project.folder / "dot.png").write_bytes(DOT)
    return project


def links(build: Build, docname: str) -> dict[str, str]:
    (body,) = build.page(docname).find_class("bd-article") or build.page(docname).find_class("body")
    return {str(a.text_content()): str(a.get("href")) for a in body.iter("a")}


def test_links_in_the_site(posts: Project) -> None:
    build = posts.build(confoverrides=OPTIONS)
    assert build.warnings == ""
    found = links(build, "posts/new")
    assert {name: found[name] for name in ("one", "two", "three", "four", "five", "six")} == {
        **dict.fromkeys(("one", "two", "three", "four", "six"), "old.html"),
        "five": "https://blog.example/?p=13",
    }
    assert links(build, "posts/third")["Seven"] == "old.html"
    (picture,) = build.page("posts/third").iter("img")
    assert [a.get("href") for a in picture.iterancestors("a")] == ["old.html"]
    assert links(build, "posts/old")["itself"] == "https://blog.example/?p=12"
    assert links(build, "posts/old")["http://blog.example/?p=12"] == "http://blog.example/?p=12"


def test_links_in_the_epub(posts: Project) -> None:
    build = posts.build("epub", confoverrides=OPTIONS)
    assert build.warnings == ""
    book = Epub.in_folder(build.outdir)
    (page,) = (book.xml(path) for path in book.items if path.endswith("posts/new.xhtml"))
    found = {"".join(a.itertext()): a.get("href") for a in page.iter("{*}a")}
    expected = dict.fromkeys(("one", "two", "three", "four", "six"), "old.xhtml")
    assert {name: found[name] for name in expected} == expected


def test_links_in_the_pdf(posts: Project) -> None:
    build = posts.build("pdf", confoverrides=OPTIONS)
    assert build.warnings == ""
    (file,) = build.outdir.glob("*.pdf")
    addresses = ReadPdf(file).addresses
    assert "https://blog.example/?p=13" in addresses
    assert not [address for address in addresses if "old" in address]


def test_spellings_in_the_site(posts: Project) -> None:
    build = posts.build(confoverrides=OPTIONS)
    found = links(build, "posts/spellings")
    for number, (address, target) in enumerate(SPELLINGS.items()):
        assert (address, found[f"link {number}"]) == (address, target)
        assert (address, found[f"raw {number}"]) == (address, target)
    assert found["Old"] == "old.html"
    body = build.page("posts/spellings")
    (picture,) = body.iter("img")
    (link,) = picture.iterancestors("a")
    assert (link.get("href"), link.text_content()) == ("old.html", "")
    assert {a.get("title") for a in body.iter("a") if "link" in a.text_content()} == {"hint"}


def test_spellings_in_the_epub(posts: Project) -> None:
    build = posts.build("epub", confoverrides=OPTIONS)
    book = Epub.in_folder(build.outdir)
    (page,) = (book.xml(path) for path in book.items if path.endswith("posts/spellings.xhtml"))
    found = {"".join(a.itertext()): a.get("href") for a in page.iter("{*}a")}
    for number, target in enumerate(SPELLINGS.values()):
        inside = target if "://" in target else target.replace(".html", ".xhtml")
        assert (number, found[f"link {number}"]) == (number, inside)
        assert (number, found[f"raw {number}"]) == (number, inside)


def test_spellings_in_the_pdf(posts: Project) -> None:
    build = posts.build("pdf", confoverrides=OPTIONS)
    (file,) = build.outdir.glob("*.pdf")
    pdf = ReadPdf(file)
    assert pdf.dangling == []
    outside = {target for target in SPELLINGS.values() if "://" in target}
    assert {address for address in pdf.addresses if "example" in address} == outside | {
        "http://blog.example/?p=12",
        "https://blog.example/?p=12",
        "https://blog.example/?p=13",
    }
    inside = 2 * sum("://" not in target for target in SPELLINGS.values())
    page = next(number for number, text in enumerate(pdf.pages) if "raw 0" in text)
    found = [link for link in pdf.pdf.pages[page].get("/Annots", []) if "/Dest" in link]
    assert len(found) >= inside


def test_spellings_in_latex(posts: Project) -> None:
    latex = {"latex_documents": [("index", "notes.tex", "Notes", "N. N.", "manual")]}
    build = posts.build("latex", confoverrides=OPTIONS | latex)
    source = (build.outdir / "notes.tex").read_text("utf-8")
    _before, _section, chapter = source.partition(r"\chapter{Spellings}")
    chapter = chapter.partition(r"\chapter{")[0]
    targets = re.findall(r"\\hyperref\[\\detokenize{(.+?)}\]{\\sphinxcrossref{(.+?)}}", chapter)
    found = {
        text.replace(r"\DUrole{xref}{\DUrole{myst}{", "").strip("}"): to for to, text in targets
    }
    for number, target in enumerate(SPELLINGS.values()):
        page, _hash, part = target.partition("#")
        if page == "old.html" and part != "raw":
            label = f"posts/old:{part or ':doc'}"
            assert [found[f"link {number}"], found[f"raw {number}"]] == [label] * 2, target


def test_raw_links_in_one_page(posts: Project) -> None:
    build = posts.build("singlehtml", confoverrides=OPTIONS)
    found = {str(a.text_content()): str(a.get("href")) for a in build.page("index").iter("a")}
    numbers = {address: number for number, address in enumerate(SPELLINGS)}
    assert found[f"raw {numbers['/posts/old.html']}"] == "#document-posts/old"
    assert found[f"raw {numbers['/old#raw']}"] == "#raw"


def test_pages_with_links_are_outdated_by_a_new_alias(posts: Project) -> None:
    posts.write(
        {"posts/new.md": "---\ndate: 2015\n---\n# New\n\n[x](https://example.org/later/)\n"}
    )
    page = links(posts.build(confoverrides=OPTIONS), "posts/new")
    assert page["x"] == "https://example.org/later/"
    posts.write({"posts/old.md": OLD.replace("/old/]", "/old/, /later/]")})
    page = links(posts.build(confoverrides=OPTIONS), "posts/new")
    assert page["x"] == "old.html"


def test_pages_with_links_are_outdated_by_a_new_target(posts: Project) -> None:
    posts.write({"posts/new.md": "---\ndate: 2015\n---\n# New\n\n[x](/old/#later)\n"})
    assert links(posts.build(confoverrides=OPTIONS), "posts/new")["x"] == "old.html"
    posts.write({"posts/old.md": f'{OLD}\n<a id="later"></a>\n'})
    assert links(posts.build(confoverrides=OPTIONS), "posts/new")["x"] == "old.html#later"
