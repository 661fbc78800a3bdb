"""Translation of LaTeX math to Typst by tylax; each formula is compiled before the book uses it.

tylax copies some arguments into Typst code. So marks take the place of texts, addresses and colors
during the translation, and become Typst strings afterwards; other code raises an error, as do
environments and options that tylax would drop silently.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import tylax
import typst

from sphinx_bindery.formulas.source import MARK, FormulaSource
from sphinx_bindery.formulas.text_mode import FormulaError, braced
from sphinx_bindery.pdf.typst.escape import string
from sphinx_bindery.pdf.typst.formula_repairs import (
    with_close_bars,
    with_known_symbols,
    with_spaced_columns,
)

if TYPE_CHECKING:
    from sphinx_bindery.formulas.source import Argument

ENVIRONMENTS = frozenset({
    "align", "aligned", "array", "bmatrix", "Bmatrix", "cases", "dcases", "eqnarray",
    "equation", "flalign", "gather", "gathered", "matrix", "multline", "pmatrix",
    "smallmatrix", "split", "vmatrix", "Vmatrix",
})  # fmt: skip
"""Environments that tylax 0.3 translates correctly, starred ones included."""

_BEGIN = re.compile(r"\\begin\s*\{([^{}]*)\}")
_COLUMNS = re.compile(r"\\(begin|end)\{(alignat|alignedat|xalignat)(\*?)\}(?:\s*\{\d+\})?")
_POSITION = re.compile(r"(\\begin\{(?:aligned|gathered|split|array)\})\s*\[[tbc]\]")
_BOXED = re.compile(r"\\boxed(?![A-Za-z])")
_EQUATION = re.compile(r"\s*\\begin\{(equation\*?)\}(.*)\\end\{\1\}\s*", re.DOTALL)
_OPTION = re.compile(r"\\(x(?:left|right)arrow)\s*\[")
_MARKED = re.compile(rf'\s*op\("{MARK.pattern}"\)\s*')
_LITERAL = re.compile(r'\\.|"(?:[^"\\]|\\.)*"', re.DOTALL)
_CODE = re.compile(r"#(?!none\b|h\((?:1fr|-?[\d.]+(?:em|pt|mm|cm|in))\))|\bstd\b")
"""Calls of Typst functions, apart from the space and the empty delimiter that tylax writes."""

_TEXTS = {
    "operatorname": "op({})", "text": "{}", "textbf": "bold({})", "textit": "italic({})",
    "textsf": "sans({})", "texttt": "mono({})",
}  # fmt: skip
"""Typst expressions for texts by command."""

_PARTS = {
    "colorbox": "#box(fill: rgb({}), inset: 2pt, $",
    "frame": "#box(stroke: 0.5pt + rgb({}), inset: 2pt, $",
    "href": "#link({}, $",
    "phantom": "#hide($",
    "textcolor": "#text(fill: rgb({}), $",
    "underline": "#math.underline($",
}
"""The beginnings of Typst calls that take a part of a formula, by command."""

_BOXES = frozenset({"colorbox", "frame"})
_COLORED = frozenset({"colorbox", "frame", "textcolor"})
_COLORS = {
    "black": "#000000", "blue": "#0000ff", "brown": "#bf8040", "cyan": "#00ffff",
    "darkgray": "#404040", "gray": "#808080", "green": "#008000", "lightgray": "#bfbfbf",
    "lime": "#bfff00", "magenta": "#ff00ff", "maroon": "#800000", "navy": "#000080",
    "olive": "#808000", "orange": "#ff8000", "pink": "#ffbfbf", "purple": "#bf0040",
    "red": "#ff0000", "silver": "#c0c0c0", "teal": "#008080", "violet": "#800080",
    "white": "#ffffff", "yellow": "#ffff00",
}  # fmt: skip
"""The colors of xcolor (its manual, 2.4.1) and HTML by name."""

_DISPLAY = re.compile(r"\$ (?P<inner>[^$]*) \$")


def _mark_text(_style: str, mark: str) -> str:
    return rf"\operatorname{{{mark}}}"


def _mark_part(command: str, mark: str, part: str) -> str:
    # a PDF has no classes and no CSS
    edge = "" if command in {"class", "style"} else rf"\operatorname{{{mark}}}"
    return f"{{{edge}{part}{edge}}}"


def _boxed(latex: str, source: FormulaSource) -> str:
    r"""Return a formula with marks in place of ``\boxed``."""
    while (command := _BOXED.search(latex)) and (argument := braced(latex, command.end())):
        part = _mark_part("frame", source.mark("frame", "#000000"), argument[0])
        latex = latex[: command.start()] + part + latex[argument[1] :]
    return latex


def prepare(latex: str, source: FormulaSource) -> str:
    """Return a formula with marks.

    Raises:
        FormulaError: The translation would lose a part of the formula.
    """
    text = source.prepare(latex)
    # As in Sphinx, a blank line separates two formulas, one below the other.
    if len(lines := [part for part in re.split(r"\n\s*\n", text) if part.strip()]) > 1:
        text = r"\begin{split}" + r"\\".join(lines) + r"\end{split}"
    if equation := _EQUATION.fullmatch(text):
        text = equation[2]
    text = with_spaced_columns(with_known_symbols(_boxed(text, source)))
    text = _COLUMNS.sub(lambda match: f"\\{match[1]}{{align{match[3]}}}", text)
    text = _POSITION.sub(r"\1", text)
    for name in _BEGIN.findall(text):
        if name.strip().removesuffix("*") not in ENVIRONMENTS:
            reason = f"the environment {name!r} is not supported"
            raise FormulaError(reason)
        if name.strip().endswith("matrix*"):
            reason = f"the environment {name!r} is supported only without a star"
            raise FormulaError(reason)
    if option := _OPTION.search(text):
        reason = f"the option of \\{option[1]} is not supported"
        raise FormulaError(reason)
    return text


def _to_typst(latex: str) -> str:
    """Translate a formula.

    Raises:
        FormulaError: tylax fails on it.
    """
    try:
        return tylax.latex_to_typst(latex)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic in Rust is no Exception
        message = "its groups and environments do not match"
        raise FormulaError(message) from error


def restore(translated: str, source: FormulaSource) -> str:
    """Return the translated formula with the arguments in place of their marks.

    Raises:
        FormulaError: The translation lost a part of the formula, or contains code.
    """
    # tylax writes unknown commands as comments.
    visible = _LITERAL.sub("", translated)
    strings = [text[1:-1] for text in _LITERAL.findall(translated)]
    # the text of a mark inside a longer string or outside of strings would become code
    inside = any(MARK.search(text) and not MARK.fullmatch(text) for text in (visible, *strings))
    if (
        "/*" in translated
        or "//" in translated
        or _CODE.search(visible)
        or '"' in visible
        or inside
    ):
        reason = "a command in it is not supported"
        raise FormulaError(reason)
    opened: list[int] = []
    found: set[int] = set()

    def expression(match: re.Match[str]) -> str:
        argument = source.argument(match)
        found.add(argument.number)
        if argument.command in _TEXTS:
            text = _TEXTS[argument.command].format(string(argument.value))
            return text if text.startswith('"') else f" {text} "
        if argument.number in opened:
            opened.remove(argument.number)
            following = translated[match.end() : match.end() + 1]
            # the letters of an equation alone are italic in a box
            end = "$)" if argument.command in _BOXES else "$.body)"
            return end + (" " if following in {"(", "[", "."} else "")
        opened.append(argument.number)
        return " " + _PARTS[argument.command].format(string(_value(argument)))

    restored = _MARKED.sub(expression, translated)
    if opened or not all(
        argument.number in found
        for argument in source.arguments
        if argument.command not in {"class", "style"}
    ):
        reason = "text in it would be lost"
        raise FormulaError(reason)
    return restored


def _value(argument: Argument) -> str:
    """Return the value of an address or a color; names become codes, since Typst has few names."""
    if argument.command not in _COLORED or argument.value.startswith("#"):
        return argument.value
    if argument.value not in _COLORS:
        reason = f"the color {argument.value!r} is not supported"
        raise FormulaError(reason)
    return _COLORS[argument.value]


@dataclass(frozen=True, slots=True)
class Formula:
    """A translated formula: a Typst expression, or None and the reason; and what is left out."""

    expression: str | None
    reason: str = ""
    dropped: tuple[str, ...] = ()


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
        marked = FormulaSource(text=_mark_text, wrap=_mark_part)
        try:
            prepared = prepare(source, marked)
            translated = " ".join(_to_typst(prepared).split())
            if display := _DISPLAY.fullmatch(translated):
                translated = display["inner"]
            if "$" in translated:
                return Formula(None, "it contains a dollar sign")
            if not translated:
                return Formula(None, "it is empty")
            translated = with_close_bars(restore(translated, marked))
        except (FormulaError, RecursionError) as error:
            return Formula(None, str(error))
        expression = (
            f"math.equation(block: {'true' if block else 'false'}, "
            f"alt: {string(source)}, ${translated}$)"
        )
        try:
            self._compiler.compile(f"#{expression};".encode(), format="pdf")
        except typst.TypstError as error:
            return Formula(None, error.message)
        return Formula(expression, dropped=tuple(dict.fromkeys(marked.dropped)))
