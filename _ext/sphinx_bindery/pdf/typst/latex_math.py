"""What LaTeX formulas need around their translation, which leaves some things out without a word.

Text in a formula keeps its own spaces, so it goes past the translator and is put back as Typst's
strings; environments and options that the translator would drop are told instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sphinx_bindery.pdf.typst.escape import string

ENVIRONMENTS = frozenset(
    {
        *(
            "align",
            "aligned",
            "array",
            "bmatrix",
            "Bmatrix",
            "cases",
            "dcases",
            "eqnarray",
            "equation",
        ),
        *("flalign", "gather", "gathered", "matrix", "multline", "pmatrix", "smallmatrix", "split"),
        *("vmatrix", "Vmatrix"),
    }
)
"""Environments that become what they are in LaTeX (tylax 0.3); with a star, without a number."""

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
_PLACE = re.compile(r'\s*op\("binderytext(\d+)"\)\s*')


class NotUnderstoodError(Exception):
    """A formula has something that its translation would lose; says what."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A formula to be translated, and the texts that have left it."""

    latex: str
    texts: tuple[str, ...]

    def restored(self, typst: str) -> str:
        """Return the translated formula with its texts.

        Raises:
            NotUnderstoodError: a text, or something else of the formula, is not in it.
        """
        # The translator leaves what it does not know as a comment.
        if "/*" in typst or "//" in typst:
            reason = "something in it is not known"
            raise NotUnderstoodError(reason)
        found = _PLACE.sub(lambda match: string(self.texts[int(match[1])]), typst)
        if len(_PLACE.findall(typst)) != len(self.texts):
            reason = "a text in it would be lost"
            raise NotUnderstoodError(reason)
        return found


def prepared(latex: str) -> Prepared:
    """Return a formula as the translator needs it.

    Raises:
        NotUnderstoodError: it has something that the translator would leave out.
    """
    text = _LABEL.sub("", latex)
    # As Sphinx has it, an empty line parts two formulas that stand one below the other.
    if len(lines := [part for part in re.split(r"\n\s*\n", text) if part.strip()]) > 1:
        text = r"\begin{split}" + r"\\".join(lines) + r"\end{split}"
    if equation := _EQUATION.fullmatch(text):
        text = equation[2]
    text = _COLUMNS.sub(lambda match: f"\\{match[1]}{{align{match[3]}}}", text)
    text = _POSITION.sub(r"\1", text)
    for name in _BEGIN.findall(text):
        if name.strip().removesuffix("*") not in ENVIRONMENTS:
            reason = f"the environment {name!r} is not known"
            raise NotUnderstoodError(reason)
        if name.strip().endswith("matrix*"):
            reason = f"the environment {name!r} is known only without a star"
            raise NotUnderstoodError(reason)
    if option := _OPTION.search(text):
        reason = f"the option of \\{option[1]} is not known"
        raise NotUnderstoodError(reason)
    texts: list[str] = []

    def leave(match: re.Match[str]) -> str:
        pieces = re.split(r"(?<!\\)\$", match[2])
        if len(pieces) % 2 == 0:
            reason = f"a dollar sign in \\{match[1]} has no other"
            raise NotUnderstoodError(reason)
        return "".join(
            f" {piece} " if number % 2 else _left(piece, texts)
            for number, piece in enumerate(pieces)
        )

    without = _TEXT.sub(leave, text)
    if command := _TEXT_BEGIN.search(without):
        reason = f"\\{command[1]} holds more than text"
        raise NotUnderstoodError(reason)
    return Prepared(without, tuple(texts))


def _left(text: str, texts: list[str]) -> str:
    """Keep a text apart; return what stands for it meanwhile."""
    if command := _COMMAND.search(text):
        reason = f"{command[0]} stands in a text"
        raise NotUnderstoodError(reason)
    if not text:
        return ""
    joined = re.sub(r"\s+", " ", text)
    shown = _LIGATURE.sub(lambda match: _LIGATURES[match[0]], joined)
    texts.append(_ESCAPED.sub(r"\1", shown))
    return rf"\operatorname{{binderytext{len(texts) - 1}}}"
