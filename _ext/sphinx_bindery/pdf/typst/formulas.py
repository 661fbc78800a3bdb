"""Translation of LaTeX math to Typst by tylax; each formula is compiled before the book uses it.

Text in a formula keeps its spaces: placeholders take its place during the translation, and become
Typst strings afterwards. Environments and options that tylax would drop silently raise an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import tylax
import typst

from sphinx_bindery.pdf.typst.escape import string

if TYPE_CHECKING:
    from collections.abc import Sequence

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
_DISPLAY = re.compile(r"\$ (?P<inner>[^$]*) \$")


class UnsupportedMathError(Exception):
    """A formula that cannot be translated without loss; the message names the reason."""


def prepare(latex: str) -> tuple[str, list[str]]:
    """Return a formula with placeholders, and the texts that they stand for.

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
    return without, texts


def restore(translated: str, texts: Sequence[str]) -> str:
    """Return the translated formula with its texts in place of the placeholders.

    Raises:
        UnsupportedMathError: The translation lost a part of the formula.
    """
    # tylax writes unknown commands as comments.
    if "/*" in translated or "//" in translated:
        reason = "a command in it is not supported"
        raise UnsupportedMathError(reason)
    if len(_PLACEHOLDER.findall(translated)) != len(texts):
        reason = "text in it would be lost"
        raise UnsupportedMathError(reason)
    return _PLACEHOLDER.sub(lambda match: string(texts[int(match[1])]), translated)


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


@dataclass(frozen=True, slots=True)
class Formula:
    """A translated formula: a Typst expression, or None and the reason."""

    expression: str | None
    reason: str = ""


@dataclass(slots=True)
class FormulaTranslator:
    """Translator of formulas, with a cache of the results."""

    _compiler: typst.Compiler = field(
        default_factory=lambda: typst.Compiler(ignore_system_fonts=True)
    )
    _cache: dict[tuple[str, bool], Formula] = field(default_factory=dict)

    def translate(self, source: str, *, block: bool) -> Formula:
        """Translate LaTeX to a Typst expression with the source as alternative text."""
        key = (source.strip(), block)
        if key not in self._cache:
            self._cache[key] = self._translate(key[0], block=block)
        return self._cache[key]

    def _translate(self, source: str, *, block: bool) -> Formula:
        try:
            prepared, texts = prepare(source)
            translated = " ".join(tylax.latex_to_typst(prepared).split())
            if display := _DISPLAY.fullmatch(translated):
                translated = display["inner"]
            if "$" in translated:
                return Formula(None, "it contains a dollar sign")
            if not translated:
                return Formula(None, "it is empty")
            translated = restore(translated, texts)
        except UnsupportedMathError as error:
            return Formula(None, str(error))
        expression = (
            f"math.equation(block: {'true' if block else 'false'}, "
            f"alt: {string(source)}, ${translated}$)"
        )
        try:
            self._compiler.compile(f"#{expression};".encode(), format="pdf")
        except typst.TypstError as error:
            return Formula(None, error.message)
        return Formula(expression)
