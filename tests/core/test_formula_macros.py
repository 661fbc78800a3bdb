"""Macros of formulas."""

from __future__ import annotations

import pytest

from sphinx_bindery.formulas.macros import Macro, MacroError, expand, macros_of_mathjax

MACROS = macros_of_mathjax(
    [
        {
            "tex": {
                "macros": {
                    "RR": r"\mathbb{R}",
                    "bold": [r"\mathbf{#1}", 1],
                    "norm": [r"\lVert #2 \rVert_{#1}", 2, "2"],
                    "deep": r"\bold{\RR}",
                    "loop": r"\loop x",
                    "wrong": 3,
                    "frac*": "x",
                }
            }
        },
        {"TeX": {"Macros": {"old": "o"}}},
        "nothing",
    ]
)


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"x \in \RR", r"x \in \mathbb{R}"),
        (r"\RRR", r"\RRR"),
        (r"\\RR", r"\\RR"),
        (r"\bold{v} + \bold w", r"\mathbf{v} + \mathbf{w}"),
        (r"\bold\alpha b", r"\mathbf{\alpha} b"),
        (r"\norm{x} + \norm[1]{x}", r"\lVert x \rVert_{2} + \lVert x \rVert_{1}"),
        (r"\deep^n", r"\mathbf{\mathbb{R}}^n"),
        (r"\bold{a\}b}", r"\mathbf{a\}b}"),
        (r"\old x", r"o x"),
        (r"\newcommand{\NN}{\mathbb{N}} n \in \NN", r" n \in \mathbb{N}"),
        (r"\newcommand\ip[2]{\langle #1, #2\rangle}\ip{a}{b}", r"\langle a, b\rangle"),
        (r"\renewcommand{\RR}[1][x]{R_#1}\RR \RR[y]", r"R_x R_y"),
        (r"\def\pair#1#2{(#1,#2)}\pair a b", r"(a,b)"),
        (r"\def\pair#1#2{(#1,#2)}\pair{\#2}{b}", r"(\#2,b)"),
        (r"\def\row#1{a\\#1\#1}\row{b}", r"a\\b\#1"),
        (r"\DeclareMathOperator{\argmax}{arg\,max}\argmax f", r"\operatorname{arg\,max} f"),
        (r"\DeclareMathOperator*{\lim}{lim}\lim_n", r"\operatorname*{lim}_n"),
        (r"\def\a{\alpha}\a x", r"\alpha x"),
        (r"\def\a{\alpha}{\a}x", r"{\alpha}x"),
        ("no macro", "no macro"),
        ("", ""),
    ],
)
def test_expansion(latex: str, expected: str) -> None:
    assert expand(latex, MACROS)[0] == expected


def test_definitions_are_returned() -> None:
    assert expand(r"\newcommand{\NN}{N}\def\M#1{M_#1}", {})[1] == {
        "NN": Macro("N"),
        "M": Macro("M_#1", 1),
    }


@pytest.mark.parametrize(
    "latex",
    [r"\loop", r"\bold", r"\bold{x", r"\newcommand{\x}", r"\norm[1{x}"],
)
def test_mistakes(latex: str) -> None:
    with pytest.raises(MacroError):
        expand(latex, MACROS)


def test_growth_is_limited() -> None:
    macros = {f"a{'b' * n}": Macro(rf"\a{'b' * (n + 1)}" * 10) for n in range(20)}
    with pytest.raises(MacroError):
        expand(r"\a", macros)
