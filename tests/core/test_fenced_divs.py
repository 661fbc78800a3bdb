"""Fences of colons, in the forms of other programs."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin

from sphinx_bindery.common.markdown.rules.fenced_divs import rewrite_fences


def fence(info: str, content: str = "Text.\n") -> tuple[str, str, dict[str, str | int | float]]:
    """Return the info, the content and the attributes of a fence as rewritten."""
    parser = MarkdownIt("commonmark").use(colon_fence_plugin)
    parser.core.ruler.push("fences", rewrite_fences)
    (token,) = parser.parse(f":::{info}\n{content}:::\n")
    return token.info.strip(), token.content, token.attrs


@pytest.mark.parametrize(
    ("info", "expected"),
    [
        ("tip", "tip"),
        (" warning ", "warning"),
        ("tip My *own* title", "tip My *own* title"),
        ("note[A title]", "note A title"),
        ('tip[A [link](#x)]{icon="star"}', "tip A [link](#x)"),
        ("note{icon=star}", "note"),
        (" details Click me {open}", "details Click me"),
        ("theorem Pythagoras", "theorem Pythagoras"),
        ("{.callout-note}", "note"),
        (' {.callout-tip title="A title" collapse="true"}', "tip A title"),
        ("{#a .warning}", "warning"),
    ],
)
def test_boxes(info: str, expected: str) -> None:
    assert fence(info) == (f"{{bindery-callout}} {expected}", "Text.\n", {})


@pytest.mark.parametrize("info", ["", "my-div", "columns 2", "{tip}", "{tip} Title", "{raw} html"])
def test_other_fences_stay(info: str) -> None:
    assert fence(info) == (info, "Text.\n", {})


def test_attributes_of_pandoc() -> None:
    assert fence(" {#a .b .c width=50%}") == ("", "Text.\n", {"id": "a", "class": "b c"})


def test_values_of_attributes_are_no_classes() -> None:
    info = '{.a src="//b.example/#c" style=margin.d title="E .f" .g}'
    assert fence(info) == ("", "Text.\n", {"class": "a g"})


@pytest.mark.parametrize(
    "info", [f"a x{' ' * 200_000}{{", f"a{' ' * 200_000}[", f"{{.a {'x' * 200_000}}}"]
)
def test_long_lines_are_read_once(info: str) -> None:
    # takes hours if each character may begin the title or an attribute
    assert fence(info)[1] == "Text.\n"


@pytest.mark.parametrize("content", [":smile: text\n", "---\nText\n"])
def test_content_is_not_read_as_options(content: str) -> None:
    assert fence("tip", content)[1] == f"\n{content}"
