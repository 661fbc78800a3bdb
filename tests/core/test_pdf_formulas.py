"""Translation of LaTeX math to Typst."""

from __future__ import annotations

import json

import pytest
import typst

from sphinx_bindery.pdf.typst.formulas import FormulaTranslator


@pytest.fixture(scope="module")
def formulas() -> FormulaTranslator:
    return FormulaTranslator()


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
    formulas: FormulaTranslator, latex: str, *, block: bool
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
        (r"\text{a $ b}", "dollar sign"),
        (r"\text{\emph{x}}", "contains more than text"),
        (r"\text{na\"ive}", r"\" is not supported in text"),
        (r"\text{a \TeX}", r"\TeX is not supported in text"),
        (r"\begin{nosuch}a\end{nosuch}", "the environment 'nosuch' is not supported"),
        (r"\begin{matrix*}[r]a\end{matrix*}", "only without a star"),
        (r"\begin{tikzpicture}\draw (0,0);\end{tikzpicture}", "'tikzpicture' is not supported"),
        (r"\xrightarrow[a]{b}", "option"),
        (r"\color{red} x", "not supported"),
        ("  ", "empty"),
    ],
)
def test_an_unsupported_formula_has_a_reason(
    formulas: FormulaTranslator, latex: str, reason: str
) -> None:
    formula = formulas.translate(latex, block=False)
    assert formula.expression is None
    assert reason in formula.reason


@pytest.mark.parametrize(
    ("latex", "typst"),
    [
        (r"x\text{ if }y", 'x" if "y'),
        (r"x\text{if}y", 'x"if"y'),
        (r"x \mbox{ if } y", 'x" if "y'),
        (r"x_{\text{max}}", 'x_("max")'),
        (r"\text{a $x$ b}", '"a "x" b"'),
        (r"\text{``a'' -- b~c \$ \% \{\}}", '"\u201ca\u201d \u2013 b\u00a0c $ % {}"'),
        (r'\text{#panic("no")}', r'"#panic(\"no\")"'),
        (r"\begin{equation*}a = b\end{equation*}", "a = b"),
        (r"\begin{equation}\label{x} a\end{equation}", "a"),
        (r"\begin{alignat}{2}a &= b\end{alignat}", "a & = b"),
        (r"\begin{aligned}[t]a &= b\end{aligned}", "a & = b"),
    ],
)
def test_texts_keep_their_spaces_and_wrappers_are_removed(
    formulas: FormulaTranslator, latex: str, typst: str
) -> None:
    expression = formulas.translate(latex, block=True).expression
    assert expression is not None
    assert expression.rpartition(", $")[2] == f"{typst}$)"
