"""Code fences in the forms of Pandoc, R Markdown and GitHub."""

from __future__ import annotations

import pytest
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser, directives
from docutils.parsers.rst.directives.admonitions import Note
from docutils.utils import new_document
from markdown_it import MarkdownIt

from sphinx_bindery.common.markdown.rules.code_fences import rewrite_code_fences


def info(first_line: str, *, has_document: bool = False) -> str:
    """Return the first line of a code fence as rewritten."""
    parser = MarkdownIt("commonmark")
    if has_document:
        parser.options["document"] = new_document("a.md", get_default_settings(Parser))
    parser.core.ruler.push("code_fences", rewrite_code_fences)
    (token,) = parser.parse(f"```{first_line}\nx\n```\n")
    return token.info.strip()


@pytest.mark.parametrize(
    ("first_line", "expected"),
    [
        ("{.python}", "python"),
        ("{ .c++ .numberLines startFrom=3 }", "c++"),
        ("{#listing .ruby}", "ruby"),
        ("{r}", "r"),
        ("{Python}", "python"),
        ("math", "{math}"),
    ],
)
@pytest.mark.parametrize("has_document", [True, False])
def test_forms_of_other_programs(first_line: str, expected: str, *, has_document: bool) -> None:
    assert info(first_line, has_document=has_document) == expected


@pytest.mark.parametrize("line", ["", "python", "{note}", "{unknown}", "{code-block} r", "js{1,3}"])
def test_other_fences_stay(line: str) -> None:
    assert info(line) == line


def test_long_lines_are_read_once() -> None:
    # takes minutes if the rest of the line is read again after each class
    line = f"{{{' .a' * 100_000}"
    assert info(line) == line


def test_a_directive_of_an_extension_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(directives._directives, "bash", Note)
    assert info("{bash}", has_document=True) == "{bash}"
    assert info("{sql}", has_document=True) == "sql"
