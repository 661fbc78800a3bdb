"""The index of a large site, made in shards: it is that of all pages at once, in the end."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from sphinx_bindery.html import search_index, search_output, search_shards
from sphinx_bindery.html.search_program import index, program
from sphinx_bindery.html.search_shard import sort_values
from sphinx_bindery.html.search_shards import Index, joined_index, shards_of
from tests.book.test_site import in_the_browser, searched

from .conftest import Project
from .test_incremental import edit
from .test_search import CONFIG, EDITS, MAGIC, POSTS, found
from .test_search import index as index_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx.testing.util import SphinxTestApp

    from sphinx_bindery.html.search_shard import Shard

pytestmark = pytest.mark.skipif(program() is None, reason="Pagefind is not installed")

OPTIONS = ["--force-language", "en", "--keep-index-url"]


# -- what files of an index say --------------------------------------------------------------------


class Told(NamedTuple):
    """What an index says, whatever numbers its pages have and in which files it stands."""

    pages: dict[str, int]
    words: dict[str, Any]
    filters: dict[str, dict[str, list[str]]]
    sorts: dict[str, list[str]]
    chunks: list[tuple[str, str, list[str]]]


def value(data: bytes, at: int = 0) -> tuple[Any, int]:
    """Return a value in CBOR, and where it ends."""
    kind, number = data[at] >> 5, data[at] & 31
    at += 1
    if number > 23:
        size = 1 << number - 24
        number, at = int.from_bytes(data[at : at + size]), at + size
    if kind == 3:
        return data[at : at + number].decode(), at + number
    if kind != 4:
        return {0: number, 1: -1 - number}[kind], at
    items = []
    for _ in range(number):
        item, at = value(data, at)
        items.append(item)
    return items, at


def told(files: Mapping[str, bytes]) -> Told:
    def opened(name: str) -> bytes:
        return gzip.decompress(files[name])[MAGIC:]

    entry = json.loads(files["pagefind-entry.json"])
    (language,) = entry["languages"].values()
    _version, pages, chunks, filters, sorts, fields = value(
        opened(f"pagefind.{language['hash']}.pf_meta")
    )[0]
    assert language["page_count"] == len(pages)
    urls = [json.loads(opened(f"fragment/{name}.pf_fragment"))["url"] for name, _words in pages]
    named = {f"fragment/{name}.pf_fragment" for name, _words in pages}
    named |= {f"index/{name}.pf_index" for _first, _last, name in chunks}
    named |= {f"filter/{name}.pf_filter" for _filter, name in filters}
    assert named == {name for name in files if "/" in name}

    def places(found: list[Any]) -> dict[str, Any]:
        by_page, number = {}, 0
        for step, in_text, in_fields in found:
            number += step
            by_page[urls[number]] = in_text, [fields[-1 - n] if n < 0 else n for n in in_fields]
        return by_page

    words: dict[str, Any] = {}
    bounds = []
    for first, last, name in chunks:
        here = value(opened(f"index/{name}.pf_index"))[0][0]
        words |= {
            word: (places(found), {form: places(more) for form, more in forms})
            for word, found, forms in here
        }
        bounds.append((first, last, [word for word, _found, _forms in here]))
    return Told(
        dict(zip(urls, (count for _name, count in pages), strict=True)),
        words,
        {
            name: {
                kind: sorted(urls[page] for page in numbers)
                for kind, numbers in value(opened(f"filter/{digest}.pf_filter"))[0][1]
            }
            for name, digest in filters
        },
        {key: [urls[page] for page in numbers] for key, numbers in sorts},
        bounds,
    )


def without_files(told: Told) -> Told:
    return told._replace(chunks=[])


# -- of pages alone --------------------------------------------------------------------------------


def page(title: str, body: str, *, day: str = "", tag: str = "", head: str = "") -> str:
    if day:
        head += f'<meta name="d" content="{day}" data-pagefind-sort="date[content]" />'
    if tag:
        head += f'<meta name="t" content="{tag}" data-pagefind-filter="tag[content]" />'
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title>{head}</head>"
        f"<body><main data-pagefind-body><h1>{title}</h1>{body}</main></body></html>"
    )


PICTURE = '<p><img src="a.png" alt="A wombat"></p>'
PAGES = {
    "a.html": page(
        "Café & cafe", "<p>Café cafe walks</p>", day="2014-11-01", tag="&lt;x&gt; &amp; y"
    ),
    "b.html": page("Long", f"<p>{'walking ' * 300}end</p>", day="2015-01-02", tag="x"),
    "c.html": page("Picture", PICTURE, day="2014-11-02", tag="x"),
    "d.html": page("Two", "<p>Résumé of cafés</p>", head='<meta data-pagefind-meta="names:Zoë">'),
    "e/index.html": page("Three", "<p>walkers and résumés</p>", tag="Ostriches"),
    **{
        f"more/{n}.html": page(
            f"Page {n}", f"<p>walk {'word ' * n} w{n:03}</p>", day=f"2016-01-{n:02}", tag="many"
        )
        for n in range(1, 31)
    },
}


def made(names: Iterable[str], pages: Mapping[str, str]) -> Index:
    files = index(program() or Path(), [(name, pages[name]) for name in names], OPTIONS)
    return Index(files, {f"/{name}": sort_values(pages[name]) for name in names})


def joined(
    pages: Mapping[str, str], kept: Path, there: Mapping[str, bytes] | None = None
) -> tuple[dict[str, bytes], list[list[str]]]:
    """Return the files of an index in shards, and what pages were indexed for it."""
    indexed: list[list[str]] = []

    def make(names: Iterable[str]) -> Index:
        indexed.append([*names])
        return made(indexed[-1], pages)

    shards = [{name: pages[name] for name in shard} for shard in shards_of(pages)]
    files = joined_index(shards, kept, {*(there or ())}, make)
    return {
        name: data if data is not None else (there or {})[name] for name, data in files.items()
    }, sorted(indexed)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_shards, "PAGES_A_SHARD", 4)
    monkeypatch.setattr(search_output, "LEAST", 100)
    monkeypatch.setattr(search_output, "MOST", 300)


def test_pages_are_parted_by_their_paths_alone() -> None:
    names = [f"posts/{n}.html" for n in range(1000)]
    shards = shards_of(reversed(names))
    assert shards == shards_of(names)
    assert sorted(name for shard in shards for name in shard) == sorted(names)
    assert len(shards) == 16
    assert max(map(len, shards)) < 90
    fewer = shards_of(names[1:])
    assert sum(a != b for a, b in zip(shards, fewer, strict=True)) == 1
    assert shards_of(names[:64]) == [sorted(names[:64])]


@pytest.mark.parametrize(("pages", "shards"), [(1, 1), (65, 2), (4096, 64), (4097, 128)])
def test_there_are_about_as_many_shards_as_pages_in_one(pages: int, shards: int) -> None:
    assert len(shards_of(str(number) for number in range(pages))) == shards


@pytest.mark.usefixtures("small")
def test_shards_joined_are_the_index_of_all_pages(tmp_path: Path) -> None:
    files, indexed = joined(PAGES, tmp_path)
    assert len(indexed) == 8
    whole = told(made(PAGES, PAGES).files)
    assert whole.words["cafe"][1].keys() == {"café", "cafés"}
    assert whole.sorts["date"][:2] == ["/a.html", "/c.html"]
    assert len(whole.sorts["date"]) == 33
    assert without_files(told(files)) == without_files(whole)


@pytest.mark.usefixtures("small")
def test_a_word_stands_in_the_one_file_whose_bounds_it_is_in(tmp_path: Path) -> None:
    chunks = told(joined(PAGES, tmp_path)[0]).chunks
    assert len(chunks) > 4
    words = [word for _first, _last, here in chunks for word in here]
    assert words == sorted(set(words))
    for place, (first, last, here) in enumerate(chunks):
        assert here[0].startswith(first)
        assert here[-1].startswith(last)
        assert first <= last
        assert all(last < after for after, _last, _here in chunks[place + 1 :])


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("change", ["text", "deleted", "added", "picture", "order"])
def test_after_a_change_only_its_shard_is_indexed(tmp_path: Path, change: str) -> None:
    before, _all = joined(PAGES, tmp_path / "kept")
    name = "new.html" if change == "added" else "c.html"
    changed = {
        "text": page("Picture", PICTURE + "<p>otters</p>", day="2014-11-01", tag="x"),
        "picture": page("Picture", "<p>none</p>", day="2014-11-01", tag="x"),
        "order": page("Picture", PICTURE, day="2017-11-01"),
        "added": page("New", "<p>otters</p>", day="1999-01-01", tag="new"),
    }
    pages = {**PAGES, name: changed.get(change, "")}
    if change == "deleted":
        del pages[name]
    after, indexed = joined(pages, tmp_path / "kept", before)
    (shard,) = [shard for shard in shards_of({**pages, name: ""}) if name in shard]
    assert indexed == [[other for other in shard if other in pages]]
    assert after == joined(pages, tmp_path / "fresh")[0]
    assert without_files(told(after)) == without_files(told(made(pages, pages).files))


@pytest.mark.usefixtures("small")
def test_after_a_change_only_its_group_is_joined(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, _all = joined(PAGES, tmp_path)
    sizes: list[int] = []

    def counted(shards: list[Shard]) -> Shard:
        sizes.append(len(shards))
        return join(shards)

    join = search_shards.joined
    monkeypatch.setattr(search_shards, "joined", counted)
    pages = {**PAGES, "c.html": page("Picture", "<p>otters</p>")}
    after, _some = joined(pages, tmp_path, before)
    assert sizes == [4, 2]  # of eight shards: those of a group, and the groups
    for group in tmp_path.glob("group-*"):
        group.write_bytes(b"cut o")
    sizes.clear()
    assert joined(pages, tmp_path, after) == (after, [])
    assert sizes == [4, 4, 2]


@pytest.mark.usefixtures("small")
def test_what_is_lost_is_indexed_again(tmp_path: Path) -> None:
    before, _all = joined(PAGES, tmp_path)
    assert joined(PAGES, tmp_path, before) == (before, [])
    (lost, *_others) = (name for name in before if name.endswith("-0.pf_fragment"))
    there = {name: data for name, data in before.items() if name != lost}
    (record,) = tmp_path.glob("1-*.pickle")  # of the same group, which is read then
    record.write_bytes(b"cut o")
    again, indexed = joined(PAGES, tmp_path, there)
    assert again == before
    assert len(indexed) == 2


@pytest.mark.usefixtures("small")
def test_nothing_is_kept_of_a_shard_without_pages(tmp_path: Path) -> None:
    joined(PAGES, tmp_path)
    few = {name: PAGES[name] for name in ["a.html", "b.html", "c.html", "d.html", "e/index.html"]}
    files, _all = joined(few, tmp_path)
    numbers = [number for number, shard in enumerate(shards_of(few)) if shard]
    kept = sorted(int(path.name.partition("-")[0]) for path in tmp_path.glob("[0-9]*"))
    assert kept == numbers
    assert told(files).pages.keys() == {f"/{name}" for name in few}


@pytest.mark.usefixtures("small")
def test_an_order_that_is_told_in_another_way_is_not_guessed(tmp_path: Path) -> None:
    pages = {**PAGES, "a.html": page("A", '<p data-pagefind-sort="date">2014</p>')}
    with pytest.raises(ValueError, match="sorted"):
        joined(pages, tmp_path)


@pytest.mark.parametrize("values", [["9", "10", "-1.5"], ["2014-02", "2014-11-01", "x"]])
@pytest.mark.usefixtures("small")
def test_pages_are_sorted_as_numbers_if_all_values_are_some(
    tmp_path: Path, values: list[str]
) -> None:
    pages = {f"{n}.html": page("A", "<p>a</p>", day=values[n % 3]) for n in range(12)}
    sorts = [told(files).sorts for files in (joined(pages, tmp_path)[0], made(pages, pages).files)]
    days = [[values[int(url[1:-5]) % 3] for url in found["date"]] for found in sorts]
    assert days == [sorted(days[0], key=values.index if "x" in values else float)] * 2


# -- in a site -------------------------------------------------------------------------------------


@pytest.fixture
def sharded(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return posts whose site is indexed in shards."""
    monkeypatch.setattr(search_shards, "PAGES_A_SHARD", 1)
    project.write(POSTS)
    return project


