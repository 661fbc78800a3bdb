"""Searches in a site, by Pagefind's own JavaScript API."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_bindery.html.search.search_documents import EVERY_PAGE
from sphinx_bindery.html.search.search_index import FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping

Query = tuple[str, dict[str, object]]
"""A term and Pagefind's options of a search, such as ``filters`` and ``sort``."""

QUERIES: tuple[Query, ...] = (
    ("way", {}),
    ("walk", {}),
    (EVERY_PAGE, {"sort": {"date": "desc"}}),
    (EVERY_PAGE, {"sort": {"date": "asc"}, "filters": {"tag": {"any": ["Python", "new"]}}}),
    ("walk", {"filters": {"series": {"any": ["Walks"]}, "year": {"any": ["2014", "2015"]}}}),
)


def search(site: Path, *queries: Query) -> list[dict[str, Any]]:
    """Return the answer to each query: the data of its results in order, and counts of filters."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed")
    script = Path(__file__).with_name("pagefind_search.mjs")
    run = subprocess.run(
        [node, script, site, *map(json.dumps, queries)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    answers: list[dict[str, Any]] = json.loads(run.stdout)
    return answers


def searched_pages(site: Path) -> dict[str, dict[str, Any]]:
    """Return the data of every page in the index, by the page's address."""
    if not (site / FOLDER).exists():
        return {}
    (answer,) = search(site, (EVERY_PAGE, {}))
    return {page["raw_url"]: page for page in answer["results"]}


def without_search_index(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of an output except Pagefind's index, by their paths.

    Pagefind's files differ between runs over the same pages.
    """
    return {name: data for name, data in files.items() if FOLDER not in name.split("/")}
