"""``sphinx-anthology check --fix`` and the forms of its report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_anthology.commands.main import main
from sphinx_anthology.core.fixes.front_matter import fix_front_matter
from sphinx_anthology.core.values.date_forms import iso_date

if TYPE_CHECKING:
    from pathlib import Path

BEFORE = """---
# a comment
title:   'Ünï: "x"'   # kept
pubdate: "2014/11/10 10:00"  # when
tags: 'a b, C++, "q"'  # what
Abstract: >-
  Folded
  text

auther: Ada
---

tags: a, b
"""
AFTER = """---
# a comment
title:   'Ünï: "x"'   # kept
date: "2014-11-10 10:00"  # when
tags: [a b, C++, "\\"q\\""]  # what
description: >-
  Folded
  text

authors: Ada
---

tags: a, b
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_only_the_mended_parts_of_lines_change(line_end: str) -> None:
    after = fix_front_matter("\ufeff" + BEFORE.replace("\n", line_end))
    assert after.replace("authors: Ada", "author: Ada") == "\ufeff" + AFTER.replace(
        "authors: Ada", "author: Ada"
    ).replace("\n", line_end)
    assert fix_front_matter(after) == after


@pytest.mark.parametrize(
    "lines",
    [
        "date: 10/11/2014",
        "date: 2014-11-10",
        "featured: true",
        "published: true",
        "layout: post",
        "pubdate: 2015\ndate: 2014",
        "link: not an address",
        "tags: [a, b]",
        "title: a, b",
        "author: Last, First",
        "zzz: x",
        "{pubdate: 2014}",
        "date: [2014",
        "cover: {image: a.png}",
    ],
)
def test_what_is_not_safe_stays(lines: str) -> None:
    text = f"---\n{lines}\n---\n# A\n"
    assert fix_front_matter(text) == text


def test_known_keys_of_other_programs_stay() -> None:
    text = "---\npubdate: 2014\n---\n"
    assert fix_front_matter(text, ["pub*"]) == text
    assert fix_front_matter(text) == "---\ndate: 2014\n---\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2014/11/10", "2014-11-10"),
        ("2014.1.5", "2014-01-05"),
        ("2014-1-5 10:00", "2014-01-05 10:00"),
        ("Nov 10, 2014", "2014-11-10"),
        ("Mon, 10 Nov 2014 10:00:00 +0100", "2014-11-10 10:00:00 +0100"),
        ("Sept. 3rd, 2014", "2014-09-03"),
        ("November 2014", "2014-11"),
        ("2014/11", "2014-11"),
        ("25/12/2014", "2014-12-25"),
        ("12/25/2014", "2014-12-25"),
        ("11/11/2014", "2014-11-11"),
        ("10/11/2014", None),
        ("2014/13/01", None),
        ("Feb 30, 2014", None),
        ("Foo 10, 2014", None),
        ("10/11/14", None),
        ("yesterday", None),
    ],
)
def test_dates_with_one_reading(text: str, expected: str | None) -> None:
    assert iso_date(text) == expected


def test_fix_writes_files_and_reports_what_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "a.md", tmp_path / "b.md"
    good.write_bytes(b"---\r\ndate: 2014/11/10\r\n---\r\n# A\r\n")
    bad.write_text("---\ndate: 10/11/2014\n---\n# B\n", encoding="utf-8")
    assert main(["check", "--fix", str(tmp_path)]) == 1
    captured = capsys.readouterr()
    assert captured.err == f"{good}: corrected\n"
    assert captured.out.startswith(f"{bad}:2: date: ")
    assert good.read_bytes() == b"---\r\ndate: 2014-11-10\r\n---\r\n# A\r\n"
    assert main(["check", "--fix", str(good)]) == 0
    assert capsys.readouterr().err == ""


def test_json_and_sarif_say_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a b.md").write_text("---\nx: 1\ndate: 2014-13\n---\n# A\n", encoding="utf-8")
    assert main(["check", "--format", "json", "a b.md"]) == 1
    listed = json.loads(capsys.readouterr().out)
    assert {(item["file"], item["line"], item["kind"]) for item in listed} == {
        ("a b.md", 2, "anthology.key"),
        ("a b.md", 3, "anthology.date"),
    }
    assert main(["check", "--format", "sarif", "a b.md"]) == 1
    log = json.loads(capsys.readouterr().out)
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    for result, item in zip(run["results"], listed, strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"] == item["kind"]
        assert result["message"]["text"] == item["message"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "a%20b.md"
        assert place["region"]["startLine"] == item["line"]


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_a_report_of_nothing_is_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    assert main(["check", "--format", form, str(tmp_path)]) == 0
    json.loads(capsys.readouterr().out)