@pytest.mark.parametrize("change", EDITS)
def test_an_incremental_build_has_the_index_of_a_fresh_one(sharded: Project, change: str) -> None:
    before = index_of(sharded.build())
    edit(sharded.folder, EDITS[change])
    after = index_of(sharded.build())
    assert after == index_of(sharded.build(fresh=True))
    assert after != before


def test_same_bytes_in_any_folder_and_with_two_processes(
    sharded: Project, make_app: Callable[..., SphinxTestApp], tmp_path: Path
) -> None:
    there = Project(tmp_path / "elsewhere", make_app)
    there.write(
        {
            path.relative_to(sharded.folder).as_posix(): path.read_text(encoding="utf-8")
            for path in sharded.folder.rglob("*")
            if path.is_file()
        }
    )
    assert index_of(sharded.build()) == index_of(there.build(parallel=2)) != {}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_site_in_shards_tells_what_one_index_does(
    sharded: Project, monkeypatch: pytest.MonkeyPatch, builder: str
) -> None:
    def files() -> dict[str, bytes]:
        build = sharded.build(builder)
        return {name.removeprefix("_pagefind/"): data for name, data in index_of(build).items()}

    in_shards = files()
    assert any("-" in name for name in in_shards)
    monkeypatch.setattr(search_shards, "PAGES_A_SHARD", 100)
    edit(sharded.folder, {"posts/undated.md": "# Undated\n\nZebras!\n"})
    whole = files()
    assert not any("-" in name for name in whole if "/" in name)
    assert without_files(told(in_shards)) == without_files(told(whole))


