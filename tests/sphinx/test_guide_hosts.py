"""The guide's examples for hosts: what each builds in a new book, at which address."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_anthology.commands.main import main

REPOSITORY = Path(__file__).parents[2]
PAGE = (REPOSITORY / "guide" / "hosts.md").read_text(encoding="utf-8")
INSTALL = "python -m venv .venv && .venv/bin/python -m pip install -r requirements.txt"


def section(heading: str, language: str) -> str:
    text = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    (block,) = re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return str(block)


GITHUB: dict[str, Any] = yaml.safe_load(section("GitHub Pages", "yaml"))
GITLAB: dict[str, Any] = yaml.safe_load(section("GitLab Pages", "yaml"))["pages"]
NETLIFY = tomllib.loads(section("Netlify", "toml"))["build"]
STEPS: list[dict[str, Any]] = GITHUB["jobs"]["publish"]["steps"]


@dataclass(frozen=True)
class Host:
    """What a host runs, what it sets in the environment, and the folder that it publishes."""

    commands: list[str]
    variables: dict[str, str]
    folder: str


def github() -> Host:
    upload = next(step for step in STEPS if "upload-pages-artifact" in step.get("uses", ""))
    runs = [step for step in STEPS if "run" in step]
    address = runs[-1]["env"]["BASE_URL"]
    address = address.replace("${{ steps.pages.outputs.base_url }}", "https://a.example.org/notes")
    return Host([step["run"] for step in runs], {"BASE_URL": address}, upload["with"]["path"])


HOSTS = {
    "GitHub": github(),
    "GitLab": Host(
        GITLAB["script"],
        {"CI_PAGES_URL": "https://a.example.org/notes"},
        GITLAB["artifacts"]["paths"][0],
    ),
    "Netlify": Host(
        [INSTALL, NETLIFY["command"].removeprefix(f"{INSTALL} && ")],
        {"URL": "https://a.example.org/notes"},
        NETLIFY["publish"],
    ),
}


@pytest.mark.skipif(sys.platform == "win32", reason="needs make")
@pytest.mark.parametrize("host", HOSTS.values(), ids=HOSTS)
def test_a_new_book_is_published_with_feeds_of_its_address(tmp_path: Path, host: Host) -> None:
    assert main(["init", str(tmp_path), "--package", "x"]) == 0
    install, *commands = host.commands
    assert install == INSTALL
    assert (tmp_path / "requirements.txt").is_file()
    assert any("make book" in command for command in commands)
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHON": sys.executable,
        "PYTHONPATH": str(REPOSITORY / "_ext"),
        **host.variables,
    }
    for command in commands:  # the books take their time, and have tests of their own
        subprocess.run(
            ["sh", "-c", command.replace("make book", "make -s html")],  # noqa: S607
            cwd=tmp_path,
            env=environment,
            check=True,
        )
    feed = (tmp_path / host.folder / "atom.xml").read_text(encoding="utf-8")
    assert "https://a.example.org/notes/posts/first-post.html" in feed
    page = (tmp_path / host.folder / "posts/first-post.html").read_text(encoding="utf-8")
    assert 'href="https://a.example.org/notes/posts/first-post.html"' in page


def test_the_workflow_may_publish_and_names_its_steps() -> None:
    assert GITHUB["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    named = {step["id"] for step in STEPS if "id" in step}
    text = section("GitHub Pages", "yaml")
    assert set(re.findall(r"steps\.(\w+)\.outputs", text)) == named
    assert [step["uses"].partition("@")[0] for step in STEPS if "uses" in step] == [
        "actions/checkout",
        "actions/setup-python",
        "actions/configure-pages",
        "actions/upload-pages-artifact",
        "actions/deploy-pages",
    ]


@pytest.mark.parametrize("name", ["conf.py", "_ext/sphinx_anthology/commands/template/conf.py.in"])
def test_the_address_is_read_as_the_guide_says(name: str) -> None:
    block = re.findall(r"^```python\nimport os\n\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    assert len(block) == 1
    assert block[0] in (REPOSITORY / name).read_text(encoding="utf-8")
    assert "BASE_URL" in (REPOSITORY / "tox.ini").read_text(encoding="utf-8")
