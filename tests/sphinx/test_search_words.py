"""Our index of words is Sphinx's, whatever was loaded, dropped and read again."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from sphinx.builders.html import js_index
from sphinx.search import IndexBuilder

from sphinx_bindery.html.search_words import SearchWords

from .conftest import CONF

if TYPE_CHECKING:
    from .conftest import Build, Project

PAGES = {
    "a": "# Walking\n\nWe walked, and walking is what walkers like. Naïve 2014 foxes.\n",
    "b": "# Foxes\n\nA fox walks. The and 42.\n\n```{index} single: Vulpes\n```\n",
    "c": "# Walking\n\nNothing of the sort, alone.\n",
    "d": "---\nmyst:\n  html_meta:\n"
    """    keywords: 'x},"titles":y", "quoted", naïve, back\\slash, }})'\n---\n"""
    "# Last\n\nUnheard words.\n",
}

NAMES = [*PAGES, "index"]

READ_AS = {"a": "d", "b": "c", "c": "c", "d": "a", "0": "b"}
"""What a page that is read again has become."""


@pytest.fixture
def build(project: Project) -> Build:
    conf = CONF.replace('"sphinx_anthology"]', '"sphinx_bindery"]')
    index = f"# Notes\n\n```{{toctree}}\n{chr(10).join(PAGES)}\n```\n"
    project.write({"conf.py": conf, "index.md": index})
    (project.folder / "index.rst").unlink()
    project.write({f"{name}.md": text for name, text in PAGES.items()})
    return project.build()


def text_of(index: IndexBuilder) -> str:
    stream = io.StringIO()
    index.dump(stream, js_index)
    return stream.getvalue()


@pytest.mark.parametrize(
    "dropped_fed_dropped",
    [
        ("", "", ""),
        ("a", "a", ""),
        ("c", "c", "c"),
        ("ad", "a", ""),
        ("abcd", "bd", "d"),
        ("c", "ac", "d"),
        ("", "b", ""),
        ("d", "", "a"),
        ("", "0", ""),
        ("c", "0d", "d"),
    ],
)
@pytest.mark.parametrize("few", [0, 8])
def test_what_is_written_is_what_sphinx_writes(
    build: Build,
    dropped_fed_dropped: tuple[str, str, str],
    few: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sphinx_bindery.html.search_words._FEW", few)
    dropped, fed, dropped_then = dropped_fed_dropped
    env = build.app.env
    known = (build.outdir / "searchindex.js").read_text("utf-8")
    known, count = re.subn(r'"unheard":\d', '"unheard":[]', known)
    assert count == 1

    def dumped(kind: type[IndexBuilder]) -> str:
        index = kind(env, "en", {}, "")
        index.load(io.StringIO(known), js_index)
        index.prune([name for name in NAMES if name not in dropped])
        for name in fed:
            index.feed(name, f"{name}.md", f"Of {name}", env.get_doctree(READ_AS[name]))
        index.prune([name for name in (*NAMES, "0") if name not in dropped_then])
        return text_of(index)

    ours = dumped(SearchWords)
    assert ours == dumped(IndexBuilder)
    assert len(js_index.loads(ours)["terms"]) > 8


def test_a_cold_index_is_what_sphinx_makes(build: Build) -> None:
    env = build.app.env

    def dumped(kind: type[IndexBuilder]) -> str:
        for name, kept in vars(env).items():
            if name.startswith("_search_index"):
                kept.clear()
        index = kind(env, "en", {}, "")
        for name in NAMES:
            index.feed(name, f"{name}.md", f"Of {name}", env.get_doctree(name))
        index.prune(NAMES[1:])
        return text_of(index)

    ours = dumped(SearchWords)
    assert ours == dumped(IndexBuilder)
    assert "fox" in js_index.loads(ours)["terms"]


def test_an_index_begins_with_nothing_of_an_earlier_build(build: Build) -> None:
    env = build.app.env
    indexes = [kind(env, "en", {}, "") for kind in (IndexBuilder, SearchWords)]
    for index, name in zip(indexes, "ab", strict=True):
        index.feed(name, f"{name}.md", name, env.get_doctree(name))
    assert js_index.loads(text_of(indexes[1]))["docnames"] == ["b"]


def test_a_file_that_is_no_index_is_refused_as_by_sphinx(build: Build) -> None:
    known = (build.outdir / "searchindex.js").read_text("utf-8")
    for text in (
        'Search.setIndex({"docnames":[]})',
        "Search.setIndex([])",
        known.replace('"unheard":', '"unheard"', 1),
        known.replace('"unheard":', '"\\q":', 1),
        re.sub(r'"unheard":\d', '"unheard":[,]', known),
        known.removesuffix("}})"),
        known.replace('"envversion":{', '"envversion":{"new":1,', 1),
    ):
        assert text != known
        index = SearchWords(build.app.env, "en", {}, "")
        before = vars(index).copy()
        with pytest.raises(ValueError, match=r"old format|escape"):
            index.load(io.StringIO(text), js_index)
        assert vars(index) == before
