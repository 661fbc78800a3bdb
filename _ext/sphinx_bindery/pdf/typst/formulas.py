"""LaTeX formulas as Typst's, each tried alone before it may stand in the book."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import tylax
import typst

from sphinx_bindery.pdf.typst import latex_math as latex
from sphinx_bindery.pdf.typst.escape import string

_DISPLAY = re.compile(r"\$ (?P<inner>[^$]*) \$")


@dataclass(frozen=True, slots=True)
class Formula:
    """What became of a formula: a Typst expression or, without one, why there is none."""

    expression: str | None
    reason: str = ""


@dataclass(slots=True)
class FormulaTranslator:
    """Translates formulas and keeps what it found: the same formula is tried once a build."""

    _compiler: typst.Compiler = field(
        default_factory=lambda: typst.Compiler(ignore_system_fonts=True)
    )
    _known: dict[tuple[str, bool], Formula] = field(default_factory=dict)

    def translate(self, source: str, *, block: bool) -> Formula:
        """Return LaTeX as a Typst expression with its source as alternative text."""
        key = (source.strip(), block)
        if key not in self._known:
            self._known[key] = self._try(key[0], block=block)
        return self._known[key]

    def _try(self, source: str, *, block: bool) -> Formula:
        try:
            prepared = latex.prepared(source)
            translated = " ".join(tylax.latex_to_typst(prepared.latex).split())
            if display := _DISPLAY.fullmatch(translated):
                translated = display["inner"]
            if "$" in translated:
                return Formula(None, "a dollar sign stands inside it")
            if not translated:
                return Formula(None, "it is empty")
            translated = prepared.restored(translated)
        except latex.NotUnderstoodError as error:
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
