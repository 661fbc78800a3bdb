"""Alternative texts of images keep all that they show."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from sphinx_bindery.common.markdown.rules.image_alternatives import complete_alternatives


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("one\ntwo", "one two"),
        ("one\\\ntwo", "one two"),
        ("the `code` of *it*", "the code of it"),
        ("a [link](b) and $x^2$", "a link and x^2"),
    ],
)
def test_alternatives(written: str, text: str) -> None:
    parser = MarkdownIt("commonmark").use(dollarmath_plugin)
    parser.core.ruler.push("alternatives", complete_alternatives)
    assert parser.render(f"> - ![{written}](a.png)\n").count(f'alt="{text}"') == 1
