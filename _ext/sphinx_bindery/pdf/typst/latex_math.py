"""LaTeX math before and after its translation by tylax, which drops some constructs silently.

Text in a formula keeps its spaces: placeholders take its place during the translation, and become
Typst strings afterwards. Environments and options that tylax would drop raise an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sphinx_bindery.pdf.typst.escape import string

ENVIRONMENTS = frozenset({
    "align", "aligned", "array", "bmatrix", "Bmatrix", "cases", "dcases", "eqnarray",
    "equation", "flalign", "gather", "gathered", "matrix", "multline", "pmatrix",
    "smallmatrix", "split", "vmatrix", "Vmatrix",
})  # fmt: skip
"""Environments that tylax 0.3 translates correctly, starred ones included."""

_BEGIN = re.compile(r"\\begin\s*\{([^{}]*)\}")
_COLUMNS = re.compile(r"\\(begin|end)\{(alignat|alignedat|xalignat)(\*?)\}(?:\s*\{\d+\})?")
_POSITION = re.compile(r"(\\begin\{(?:aligned|gathered|split|array)\})\s*\[[tbc]\]")
_EQUATION = re.compile(r"\s*\\begin\{(equation\*?)\}(.*)\\end\{\1\}\s*", re.DOTALL)
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}")
_OPTION = re.compile(r"\\(x(?:left|right)arrow)\s*\[")
_TEXT_BEGIN = re.compile(r"\\(text|textrm|textnormal|textup|mbox|hbox)(?![a-zA-Z])")
_TEXT = re.compile(_TEXT_BEGIN.pattern + r"\s*\{((?:[^{}\\]|\\.)*)\}")
_ESCAPED = re.compile(r"\\([%&#_${}~ ])")
_COMMAND = re.compile(r"\\(?:[a-zA-Z]+|[^a-zA-Z%&#_${}~ ])")
_LIGATURES = {
    "``": "\u201c",
    "''": "\u201d",
    "---": "\u2014",
    "--": "\u2013",
    "`": "\u2018",
    "'": "\u2019",
    "~": "\u00a0",
}
_LIGATURE = re.compile("|".join(_LIGATURES))
_PLACEHOLDER = re.compile(r'\s*op\("binderytext(\d+)"\)\s*')


class UnsupportedMathError(Exception):
    """The translation of a formula would lose a part of it; the message says which."""


@dataclass(frozen=True, slots=True)
class PreparedFormula:
    """A formula with placeholders, and the texts that they stand for."""

    latex: str
    texts: tuple[str, ...]

    def restore(self, typst: str) -> str:
        """Return the translated formula with its texts in place of the placeholders.

        Raises:
            UnsupportedMathError: The translation lost a part of the formula.
        """
        # tylax writes unknown commands as comments.
        if "/*" in typst or "//" in typst:
            reason = "a command in it is not supported"
            raise UnsupportedMathError(reason)
        found = _PLACEHOLDER.sub(lambda match: string(self.texts[int(match[1])]), typst)
        if len(_PLACEHOLDER.findall(typst)) != len(self.texts):
            reason = "text in it would be lost"
            raise UnsupportedMathError(reason)
        return found


def prepare(latex: str) -> PreparedFormula:
    """Prepare a formula for its translation.

    Raises:
        UnsupportedMathError: The translation would lose a part of the formula.
    """
    text = _LABEL.sub("", latex)
    # As in Sphinx, a blank line separates two formulas, one below the other.
    if len(lines := [part for part in re.split(r"\n\s*\n", text) if part.strip()]) > 1:
        text = r"\begin{split}" + r"\\".join(lines) + r"\end{split}"
    if equation := _EQUATION.fullmatch(text):
        text = equation[2]
    text = _COLUMNS.sub(lambda match: f"\\{match[1]}{{align{match[3]}}}", text)
    text = _POSITION.sub(r"\1", text)
    for name in _BEGIN.findall(text):
        if name.strip().removesuffix("*") not in ENVIRONMENTS:
            reason = f"the environment {name!r} is not supported"
            raise UnsupportedMathError(reason)
        if name.strip().endswith("matrix*"):
            reason = f"the environment {name!r} is supported only without a star"
            raise UnsupportedMathError(reason)
    if option := _OPTION.search(text):
        reason = f"the option of \\{option[1]} is not supported"
        raise UnsupportedMathError(reason)
    texts: list[str] = []

    def replace_text(match: re.Match[str]) -> str:
        pieces = re.split(r"(?<!\\)\$", match[2])
        if len(pieces) % 2 == 0:
            reason = f"a dollar sign in \\{match[1]} has no counterpart"
            raise UnsupportedMathError(reason)
        return "".join(
            f" {piece} " if number % 2 else _leave_text(piece, texts)
            for number, piece in enumerate(pieces)
        )

    without = _TEXT.sub(replace_text, text)
    if command := _TEXT_BEGIN.search(without):
        reason = f"\\{command[1]} contains more than text"
        raise UnsupportedMathError(reason)
    return PreparedFormula(without, tuple(texts))


def _leave_text(text: str, texts: list[str]) -> str:
    """Append a text to ``texts``, and return its placeholder."""
    if command := _COMMAND.search(text):
        reason = f"{command[0]} is not supported in text"
        raise UnsupportedMathError(reason)
    if not text:
        return ""
    joined = re.sub(r"\s+", " ", text)
    shown = _LIGATURE.sub(lambda match: _LIGATURES[match[0]], joined)
    texts.append(_ESCAPED.sub(r"\1", shown))
    return rf"\operatorname{{binderytext{len(texts) - 1}}}"
