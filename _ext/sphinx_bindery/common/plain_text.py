"""Formulas as plain text, for tables of contents, feeds and metadata."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MINUS = "\N{MINUS SIGN}"
_RAISED = str.maketrans(
    f"0123456789+-{_MINUS}=()niabcdefghjklmoprstuvwxyz",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
)
_LOWERED = str.maketrans(
    f"0123456789+-{_MINUS}=()aehijklmnoprstuvx",
    "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ",
)
_SCRIPTS = {
    "msup": "^", "msub": "_", "mover": "^", "munder": "_", "msubsup": "_^", "munderover": "_^",
}  # fmt: skip
"""The elements with scripts, and the kinds of their scripts in order (MathML Core, 3.4)."""

_ACCENTS = frozenset({"mover", "munder"})


def with_formulas_as_text(node: nodes.Element) -> nodes.Element:
    """Return a title with text in place of its formulas; the title itself if it has none."""
    if not any(node.findall(nodes.math)):
        return node
    copy = node.deepcopy()
    for formula in list(copy.findall(nodes.math)):
        formula.replace_self(nodes.Text(formula_text(formula.astext())))
    return copy


def formula_text(latex: str) -> str:
    r"""Return a formula as text, such as ``α²`` for ``\alpha^2``; as LaTeX if it has no other."""
    from latex2mathml.converter import convert_to_element  # noqa: PLC0415 (0.1 s)

    try:
        text = _text(convert_to_element(latex))
    except Exception:  # noqa: BLE001 - latex2mathml raises errors of many types
        return latex
    return " ".join(text.split()) or latex


def _text(element: Element) -> str:
    name = element.tag.rpartition("}")[2]
    parts = [_text(child) for child in element]
    if kinds := _SCRIPTS.get(name):
        base, *scripts = parts
        if name in _ACCENTS and not scripts[0].isalnum():
            return base
        return base + "".join(map(_script, kinds, scripts))
    if name == "mfrac":
        return "/".join(map(_grouped, parts))
    if name == "msqrt":
        return f"√{_grouped(''.join(parts))}"
    if name == "mroot":
        base, index = parts
        return f"{_script('^', index)}√{_grouped(base)}"
    text = unescape(element.text or "")
    if name == "mtext":
        return re.sub(r"\\([&%$#_{}])", r"\1", text)
    if name == "mi" and len(text) > 1 and text.isascii():
        return f" {text} "  # a function, such as log
    # letters of mathematical alphabets have a plain form
    return unicodedata.normalize("NFKC", text) + "".join(parts)


def _script(kind: str, text: str) -> str:
    letters = _RAISED if kind == "^" else _LOWERED
    if all(ord(character) in letters for character in text):
        return text.translate(letters)
    return kind + _grouped(text)


def _grouped(text: str) -> str:
    return text if len(text) == 1 or text.isalnum() else f"({text})"
