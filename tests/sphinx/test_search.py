"""The index of the site's search: which pages, which words, what filters; when it is made."""

from __future__ import annotations

import gzip
import json
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from sphinx_bindery.html import search_index

from .conftest import CONF, Project
from .test_incremental import edit

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

    from .conftest import Build

pytestmark = pytest.mark.skipif(search_index.program() is None, reason="Pagefind is not installed")

CONFIG = (
    CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]').replace(
        "basic", "sphinx_book_theme"
    )
    + 'templates_path = []\nanthology_tags = {"py": {"title": "Python"}}\n'
)
HOSTILE = 'a, b: "c" <d>'
MAGIC = len(b"pagefind_dcd")
SPHINX_SEARCH = [
    *("searchtools.js", "bindery-sphinx-search.js", "language_data.js", "searchindex.js")
]


POSTS = {
    "conf.py": CONFIG,
    "posts/one.md": "---\ndate: 2014-11\ntags: [py]\nseries: Walks\nauthors: [A. A.]\n"
    "---\n# One & only\n\nOstriches.\n\n(here)=\n## A *part*\n\nSee [](two.md).\n",
    "posts/two.md": f"---\ndate: 2015-01-02\ntags: ['{HOSTILE}', py]\nseries: Walks\n"
    "---\n# Two\n\nWombats.\n",
    "posts/undated.md": "# Undated\n\nZebras.\n",
    "about.md": "---\norphan: true\n---\n# About\n\n```{post-list}\n```\n",
    "hidden.md": "---\norphan: true\nnosearch: true\n---\n# Hidden\n",
}


@pytest.fixture
def posts(project: Project) -> Project:
    project.write(POSTS)
    return project


def found(build: Build) -> dict[str, dict[str, Any]]:
    """Return what the index tells of each page, by the page's address."""
    told = [
        json.loads(gzip.decompress(data)[MAGIC:])
        for name, data in build.files().items()
        if name.startswith("_pagefind/fragment/")
    ]
    return {page["url"]: page for page in told}


def index(build: Build) -> dict[str, bytes]:
    return {name: data for name, data in build.files().items() if name.startswith("_pagefind/")}


def test_documents_are_found_and_nothing_else(posts: Project) -> None:
    build = posts.build()
    assert build.warnings == ""
    assert (build.outdir / "tags" / "py.html").is_file()
    assert found(build).keys() == {
        *("/index.html", "/about.html"),
        *("/posts/one.html", "/posts/two.html", "/posts/undated.html"),
    }


def test_filters_are_tags_series_authors_and_years(posts: Project) -> None:
    pages = found(posts.build())
    filters = {url: page["filters"] for url, page in pages.items() if page["filters"]}
    assert filters == {
        "/posts/one.html": {
            "tag": ["Python"],
            "series": ["Walks"],
            "author": ["A. A."],
            "year": ["2014"],
        },
        "/posts/two.html": {"tag": [HOSTILE, "Python"], "series": ["Walks"], "year": ["2015"]},
    }
    one, two = pages["/posts/one.html"]["meta"], pages["/posts/two.html"]["meta"]
    assert (one["title"], one["date"]) == ("One & only", "November 2014")
    assert two["names"] == f"{HOSTILE}, Python, Walks, 2015"
    assert "date" not in pages["/posts/undated.html"]["meta"]


def test_a_partial_date_is_filled_up_for_the_order_alone(posts: Project) -> None:
    page = posts.build().page("posts/one")
    (start,) = page.xpath("//meta[@data-pagefind-sort='date[content]']/@content")
    assert start == "2014-11-01T00:00:00"
    (shown,) = page.xpath("//meta[@data-pagefind-meta='date[content]']/@content")
    assert shown == "November 2014"


def test_the_text_is_what_the_post_says(posts: Project) -> None:
    pages = found(posts.build())
    assert pages["/posts/one.html"]["content"] == "One & only. Ostriches. A part. See Two."
    assert pages["/posts/two.html"]["content"] == "Two. Wombats."
    assert pages["/about.html"]["content"] == "About."
    assert pages["/index.html"]["content"] == "Notes."


