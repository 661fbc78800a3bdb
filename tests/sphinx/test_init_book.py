"""The book that ``sphinx-anthology init`` begins."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import lxml.html
import pytest

from sphinx_anthology.commands.main import main

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="needs make")
def test_the_readmes_second_command_builds_all_three(tmp_path: Path) -> None:
    assert main(["init", str(tmp_path), "--title", "A *new* <book>", "--package", "x"]) == 0
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    block = re.search(r"```sh\n(.*?)```", readme, re.DOTALL)
    assert block
    command = block[1].splitlines()[1].split()
    done = subprocess.run(
        [*command, f"PYTHON={sys.executable}"],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "_ext")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name in re.findall(r"`(_build/\S+\w)`", readme):
        assert (tmp_path / name).is_file(), name
    page = lxml.html.parse(str(tmp_path / "_build/html/index.html"))
    assert page.find(".//h1").text_content().rstrip("#") == "A *new* <book>"
    links = {a.get("href") for a in page.iterfind(".//main//a")}
    assert {"posts/first-post.html", "tags/first.html", "_downloads/book.pdf"} <= links
    assert "The book is in" in done.stdout
    assert not (tmp_path / "_build/html/atom.xml").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs make")
def test_the_readmes_address_gives_feeds(tmp_path: Path) -> None:
    assert main(["init", str(tmp_path), "--package", "x"]) == 0
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    ((address, command),) = re.findall(r"`BASE_URL=(\S+) (make \w+)`", readme)
    done = subprocess.run(
        [*command.split(), f"PYTHON={sys.executable}"],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "_ext"), "BASE_URL": address},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    feed = (tmp_path / "_build/html/atom.xml").read_text(encoding="utf-8")
    assert f"{address}posts/first-post.html" in feed


@pytest.mark.skipif(sys.platform == "win32", reason="needs make")
@pytest.mark.parametrize("target", ["book", "check"])
def test_a_missing_environment_is_reported(tmp_path: Path, target: str) -> None:
    assert main(["init", str(tmp_path), "--package", "x"]) == 0
    done = subprocess.run(
        ["/usr/bin/env", "make", target],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "run the first command of README.md" in done.stderr
    assert not (tmp_path / ".venv").exists()
