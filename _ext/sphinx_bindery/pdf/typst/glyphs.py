"""Glyph coverage: characters that no font of the book can print, found before compilation."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_bindery.pdf.typst.escape import ZERO_WIDTH_SPACE
from sphinx_bindery.pdf.typst.source_map import SourceLocation, location, warn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docutils import nodes

    from sphinx_bindery.pdf.typst.compiler import TypstCompiler

_CONJUNCTS = {
    "DEVANAGARI": "\N{DEVANAGARI LETTER KA}\N{DEVANAGARI SIGN VIRAMA}\N{DEVANAGARI LETTER SSA}",
}
"""A conjunct of each script for which Typst's own fonts have the letters but no ligatures."""

_TOLERANCE = 0.01
"""The tolerance of widths, in points."""


@dataclass(slots=True)
class GlyphCoverage:
    """The first location of each character beyond ASCII, for one check of all characters."""

    first: dict[str, SourceLocation | None] = field(default_factory=dict)

    def record(self, node: nodes.Node) -> None:
        """Record the characters of a node."""
        text = node.astext()
        if not text.isascii():
            self.record_text(text, location(node))

    def record_text(self, text: str, place: SourceLocation | None = None) -> None:
        """Record the characters of a text that is printed, such as the book's title."""
        for character in sorted(set(text)):
            if character not in self.first and not character.isascii():
                self.first[character] = place

    def warn_missing(self, compiler: TypstCompiler) -> Mapping[int, str]:
        """Warn about characters without a glyph; return a ``str.translate`` table for them.

        The table replaces each by its code point. A line may break after each code point, because
        a whole sentence may consist of them.
        """
        visible = [c for c in self.first if unicodedata.category(c) not in ("Cf", "Cc")]
        missing = compiler.missing_glyphs(visible) if visible else frozenset()
        table = {}
        for character in visible:
            if character in missing:
                code = f"U+{ord(character):04X}"
                name = unicodedata.name(character, "unnamed")
                warn(
                    f"{character!r} ({code} {name}): no font of the PDF has this character, so "
                    "its code point is printed; set bindery_font_paths, or "
                    "bindery_system_fonts = True",
                    self.first[character],
                )
                table[ord(character)] = f"\u2039{code}\u203a{ZERO_WIDTH_SPACE}"
        return table

    def warn_without_ligatures(self, compiler: TypstCompiler, families: Sequence[str]) -> None:
        """Warn about scripts whose font lacks the ligatures that the script requires.

        Args:
            compiler: Measures the texts.
            families: The font families of the text.
        """
        for script, conjunct in _CONJUNCTS.items():
            names = ((c, unicodedata.name(c, "")) for c in self.first)
            found = next((c for c, name in names if name.startswith(script)), None)
            if found is None:
                continue
            # The virama has no width on a letter of its own; a ligature is narrower than its parts.
            whole, *parts = compiler.widths([conjunct, conjunct[0], conjunct[-1]], families)
            if abs(whole - sum(parts)) < _TOLERANCE:
                warn(
                    f"{script.capitalize()}: the font that the PDF uses for this script has no "
                    "ligatures; name a font made for it in bindery_fonts",
                    self.first[found],
                )
