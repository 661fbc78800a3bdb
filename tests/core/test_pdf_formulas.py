"""Translation of LaTeX math to Typst."""

from __future__ import annotations

import io
import json
import re

import pikepdf
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
    file = typst.compile(document, format="pdf", pdf_standards=["ua-1"])
    assert isinstance(file, bytes)
    assert _alternatives(file) == [latex]


def _alternatives(file: bytes) -> list[str]:
    """Return the alternative texts of the formulas in the tags of a PDF."""
    with pikepdf.open(io.BytesIO(file)) as pdf:
        return [
            str(item.get("/Alt"))
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Formula"
        ]


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
        (r"\boxed x", "dollar sign"),
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
            ' #box(fill: rgb("#ff0000"), inset: 2pt, $"a < b"$)',
        ),
        (r"\begin{equation*}a = b\end{equation*}", "a = b"),
        (r"\begin{equation}\label{x} a\end{equation}", "a"),
        (r"\begin{alignat}{2}a &= b\end{alignat}", "a & = b"),
        (r"\begin{aligned}[t]a &= b\end{aligned}", "a & = b"),
        (r"\boxed{a}", ' #box(stroke: 0.5pt + rgb("#000000"), inset: 2pt, $a$)'),
        (
            r"\textcolor{red}{\boxed{\boxed{x}}}",
            (
                ' #text(fill: rgb("#ff0000"), $ #box(stroke: 0.5pt + rgb("#000000"), inset: 2pt,'
                ' $ #box(stroke: 0.5pt + rgb("#000000"), inset: 2pt, $x$)$)$.body)'
            ),
        ),
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


@pytest.mark.parametrize(
    "name", ["align", "alignat", "eqnarray", "equation", "flalign", "gather", "multline"]
)
def test_the_star_of_an_environment_changes_nothing_but_the_number(
    formulas: FormulaTranslator, name: str
) -> None:
    def body(star: str) -> str:
        columns = "{2}" if name == "alignat" else ""
        latex = rf"\begin{{{name}{star}}}{columns}a &= b \\ c &= d\end{{{name}{star}}}"
        expression = formulas.translate(latex, block=True).expression
        assert expression is not None
        return expression.partition(f"alt: {string(latex)}, ")[2]

    assert body("*") == body("")


@pytest.mark.parametrize(
    ("latex", "typst"),
    [
        # a condition is apart from its value
        (
            r"\begin{cases}x & x>0\\ -x & y\end{cases}",
            "cases(x & quad x > 0, - x & quad y)",
        ),
        (r"\begin{dcases}x &\quad y\end{dcases}", "cases(x & quad y)"),
        (
            r"\left\{\begin{array}{ll}x & y\\ a & b\end{array}\right.",
            "cases(x & quad y, a & quad b)",
        ),
        # and each equation of a row from the next one
        (
            r"\begin{align*}a &= b & c &= d\\ e &= f && g\end{align*}",
            r"a & = b & wide c & = d \ e & = f & wide & g",
        ),
        (r"\begin{aligned}a &= b & c &= d\end{aligned}", "a & = b & quad c & = d"),
        (r"\begin{alignat}{2}a &= b & c &= d\end{alignat}", "a & = b & c & = d"),
        (
            r"\begin{align}a &= \begin{cases}b & c\end{cases} & d &= e\end{align}",
            "a & = cases(b & quad c) & wide d & = e",
        ),
        # cells of matrices have spaces of their own
        (r"\begin{pmatrix}a & b & c\end{pmatrix}", 'mat(delim: "(", a, b, c)'),
        (r"\begin{eqnarray}a &=& b\\ c &=& d\end{eqnarray}", r"a & = b \ c & = d"),
        (r"\begin{eqnarray*}a &\le& b\end{eqnarray*}", "a & <= b"),
    ],
)
def test_columns_are_apart(formulas: FormulaTranslator, latex: str, typst: str) -> None:
    expression = formulas.translate(latex, block=True).expression
    assert expression is not None
    assert expression.partition(f"alt: {string(latex)}, ")[2] == f"${typst}$)"


@pytest.mark.parametrize("latex", ["|x|", r"\|x\|", r"P(A|B)", r"2|x|^2"])
def test_bars_touch_what_is_between_them(latex: str) -> None:
    """An ordinary symbol has no space beside it; the width is that of the parts."""
    formula = FormulaTranslator().translate(latex, block=False).expression
    assert formula is not None

    def width(content: str) -> float:
        page = f"#context [#metadata(measure({content}).width.pt())<width>]"
        return float(json.loads(typst.query(page.encode(), "<width>", field="value"))[0])

    letters = {
        r"\|": "‖",
        "|": "|",
        "x": "x",
        "P": "P",
        "(": "(",
        "A": "A",
        "B": "B",
        ")": ")",
        "2": "2",
    }
    if "^" in latex:
        parts = ["$2$", "$|$", "$x$", "$|^2$"]
    else:
        parts = [f"${letters[mark]}$" for mark in re.findall(r"\\\||.", latex)]
    assert width(formula) == pytest.approx(sum(width(part) for part in parts), abs=0.01)


def test_stretched_bars_stay_delimiters(formulas: FormulaTranslator) -> None:
    expression = formulas.translate(r"\left.\frac{d}{dx}\right|_{x=0}", block=True).expression
    assert expression is not None
    assert "lr(frac(d, d x) bar.v)" in expression


@pytest.mark.parametrize(
    ("latex", "shown"),
    [(r"\hbar\omega", "ℏ"), (r"A \subsetneq B", "⊊"), (r"a \coloneqq b", "≔"), (r"\wp", "℘")],
)
def test_symbols_that_tylax_does_not_know_are_printed(
    formulas: FormulaTranslator, latex: str, shown: str
) -> None:
    assert shown in (formulas.translate(latex, block=False).expression or "")


def test_commands_against_numbers_are_left_out(formulas: FormulaTranslator) -> None:
    latex = r"\begin{align}a &= b \nonumber\\ c &= d \label{x} \notag\end{align}"
    expression = formulas.translate(latex, block=True).expression
    assert expression is not None
    assert expression.partition(f"alt: {string(latex)}, ")[2] == r"$a & = b \ c & = d$)"
