"""Formulas from LaTeX."""

from __future__ import annotations

import json

import pytest
import typst

from bindery.pdf.formulas import Formulas


@pytest.fixture(scope="module")
def formulas() -> Formulas:
    return Formulas()


@pytest.mark.parametrize(
    "latex",
    [
        r"e^{i\pi} + 1 = 0",
        r"\frac{a}{b} \le \sqrt{x}",
        r"\begin{aligned}a &= b\\ c &= d\end{aligned}",
        r"\begin{align}a &= b\\ c &= d\end{align}",
        r"\sum_{i=0}^n x_i \to \mathbb{R}",
        r"\text{if } x > 0",
    ],
)
@pytest.mark.parametrize("block", [False, True])
def test_a_formula_passes_pdf_ua_with_its_source_as_alternative(
    formulas: Formulas, latex: str, *, block: bool
) -> None:
    formula = formulas.translate(latex, block=block)
    assert formula.expression is not None
    head = '#set document(title: "x")\n#set text(lang: "en")\n= T\n#'
    document = (head + formula.expression).encode()
    assert typst.compile(document, format="pdf", pdf_standards=["ua-1"])
    assert json.loads(typst.query(document, "math.equation", field="alt")) == [latex]


@pytest.mark.parametrize(
    ("latex", "reason"),
    [
        (r"\undefinedmacro{x}", "unknown variable"),
        ("$a$ and $b$", "dollar sign"),
        ("  ", "empty"),
    ],
)
def test_a_bad_formula_says_why(formulas: Formulas, latex: str, reason: str) -> None:
    formula = formulas.translate(latex, block=False)
    assert formula.expression is None
    assert reason in formula.reason
