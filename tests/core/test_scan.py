"""The front matter of files, read where it may have changed."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from sphinx_anthology.core.frontmatter.scan import scan_files

if TYPE_CHECKING:
    from datetime import tzinfo
    from pathlib import Path

    from sphinx_anthology.core.frontmatter.scan import FrontMatterScan

TEXT = "---\ndate: 2014-11-10\n---\n\n# A post\n"


def scanned(
    file: Path, known: dict[str, FrontMatterScan] | None = None, zone: tzinfo = UTC
) -> FrontMatterScan:
    return scan_files([("a", file)], known or {}, zone)["a"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "a.md"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_a_file_that_has_not_changed_is_not_read_again(file: Path) -> None:
    before = scanned(file)
    assert before.post.date
    assert before.post.date.iso == "2014-11-10"
    known = replace(before, digest="of what was read")
    assert scanned(file, {"a": known}) is known


def test_one_that_was_given_its_old_time_is_read_again(file: Path) -> None:
    before = scanned(file)
    stat = file.stat()
    file.write_text(TEXT.replace("10", "11"), encoding="utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    after = scanned(file, {"a": before})
    assert after.post.date
    assert after.post.date.iso == "2014-11-11"


def test_front_matter_that_has_not_changed_is_not_parsed_again(file: Path) -> None:
    before = scanned(file)
    file.write_text(f"{TEXT}\nMore text.\n", encoding="utf-8")
    after = scanned(file, {"a": before})
    assert after.post is before.post
    assert after.state != before.state
    assert scanned(file, {"a": after}) is after


def test_another_zone_reads_all_again(file: Path) -> None:
    before = scanned(file)
    after = scanned(file, {"a": before}, ZoneInfo("Pacific/Auckland"))
    assert after.digest != before.digest
    assert after.post.date
    assert before.post.date
    assert after.post.date.start < before.post.date.start


def test_the_encoding_is_that_of_the_project(file: Path) -> None:
    file.write_bytes("---\ntitle: \xc9t\xe9\n---\n".encode("latin-1"))
    before = scanned(file)
    assert (before.post.draft, before.is_decodable) == (True, False)
    after = scan_files([("a", file)], {"a": before}, UTC, "latin-1")["a"]
    assert (after.post.title, after.post.draft, after.is_decodable) == ("\xc9t\xe9", False, True)


@pytest.mark.parametrize(
    "text",
    [
        "---\npost: true\ntitle: a: b\n---\n",
        "--\npost: true\ndraft: true\n--\n",
        "+++\npost = true\ndraft = yes\n+++\n",
        '{"title": "A",\n"post": true,\n"draft": true,}\n',
    ],
)
def test_a_post_that_cannot_be_read_is_a_post(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    post = scanned(file).post
    assert (post.draft, post.is_post) == (True, True)


def test_what_cannot_be_read_says_nothing_and_is_looked_at_again(tmp_path: Path) -> None:
    missing = tmp_path / "missing.md"
    before = scanned(missing)
    assert before.post.date is None
    missing.write_text(TEXT, encoding="utf-8")
    assert scanned(missing, {"a": before}).post.date


def test_template_tags_are_looked_for_whenever_the_text_changes(file: Path) -> None:
    before = scanned(file)
    assert before.problems == ()
    file.write_text(f"{TEXT}\n{{% include b %}}\n", encoding="utf-8")
    after = scanned(file, {"a": before})
    assert after.post is before.post
    assert [(str(problem.kind), problem.line) for problem in after.problems] == [("template", 7)]


def notebook(**metadata: object) -> str:
    code = {"cell_type": "code", "metadata": {"tags": ["hide-input"]}, "source": ["title: x"]}
    cells = [{**code, "outputs": [], "execution_count": None}]
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4}, indent=1)


def test_the_metadata_of_a_notebook_are_its_front_matter(tmp_path: Path) -> None:
    file = tmp_path / "a.ipynb"
    file.write_text(notebook(kernelspec={"name": "x"}, date="2014-11", tags=["A", "B"]), "utf-8")
    found = scanned(file)
    assert found.problems == ()
    assert found.post.date
    assert found.post.date.iso == "2014-11"
    assert found.post.tags == ("A", "B")
    assert not found.post.draft


def test_a_mistake_in_a_notebook_is_reported_at_its_line(tmp_path: Path) -> None:
    file = tmp_path / "a.ipynb"
    text = notebook(date="May 9", draft=True)
    file.write_text(text, "utf-8")
    found = scanned(file)
    line = next(n for n, line in enumerate(text.splitlines(), 1) if '"date"' in line)
    assert [(str(problem.kind), problem.line) for problem in found.problems] == [("date", line)]
    assert found.post.draft


def test_a_notebook_without_metadata_has_no_front_matter(tmp_path: Path) -> None:
    (file := tmp_path / "a.ipynb").write_text(notebook(), "utf-8")
    found = scanned(file)
    assert found.problems == ()
    assert found.post.date is None


CELL = {"cell_type": "code", "metadata": {}, "source": "x", "outputs": []}
UNREADABLE = [
    "", "{}", "[]", "1", "x", "[" * 100_000, '{"metadata": {"date": ',
    '{\n<<<<<<< HEAD\n"cells": []',
    *(
        json.dumps({"nbformat": 4, "metadata": {}, "cells": [CELL], **other})
        for other in (
            {"nbformat": None}, {"nbformat": 5}, {"metadata": []}, {"cells": {}}, {"cells": [1]},
            {"metadata": {"kernelspec": "python3"}},
        )
    ),
    *(
        json.dumps({"nbformat": 4, "metadata": {}, "cells": [{**CELL, **other}]})
        for other in (
            {"cell_type": "text"}, {"source": None}, {"source": [1]}, {"metadata": None},
            {"outputs": None}, {"outputs": [1]}, {"outputs": [{"output_type": "stream"}]},
            {"outputs": [{"output_type": "display_data"}]}, {"outputs": [{"output_type": "error"}]},
        )
    ),
]  # fmt: skip


@pytest.mark.parametrize("text", UNREADABLE)
def test_a_text_that_is_no_notebook_is_left_out(tmp_path: Path, text: str) -> None:
    (file := tmp_path / "a.ipynb").write_text(text, "utf-8")
    found = scanned(file)
    assert not found.is_decodable
    assert found.post.draft
    (problem,) = found.problems
    assert problem.message.startswith("the notebook ")
    assert problem.line == (2 if "HEAD" in text else 1)


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_front_matter_in_the_first_cell_holds_a_notebook_back(tmp_path: Path, kind: str) -> None:
    cell = {"cell_type": kind, "metadata": {}, "source": ["---\n", "draft: true\n", "---\n"]}
    text = json.dumps({"cells": [cell, CELL], "metadata": {}, "nbformat": 4}, indent=1)
    (file := tmp_path / "a.ipynb").write_text(text, "utf-8")
    found = scanned(file)
    assert found.post.draft
    (problem,) = found.problems
    assert "in the metadata of the notebook" in problem.message
    assert text.splitlines()[problem.line - 1].strip() == '"source": ['
