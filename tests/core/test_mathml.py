"""Conversion of LaTeX formulas to MathML."""

from __future__ import annotations

import pytest
from lxml import etree

from sphinx_bindery.formulas.mathml import to_mathml
from sphinx_bindery.formulas.text_mode import FormulaError
from sphinx_bindery.formulas.vocabulary import ELEMENTS, remove_unsafe

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
    root = etree.fromstring(to_mathml(latex, block=block).markup)
    assert root.tag == f"{NAMESPACE}math"
    assert root.get("display") == ("block" if block else "inline")
    assert root.get("alttext") == " ".join(latex.split())
    texts = ["".join(e.itertext()) for e in root.iter(f"{NAMESPACE}mi", f"{NAMESPACE}mo")]
    assert texts
    assert not [text for text in texts if text.startswith("\\")]


def parts(latex: str, name: str, *, block: bool = False) -> list[list[str]]:
    """Return the texts of the parts of each element of that name."""
    root = etree.fromstring(to_mathml(latex, block=block).markup)
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
    root = etree.fromstring(to_mathml(r"\boldsymbol{x}\mathscr{F}\mathtt{1}\mathfrak{C}").markup)
    assert "".join(root.itertext()) == "𝒙ℱ𝟷ℭ"
    assert not root.xpath("//@mathvariant")


def test_labels_are_removed() -> None:
    assert parts(r"x \label{eq:a}", "mrow") == [["x"]]


@pytest.mark.parametrize(
    "latex",
    [
        *(r"\nosuch{x}", r"\frac{a", "x^", "a & b", r"\left( x", r"\ce{H2O}", "}{", ""),
        *(r"\text{a", r"\text{\nosuch}", r"\text{a $ b}", r"\unicode{x}", r"\verb|a"),
        *(
            r"\includegraphics{a.png}",
            r"x\abovewithdelims\tag{a b}\vec y",
            "\\text{" * 2000 + "}" * 2000,
        ),
    ],
)
def test_invalid_formulas_raise_an_error(latex: str) -> None:
    with pytest.raises(FormulaError) as caught:
        to_mathml(latex)
    assert str(caught.value)


TEXTS = {
    r"\text{<script>alert(1)</script>}": "<script>alert(1)</script>",
    r"\text{a < b}": "a < b",
    r"\text{AT\&T}": "AT&T",
    r"\text{<b>bold</b>}": "<b>bold</b>",
    r"\mbox{<b>bold</b>}": "<b>bold</b>",
    r"\hbox{a & b}": "a & b",
    r"\textrm{<!-- x -->}": "<!\u2013 x \u2013>",
    r"\textup{]]>}": "]]>",
    r"\text{&lt;b&gt; &#60;}": "&lt;b&gt; &#60;",
    r"\text{100\% {of \{x\}}}": "100% of {x}",
    r"\text{``a''---b~c}": "\u201ca\u201d\u2014b c",
    r"\text{5 cm}": "5 cm",
    r"\text{na\"ive caf\'{e} \^{\i} \c{c} Gr\"o\ss e \LaTeX}": "naïve café î ç Größe LaTeX",
    r"\text{% x}": "% x",
    r"\fbox{<i>}": "<i>",
    r"\tag{<b>}": "(<b>)",
    r"\tag*{a & b}": "a & b",
    r"\rlap{<b>}": "<b>",
    r"\colorbox{red}{a <b> b}": "a <b> b",
    r"\fcolorbox{red}{blue}{<b>}": "<b>",
    r"\operatorname{<b>}": "<b>",
    r"\operatorname*{arg\,max}": "arg\u2009max",
    r"\DeclareMathOperator{\x}{<b>}\x": "<b>",
    r"\begin{matrix}\text{b & c}\end{matrix}": "b & c",
    r"\unicode{x3c}": "<",
    r"\unicode{60}": "<",
    r"\url{https://a.example/?x=1&y=2}": "https://a.example/?x=1&y=2",
    r"\href{https://a.example/}{\text{<b>}}": "<b>",
    r"\bbox[url(x)]{\text{<b>}}": "<b>",
    r"\cssId{<b>}{\text{<i>}}": "<i>",
}


@pytest.mark.parametrize(("latex", "text"), TEXTS.items())
def test_text_is_escaped_once(latex: str, text: str) -> None:
    root = etree.fromstring(to_mathml(latex).markup)
    assert "".join(root.itertext()).replace("\u00a0", " ") == text
    assert {etree.QName(element).localname for element in root.iter()} <= ELEMENTS


def test_verbatim_text_is_escaped_once() -> None:
    root = etree.fromstring(to_mathml(r"\verb|<1> & 2|").markup)
    assert "".join(root.itertext()) == "<𝟷>\u00a0&\u00a0𝟸"


def test_formulas_and_commands_in_text() -> None:
    latex = r"\text{if $x^2<\text{a}$ \textbf{or} \(y\)}"
    assert parts(latex, "msup") == [["x", "2"]]
    root = etree.fromstring(to_mathml(latex).markup)
    assert "".join(root.itertext()).replace("\u00a0", " ") == "if x2<a 𝐨𝐫 y"


