"""Characters that no font of the book knows: found before Typst prints a box for them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_bindery.pdf.typst.escape import ZERO_WIDTH_SPACE, string
from sphinx_bindery.pdf.typst.source_map import Location, location
from sphinx_bindery.pdf.warnings import warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from docutils import nodes

_CLUSTERS = {
    "DEVANAGARI": ("\N{DEVANAGARI LETTER KA}\N{DEVANAGARI SIGN VIRAMA}\N{DEVANAGARI LETTER SSA}"),
}
"""Scripts of which Typst's own fonts have the letters alone, and two letters that must join."""

_TOLERANCE = 0.01
_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
"""How Typst writes a mark that would stand on the quote before it."""


@dataclass(slots=True)
class Glyphs:
    """Notes where each character beyond ASCII stands first."""

    first: dict[str, Location | None] = field(default_factory=dict)

    def note(self, node: nodes.Node) -> None:
        """Remember the characters of a node's text."""
        text = node.astext()
        if not text.isascii():
            self.note_text(text, location(node))

    def note_text(self, text: str, place: Location | None = None) -> None:
        """Remember the characters of a text that is printed, such as the book's title."""
        for character in sorted(set(text)):
            if character not in self.first and not character.isascii():
                self.first[character] = place

    def missing(self, check: Callable[[str], str]) -> list[str]:
        """Return the characters noted that no font has.

        Args:
            check: compiles a Typst source for PDF/UA and returns what it complains of.
        """
        visible = [c for c in self.first if unicodedata.category(c) not in ("Cf", "Cc")]
        if not visible:
            return []
        complaint = check("".join(f"#text({string(character)})\n\n" for character in visible))
        found = {
            character
            for match in _MISSING.finditer(complaint)
            for character in _ESCAPE.sub(lambda code: chr(int(code[1], 16)), match[1])
        }
        return [character for character in visible if character in found]

    def unjoined(self, widths: Callable[[Sequence[str]], Sequence[float]]) -> list[str]:
        """Return a character of each script whose letters stand apart in the font that has them.

        Args:
            widths: tells how wide texts are. Letters that a font joins are not as wide as apart.
        """
        found = []
        for script, cluster in _CLUSTERS.items():
            first = next((c for c in self.first if unicodedata.name(c, "").startswith(script)), "")
            if first:
                # The sign between the two has no width where it stands on a letter.
                whole, *apart = widths([cluster, cluster[0], cluster[-1]])
                if abs(whole - sum(apart)) < _TOLERANCE:
                    found.append(first)
        return found

    def warn_of_unjoined(self, found: Iterable[str]) -> None:
        """Warn of each script whose letters stand apart, where it stands first."""
        for character in found:
            script = unicodedata.name(character).partition(" ")[0].capitalize()
            warn(
                f"the font that the PDF takes for {script} has its letters alone, and does not "
                "join them; name one made for it in bindery_fonts",
                self.first[character],
            )

    def warn(self, missing: Iterable[str]) -> None:
        """Warn of each missing character where it stands first."""
        for character in missing:
            name = unicodedata.name(character, "unnamed")
            warn(
                f"no font of the PDF has {character!r} (U+{ord(character):04X} {name}), its code "
                "stands instead; set bindery_font_paths, or bindery_system_fonts = True",
                self.first[character],
            )


def replacements(missing: Iterable[str]) -> Mapping[int, str]:
    """Return a table for ``str.translate`` that writes missing characters as their code.

    A line may end after each code, for a whole sentence may consist of them.
    """
    return {
        ord(character): f"\u2039U+{ord(character):04X}\u203a{ZERO_WIDTH_SPACE}"
        for character in missing
    }
