"""The texts of a link preview, and the removal of characters without a glyph in any font."""

from __future__ import annotations

import unicodedata
from dataclasses import astuple, dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

_SYMBOL_CATEGORIES = ("Me", "Cn", "Co")
_UNPRINTABLE_CATEGORIES = ("Cc", "Cs")

SIZE = (1200, 630)
"""Width and height in pixels, as recommended at
https://developers.facebook.com/docs/sharing/webmasters/images."""


@dataclass(frozen=True, slots=True)
class LinkPreview:
    """The texts of one link preview; empty if it has none.

    Attributes:
        language: Language of the title (BCP 47 or POSIX); it sets the writing direction.
    """

    title: str
    authors: str = ""
    date: str = ""
    book: str = ""
    series: str = ""
    language: str = "en"

    @property
    def characters(self) -> frozenset[str]:
        """All characters of the texts."""
        return frozenset("".join(astuple(self)))

    def normalized(self) -> LinkPreview:
        """Return the preview with each text on one line, without unprintable characters."""
        return self._mapped(_normalized)

    def letters_in(self, missing: AbstractSet[str]) -> list[str]:
        """Return the missing characters of the preview that are not symbols, sorted."""
        return sorted(
            character for character in self.characters & missing if not _is_symbol(character)
        )

    def without(self, missing: AbstractSet[str]) -> LinkPreview:
        """Return the preview without the missing characters.

        Missing symbols such as emoji are left out. A text with a missing letter is left out as a
        whole. If that is the title, the name of the book takes its place.
        """
        letters = self.letters_in(missing)
        symbols = dict.fromkeys(map(ord, missing))

        def remaining(text: str) -> str:
            has_letter = set(text).intersection(letters)
            return "" if has_letter else _normalized(text.translate(symbols))

        left = self._mapped(remaining)
        return left if left.title else replace(left, title=left.book, book="")

    def _mapped(self, function: Callable[[str], str]) -> LinkPreview:
        texts = (self.title, self.authors, self.date, self.book, self.series)
        title, authors, date, book, series = map(function, texts)
        return LinkPreview(title, authors, date, book, series, self.language)


def preview_path(docname: str) -> str:
    """Return the path in the site of the generated link preview of a document."""
    return f"_images/previews/{docname}.png"


def _is_symbol(character: str) -> bool:
    """Return whether a character is a symbol, an enclosing mark, or unassigned."""
    category = unicodedata.category(character)
    return category[0] == "S" or category in _SYMBOL_CATEGORIES


def _normalized(text: str) -> str:
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if unicodedata.category(c) not in _UNPRINTABLE_CATEGORIES)
