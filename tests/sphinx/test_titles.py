"""The title of a post: the key ``title``, else the first heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from .epub_reading import Epub

if TYPE_CHECKING:
    from .conftest import Project


@pytest.mark.parametrize(
    ("source", "headings"),
    [
        ("---\ndate: 2014\n---\n# Heading\n\nText.\n", ["h1 Heading"]),
        ("---\ntitle: Key\n---\n# Heading\n\nText.\n", ["h1 Key", "h2 Heading"]),
        ("---\ntitle: Key\n---\n# One\n\nText.\n\n# Two\n", ["h1 Key", "h2 One", "h2 Two"]),
        ("---\ntitle: \"Don't\"\n---\n# Don't\n\nText.\n", ["h1 Don’t"]),
        ("---\ntitle: A key\n---\n\nA\nkey\n=======\n\nText.\n", ["h1 A key"]),
        ("---\ntitle: Key\n---\nText.\n", ["h1 Key"]),
        ("---\ntitle: Key\n---\nText.\n\n## Sub\n\nMore.\n", ["h1 Key", "h2 Sub"]),
        ("---\ntitle: Key\n---\n## Sub\n\nText.\n", ["h1 Key", "h2 Sub"]),
        ("---\ntitle: Key\n---\n### Sub\n\nText.\n\n##### Low\n", ["h1 Key", "h2 Sub"]),
        ("---\ntitle: Key\n---\n# Key\n\n### Sub\n\nText.\n", ["h1 Key", "h2 Sub"]),
        ("---\ntitle: A <b>&\n---\nText.\n", ["h1 A <b>&"]),
        ("---\ntitle: Key\n---\n(label)=\n# *Key*\n\nText.\n", ["h1 Key"]),
    ],
)
def test_the_title(project: Project, source: str, headings: list[str]) -> None:
    project.write({"posts/a.md": source})
    build = project.build()
    assert build.warnings == ""
    page = build.page("posts/a")
    body = page.find_class("body")[0]
    found = [
        f"{h.tag} {' '.join(h.text_content().rstrip('¶').split())}" for h in body.iter("h1", "h2")
    ]
    assert found == headings
    title = headings[0].removeprefix("h1 ")
    titles = [" ".join(a.text_content().split()) for a in build.page("index").iter("a")]
    assert title in titles


def test_the_markup_of_a_heading_that_says_the_same_stays(project: Project) -> None:
    project.write({"posts/a.md": "---\ntitle: A title\n---\n# A *title*\n\nText.\n"})
    page = project.build().page("posts/a")
    (heading,) = page.iter("h1")
    assert [em.text_content() for em in heading.iter("em")] == ["title"]


@pytest.mark.parametrize("parallel", [1, 2])
def test_heading_levels_of_other_pages_are_still_checked(project: Project, parallel: int) -> None:
    posts = {f"posts/p{n}.md": "---\ntitle: Key\n---\n### Sub\n\nText.\n" for n in range(8)}
    project.write({**posts, "page.md": "---\norphan: true\n---\n# Page\n\n### Sub\n\nText.\n"})
    (warning,) = project.build(parallel=parallel).warnings.splitlines()
    assert "page.md:6" in warning
    assert "[myst.header]" in warning


@pytest.mark.parametrize("text", ["Only text.\n", "---\ndate: 2014\n---\n", ""])
def test_a_post_without_a_title_is_named_after_its_file(project: Project, text: str) -> None:
    project.write({"posts/two-days.md": text, "posts/b.md": "# B\n\n{post}`two-days`\n"})
    build = project.build()
    (warning,) = build.warnings.splitlines()
    assert "posts/two-days.md:1: WARNING: title: there is none" in warning
    (heading,) = build.page("posts/two-days").iter("h1")
    assert heading.text_content().rstrip("¶") == "Two days"
    for page in ("index", "posts/b"):
        texts = [" ".join(a.text_content().split()) for a in build.page(page).iter("a")]
        assert "Two days" in texts


def test_a_formula_in_a_title_is_text_in_feeds_and_tables_of_contents(project: Project) -> None:
    text = "---\ndate: 2014\n---\n# On $\\alpha^2$\n\nThe root $\\sqrt{2}$ of it.\n"
    project.write({"posts/a.md": text})
    options = {
        "extensions": ["myst_parser", "sphinx_anthology", "sphinx_bindery"],
        "html_baseurl": "https://example.org/",
        "myst_enable_extensions": ["dollarmath"],
    }
    site = project.build(confoverrides=options)
    feed = etree.fromstring((site.outdir / "atom.xml").read_bytes())
    entry = feed.find("{*}entry")
    assert entry.findtext("{*}title") == "On α²"
    assert entry.findtext("{*}summary") == "The root √2 of it."
    book = Epub.in_folder(project.build("epub", confoverrides=options).outdir)
    assert "On α²" in [str(text) for text in book.xml("nav.xhtml").itertext()]
