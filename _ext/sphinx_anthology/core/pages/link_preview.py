"""What the picture for previews of a link says, and what of it can be said in the fonts at hand."""

from __future__ import annotations

import unicodedata
from dataclasses import astuple, dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

_SIGNS = ("Me", "Cn", "Co")
_UNSEEN = ("Cc", "Cs")

SIZE = (1200, 630)
"""Width and height in pixels: what https://developers.facebook.com/docs/sharing/webmasters/images
recommends, and others take."""


@dataclass(frozen=True, slots=True)
class LinkPreview:
    """The facts of one picture, as people read them; empty where there is none.

    language: that of the title (BCP 47 or POSIX), which tells from which side a picture is read.
    """

    title: str
    authors: str = ""
    date: str = ""
    book: str = ""
    series: str = ""
    language: str = "en"

    @property
    def characters(self) -> frozenset[str]:
        """All that is written."""
        return frozenset("".join(astuple(self)))

    def plain(self) -> LinkPreview:
        """Return the same with each text on one line, and without what is no character."""
        return self._mapped(_plain)

    def letters_in(self, missing: AbstractSet[str]) -> list[str]:
        """Return the letters, and what else a text needs to be read, among some characters."""
        return sorted(
            character for character in self.characters & missing if not is_sign(character)
        )

    def without(self, missing: AbstractSet[str]) -> LinkPreview:
        """Return what can be said without some characters.

        Signs such as emoji are left out, and so are whole texts that have a letter of them. The
        book's name takes the place of a title that is left out.
        """
        letters = self.letters_in(missing)
        signs = dict.fromkeys(map(ord, missing))

        def said(text: str) -> str:
            return "" if set(text).intersection(letters) else _plain(text.translate(signs))

        left = self._mapped(said)
        return left if left.title else replace(left, title=left.book, book="")

    def _mapped(self, function: Callable[[str], str]) -> LinkPreview:
        return LinkPreview(
            function(self.title),
            function(self.authors),
            function(self.date),
            function(self.book),
            function(self.series),
            self.language,
        )


def is_sign(character: str) -> bool:
    """Tell whether a character is a symbol, or a mark on one, or none that is known."""
    category = unicodedata.category(character)
    return category[0] == "S" or category in _SIGNS


def _plain(text: str) -> str:
    spaced = " ".join(text.split())
    return "".join(c for c in spaced if unicodedata.category(c) not in _UNSEEN)
