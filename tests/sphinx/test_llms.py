"""The site for language models: its posts by year, its other pages, its names and feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from lxml import etree

from tests.llms_reading import read_llms

from .conftest import CONF
from .test_incremental import edit
from .test_sitemap import NAMESPACE

if TYPE_CHECKING:
    from tests.llms_reading import ReadLlms

    from .conftest import Build, Project

pytestmark = pytest.mark.shared_builds

BASE = "https://example.org/blog/"
HOSTILE = "[a](b) *c* <d> & \"e\" 'f' ]]> `g` #"
INDEX = """\
Notes
=====

Of *walks*, and :post:`a`.

.. anthology::

.. toctree::

   preface
   about
"""


@pytest.fixture
def posts(project: Project) -> Project:
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    project.write(
        {
            "conf.py": f'{CONF}\nhtml_baseurl = "{BASE}"\nanthology_page_size = 1\n'
            'smartquotes = False\nanthology_tags = {"T": {"description": "Tees."}}\n',
            "index.rst": INDEX,
            "about.md": "---\ndescription: Who we are.\n---\n# About\n",
            "preface.md": "# Preface\n",
            "alone.md": "---\norphan: true\n---\n# Alone\n",
            "posts/a.md": "---\ndate: 2014\ntags: T\nauthors: Ed\n---\n# A\n\nFirst of A.\n",
            "posts/b.md": f"---\ndate: 2014-11\ntags: T\ndescription: {quoted}\n---\n# B\n",
            "posts/ü (1).md": "---\ndate: 2015-02-03\nseries: S\ncategories: C\n---\n# C\n",
            "posts/h.md": f"---\ntitle: {quoted}\ndate: 2014-11-10T09:30:00Z\n---\n\nText.\n",
            "posts/undated.md": "# D\n\nNobody knows when.\n",
        }
    )
    return project


def told(build: Build) -> ReadLlms:
    return read_llms((build.outdir / "llms.txt").read_bytes())


def test_it_tells_of_the_whole_site(posts: Project) -> None:
    build = posts.build()
    assert build.warnings == ""
    found = told(build)
    assert (found.name, found.description) == ("Notes", "Of walks, and A.")
    assert list(found.sections.items()) == [
        ("Posts of 2015", [("C", f"{BASE}posts/%C3%BC%20%281%29.html", "2015-02-03")]),
        (
            "Posts of 2014",
            [
                (HOSTILE, f"{BASE}posts/h.html", "2014-11-10T09:30:00+00:00 – Text."),
                ("B", f"{BASE}posts/b.html", f"2014-11 – {HOSTILE}"),
                ("A", f"{BASE}posts/a.html", "2014 – First of A."),
            ],
        ),
        ("Posts without a date", [("D", f"{BASE}posts/undated.html", "Nobody knows when.")]),
        (
            "Pages",
            [
                ("Notes", BASE, ""),
                ("Preface", f"{BASE}preface.html", ""),
                ("About", f"{BASE}about.html", "Who we are."),
                ("Alone", f"{BASE}alone.html", ""),
            ],
        ),
        (
            "Optional",
            [
                ("Tag: T", f"{BASE}tags/t.html", "Tees."),
                ("Series: S", f"{BASE}series/s.html", ""),
                ("Category: C", f"{BASE}categories/c.html", ""),
                ("Author: Ed", f"{BASE}authors/ed.html", ""),
                ("Atom feed", f"{BASE}atom.xml", ""),
                ("JSON Feed", f"{BASE}feed.json", ""),
            ],
        ),
    ]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("base", [BASE, ""])
def test_its_addresses_lead_to_pages(posts: Project, builder: str, base: str) -> None:
    build = posts.build(builder, confoverrides={"html_baseurl": base})
    addresses = [link[1] for links in told(build).sections.values() for link in links]
    assert len(addresses) == (15 if base else 13)
    assert len(set(addresses)) == len(addresses)
    for address in addresses:
        assert address.startswith(base)
        path = build.outdir / unquote(address.removeprefix(base))
        assert (path / "index.html" if path.is_dir() else path).is_file(), address


def test_it_names_every_document_that_the_sitemap_names(posts: Project) -> None:
    build = posts.build(confoverrides={"anthology_page_size": 100})
    sitemap = etree.fromstring(build.files()["sitemap.xml"])
    mapped = {str(loc.text) for loc in sitemap.iter(f"{NAMESPACE}loc")}
    years = {address for address in mapped if "/archive/" in address}
    # the terms that overviews list are in the file themselves
    overviews = {f"{BASE}{kind}/index.html" for kind in ("tags", "series", "categories", "authors")}
    assert overviews <= mapped
    links = {link[1] for links in told(build).sections.values() for link in links}
    feeds = {f"{BASE}atom.xml", f"{BASE}feed.json"}
    assert links - feeds == mapped - years - overviews


def test_the_roots_description_comes_before_its_text(posts: Project) -> None:
    posts.write({"index.rst": f":description: Of nothing.\n\n{INDEX}"})
    assert told(posts.build()).description == "Of nothing."


def test_a_root_without_text_gives_none(posts: Project) -> None:
    posts.write({"index.rst": "Notes\n=====\n\n.. anthology::\n\n.. toctree::\n\n   about\n"})
    assert told(posts.build()).description == ""


EDITS: dict[str, dict[str, str | bytes | None]] = {
    "title": {"posts/a.md": "---\ndate: 2014\n---\n# Another\n"},
    "title of a page": {"about.md": "# Another\n"},
    "description": {"about.md": "---\ndescription: Another.\n---\n# About\n"},
    "excerpt of the root": {"index.rst": INDEX.replace("walks", "talks")},
    "title that the root shows": {"posts/a.md": "---\ndate: 2014\n---\n# Z\n\nFirst of A.\n"},
    "order": {"index.rst": INDEX.replace("   preface\n   about", "   about\n   preface")},
    "draft": {"posts/b.md": "---\ndate: 2014-11\ndraft: true\n---\n# B\n"},
    "deleted": {"posts/b.md": None},
    "added": {"more.md": "---\norphan: true\n---\n# More\n"},
}


@pytest.mark.parametrize("change", EDITS)
def test_an_incremental_build_tells_the_same_as_a_fresh_one(posts: Project, change: str) -> None:
    before = posts.build().files()["llms.txt"]
    edit(posts.folder, EDITS[change])
    after = posts.build().files()["llms.txt"]
    assert after != before
    for parallel in (0, 2):
        assert posts.build(fresh=True, parallel=parallel).files()["llms.txt"] == after
