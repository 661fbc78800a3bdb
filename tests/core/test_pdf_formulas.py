"""Translation of LaTeX math to Typst."""

from __future__ import annotations

import json

import pytest
import typst

from sphinx_bindery.pdf.typst.escape import string
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
        r"\href{https://a.example/}{\underline{x^2}}\phantom{y}\textcolor{red}{\frac{a}{b}}",
        r"\colorbox{yellow}{a < b} \fcolorbox{red}{white}{if $x$}",
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
        (r"\text{\fbox{x}}", r"\fbox is not supported in text"),
        (r"\text{a", "no closing brace"),
        (r"é\vec{1}\end{matrix}\fbox😀^\atop{$}\brace<s>r</s><", "do not match"),
        (r"\text{na\"}", r"\" is not supported in text"),
        (r"\text{a \nosuch}", r"\nosuch is not supported in text"),
        (r"\begin{nosuch}a\end{nosuch}", "the environment 'nosuch' is not supported"),
        (r"\begin{matrix*}[r]a\end{matrix*}", "only without a star"),
        (r"\begin{tikzpicture}\draw (0,0);\end{tikzpicture}", "'tikzpicture' is not supported"),
        (r"\xrightarrow[a]{b}", "option"),
        (r"\color{nosuch} x", "'nosuch' is not supported"),
        (r"\textcolor{red}{\boxed{x}}", "dollar sign"),
        (r"\includegraphics{a.png}", "a command in it is not supported"),
        (r"\hspace{#read('/book.typ')}", "a command in it is not supported"),
        (r"\SI{#import}{x}", "a command in it is not supported"),
        (r"\cite{a} \url", "a command in it is not supported"),
        (r"\tag\atop\operatorname{#sys.version;}<", "a command in it is not supported"),
        (r"\footnote{x}", "a command in it is not supported"),
        (r"\std.\read(x)", "a command in it is not supported"),
        (r"\operatorname{binderytextdz}", "a mark of this program"),
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
        (r'\textsf{#panic("no")}', r' sans("#panic(\"no\")") '),
        (r"\texttt{`#panic()`}", ' mono("\u2018#panic()\u2018") '),
        (r"\textbf{a < b} \emph{c}", ' bold("a < b")  italic("c") '),
        (r"\text{a \textbf{b} {c}}", '"a " bold("b") " c"'),
        (r"\text{AT\&T}", '"AT&T"'),
        (
            r"\text{na\"ive, caf\'{e}, \c{c}, \v s \TeX}",
            '"na\u00efve, caf\u00e9, \u00e7, \u0161 TeX"',
        ),
        (r"\underline{x^2}y", " #math.underline($x^(2)$.body)y"),
        (r"a\phantom{x^2}b", "a #hide($x^(2)$.body)b"),
        (r"\mbox{<b>bold</b>}", '"<b>bold</b>"'),
        (r"\verb|#x & $|", ' mono("#x & $") '),
        (r"\operatorname{<b>}", ' op("<b>") '),
        (r"\unicode{x2603}", '"\u2603"'),
        (
            r"\href{https://a.example/?x=1&y=2\#z}{q^2}(r)",
            ' #link("https://a.example/?x=1&y=2#z", $q^(2)$.body) (r)',
        ),
        (r"\href{javascript:alert(1)}{q}", "q"),
        (r"\style{color:red}{x}\class{a}{y}", "x y"),
        (
            r"\textcolor{red}{a\textcolor{red}{b}}",
            ' #text(fill: rgb("#ff0000"), $a #text(fill: rgb("#ff0000"), $b$.body)$.body)',
        ),
        (r"{\color[HTML]{00FF00} x} y", ' #text(fill: rgb("#00ff00"), $x$.body)y'),
        (
            r"\colorbox[rgb]{1,0,0}{a < b}",
            ' #box(fill: rgb("#ff0000"), inset: 2pt, $"a < b"$.body)',
        ),
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
    assert expression.partition(f"alt: {string(latex)}, ")[2] == f"${typst}$)"


def test_an_unsafe_address_is_reported(formulas: FormulaTranslator) -> None:
    formula = formulas.translate(r"\href{javascript:alert(1)}{q}", block=False)
    assert formula.dropped == ("the address 'javascript:alert(1)'",)


@pytest.mark.parametrize("command", [r"\href{", r"\text{", r"\left("])
def test_deep_nesting_has_a_reason(formulas: FormulaTranslator, command: str) -> None:
    source = r"\href{https://a.example}{" if command == r"\href{" else command
    assert formulas.translate(source * 3000 + "}" * 3000, block=False).expression is None
