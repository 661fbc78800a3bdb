"""Dollar signs of prices are text, also where dollars enclose formulas."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from sphinx_bindery.common.markdown.rules.dollar_signs import (
    keep_dollar_sign,
    read_double_dollars,
)


def formulas(text: str) -> tuple[list[str], str]:
    """Return the formulas of a line of Markdown, and its text without them."""
    parser = MarkdownIt("commonmark").use(dollarmath_plugin)
    parser.inline.ruler.before("math_inline", "dollar_sign", keep_dollar_sign)
    parser.inline.ruler.before("dollar_sign", "double_dollars", read_double_dollars)
    (line,) = parser.parseInline(text)
    children = line.children or []
    return (
        [child.content for child in children if child.type == "math_inline"],
        "".join(child.content for child in children if child.type == "text"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 and $10.",
        "From US$5.00–$10 to $1M, A$20.",
        "$5, $6 and $7",
        "($5) or ($6)",
        "A $.50 stamp or $1",
        "It is 5$, 10$ and 20$ more.",
        "Set $HOME and $PATH.",
        "Only one $5.",
        "$",
        "A $",
        "$$",
        "$$$ a night, $$ or $$$",
        "From $$ to $$$$, $$–$$$ or $$ and $$ in all",
    ],
)
def test_prices_are_text(text: str) -> None:
    assert formulas(text) == ([], text)


def test_a_dollar_sign_in_code_ends_no_formula() -> None:
    assert formulas("Set $HOME, or `$PATH`.") == ([], "Set $HOME, or .")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$x$", ["x"]),
        ("$ x $ and $y$.", [" x ", "y"]),
        (r"some $\sim$10 people, 10$^{-3}$ of 5$\mu$m", [r"\sim", "^{-3}", r"\mu"]),
        ("$2$ and $3x$, $1$-$2$", ["2", "3x", "1", "2"]),
        ("It costs $5 for $x$ and $y$, $10 in all", ["x", "y"]),
        (r"$a \$ b$", [r"a \$ b"]),
        ("**$x$**", ["x"]),
        ("as $$x$$, $$ e = mc^2 $$ and $y$", ["x", "e = mc^2", "y"]),
    ],
)
def test_formulas_are_formulas(text: str, found: list[str]) -> None:
    assert formulas(text)[0] == found


def test_a_long_line_of_prices_takes_time_in_proportion() -> None:
    text = "$5 and " * 20_000
    assert formulas(text)[0] == []