def test_a_page_that_is_written_again_as_it_was_is_not_indexed(
    sharded: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = sharded.build()
    before = {path: path.stat().st_mtime_ns for path in (build.outdir / "_pagefind").rglob("*")}
    one = build.outdir / "posts" / "one.html"
    one.write_bytes(one.read_bytes())
    monkeypatch.setattr(search_index, "index", lambda *_args: pytest.fail("indexed"))
    build = sharded.build()
    assert {p: p.stat().st_mtime_ns for p in (build.outdir / "_pagefind").rglob("*")} == before


def test_files_of_other_shards_are_not_written_again(sharded: Project) -> None:
    def times() -> dict[str, int]:
        folder = sharded.build().outdir / "_pagefind" / "fragment"
        return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}

    before = times()
    edit(sharded.folder, EDITS["text"])
    after = times()
    assert len(before.items() & after.items()) >= 3
    assert after.items() - before.items()


def test_an_unknown_format_is_indexed_at_once(
    sharded: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        message = "another format"
        raise ValueError(message)

    monkeypatch.setattr(search_shards, "read_shard", fail)
    build = sharded.build()
    assert build.warnings == ""
    assert "/posts/one.html" in found(build)
    assert not any("-" in name for name in index_of(build) if "fragment/" in name)


def test_a_program_that_fails_is_a_warning(
    sharded: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    sharded.build()
    edit(sharded.folder, EDITS["draft"])
    with monkeypatch.context() as patch:
        patch.setattr(search_index, "program", lambda: Path(__file__))
        build = sharded.build()
    assert build.warnings.count("Pagefind made no index") == 1
    assert index_of(build) == {}
    assert "/posts/two.html" in found(sharded.build())


@in_the_browser
@pytest.mark.parametrize(
    ("page", "steps"),
    [
        ("search.html?q=walkabout", []),
        ("search.html?q=walks", ["order:newest"]),
        ("search.html", ["filter:Tag:Many", "filter:Year:2015"]),
    ],
)
def test_a_browser_finds_the_same_in_shards(
    project: Project, monkeypatch: pytest.MonkeyPatch, page: str, steps: list[str]
) -> None:
    project.write(
        {
            "conf.py": CONFIG,
            **{
                f"posts/{n}.md": f"---\ndate: {2014 + n % 3}-0{1 + n % 7}-1{n % 5}\n"
                f"tags: [{'many' if n % 2 else 'few'}]\n---\n# Post {n}\n\n"
                f"{'Walk. ' * (n % 4)}{'Walking.' if n % 5 else 'Walkabout.'}\n"
                for n in range(9)  # few enough to be shown at once
            },
        }
    )
    results = []
    for limit in (100, 2):
        monkeypatch.setattr(search_shards, "PAGES_A_SHARD", limit)
        build = project.build(fresh=True)
        result = searched(build.outdir, page, *steps)
        assert any("-" in name for name in index_of(build) if "fragment/" in name) == (limit == 2)
        assert result["found"]
        results.append(result)
    one, shards = results
    assert [len(result["asked"]) for result in results] == [len(one["asked"])] * 2
    for fact in ("query", "status", "facets", "said"):
        assert shards[fact] == one[fact]
    if "newest" in page + str(steps) or "q=" not in page:
        assert shards["found"] == one["found"]
    assert sorted(map(repr, shards["found"])) == sorted(map(repr, one["found"]))
