"""Formulas as plain text."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinx_bindery.common.plain_text import formula_text, with_formulas_as_text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\alpha^2", "α²"),
        (r"a_{ij}^2+\frac{1}{x+1}", "aᵢⱼ²+1/(x+1)"),
        (r"\sqrt{2}", "√2"),
        (r"\sqrt[3]{x}", "³√x"),
        (r"x^{\beta}", "x^β"),
        (r"x^{a/b}", "x^(a/b)"),
        (r"\sum_{i=1}^n i", "∑ᵢ₌₁ⁿi"),
        (r"O(n\log n)", "O(n log n)"),
        (r"10^{-3}", "10⁻³"),
        (r"\mathbf{x}\cdot\vec{v}", "x·v"),
        (r"\text{AT\&T and C\#}", "AT&T and C#"),
        (r"\left(", r"\left("),
        ("", ""),
    ],
)
def test_formula_text(latex: str, text: str) -> None:
    assert formula_text(latex) == text


def test_text_of_a_title_leaves_the_title_alone() -> None:
    title = nodes.title("", "On ", nodes.math("", r"\alpha^2"), nodes.Text(" and "))
    title += nodes.emphasis("", "more")
    assert with_formulas_as_text(title).astext() == "On α² and more"
    assert [formula.astext() for formula in title.findall(nodes.math)] == [r"\alpha^2"]
