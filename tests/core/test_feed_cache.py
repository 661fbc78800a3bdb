"""The cache of the content of posts for feeds: several writers, one reader, and accidents."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinx_anthology.core.formats.feed_cache import CachedContent, FeedCache

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

A = CachedContent("https://example.org/a.html", '<p>A \N{SNOWMAN}\u2028</p>\n<p>\\ "a"</p>')
B = CachedContent("https://example.org/b.html", "")
NEW = CachedContent("https://example.org/a.html", "<p>new</p>")
BOTH = {"a", "b"}


def times(folder: Path) -> dict[str, int]:
    """Return the modification time of each file in a folder."""
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


def test_what_was_added_is_read_again_and_later_content_replaces_earlier(tmp_path: Path) -> None:
    cache = FeedCache(tmp_path / "deep" / "feeds")
    assert cache.merge(BOTH) == {}
    cache.add("a", A)
    cache.add("b", B)
    assert cache.merge(BOTH) == {"a": A, "b": B}
    cache.add("a", NEW)
    cache.add("a", NEW)
    assert cache.merge(BOTH) == FeedCache(tmp_path / "deep" / "feeds").merge(BOTH)
    assert cache.merge(BOTH) == {"a": NEW, "b": B}


def test_processes_write_files_of_their_own_that_are_merged_into_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = FeedCache(tmp_path)
    for process, (name, content) in enumerate((("b", B), ("a", A)), 4000):
        monkeypatch.setattr(os, "getpid", lambda process=process: process)
        cache.add(name, content)
    assert len(times(tmp_path)) == 2
    assert cache.merge(BOTH) == {"a": A, "b": B}
    before = times(tmp_path)
    assert len(before) == 1
    assert cache.merge(BOTH) == {"a": A, "b": B}
    assert times(tmp_path) == before


def test_the_content_of_other_posts_is_removed(tmp_path: Path) -> None:
    cache = FeedCache(tmp_path)
    cache.add("a", A)
    cache.add("b", B)
    assert cache.merge({"b"}) == {"b": B}
    assert cache.merge(BOTH) == {"b": B}


def test_an_incomplete_line_of_an_interrupted_build_loses_only_its_post(tmp_path: Path) -> None:
    cache = FeedCache(tmp_path)
    cache.add("b", B)
    cache.add("a", A)
    (part,) = tmp_path.iterdir()
    part.write_bytes(part.read_bytes()[:-9])
    assert cache.merge(BOTH) == {"b": B}
    cache.add("a", NEW)
    assert cache.merge(BOTH) == {"a": NEW, "b": B}
