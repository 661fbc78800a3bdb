"""The HTML builders write the bytes that Sphinx's write, and only outdated files."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_bindery.html.builder import DirectorySiteBuilder, SiteBuilder
from sphinx_bindery.speedups.parallel_reading import ParallelReading
from sphinx_bindery.speedups.parallel_writing import ParallelWriting
from sphinx_bindery.speedups.workers import Workers
from tests.speedups import needs_speedups

from .conftest import CONF
from .searching import without_search_index

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Build, Project

WITH_BINDERY = CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')
INDEX = """\
Notes
=====

.. toctree::
   :glob:

   posts/*
   deep
"""


@pytest.fixture
def notes(project: Project) -> Project:
    project.write({"conf.py": WITH_BINDERY, "index.rst": INDEX})
    project.write({"deep.md": "# Deep\n\n```{toctree}\ndeeper\n```\n"})
    project.write({"deeper.md": "# Deeper\n\n[one](posts/p1.md)\n"})
    for n in range(14):
        text = f"---\ndate: 2014-{n % 12 + 1:02}\ntags: [t{n % 3}]\n---\n# Post {n}\n\n## More\n"
        project.write({f"posts/p{n}.md": text + f"\nWord{n} of [the next](p{(n + 1) % 14}.md).\n"})
    return project


def of_theme(theme: str) -> dict[str, object]:
    """Return options of a build; themes add to the list of folders, which must be its own."""
    return {"html_theme": theme, "templates_path": []}


def times(build: Build) -> dict[str, int]:
    return {
        path.relative_to(build.outdir).as_posix(): path.stat().st_mtime_ns
        for path in build.outdir.rglob("*")
        if path.is_file()
    }


def written(before: dict[str, int], after: dict[str, int]) -> set[str]:
    return {name for name in after if before.get(name) != after[name]}


@pytest.mark.parametrize(
    ("name", "kind"), [("html", SiteBuilder), ("dirhtml", DirectorySiteBuilder)]
)
@pytest.mark.parametrize("theme", ["basic", "sphinx_book_theme"])
def test_the_bytes_are_those_of_sphinx(
    notes: Project, name: str, kind: type, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = notes.build(name, fresh=True, confoverrides=of_theme(theme))
    assert isinstance(ours.app.builder, kind)
    parallel = notes.build(name, fresh=True, confoverrides=of_theme(theme), parallel=2)
    monkeypatch.setattr("sphinx_bindery.html.builder._BUILDERS", {})
    theirs = notes.build(name, fresh=True, confoverrides=of_theme(theme))
    assert type(theirs.app.builder).__module__.startswith("sphinx.")
    files = without_search_index(ours.files())
    assert files == without_search_index(parallel.files()) == without_search_index(theirs.files())


def test_another_extension_s_builder_stays(notes: Project) -> None:
    text = WITH_BINDERY.replace('["myst', '["other", "myst')
    notes.write({"conf.py": f"import sys\nsys.path.insert(0, {str(notes.folder)!r})\n{text}"})
    notes.write(
        {
            "other.py": "from sphinx.builders.html import StandaloneHTMLBuilder\n"
            "class Other(StandaloneHTMLBuilder):\n    pass\n"
            "def setup(app):\n    app.add_builder(Other, override=True)\n"
        }
    )
    assert type(notes.build().app.builder).__name__ == "Other"


@pytest.mark.parametrize("theme", ["basic", "sphinx_book_theme"])
def test_a_no_op_writes_nothing(notes: Project, theme: str) -> None:
    before = times(notes.build(confoverrides=of_theme(theme)))
    again = notes.build(confoverrides=of_theme(theme))
    assert "0 added, 0 changed, 0 removed" in again.app.status.getvalue()
    assert "searchindex.js" in before
    assert written(before, times(again)) == set()


def test_missing_files_are_written_again(notes: Project) -> None:
    first = notes.build()
    before = times(first)
    for name in ("search.html", "objects.inv", "searchindex.js"):
        (first.outdir / name).unlink()
        assert times(notes.build()).keys() == before.keys(), name


def test_live_builds_keep_the_search_index(notes: Project) -> None:
    index = notes.build(tags=["live"]).files()["searchindex.js"]
    notes.write({"deeper.md": "# Deeper\n\nUnindexed.\n"})
    build = notes.build(tags=["live"])
    assert b"Unindexed" in build.files()["deeper.html"]
    assert build.files()["searchindex.js"] == index
    assert b"unindex" in notes.build().files()["searchindex.js"]


def test_a_removed_orphan_leaves_the_search_index(notes: Project) -> None:
    notes.write({"alone.md": "---\norphan: true\n---\n# Alone\n\nUnheard.\n"})
    assert b"unheard" in notes.build().files()["searchindex.js"]
    (notes.folder / "alone.md").unlink()
    assert b"unheard" not in notes.build().files()["searchindex.js"]


@pytest.mark.parametrize(
    ("file", "old", "new", "pages"),
    [
        ("posts/p3.md", "Word3", "Another", {"posts/p3.html"}),
        ("posts/p3.md", "# Post 3", "# Renamed", {"posts/p3.html", "index.html"}),
        ("posts/p3.md", "## More", "## Less", {"posts/p3.html", "index.html"}),
        ("deeper.md", "# Deeper", "# Deepest", {"deeper.html", "deep.html", "index.html"}),
    ],
    ids=["text", "title", "section", "nested-title"],
)
def test_a_page_is_written_when_its_toctree_shows_something_else(
    notes: Project, file: str, old: str, new: str, pages: set[str]
) -> None:
    before = times(notes.build())
    text = (notes.folder / file).read_text(encoding="utf-8")
    notes.write({file: text.replace(old, new)})
    incremental = notes.build()
    now = written(before, times(incremental))
    assert pages <= now
    if file == "posts/p3.md":
        assert ("index.html" in now) == ("index.html" in pages)
    fresh = notes.build(fresh=True)
    assert fresh.files()["index.html"] == incremental.files()["index.html"]


def test_the_environment_is_restored(notes: Project) -> None:
    build = notes.build()
    assert build.app.env.files_to_rebuild["deeper"] == {"deep"}
    assert notes.build().app.env.files_to_rebuild["deeper"] == {"deep"}


def test_a_warning_while_reading_in_parallel_has_its_line(notes: Project) -> None:
    notes.write(
        {"posts/p5.md": "# Post 5\n\n[gone](nowhere.md)\n\n`{oops}`\n\n```{nothing}\n```\n"}
    )
    build = notes.build(fresh=True, parallel=2)
    assert "p5.md:7: WARNING: Unknown directive type: 'nothing'" in build.warnings


def sent_and_forked(
    project: Project, posts: int, monkeypatch: pytest.MonkeyPatch
) -> tuple[int, int]:
    """Return how many bytes processes sent of what they had read, and how many there were."""
    for n in range(posts):
        project.write({f"posts/q{n:03}.md": f"---\ndate: 2014\n---\n# Note {n}\n\nText {n}.\n"})
    sent: list[int] = []
    start = Workers.start

    def weigh(self: Workers, work: object, when_ended: object = None) -> None:
        def take(result: object) -> None:
            if isinstance(result, bytes):
                sent.append(len(result))
            if callable(when_ended):
                when_ended(result)

        start(self, work, take)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Workers, "start", weigh)
        project.build(fresh=True, parallel=2)
    return sum(sent), len(sent)


@needs_speedups
def test_the_bytes_that_processes_send_grow_linearly(
    notes: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = sent_and_forked(notes, 60, monkeypatch)
    more = sent_and_forked(notes, 240, monkeypatch)
    assert few[1] == more[1] == 2  # one for each core: nothing is sent twice
    assert more[0] < 4 * few[0]


@needs_speedups
def test_sphinx_calls_the_methods_that_read_and_write_in_parallel(
    notes: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sphinx does not document these methods; this test fails with a version that renames them."""
    asked: list[str] = []
    for owner, name in ((ParallelReading, "_read_parallel"), (ParallelWriting, "_write_parallel")):
        method = getattr(owner, name)

        def ask(
            self: object, docnames: object, nproc: int, named: str = name, then: object = method
        ) -> None:
            asked.append(named)
            then(self, docnames, nproc)  # type: ignore[operator]

        monkeypatch.setattr(owner, name, ask)
        assert hasattr(StandaloneHTMLBuilder, name)
    notes.build(fresh=True, parallel=2)
    assert asked == ["_read_parallel", "_write_parallel"]


@needs_speedups
def test_few_documents_are_read_and_written_without_processes(
    notes: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes.build(parallel=2)
    monkeypatch.setattr(Workers, "start", lambda *_args: pytest.fail("forked"))
    text = (notes.folder / "posts/p3.md").read_text(encoding="utf-8")
    notes.write({"posts/p3.md": f"{text}\nMore.\n"})
    build = notes.build(parallel=2)
    assert "1 changed" in build.app.status.getvalue()


@needs_speedups
def test_more_than_one_process_writes(notes: Project, tmp_path: Path) -> None:
    """Pages are written by more than one process."""
    who = tmp_path / "who.txt"
    notes.write(
        {
            "conf.py": WITH_BINDERY + "def note(app, pagename, *_rest):\n    import os\n"
            f"    with open({str(who)!r}, 'a') as file:\n"
            "        print(os.getpid(), pagename, file=file)\n"
            "def setup(app):\n    app.connect('html-page-context', note)\n"
            "    return {'parallel_read_safe': True, 'parallel_write_safe': True}\n"
        }
    )
    notes.build(fresh=True, parallel=2)
    lines = [line.split() for line in who.read_text(encoding="utf-8").splitlines()]
    documents = [page for _pid, page in lines if page.startswith(("posts/", "deep"))]
    assert sorted(documents) == sorted({*documents})
    assert len(documents) == 16
    assert len({pid for pid, _page in lines}) > 1


def test_the_pickled_environment_is_whole(notes: Project) -> None:
    serial = notes.build(fresh=True).app.env
    parallel = notes.build(fresh=True, parallel=2).app.env
    for name in ("titles", "tocs", "toctree_includes", "metadata", "files_to_rebuild"):
        theirs, ours = getattr(serial, name), getattr(parallel, name)
        assert {key: str(value) for key, value in theirs.items()} == {
            key: str(value) for key, value in ours.items()
        }, name
    assert pickle.dumps(parallel)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("posts/p3.md", "\n## More\n", "\n## More\n\n### Below\n"),
        ("deep.md", "```{toctree}\ndeeper\n", "```{toctree}\nIts name <deeper>\n"),
        ("deep.md", "```{toctree}\n", "```{toctree}\n:hidden:\n\n"),
        ("posts/p3.md", "date: 2014-04\n", "date: 2014-04\ntocdepth: 1\n"),
    ],
    ids=["level", "explicit-title", "hidden", "tocdepth"],
)
def test_toctrees_equal_those_of_a_fresh_build(
    notes: Project, file: str, old: str, new: str
) -> None:
    text = (notes.folder / file).read_text(encoding="utf-8")
    assert old in text
    notes.build()
    notes.write({file: text.replace(old, new)})
    assert notes.build().files()["index.html"] == notes.build(fresh=True).files()["index.html"]


def test_a_changed_heading_level_shows_in_toctrees(notes: Project) -> None:
    text = "# Levels\n\n## One\n\n{} Two\n"
    notes.write({"posts/p3.md": text.format("##")})
    notes.build()
    notes.write({"posts/p3.md": text.format("###")})
    assert notes.build().files()["index.html"] == notes.build(fresh=True).files()["index.html"]


def test_documents_read_by_another_builder_are_in_the_index(notes: Project) -> None:
    notes.write({"posts/p3.md": "# Post 3\n\n```{include} ../part.txt\n```\n"})
    notes.write({"part.txt": "```{index} early\n```\n"})
    notes.build()
    notes.write({"part.txt": "```{index} later\n```\n"})
    notes.build("text")
    assert b"later" in notes.build().files()["genindex.html"]


def test_missing_pages_of_the_project_are_written_again(notes: Project) -> None:
    notes.write(
        {
            "conf.py": WITH_BINDERY + 'html_additional_pages = {"home": "home.html"}\n'
            'templates_path = ["templates"]\n',
            "templates/home.html": "<!doctype html><title>Home</title>",
            "deeper.md": "# Deeper\n\n```{py:module} spam\n```\n",
        }
    )
    first = notes.build()
    for name in ("home.html", "py-modindex.html"):
        (first.outdir / name).unlink()
        assert name in notes.build().files()
