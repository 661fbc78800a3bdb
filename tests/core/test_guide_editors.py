"""The guide's settings for editors fit what the commands print and write."""

from __future__ import annotations

import json
import re
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from sphinx_anthology.commands.main import main
from sphinx_anthology.core.frontmatter.keys import KEYS, read_post
from sphinx_anthology.core.frontmatter.markdown import front_matter_text

PAGE = (Path(__file__).parents[2] / "guide" / "editors.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


TASKS, SNIPPETS, ZED_TASKS = (json.loads(block) for block in blocks("json"))


def test_the_schema_is_where_neovim_looks_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    (command,) = blocks("sh")
    program, name, _, file = command.split()
    assert program == "sphinx-anthology"
    assert main([name]) == 0
    assert set(json.loads(capsys.readouterr().out)["properties"]) >= {key.name for key in KEYS}
    (settings,) = blocks("lua")
    assert f'["./{file}"] = "posts/**/*.md"' in settings
    assert settings.count("{") == settings.count("}")


@pytest.mark.parametrize("task", [TASKS["tasks"][0], ZED_TASKS[0]], ids=["VS Code", "Zed"])
def test_a_task_checks_the_posts(task: dict[str, Any]) -> None:
    program, *arguments = task["command"].split()
    assert program == "sphinx-anthology"
    with pytest.raises(SystemExit) as stopped:
        main([*arguments, "--help"])
    assert stopped.value.code == 0


def test_vs_code_finds_the_file_the_line_and_the_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "posts").mkdir()
    text = "---\ntags: A\ndate: 2014-13\nupdated: [x:1]\n---\n\n# A\n"
    (tmp_path / "posts" / "a: b.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    pattern = TASKS["tasks"][0]["problemMatcher"]["pattern"]
    for line, number in zip(lines, ("3", "4"), strict=True):
        found = re.search(pattern["regexp"], line)
        assert found
        names = [found[pattern[key]] for key in ("file", "line", "message", "code")]
        assert Path(names[0]) == Path("posts/a: b.md")
        assert names[1] == number
        assert "; write" in names[2]
        assert re.fullmatch(r"anthology\.\w+", names[3])


def test_the_snippet_begins_a_post_without_a_mistake() -> None:
    lines = SNIPPETS["Post"]["body"]
    variables = {"YEAR": "2014", "MONTH": "11", "DATE": "09"}
    text = re.sub(r"\$CURRENT_(\w+)", lambda name: variables[name[1]], "\n".join(lines))
    block = front_matter_text(re.sub(r"\$\d", "", text).splitlines(keepends=True))
    assert block
    post, problems = read_post("posts/a", block, UTC)
    assert problems == ()
    assert post.draft
    assert str(post.date.start.date() if post.date else "") == "2014-11-09"
