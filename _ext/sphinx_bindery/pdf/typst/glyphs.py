"""Glyph coverage: characters that no font of the book can print, found before compilation."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_bindery.pdf.typst.escape import ZERO_WIDTH_SPACE
from sphinx_bindery.pdf.typst.scripts import script
from sphinx_bindery.pdf.typst.source_map import SourceLocation, location, warn

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

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
    """The characters beyond ASCII in each file, with their first location there."""

    first: dict[tuple[str, str], SourceLocation | None] = field(default_factory=dict)

    def record(self, node: nodes.Node) -> None:
        """Record the characters of a node."""
        text = node.astext()
        if not text.isascii():
            self.record_text(text, location(node))

    def record_text(self, text: str, place: SourceLocation | None = None) -> None:
        """Record the characters of a text that is printed, such as the book's title."""
        source = place.source if place else ""
        for character in sorted(set(text)):
            if not character.isascii():
                self.first.setdefault((source, character), place)

    def record_new(self, text: str) -> None:
        """Record the characters of a text that no other text has, such as those of the index."""
        self.record_text("".join({*text} - {character for _source, character in self.first}))

    @property
    def characters(self) -> list[str]:
        """The visible characters beyond ASCII, sorted."""
        found = sorted({character for _source, character in self.first})
        return [c for c in found if unicodedata.category(c) not in ("Cf", "Cc")]

    def missing(self, compiler: TypstCompiler) -> frozenset[str]:
        """Return the visible characters that no font has a glyph for."""
        return compiler.missing_glyphs(self.characters)

    def warn_missing(self, missing: Container[str], advice: str) -> None:
        """Warn once for each file and script about characters without a glyph.

        Args:
            missing: The characters.
            advice: What to do.
        """
        groups: dict[tuple[str, str], list[tuple[str, SourceLocation | None]]] = {}
        for (source, character), place in self.first.items():
            if character in missing:
                groups.setdefault((source, script(character)), []).append((character, place))
        for (_source, name), found in groups.items():
            character, place = min(found, key=lambda item: item[1].line or 0 if item[1] else 0)
            code = f"U+{ord(character):04X} {unicodedata.name(character, 'unnamed')}"
            others = f" and {len(found) - 1} more ({name})" if len(found) > 1 else ""
            warn(
                f"{character!r} ({code}){others}: no font of the PDF has a glyph, so the code "
                f"point is printed; {advice}",
                place,
            )

    def warn_without_ligatures(self, compiler: TypstCompiler, families: Sequence[str]) -> None:
        """Warn about scripts whose font lacks the ligatures that the script requires.

        Args:
            compiler: Measures the texts.
            families: The font families of the text.
        """
        for letters, conjunct in _CONJUNCTS.items():
            names = ((key, unicodedata.name(key[1], "")) for key in self.first)
            found = next((key for key, name in names if name.startswith(letters)), None)
            if found is None:
                continue
            # The virama has no width on a letter of its own; a ligature is narrower than its parts.
            whole, *parts = compiler.widths([conjunct, conjunct[0], conjunct[-1]], families)
            if abs(whole - sum(parts)) < _TOLERANCE:
                warn(
                    f"{letters.capitalize()}: the font that the PDF uses for this script has no "
                    "ligatures; name a font made for it in bindery_fonts",
                    self.first[found],
                )


def code_points(missing: Iterable[str]) -> dict[int, str]:
    """Return a ``str.translate`` table that replaces characters by their code points.

    A line may break after each code point, because a whole sentence may consist of them.
    """
    return {
        ord(character): f"\u2039U+{ord(character):04X}\u203a{ZERO_WIDTH_SPACE}"
        for character in sorted(missing)
    }