@pytest.mark.parametrize(
    ("latex", "attribute", "value"),
    [
        (r"\href{https://a.example/?x=1&y=2}{q}", "href", "https://a.example/?x=1&y=2"),
        (r"\href{https://a.example/a\_b\%20\#c}{q}", "href", "https://a.example/a_b%20#c"),
        (r"\href{mailto:a@b.example}{q}", "href", "mailto:a@b.example"),
        (r"\href{page.html#a}{q}", "href", "page.html#a"),
        (r"\textcolor{red}{x}", "mathcolor", "red"),
        (r"{\color{#F00} x}", "mathcolor", "#f00"),
        (r"\textcolor[RGB]{255,0,16}{x}", "mathcolor", "#ff0010"),
        (r"\colorbox{red}{x}", "mathbackground", "red"),
        (r"\class{a}{x}", "class", "a"),
        (r"\style{COLOR: red; font-weight: bold}{x}", "style", "color: red; font-weight: bold"),
    ],
)
def test_safe_values_are_kept(latex: str, attribute: str, value: str) -> None:
    formula = to_mathml(latex)
    assert etree.fromstring(formula.markup).xpath(f"//@{attribute}") == [value]
    assert formula.dropped == ()


def test_a_link_in_html_is_an_element_of_html() -> None:
    latex = r"a\href{https://a.example/}{q^2}_3"
    root = etree.fromstring(to_mathml(latex, in_html=True).markup)
    (link,) = root.iter("{http://www.w3.org/1999/xhtml}a")
    assert link.get("href") == "https://a.example/"
    assert link.getparent().tag == f"{NAMESPACE}mtext"
    assert ["".join(map(str, part.itertext())) for part in link.iter(f"{NAMESPACE}msup")] == ["q2"]
    assert "".join(map(str, root.itertext())) == "aq23"
    nested = r"\href{https://a.example/}{q\href{https://b.example/}{r}}"
    root = etree.fromstring(to_mathml(nested, in_html=True).markup)
    assert root.xpath("//@href") == ["https://a.example/"]


@pytest.mark.parametrize(
    "latex",
    [
        r"\href{javascript:alert(1)}{q}",
        r"\href{ java" + "\t" + r"script:alert(1)}{q}",
        r"\href{JavaScript:alert(1)}{q}",
        r"\href{data:text/html,<script>}{q}",
        r"\href{vbscript:x}{q}",
        r"\href{file:///etc/passwd}{q}",
        r"\url{javascript:alert(1)}",
        r"\style{background:url(https://x.example/)}{q}",
        r"\style{background-image:\75rl(https://x.example/)}{q}",
        r"\style{position: fixed}{q}",
        r"\style{color: red; behavior: url(x)}{q}",
        r"\class{a\"b}{q}",
        r"\color{url(x)} q",
        r"\textcolor{expression(1)}{q}",
        r"\bbox[background:url(x)]{q}",
        r"\cssId{location}{q}",
        r"\data{x=y}{q}",
        r"\rule{1em}{<b>} q",
    ],
)
def test_unsafe_values_are_dropped_and_reported(latex: str) -> None:
    formula = to_mathml(latex)
    root = etree.fromstring(formula.markup)
    assert "q" in "".join(root.itertext()) or "url" in latex
    values = [str(value) for value in root.xpath("//@*[name() != 'alttext']")]
    unsafe = ("script", "url", "data:", "file:", "\\", "fixed", "location", "<", '"', "expression")
    assert not [value for value in values if any(word in value for word in unsafe)]
    assert len(formula.dropped) == 1


def test_raw_mathml_keeps_only_what_is_in_the_lists() -> None:
    root = etree.fromstring(
        f'<math xmlns="{NAMESPACE[1:-1]}" onclick="x()"><mi onload="x()" mathcolor="red">a</mi>'
        '<mtext><b xmlns="http://www.w3.org/1999/xhtml">bold<script>x()</script></b> text</mtext>'
        '<mglyph src="https://x.example"/><maction actiontype="statusline#x"><mi>b</mi></maction>'
        '<semantics><mi>c</mi><annotation-xml encoding="text/html"><mi>x()</mi></annotation-xml>'
        '</semantics><mrow xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="javascript:x()">'
        "<mi>d</mi></mrow></math>"
    )
    dropped = remove_unsafe(root)
    assert "".join(root.itertext()) == "abold textbcd"
    assert [str(value) for value in root.xpath("//@*")] == ["red"]
    assert len(dropped) == 8


@pytest.mark.parametrize("latex", ["a<b", 'a "b"', "a]]>b", "x\u200fy", "a\x00b\x1fc", "a > b"])
def test_hostile_text_stays_well_formed(latex: str) -> None:
    root = etree.fromstring(to_mathml(latex).markup)
    assert root.get("alttext") == latex.replace("\x00", "").replace("\x1f", "")
