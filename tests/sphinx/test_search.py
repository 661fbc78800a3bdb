"""The search index of the site: its pages, text and filters, and when it is outdated."""

from __future__ import annotations

import gzip
import json
import shutil
import sys
from configparser import ConfigParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree
from sphinx.errors import ExtensionError

from sphinx_bindery.html.search import search_index

from .conftest import CONF, Project
from .searching import QUERIES, search, searched_pages
from .test_incremental import edit
from .test_up_to_date import interrupted

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.testing.util import SphinxTestApp

    from .conftest import Build

pytestmark = [
    pytest.mark.shared_builds,
    pytest.mark.skipif(search_index.pagefind_program() is None, reason="Pagefind is not installed"),
]

CONFIG = (
    CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]').replace(
        "basic", "sphinx_book_theme"
    )
    + 'templates_path = []\nanthology_tags = {"py": {"title": "Python"}}\n'
)
HOSTILE = 'a, b: "c" <d>'
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


def indexed(build: Build) -> dict[str, dict[str, Any]]:
    """Return the data of every page in the index, by the page's address."""
    return searched_pages(build.outdir)


def index_files(build: Build) -> dict[str, bytes]:
    return {name: data for name, data in build.files().items() if name.startswith("_pagefind/")}


def test_documents_are_searched_and_nothing_else(posts: Project) -> None:
    build = posts.build()
    assert build.warnings == ""
    assert (build.outdir / "tags" / "py.html").is_file()
    assert indexed(build).keys() == {
        *("/index.html", "/about.html"),
        *("/posts/one.html", "/posts/two.html", "/posts/undated.html"),
    }


def test_filters_are_tags_series_authors_and_years(posts: Project) -> None:
    pages = indexed(posts.build())
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


def test_a_partial_date_is_completed_for_sorting_only(posts: Project) -> None:
    page = posts.build().page("posts/one")
    (start,) = page.xpath("//meta[@data-pagefind-sort='date[content]']/@content")
    assert start == "2014-11-01T00:00:00"
    (shown,) = page.xpath("//meta[@data-pagefind-meta='date[content]']/@content")
    assert shown == "November 2014"


def test_the_indexed_text_is_that_of_the_post(posts: Project) -> None:
    pages = indexed(posts.build())
    assert pages["/posts/one.html"]["raw_content"] == "One & only. Ostriches. A part. See Two."
    assert pages["/posts/two.html"]["raw_content"] == "Two. Wombats."
    assert pages["/about.html"]["raw_content"] == "About."
    assert pages["/index.html"]["raw_content"] == "Notes."


def test_results_have_the_headings_and_ids_of_sections(posts: Project) -> None:
    build = posts.build()
    anchors = indexed(build)["/posts/one.html"]["anchors"]
    headings = {a["id"]: a["text"] for a in anchors if a["element"].startswith("h")}
    (section,) = build.page("posts/one").xpath("//section[h2]/@id")
    assert headings == {section: "A part"}


def test_the_index_has_only_files_that_the_search_page_loads(posts: Project) -> None:
    names = index_files(posts.build()).keys()
    kinds = {name.rpartition("/")[0] + Path(name).suffix for name in names}
    assert kinds == {
        *("_pagefind.js", "_pagefind.json", "_pagefind.pf_meta", "_pagefind.pagefind"),
        *("_pagefind/fragment.pf_fragment", "_pagefind/filter.pf_filter"),
        "_pagefind/index.pf_index",
    }
    assert [name for name in names if name.endswith(".pagefind")] == ["_pagefind/wasm.en.pagefind"]
    assert [name for name in names if name.endswith(".js")] == ["_pagefind/pagefind.js"]


def index_times(build: Build) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in (build.outdir / "_pagefind").rglob("*")}


def forbid_pagefind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "PagefindRun", lambda *_args: pytest.fail("indexed"))


