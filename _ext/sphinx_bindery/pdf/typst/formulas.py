"""Translation of LaTeX math to Typst; each formula is compiled alone before the book uses it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import tylax
import typst

from sphinx_bindery.pdf.typst import latex_math
from sphinx_bindery.pdf.typst.escape import string

_DISPLAY = re.compile(r"\$ (?P<inner>[^$]*) \$")


@dataclass(frozen=True, slots=True)
class Formula:
    """A translated formula: a Typst expression, or None and the reason."""

    expression: str | None
    reason: str = ""


@dataclass(slots=True)
class FormulaTranslator:
    """Translates formulas, each distinct one once."""

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
            prepared = latex_math.prepare(source)
            translated = " ".join(tylax.latex_to_typst(prepared.latex).split())
            if display := _DISPLAY.fullmatch(translated):
                translated = display["inner"]
            if "$" in translated:
                return Formula(None, "it contains a dollar sign")
            if not translated:
                return Formula(None, "it is empty")
            translated = prepared.restore(translated)
        except latex_math.UnsupportedMathError as error:
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
