"""``sphinx-anthology stats``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import lxml.etree
import pytest

from sphinx_anthology.commands.main import main

if TYPE_CHECKING:
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    folder = tmp_path / "posts"
    folder.mkdir()
    for name, text in {
        "a.md": "---\ndate: 2014-11-10\ntags: [x, y]\nseries: S\n---\n# A title\n\nTwo words.\n",
        "2015-02-03-b.md": "---\ntags: [x]\ndraft: true\n---\n# B\n",
        "c.md": "# C\n",
        "d.md": "---\npost: false\ndate: 2013\n---\n# D\n",
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_posts_and_words_are_counted(blog: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", str(blog), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["posts"], found["drafts"]) == (3, 1)
    assert found["years"] == {"2014": 1, "2015": 1, "undated": 1}
    assert found["words"] == sum(found["words_by_year"].values())
    assert found["words_by_year"]["2014"] == found["words_by_year"]["2015"] + 3
    assert found["tags"] == {"x": 2, "y": 1}
    assert found["series"] == {"S": 1}
    assert main(["stats", str(blog)]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["x", "2"] in rows
    assert ["S", "1"] in rows


def test_the_picture_has_a_bar_for_each_year(blog: Path, tmp_path: Path) -> None:
    assert main(["stats", str(blog), "--picture", str(tmp_path / "a.svg")]) == 0
    root = lxml.etree.parse(str(tmp_path / "a.svg")).getroot()
    assert len(root.findall(f"{SVG}rect")) == 3


def test_no_post_is_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", str(tmp_path), "--picture", str(tmp_path / "a.svg")]) == 0
    assert capsys.readouterr().out.startswith("0 posts")
    lxml.etree.parse(str(tmp_path / "a.svg"))
    assert main(["stats", str(tmp_path / "none")]) == 2
