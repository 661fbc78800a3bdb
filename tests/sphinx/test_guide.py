"""The examples of the guide are what they say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
from sphinx.application import Sphinx

import sphinx_bindery.html
from sphinx_anthology.commands.main import main
from sphinx_anthology.core.frontmatter.field_list import field_list_yaml
from sphinx_anthology.core.frontmatter.foreign_keys import FOREIGN_KEYS
from sphinx_anthology.core.frontmatter.head import find_head
from sphinx_anthology.core.frontmatter.keys import KEYS, read_post
from sphinx_anthology.core.frontmatter.markdown import front_matter_text
from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.directives.post_directives import AnthologyDirective, IndexDirective
from sphinx_anthology.options import OPTIONS as ANTHOLOGY_OPTIONS
from sphinx_bindery.options import OPTIONS as BINDERY_OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_anthology.core.posts.post import Post

GUIDE = Path(__file__).parents[2] / "guide"


def fences(page: str, language: str) -> list[str]:
    text = (GUIDE / page).read_text(encoding="utf-8")
    found = re.findall(rf"^(`{{3,}}){language}\n(.*?)^\1$", text, re.DOTALL | re.MULTILINE)
    return [body for _fence, body in found]


def table_of_keys(page: str) -> set[str]:
    text = (GUIDE / page).read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    return {key for row in rows for key in re.findall(r"`([\w.-]+)`", row.split("|")[1])}


@pytest.mark.parametrize("source", fences("write-posts.md", "markdown"))
def test_an_example_post_has_no_mistake(source: str) -> None:
    block = front_matter_text(source.splitlines(keepends=True))
    assert block
    assert read_post("posts/a", block, UTC)[1] == ()


@pytest.mark.parametrize(
    "source", [*fences("write-posts.md", "yaml"), *fences("warnings.md", "yaml")]
)
def test_an_example_value_has_no_mistake(source: str) -> None:
    assert read_post("posts/a", source, UTC)[1] == ()


REST_POSTS = [text for text in fences("write-posts.md", "rst") if text.startswith(":")]


@pytest.mark.parametrize("source", REST_POSTS)
def test_an_example_post_in_restructuredtext_has_no_mistake(source: str) -> None:
    text = field_list_yaml(source.splitlines(keepends=True))
    assert text
    assert read_post("posts/a", text, UTC, first_line=1)[1] == ()


def test_the_posts_in_restructuredtext_are_those_in_markdown() -> None:
    def posts(heads: Iterable[str | None]) -> list[Post]:
        read = [read_post("posts/a", head or "", UTC)[0] for head in heads]
        return [replace(post, lines=()) for post in read]

    markdown = fences("write-posts.md", "markdown")[1:]
    expected = posts(front_matter_text(text.splitlines(keepends=True)) for text in markdown)
    found = posts(field_list_yaml(text.splitlines(keepends=True)) for text in REST_POSTS)
    assert len(found) == 2
    assert found == expected


TOML = [text for text in fences("front-matter.md", "text") if text.startswith("+++")]


@pytest.mark.parametrize("source", TOML)
def test_an_example_in_toml_has_no_mistake(source: str) -> None:
    head = find_head(source, is_markdown=True)
    assert head.problem is None
    post, problems = read_post("posts/a", head.text, UTC)
    assert (post.title, post.tags, problems) == ("Two days in Vienna", ("travel",), ())


def test_the_tables_name_all_there_is() -> None:
    assert table_of_keys("front-matter.md") == {key.name for key in KEYS}
    assert table_of_keys("table-of-contents.md") == set(AnthologyDirective.option_spec)
    options = {option.name for option in (*ANTHOLOGY_OPTIONS, *BINDERY_OPTIONS)}
    app = Mock(spec=Sphinx, registry=Mock(builders={}))
    sphinx_bindery.html.setup(app)
    options |= {call.args[0] for call in app.add_config_value.call_args_list}
    assert options <= table_of_keys("options.md")


def test_the_table_of_indexes_names_all_directives() -> None:
    assert table_of_keys("indexes.md") == set(IndexDirective.KINDS)


def test_the_table_of_keys_names_every_other_spelling() -> None:
    text = (GUIDE / "front-matter.md").read_text(encoding="utf-8")
    for key in KEYS:
        assert all(f"`{spelling}`" in text for spelling in key.also), key.name


def test_the_table_of_foreign_keys_names_all_of_them() -> None:
    text = (GUIDE / "front-matter.md").read_text(encoding="utf-8")
    section = text.partition("## Keys of other programs")[2].partition("## ")[0]
    rows = [line.split("|")[1:3] for line in section.splitlines() if "`" in line and "|" in line]
    found = [tuple(tuple(re.findall(r"`(\w+)`", cell)) for cell in row) for row in rows]
    assert found == [(keys.instead, keys.names) for keys in FOREIGN_KEYS]


def test_the_warnings_named_are_kinds_and_the_example_is_what_is_said() -> None:
    kinds = {name.partition(".")[2] for name in table_of_keys("warnings.md")}
    assert kinds <= set(Kind)
    (example,) = fences("warnings.md", "text")
    (problem,) = read_post("posts/a", "a: b\ndate: 2014-13\n".replace("a: b", "tags: a"), UTC)[1]
    assert example == (
        f"posts/two-days.md:{problem.line}: WARNING: {problem.message} [anthology.{problem.kind}]\n"
    )


def test_the_files_named_in_contributing_exist() -> None:
    repository = GUIDE.parent
    text = (repository / "CONTRIBUTING.md").read_text(encoding="utf-8")
    table = text.partition("## Where to change what")[2].partition("## ")[0]
    named = re.findall(r"`(sphinx_\w+/[\w./-]+)`", table)
    assert len(named) >= 12
    assert [name for name in named if not (repository / "_ext" / name).exists()] == []


def test_the_commands_named_exist(capsys: pytest.CaptureFixture[str]) -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in GUIDE.glob("*.md"))
    text += (GUIDE.parent / "README.md").read_text(encoding="utf-8")
    makefile = (GUIDE.parent / "Makefile").read_text(encoding="utf-8")
    (targets,) = re.findall(r"^\.PHONY: (.*)", makefile, re.MULTILINE)
    named = set(re.findall(r"(?:^|`|/ )make (\w+)", text, re.MULTILINE))
    assert {"book", "check", "new"} <= named <= set(targets.split())
    with pytest.raises(SystemExit):
        main(["--help"])
    commands = re.findall(r"^ {4}(\w+) ", capsys.readouterr().out, re.MULTILINE)
    named = set(re.findall(r"(?:^ *|`)sphinx-anthology (\w+)", text, re.MULTILINE))
    assert named == set(commands)
