"""A small blog with an address has the same bytes however, wherever and whenever it is built.

Serial, in parallel, after edits, in another folder, zone, locale and order of sets: pages, feeds,
inventory, ePub and PDF; the one exception is Pagefind's index.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks.blog import generated_blog
from benchmarks.tools import TOOLS
from tests.speedups import needs_speedups, run_module
from tests.sphinx.searching import without_search_index

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.one_python  # test_builders_and_themes.py compares bytes on each

BLOG = generated_blog(24)
TOOL = TOOLS["anthology"]
HERE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
ELSEWHERE = {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C"}


def build(
    folder: Path, builder: str, environment: dict[str, str], processes: int, *options: str
) -> None:
    command = [*run_module("sphinx"), "-q", "-W", "-b", builder, "-j", str(processes)]
    subprocess.run(
        [*command, *options, "-d", "_doctrees", ".", "_out"],
        cwd=folder,
        check=True,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"} | environment,
    )


def files(folder: Path) -> dict[str, bytes]:
    out = folder / "_out"
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module", params=["html", "epub", "pdf"])
def builder(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def serial(tmp_path_factory: pytest.TempPathFactory, builder: str) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("serial")
    TOOL.write(folder, BLOG)
    build(folder, builder, HERE, 1)
    return files(folder)


def differing(some: dict[str, bytes], others: dict[str, bytes]) -> set[str]:
    some, others = without_search_index(some), without_search_index(others)
    return {name for name in some.keys() | others.keys() if some.get(name) != others.get(name)}


def test_elsewhere_and_in_parallel(tmp_path: Path, builder: str, serial: dict[str, bytes]) -> None:
    folder = tmp_path / "somewhere else" / "blog"
    TOOL.write(folder, BLOG)
    build(folder, builder, ELSEWHERE, 2)
    assert differing(files(folder), serial) == set()
    if builder == "html":
        assert {"atom.xml", "feed.json", "objects.inv", "sitemap.xml", "llms.txt"} <= serial.keys()
        assert any(name.startswith("_pagefind/") for name in serial)
        assert any(name.startswith("_images/previews/") for name in serial)


@needs_speedups
def test_without_speedups(tmp_path: Path, builder: str, serial: dict[str, bytes]) -> None:
    TOOL.write(tmp_path / "plain", BLOG)
    build(tmp_path / "plain", builder, HERE, 2, "-D", "bindery_speedups=0")
    assert differing(files(tmp_path / "plain"), serial) == set()


def test_after_edits(tmp_path: Path, builder: str, serial: dict[str, bytes]) -> None:
    folder = tmp_path / "edited"
    TOOL.write(folder, BLOG)
    post, other = BLOG.post(3), BLOG.post(7)
    TOOL.write_post(folder, replace(post, title="Another title", tags=["another tag"]))
    TOOL.write_post(folder, replace(other, text="Another text.\n"))
    TOOL.write_post(folder, BLOG.post(24))
    build(folder, builder, ELSEWHERE, 2)
    assert differing(files(folder), serial)
    for changed in (post, other):
        TOOL.write_post(folder, changed)
    (folder / TOOL.posts / f"{BLOG.post(24).name}.md").unlink()
    build(folder, builder, HERE, 2)
    assert differing(files(folder), serial) <= {".buildinfo.bak"}