def test_a_no_op_neither_indexes_nor_writes(
    posts: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = index_times(posts.build())
    forbid_pagefind(monkeypatch)
    assert index_times(posts.build()) == before != {}


def test_a_page_written_again_with_the_same_bytes_is_not_indexed_again(
    posts: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = index_times(posts.build())
    posts.touch()
    forbid_pagefind(monkeypatch)
    build = posts.build()
    assert "3 changed" in build.app.status.getvalue()
    assert index_times(build) == before != {}


EDITS: dict[str, dict[str, str | bytes | None]] = {
    "text": {"posts/one.md": "---\ndate: 2014-11\n---\n# One\n\nOtters walk.\n"},
    "tag": {"posts/two.md": "---\ndate: 2015\ntags: New\n---\n# Two\n\nWombats.\n"},
    "draft": {"posts/one.md": "---\ndate: 2014\ndraft: true\n---\n# One\n\nOstriches.\n"},
    "deleted": {"posts/two.md": None},
    "added": {"posts/new.md": "---\ndate: 2016\n---\n# New\n\nOtters walk.\n"},
    "hidden": {"posts/two.md": "---\nnosearch: true\n---\n# Two\n\nWombats.\n"},
}


@pytest.fixture
def walks(posts: Project) -> Project:
    """Return more posts; several match a query equally well, or have the same date."""
    posts.write(
        {
            f"posts/walk-{n}.md": f"---\ndate: {2014 + n % 3}-0{1 + n % 4}\n"
            f"tags: [{'py' if n % 2 else 'new'}]\nseries: Walks\n---\n# Walk {n // 3}\n\n"
            f"{'Walk. ' * (n % 4)}{'Walking.' if n % 5 else 'Walkabout.'}\n\n## Way\n\nWalk.\n"
            for n in range(12)
        }
    )
    return posts


def test_two_fresh_builds_have_the_same_results_in_the_same_order(
    walks: Project, make_app: Callable[..., SphinxTestApp], tmp_path: Path
) -> None:
    shutil.copytree(walks.folder, tmp_path / "elsewhere")
    there = Project(tmp_path / "elsewhere", make_app)
    answers = search(walks.build().outdir, *QUERIES)
    assert all(len(answer["results"]) > 1 for answer in answers)
    assert search(there.build(parallel=2).outdir, *QUERIES) == answers


@pytest.mark.parametrize("change", EDITS)
def test_an_incremental_build_has_the_results_of_a_fresh_one(walks: Project, change: str) -> None:
    before = search(walks.build().outdir, *QUERIES)
    edit(walks.folder, EDITS[change])
    after = search(walks.build().outdir, *QUERIES)
    assert after == search(walks.build(fresh=True).outdir, *QUERIES)
    assert after != before


def documents(posts: Project) -> dict[str, int]:
    """Return the modification time of each search document, by path in the site."""
    (folder,) = (posts.folder / "_build").rglob("build-records/*/search")
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_mtime_ns for path in files}


def test_an_edit_writes_only_the_search_documents_that_changed(posts: Project) -> None:
    posts.build()
    before = documents(posts)
    posts.write({"posts/undated.md": "# Undated\n\nOtters.\n"})
    assert "Otters" in indexed(posts.build())["/posts/undated.html"]["raw_content"]
    after = documents(posts)
    changed = {name for name, time in after.items() if before[name] != time}
    assert (after.keys(), changed) == (before.keys(), {"about.html", "posts/undated.html"})
    (posts.folder / "posts" / "undated.md").unlink()
    posts.build()
    assert documents(posts).keys() == before.keys() - {"posts/undated.html"}
    posts.build(confoverrides={"bindery_search": "sphinx"})
    assert not [*(posts.folder / "_build").rglob("build-records/*/search")]


def test_navigation_that_changes_is_not_indexed_again(
    posts: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = posts.build()
    before = index_times(first)
    page = first.files()["posts/one.html"]
    forbid_pagefind(monkeypatch)
    second = posts.build(confoverrides={"html_title": "Another name of the site"})
    assert second.files()["posts/one.html"] != page
    assert index_times(second) == before != {}


@pytest.mark.parametrize("lost", ["posts/one.html", ""])
def test_search_documents_that_were_lost_are_written_again(posts: Project, lost: str) -> None:
    before = indexed(posts.build())
    (folder,) = (posts.folder / "_build").rglob("build-records/*/search")
    if lost:
        (folder / lost).unlink()
    else:
        shutil.rmtree(folder)
    posts.write({"posts/undated.md": "# Undated\n\nOtters.\n"})
    after = indexed(posts.build())
    assert after.keys() == before.keys()
    assert "Otters" in after["/posts/undated.html"]["raw_content"]


def test_all_search_documents_are_written_again_if_their_code_changes(
    posts: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts.build()
    before = documents(posts)
    monkeypatch.setattr(search_index, "_fingerprint_of_writing", lambda: "another")
    posts.build()
    after = documents(posts)
    assert after.keys() == before.keys()
    assert all(after[name] != before[name] for name in before)
    posts.build()
    assert documents(posts) == after


@pytest.mark.parametrize("event", ["html-collect-pages", "build-finished"])
@pytest.mark.parametrize("change", ["draft", "added"])
def test_the_build_after_an_interrupted_one_has_the_whole_index(
    posts: Project, event: str, change: str
) -> None:
    posts.build()
    edit(posts.folder, EDITS[change])
    interrupted(posts, event)
    assert indexed(posts.build()) == indexed(posts.build(fresh=True)) != {}


def test_the_build_after_one_of_a_single_file_has_the_whole_index(posts: Project) -> None:
    posts.build()
    for change in ("text", "deleted"):
        edit(posts.folder, EDITS[change])
    app = posts.make_app("html", srcdir=posts.folder, builddir=posts.folder / "_build")
    app.build(filenames=[posts.folder / "posts" / "one.md"])
    app.cleanup()
    assert indexed(posts.build()) == indexed(posts.build(fresh=True)) != {}


def test_each_output_folder_of_one_doctree_cache_has_its_index(posts: Project) -> None:
    def build(folder: str) -> dict[str, dict[str, Any]]:
        return searched_pages(posts.build_beside(folder))

    before = build("one")
    assert build("two") == before != {}
    edit(posts.folder, EDITS["text"])
    after = build("one")
    assert after.keys() == before.keys()
    assert build("two") == after != before


@pytest.mark.parametrize("lost", ["site", "index"])
def test_a_lost_index_is_made_again(posts: Project, lost: str) -> None:
    build = posts.build()
    before = indexed(build)
    shutil.rmtree(build.outdir if lost == "site" else build.outdir / "_pagefind")
    assert indexed(posts.build()) == before != {}


def test_another_version_of_pagefind_indexes_again(
    posts: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = index_times(posts.build())
    monkeypatch.setattr(search_index, "version", lambda _name: "1.99")
    after = index_times(posts.build())
    assert after != before
    assert index_times(posts.build()) == after


def test_another_language_indexes_again(posts: Project) -> None:
    assert "_pagefind/wasm.en.pagefind" in index_files(posts.build())
    files = index_files(posts.build(confoverrides={"language": "de"}))
    assert "_pagefind/wasm.de.pagefind" in files
    assert "_pagefind/wasm.en.pagefind" not in files


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_pages_and_files_in_a_folder_of_that_name_stay(posts: Project, builder: str) -> None:
    posts.write(dict.fromkeys(["pagefind.md", "pagefind/one.md"], "---\norphan: true\n---\n# A\n"))
    posts.write({"extra/pagefind/notes.txt": "of the project's own\n"})
    build = posts.build(builder, confoverrides={"html_extra_path": ["extra"]})
    page = "pagefind.html" if builder == "html" else "pagefind/index.html"
    other = "pagefind/one.html" if builder == "html" else "pagefind/one/index.html"
    assert {page, other, "pagefind/notes.txt"} <= build.files().keys()
    assert index_files(build)


def test_no_word_of_an_unpublished_post_is_left(posts: Project) -> None:
    def text(build: Build) -> bytes:
        gzipped = (data for data in index_files(build).values() if data.startswith(b"\x1f\x8b"))
        return b"".join(map(gzip.decompress, gzipped))

    assert b"ostrich" in text(posts.build())
    edit(posts.folder, EDITS["draft"])
    assert b"ostrich" not in text(posts.build())


def test_a_page_that_sphinx_left_behind_is_not_searched(posts: Project) -> None:
    overrides = {"extensions": ["myst_parser", "sphinx_bindery"]}
    posts.write({"index.rst": "Notes\n=====\n\n.. toctree::\n   :glob:\n\n   posts/*\n"})
    posts.build(confoverrides=overrides)
    (posts.folder / "posts" / "two.md").unlink()
    build = posts.build(confoverrides=overrides)
    assert (build.outdir / "posts" / "two.html").is_file()
    assert "/posts/one.html" in indexed(build)
    assert "/posts/two.html" not in indexed(build)


def test_addresses_are_those_of_the_builder(posts: Project) -> None:
    posts.write({"posts/ü x.md": "# With a blank\n"})
    assert {"/", "/posts/one/", "/posts/ü x/"} <= indexed(posts.build("dirhtml")).keys()
    overrides = {"html_file_suffix": ".htm"}
    assert {"/index.htm", "/posts/one.htm"} <= indexed(posts.build(confoverrides=overrides)).keys()


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16"])
def test_pages_are_read_in_their_encoding(posts: Project, encoding: str) -> None:
    posts.write({"posts/two.md": "# Größe\n\nStraße \u2603.\n"})
    build = posts.build(confoverrides={"html_output_encoding": encoding})
    page = (build.outdir / "posts" / "two.html").read_text(encoding=encoding)
    assert "Größe" in page
    told = indexed(build)["/posts/two.html"]
    assert (told["meta"]["title"], told["raw_content"]) == ("Größe", "Größe. Straße \u2603.")


SPELLED = {
    "one": "Die Straße, in Größe. Ein smørrebrød in &Lstrok;ódź.",
    "two": "The cafe\N{COMBINING ACUTE ACCENT} of a naïve Mu\N{COMBINING DIAERESIS}ller. Or C?",
    "three": "Notes on C++ (with node.js) and `i++`, for JS/J++/J#.",
    "four": "Notes on C#, the .NET framework, and #ostriches.\n\n```{post-list}\n```",
    "undated": "No network here. See [](one.md).",
}
FOUND = {
    **dict.fromkeys(("strasse", "Straße", "STRASSE", "grosse", "groesse", "Größe"), "one"),
    **dict.fromkeys(("smorrebrod", "smoerrebroed", "Smørrebrød", "lodz", "Łódź"), "one"),
    **dict.fromkeys(("cafe", "café", "naive", "naïve", "muller", "mueller", "Müller"), "two"),
    **dict.fromkeys(("C++", "c++", "C++ notes", "node.js", "i++", "J++", "J#"), "three"),
    **dict.fromkeys(("C#", "c#", "C# notes", "ostriches"), "four"),
    **dict.fromkeys(("baerte", "barte", "F#"), "undated"),
    "c": "four three two",
    ".NET": "four undated",
}


def test_words_are_found_by_other_spellings_and_programming_languages_by_name(
    posts: Project,
) -> None:
    front = {"undated": "---\ntags: [Bärte, 'F#']\n---\n"}
    pages = {
        f"posts/{name}.md": f"{front.get(name, '')}# Post {name}\n\n{text}\n"
        for name, text in SPELLED.items()
    }
    posts.write(pages)
    build = posts.build()
    assert build.warnings == ""
    answers = search(build.outdir, *((term, {}) for term in FOUND))
    found = {
        term: " ".join(sorted(Path(page["raw_url"]).stem for page in answer["results"]))
        for term, answer in zip(FOUND, answers, strict=True)
    }
    assert found == FOUND
    (street,) = answers[0]["results"]
    assert "strasse" not in street["excerpt"]


def scripts(build: Build) -> list[str]:
    sources = build.page("search").xpath("//script/@src")
    return [source.rpartition("/")[2].partition("?")[0] for source in sources]


def fallback_scripts(build: Build) -> list[str]:
    """Return the scripts that the search page loads where Pagefind does not load."""
    (told,) = build.page("search").xpath("//script[@type='application/json']/text()")
    return list(json.loads(told)["sphinx"])


def test_the_search_page_loads_sphinx_s_index_only_as_a_fallback(posts: Project) -> None:
    build = posts.build()
    assert "bindery-search.js" in scripts(build)
    assert not {*SPHINX_SEARCH} & {*scripts(build)}
    assert [name.rpartition("/")[2] for name in fallback_scripts(build)] == SPHINX_SEARCH
    assert all((build.outdir / name).is_file() for name in fallback_scripts(build))


def test_no_other_page_loads_files_of_the_search(posts: Project) -> None:
    page = posts.build().page("posts/one")
    loaded = [*page.xpath("//script/@src"), *page.xpath("//link/@href")]
    assert loaded
    assert [a for a in loaded if "pagefind" in a or "bindery-search" in a] == []


def test_without_a_searched_page_there_is_no_index(posts: Project) -> None:
    assert index_files(posts.build())
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
    assert index_files(build) == {}
    build = posts.build()
    assert build.warnings == ""
    assert index_files(build) == {}
    assert all((build.outdir / name).is_file() for name in fallback_scripts(build))


def test_sphinx_s_search_is_an_option(posts: Project) -> None:
    assert index_files(posts.build())
    build = posts.build(confoverrides={"bindery_search": "sphinx"})
    assert build.warnings == ""
    assert index_files(build) == {}
    assert not (build.outdir / "_pagefind").exists()
    assert [name for name in scripts(build) if name in SPHINX_SEARCH] == SPHINX_SEARCH


def test_make_live_builds_with_sphinx_s_search() -> None:
    tox = ConfigParser(interpolation=None)
    tox.read(Path(__file__).parents[2] / "tox.ini", encoding="utf-8")
    (command,) = (
        line
        for line in tox["testenv:live"]["commands"].split("\n")
        if "sphinx_bindery.live" in line
    )
    assert "-D bindery_search=sphinx" in command


def test_an_unknown_search_engine_is_a_warning(posts: Project) -> None:
    assert "bindery_search" in posts.build(confoverrides={"bindery_search": "lunr"}).warnings


def test_without_pagefind_the_site_has_sphinx_s_search(
    posts: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "pagefind_program", lambda: None)
    build = posts.build()
    assert build.warnings == ""
    assert "Pagefind is not installed" in build.app.status.getvalue()
    assert [name for name in scripts(build) if name in SPHINX_SEARCH] == SPHINX_SEARCH


@pytest.mark.parametrize("program", [Path(sys.executable), Path(__file__), "killed"])
def test_a_program_that_fails_is_a_warning(
    posts: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: Path | str
) -> None:
    posts.build()
    edit(posts.folder, EDITS["draft"])
    if program == "killed":
        program = tmp_path / "killed"
        program.write_text("#!/bin/sh\nkill -9 $$\n", encoding="utf-8")
        program.chmod(0o755)
    with monkeypatch.context() as patch:
        patch.setattr(search_index, "pagefind_program", lambda: program)
        build = posts.build()
    message = "search: Pagefind failed, so the search page uses Sphinx's index: "
    assert build.warnings.count(message) == 1
    assert "[bindery.search]" in build.warnings
    assert index_files(build) == {}, "the outdated index may contain an unpublished post"
    assert "/posts/two.html" in indexed(posts.build())


def test_a_build_that_fails_leaves_the_index_to_the_next(posts: Project) -> None:
    posts.build()
    edit(posts.folder, EDITS["text"])

    def fail(*_arguments: object) -> None:
        message = "failed on purpose"
        raise RuntimeError(message)

    app = posts.make_app("html", srcdir=posts.folder, builddir=posts.folder / "_build")
    app.connect("html-collect-pages", fail, priority=900)
    with pytest.raises(ExtensionError, match="failed on purpose"):
        app.build()
    app.cleanup()
    assert indexed(posts.build()) == indexed(posts.build(fresh=True)) != {}


def test_other_themes_keep_their_search(posts: Project) -> None:
    assert index_files(posts.build())
    build = posts.build(confoverrides={"html_theme": "basic"})
    assert index_files(build) == {}
    assert {*SPHINX_SEARCH} - {*scripts(build)} == {"bindery-sphinx-search.js"}


def test_feeds_have_no_attributes_of_pagefind(posts: Project) -> None:
    base = "https://example.org/"
    build = posts.build(confoverrides={"html_baseurl": base})
    feed = etree.fromstring(build.files()["atom.xml"])
    contents = [text for text in feed.itertext() if "Wombats" in text]
    assert contents
    assert not any("pagefind" in text for text in contents)
    assert build.page("posts/two").xpath("//div[@data-pagefind-ignore]")


@pytest.mark.parametrize("builder", ["htmlhelp", "devhelp"])
def test_help_files_have_no_index(posts: Project, builder: str) -> None:
    help_files = ["sphinxcontrib.htmlhelp", "sphinxcontrib.devhelp"]
    extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery", *help_files]
    build = posts.build(builder, confoverrides={"extensions": extensions})
    assert build.files()
    assert index_files(build) == {}


@pytest.mark.parametrize("builder", ["epub", "singlehtml"])
def test_books_have_no_index_and_no_attributes_of_pagefind(posts: Project, builder: str) -> None:
    build = posts.build(builder)
    assert index_files(build) == {}
    pages = [*build.outdir.rglob("*.html"), *build.outdir.rglob("*.xhtml")]
    assert not any("data-pagefind-ignore" in page.read_text(encoding="utf-8") for page in pages)
    assert not any("post:tag" in page.read_text(encoding="utf-8") for page in pages)
