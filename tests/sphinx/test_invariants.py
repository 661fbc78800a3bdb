"""Serial = parallel, incremental = fresh, two builds = the same bytes, a no-op writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Build, Project

HOUSEKEEPING = {".buildinfo"}


@pytest.fixture
def posts(project: Project) -> Project:
    project.write(
        {
            f"posts/p{n}.md": f"---\ndate: 20{10 + n % 3}-0{1 + n % 9}\ntags: [t{n % 4}]\n"
            f"series: {{name: s{n % 2}, order: {n}}}\n---\n# Post {n}\n\n"
            f"See [one](p{n // 2}.md), [](p{n * 5 % 13}.md).\n"
            for n in range(12)
        }
    )
    return project


def pages(build: Build) -> dict[str, bytes]:
    return {name: data for name, data in build.files().items() if name not in HOUSEKEEPING}


def test_two_builds_give_the_same_bytes(posts: Project) -> None:
    assert posts.build(fresh=True).files() == posts.build(fresh=True).files()


def test_serial_and_parallel_give_the_same_bytes(posts: Project) -> None:
    assert posts.build(fresh=True).files() == posts.build(fresh=True, parallel=2).files()


def test_a_no_op_reads_and_writes_nothing(posts: Project) -> None:
    first = posts.build()
    before = {path: path.stat().st_mtime_ns for path in first.outdir.rglob("*.html")}
    second = posts.build()
    assert "0 added, 0 changed, 0 removed" in second.app.status.getvalue()
    after = {path: path.stat().st_mtime_ns for path in second.outdir.rglob("*.html")}
    generated = {first.outdir / name for name in ("genindex.html", "search.html")}
    assert {path for path in before if before[path] != after[path]} <= generated


@pytest.mark.parametrize(
    "edits",
    [
        {"posts/p3.md": "---\ndate: 2012-05\nseries: {name: s1, order: 3}\n---\n# Renamed\n"},
        {"posts/p3.md": "---\ndate: 2009\nseries: {name: s0, order: -1}\n---\n# Post 3\n"},
        {"posts/p3.md": "---\ndate: 2010-04\ndraft: true\n---\n# Post 3\n"},
        {"posts/p99.md": "---\ndate: 2011\nseries: {name: s1, order: 4.5}\n---\n# New\n"},
        {"posts/p11.md": None},
        {"posts/p12.md": "# The target of a link that led nowhere\n"},
    ],
    ids=["title", "date-and-series", "draft", "new", "deleted", "found"],
)
@pytest.mark.parametrize("parallel", [0, 2])
def test_incremental_equals_fresh(
    posts: Project, edits: dict[str, str | None], parallel: int
) -> None:
    posts.build()
    for name, text in edits.items():
        if text is None:
            (posts.folder / name).unlink()
        else:
            posts.write({name: text})
    incremental = posts.build(parallel=parallel)
    fresh = posts.build(fresh=True)
    assert pages(incremental).keys() == pages(fresh).keys()
    differing = {name for name, data in pages(fresh).items() if pages(incremental)[name] != data}
    assert differing == set()