def test_headings_are_found_by_the_ids_of_their_sections(posts: Project) -> None:
    build = posts.build()
    anchors = found(build)["/posts/one.html"]["anchors"]
    headings = {a["id"]: a["text"] for a in anchors if a["element"].startswith("h")}
    (section,) = build.page("posts/one").xpath("//section[h2]/@id")
    assert headings == {section: "A part"}


def test_only_what_the_search_page_asks_for_is_there(posts: Project) -> None:
    names = index(posts.build()).keys()
    kinds = {name.rpartition("/")[0] + Path(name).suffix for name in names}
    assert kinds == {
        *("_pagefind.js", "_pagefind.json", "_pagefind.pf_meta", "_pagefind.pagefind"),
        *("_pagefind/fragment.pf_fragment", "_pagefind/filter.pf_filter"),
        "_pagefind/index.pf_index",
    }
    assert [name for name in names if name.endswith(".pagefind")] == ["_pagefind/wasm.en.pagefind"]
    assert [name for name in names if name.endswith(".js")] == ["_pagefind/pagefind.js"]


def test_a_no_op_neither_indexes_nor_writes(
    posts: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = posts.build()
    before = {p: p.stat().st_mtime_ns for p in (first.outdir / "_pagefind").rglob("*")}
    calls: list[object] = []
    monkeypatch.setattr(search_index, "index", lambda *args: calls.append(args) or {})
    second = posts.build()
    assert calls == []
    assert {p: p.stat().st_mtime_ns for p in (second.outdir / "_pagefind").rglob("*")} == before


EDITS: dict[str, dict[str, str | bytes | None]] = {
    "text": {"posts/one.md": "---\ndate: 2014-11\n---\n# One\n\nOtters.\n"},
    "tag": {"posts/two.md": "---\ndate: 2015\ntags: New\n---\n# Two\n\nWombats.\n"},
    "draft": {"posts/one.md": "---\ndate: 2014\ndraft: true\n---\n# One\n\nOstriches.\n"},
    "deleted": {"posts/two.md": None},
    "added": {"posts/new.md": "---\ndate: 2016\n---\n# New\n\nOtters.\n"},
}


@pytest.mark.parametrize("change", EDITS)
def test_an_incremental_build_has_the_index_of_a_fresh_one(posts: Project, change: str) -> None:
    before = index(posts.build())
    edit(posts.folder, EDITS[change])
    after = posts.build()
    assert index(after) == index(posts.build(fresh=True))
    assert index(after) != before


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_pages_and_files_in_a_folder_of_that_name_stay(posts: Project, builder: str) -> None:
    posts.write(dict.fromkeys(["pagefind.md", "pagefind/one.md"], "---\norphan: true\n---\n# A\n"))
    posts.write({"extra/pagefind/notes.txt": "of the project's own\n"})
    build = posts.build(builder, confoverrides={"html_extra_path": ["extra"]})
    page = "pagefind.html" if builder == "html" else "pagefind/index.html"
    other = "pagefind/one.html" if builder == "html" else "pagefind/one/index.html"
    assert {page, other, "pagefind/notes.txt"} <= build.files().keys()
    assert index(build)


def test_no_word_of_a_withdrawn_post_is_left(posts: Project) -> None:
    def words(build: Build) -> bytes:
        packed = (d for name, d in index(build).items() if not name.endswith((".js", ".json")))
        return b"".join(gzip.decompress(data) for data in packed)

    assert b"ostrich" in words(posts.build())
    edit(posts.folder, EDITS["draft"])
    assert b"ostrich" not in words(posts.build())


def test_a_page_that_sphinx_left_behind_is_not_found(posts: Project) -> None:
    overrides = {"extensions": ["myst_parser", "sphinx_bindery"]}
    posts.write({"index.rst": "Notes\n=====\n\n.. toctree::\n   :glob:\n\n   posts/*\n"})
    posts.build(confoverrides=overrides)
    (posts.folder / "posts" / "two.md").unlink()
    build = posts.build(confoverrides=overrides)
    assert (build.outdir / "posts" / "two.html").is_file()
    assert "/posts/one.html" in found(build)
    assert "/posts/two.html" not in found(build)


def test_same_bytes_in_any_folder_and_with_two_processes(
    posts: Project, make_app: Callable[..., SphinxTestApp], tmp_path: Path
) -> None:
    there = Project(tmp_path / "elsewhere", make_app)
    there.write(
        {
            path.relative_to(posts.folder).as_posix(): path.read_text(encoding="utf-8")
            for path in posts.folder.rglob("*")
            if path.is_file()
        }
    )
    assert index(posts.build()) == index(there.build(parallel=2)) != {}


def test_addresses_are_those_of_the_builder(posts: Project) -> None:
    posts.write({"posts/ü x.md": "# With a blank\n"})
    assert {"/", "/posts/one/", "/posts/ü x/"} <= found(posts.build("dirhtml")).keys()
    overrides = {"html_file_suffix": ".htm"}
    assert {"/index.htm", "/posts/one.htm"} <= found(posts.build(confoverrides=overrides)).keys()


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16"])
def test_pages_are_read_in_their_encoding(posts: Project, encoding: str) -> None:
    posts.write({"posts/two.md": "# Größe\n\nStraße \u2603.\n"})
    build = posts.build(confoverrides={"html_output_encoding": encoding})
    page = (build.outdir / "posts" / "two.html").read_text(encoding=encoding)
    assert "Größe" in page
    told = found(build)["/posts/two.html"]
    assert (told["meta"]["title"], told["content"]) == ("Größe", "Größe. Straße \u2603.")


def scripts(build: Build) -> list[str]:
    sources = build.page("search").xpath("//script/@src")
    return [source.rpartition("/")[2].partition("?")[0] for source in sources]


def instead(build: Build) -> list[str]:
    """Return the scripts that the search page loads where there is no index by Pagefind."""
    (told,) = build.page("search").xpath("//script[@type='application/json']/text()")
    return list(json.loads(told)["sphinx"])


def test_the_search_page_asks_for_sphinxs_index_only_where_pagefind_fails(posts: Project) -> None:
    build = posts.build()
    assert "bindery-search.js" in scripts(build)
    assert not {*SPHINX_SEARCH} & {*scripts(build)}
    assert [name.rpartition("/")[2] for name in instead(build)] == SPHINX_SEARCH
    assert all((build.outdir / name).is_file() for name in instead(build))


def test_no_other_page_asks_for_anything_of_the_search(posts: Project) -> None:
    page = posts.build().page("posts/one")
    loaded = [*page.xpath("//script/@src"), *page.xpath("//link/@href")]
    assert loaded
    assert [a for a in loaded if "pagefind" in a or "bindery-search" in a] == []


def test_where_nothing_is_to_be_found_there_is_no_index(posts: Project) -> None:
    assert index(posts.build())
    hidden = "nosearch: true\n---\n"
    posts.write(
        {
            "posts/one.md": f"---\ndate: 2014\n{hidden}# One\n",
            "posts/two.md": f"---\ndate: 2015\n{hidden}# Two\n",
            "posts/undated.md": f"---\n{hidden}# Undated\n",
            "about.md": f"---\norphan: true\n{hidden}# About\n",
            "index.rst": ":nosearch: true\n\nNotes\n=====\n\n.. anthology::\n",
        }
    )
    build = posts.build(fresh=True)
    assert build.warnings == ""
    assert index(build) == {}
    build = posts.build()
    assert build.warnings == ""
    assert index(build) == {}
    assert all((build.outdir / name).is_file() for name in instead(build))


def test_sphinxs_search_is_an_option(posts: Project) -> None:
    assert index(posts.build())
    build = posts.build(confoverrides={"bindery_search": "sphinx"})
    assert build.warnings == ""
    assert index(build) == {}
    assert not (build.outdir / "_pagefind").exists()
    assert [name for name in scripts(build) if name in SPHINX_SEARCH] == SPHINX_SEARCH


def test_an_unknown_engine_is_told(posts: Project) -> None:
    assert "bindery_search" in posts.build(confoverrides={"bindery_search": "lunr"}).warnings


def test_without_the_program_sphinx_searches(
    posts: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "program", lambda: None)
    build = posts.build()
    assert build.warnings == ""
    assert "Pagefind is not installed" in build.app.status.getvalue()
    assert [name for name in scripts(build) if name in SPHINX_SEARCH] == SPHINX_SEARCH


@pytest.mark.parametrize("language", ["ja", "zh_CN", "zh_TW"])
def test_sphinx_searches_what_pagefind_cannot_part_into_words(
    posts: Project, language: str
) -> None:
    assert index(posts.build())
    build = posts.build(confoverrides={"language": language})
    told = [line for line in build.app.status.getvalue().splitlines() if "Pagefind" in line]
    assert len(told) == 1
    assert index(build) == {}
    assert [name for name in scripts(build) if name in SPHINX_SEARCH] == SPHINX_SEARCH


@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.parametrize(
    "broken", [Path(sys.executable), Path(__file__)], ids=["fails", "no-program"]
)
def test_a_program_that_fails_is_a_warning(
    posts: Project, monkeypatch: pytest.MonkeyPatch, broken: Path, parallel: int
) -> None:
    posts.build()
    edit(posts.folder, EDITS["draft"])
    with monkeypatch.context() as patch:
        patch.setattr(search_index, "program", lambda: broken)
        build = posts.build(parallel=parallel)
    assert build.warnings.count("Pagefind made no index, the search uses Sphinx's: ") == 1
    assert "[bindery.search]" in build.warnings
    assert index(build) == {}, "what is out of date may name what was withdrawn"
    assert "/posts/two.html" in found(posts.build())


def test_what_a_process_that_was_killed_has_not_done_is_done(
    posts: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, make = os.getpid(), search_index._index

    def die(*args: object) -> object:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return make(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(search_index, "_index", die)
    build = posts.build(parallel=2)
    assert build.warnings == ""
    assert "/posts/two.html" in found(build)


def test_other_themes_keep_their_search(posts: Project) -> None:
    assert index(posts.build())
    build = posts.build(confoverrides={"html_theme": "basic"})
    assert index(build) == {}
    assert {*SPHINX_SEARCH} - {*scripts(build)} == {"bindery-sphinx-search.js"}


def test_feeds_have_nothing_of_it(posts: Project) -> None:
    base = "https://example.org/"
    build = posts.build(confoverrides={"html_baseurl": base})
    feed = etree.fromstring(build.files()["atom.xml"])
    contents = [text for text in feed.itertext() if "Wombats" in text]
    assert contents
    assert not any("pagefind" in text for text in contents)
    assert build.page("posts/two").xpath("//div[@data-pagefind-ignore]")


@pytest.mark.parametrize("builder", ["htmlhelp", "devhelp"])
def test_what_no_host_serves_has_no_index(posts: Project, builder: str) -> None:
    help_files = ["sphinxcontrib.htmlhelp", "sphinxcontrib.devhelp"]
    extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery", *help_files]
    build = posts.build(builder, confoverrides={"extensions": extensions})
    assert build.files()
    assert index(build) == {}


@pytest.mark.parametrize("builder", ["epub", "singlehtml"])
def test_books_have_nothing_of_it(posts: Project, builder: str) -> None:
    build = posts.build(builder)
    assert index(build) == {}
    pages = [*build.outdir.rglob("*.html"), *build.outdir.rglob("*.xhtml")]
    assert not any("data-pagefind-ignore" in page.read_text(encoding="utf-8") for page in pages)
    assert not any("post:tag" in page.read_text(encoding="utf-8") for page in pages)
