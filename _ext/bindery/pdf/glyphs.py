"""Characters that no font of the book knows: found before Typst prints a box for them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .escape import string
from .sources import Location, location
from .warn import warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from docutils import nodes

_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed')


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
        visible = [c for c in self.first if unicodedata.category(c) not in ("Cf", "Cc", "Mn", "Me")]
        if not visible:
            return []
        complaint = check("".join(f"#text({string(character)})\n\n" for character in visible))
        found = {text for match in _MISSING.finditer(complaint) for text in match[1]}
        return [character for character in visible if character in found]

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
    """Return a table for ``str.translate`` that writes missing characters as their code."""
    return {ord(character): f"\u2039U+{ord(character):04X}\u203a" for character in missing}
