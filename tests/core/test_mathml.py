"""Conversion of LaTeX formulas to MathML."""

from __future__ import annotations

import pytest
from lxml import etree

from sphinx_bindery.mathml import FormulaError, to_mathml

NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"

FORMULAS = r"""
E = mc^2
\frac{a}{b}
\sqrt[3]{x} + \sqrt{y}
\sum_{i=0}^{n} i^2
\int_0^\infty e^{-x}\,dx
\prod\limits_{p} \frac{1}{1 - p^{-s}}
\lim_{x \to 0} \frac{\sin x}{x}
\begin{pmatrix} a & b \\ c & d \end{pmatrix}
\begin{bmatrix} 1 \\ 2 \end{bmatrix}^T
\begin{vmatrix} a & b \\ c & d \end{vmatrix}
\begin{array}{c|c} a & b \\ \hline c & d \end{array}
\begin{cases} x & y \\ z & w \end{cases}
\begin{align} a &= b \\ c &= d \end{align}
\begin{align*} a &= b \end{align*}
\begin{aligned} a &= b \\ c &= d \end{aligned}
\begin{split} a &= b \\ c &= d \end{split}
\begin{gather} a \\ b \end{gather}
\begin{multline} a \\ b \end{multline}
\begin{eqnarray} a &=& b \\ c &=& d \end{eqnarray}
\begin{alignat}{2} a &= b & c &= d \end{alignat}
\begin{equation} a = b \end{equation}
\begin{smallmatrix} a & b \end{smallmatrix}
\text{if } x > 0
x \in \mathbb{R}
\mathcal{L}(\theta)
\mathrm{d}x
\mathbf{v} \cdot \boldsymbol{w}
\mathfrak{g} \subset \mathscr{F}
\vec{v} + \hat{x} - \bar{y} \dot{z} \tilde{w}
\left( \frac{1}{2} \right)
\left\{ x \mid x > 0 \right\}
\left. x \right|_{0}
\binom{n}{k}
\overline{AB} \underline{x}
\underbrace{a + b}_{n}
\overset{!}{=} \stackrel{d}{=}
a \bmod b \equiv c \pmod{d}
\operatorname{argmax}_x f(x)
\alpha \beta \Gamma \varepsilon
A \cup B \setminus C
\forall x \exists y : x \neq y
\nabla \times \vec{E} = -\partial_t \vec{B}
a < b \& c
\xrightarrow{f}
\boxed{x} \cancel{y}
\dfrac12 + \tfrac12
\ldots \cdots \vdots \ddots
f'(x) = f''(y)
\langle x \rangle \| y \|
100\% \$5 \#
""".strip().splitlines()


def test_there_are_fifty_formulas() -> None:
    assert len(FORMULAS) == len(set(FORMULAS)) == 50


@pytest.mark.parametrize("block", [False, True])
@pytest.mark.parametrize("latex", FORMULAS)
def test_formula(latex: str, block: bool) -> None:
    root = etree.fromstring(to_mathml(latex, block=block))
    assert root.tag == f"{NAMESPACE}math"
    assert root.get("display") == ("block" if block else "inline")
    assert root.get("alttext") == " ".join(latex.split())
    texts = ["".join(e.itertext()) for e in root.iter(f"{NAMESPACE}mi", f"{NAMESPACE}mo")]
    assert texts
    assert not [text for text in texts if text.startswith("\\")]


def parts(latex: str, name: str, *, block: bool = False) -> list[list[str]]:
    """Return the texts of the parts of each element of that name."""
    root = etree.fromstring(to_mathml(latex, block=block))
    return [["".join(p.itertext()) for p in e] for e in root.iter(f"{NAMESPACE}{name}")]


def test_fraction() -> None:
    assert parts(r"\frac{a}{b}", "mfrac") == [["a", "b"]]


def test_power_of_a_matrix_has_the_matrix_as_its_base() -> None:
    assert parts(r"\begin{bmatrix}1\\2\end{bmatrix}^T", "msup") == [["[12]", "T"]]


@pytest.mark.parametrize(
    "latex",
    [
        r"a &= b \\ c &= d",
        "a &= b\n\nc &= d",
        r"\begin{eqnarray}a&=&b\\c&=&d\end{eqnarray}",
        r"\begin{align}a&=b\\c&=d\end{align}",
        r"\begin{aligned}a&=b\\c&=d\end{aligned}",
    ],
)
def test_rows_are_aligned_and_not_numbered(latex: str) -> None:
    assert parts(latex, "mtr", block=True) == [["a", "=b"], ["c", "=d"]]


def test_mathvariant_becomes_unicode_letters() -> None:
    root = etree.fromstring(to_mathml(r"\boldsymbol{x}\mathscr{F}\mathtt{1}\mathfrak{C}"))
    assert "".join(root.itertext()) == "𝒙ℱ𝟷ℭ"
    assert not root.xpath("//@mathvariant")


def test_labels_are_removed() -> None:
    assert parts(r"x \label{eq:a}", "mrow") == [["x"]]


@pytest.mark.parametrize(
    "latex",
    [r"\nosuch{x}", r"\frac{a", "x^", "a & b", r"\left( x", r"\ce{H2O}", "}{", ""],
)
def test_invalid_formulas_raise_an_error(latex: str) -> None:
    with pytest.raises(FormulaError) as caught:
        to_mathml(latex)
    assert str(caught.value)


@pytest.mark.parametrize("latex", ["a<b", 'a "b"', "a]]>b", "x\u200fy", "a\x00b\x1fc", "a > b"])
def test_hostile_text_stays_well_formed(latex: str) -> None:
    root = etree.fromstring(to_mathml(latex))
    assert root.get("alttext") == latex.replace("\x00", "").replace("\x1f", "")
