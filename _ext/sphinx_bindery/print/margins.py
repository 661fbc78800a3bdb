"""The margins of a book: the option, and the page geometry that follows from all options."""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from sphinx_bindery.print.gutters import SHOP_MARGINS
from sphinx_bindery.print.lengths import parse_length
from sphinx_bindery.print.page_geometry import CHARACTER, Margins, PageGeometry, page_geometry
from sphinx_bindery.print.trim_sizes import TRIM_SIZES, TrimSize

if TYPE_CHECKING:
    from collections.abc import Mapping

CANON = Margins()
"""No margins of its own: all are those of the canon (see :mod:`.page_geometry`)."""

SIDES = ("inner", "outer", "top", "bottom")
_EXAMPLE = "{'inner': '20mm', 'outer': '15mm'}"
SCREEN_PAPERS = {
    "a4": PageGeometry(210, 297, 45, 45, 36, 44, 11.5),
    "us-letter": PageGeometry(215.9, 279.4, 48, 48, 32, 40, 11.5),
    "a5": PageGeometry(148, 210, 22, 22, 22, 26, 9.5),
}
"""The geometry of one-sided books for screens and office printers, by the name of the paper."""


def parse_margins(value: Mapping[object, object]) -> Margins:
    """Return the margins in the value of an option.

    Args:
        value: Lengths by the names of ``SIDES``.

    Raises:
        ValueError: A name or a length is wrong; the message says what to write.
    """
    lengths: dict[str, float] = {}
    for name, length in value.items():
        if name not in SIDES:
            message = (
                f"{name!r} is not a margin; write lengths of 'inner', 'outer', 'top' and 'bottom'"
            )
            raise ValueError(message)
        lengths[str(name)] = parse_length(length, "20mm")
    return Margins(**lengths)


def margins_error(value: object) -> str:
    """Return an error message for a value that is not margins, an empty string otherwise."""
    if not isinstance(value, dict):
        return f"{value!r} has no names; write lengths by name, such as {_EXAMPLE}"
    try:
        parse_margins(value)
    except ValueError as error:
        return str(error)
    return ""


@dataclass(frozen=True, slots=True)
class BookPages:
    """What the geometry of a book's pages depends on, besides their number.

    Attributes:
        trim: The trim size.
        is_two_sided: Whether the book is printed on both sides.
        shop: A name in ``SHOP_MARGINS``.
        margins: The margins that conf.py sets.
        has_bleed: Whether the book has bleed.
        character: The average width of a character in em.
    """

    trim: TrimSize
    is_two_sided: bool = True
    shop: str = ""
    margins: Margins = CANON
    has_bleed: bool = False
    character: float = CHARACTER

    @property
    def paper(self) -> str:
        """The name of the paper if its size is one of the usual papers, else empty."""
        papers = (name for name in SCREEN_PAPERS if TRIM_SIZES[name].is_same_size(self.trim))
        return next(papers, "")

    def geometry(self, pages: int) -> PageGeometry:
        """Return the geometry of the pages of a book with a number of pages."""
        is_own = self.margins != CANON
        if self.paper and not self.is_two_sided and not is_own:
            return SCREEN_PAPERS[self.paper]
        found = page_geometry(
            self.trim,
            SHOP_MARGINS[self.shop],
            pages if self.is_two_sided else 1,
            margins=self.margins if is_own else None,
            has_bleed=self.has_bleed,
            character=self.character,
        )
        if self.is_two_sided or is_own:
            return found
        middle = (found.inner + found.outer) / 2
        return replace(found, inner=middle, outer=middle)

    def misfit(self) -> str:
        """Return a message if the margins of conf.py leave too little room for text."""
        found = self.geometry(1)
        height = found.height - found.top - found.bottom
        for name, room in (("width", found.measure), ("height", height)):
            if room < _LEAST_ROOM:
                return (
                    f"bindery_margins: they leave {room:.0f} mm of the {name} for text; "
                    "write smaller ones"
                )
        return ""

    def errors(self, pages: int) -> list[str]:
        """Return messages about margins of conf.py that the print shop does not accept."""
        if not self.shop:
            return []
        shop = SHOP_MARGINS[self.shop]
        outer = shop.outer_with_bleed if self.has_bleed else shop.outer
        least = (shop.gutter(pages).inner, outer, outer, outer)
        return [
            f"bindery_margins[{name!r}]: {own:g} mm is less than {self.shop} takes for {pages} "
            f"pages; write '{ceil(minimum * 10) / 10:g}mm' or more"
            for name, own, minimum in zip(SIDES, astuple(self.margins), least, strict=True)
            if own is not None and own < minimum - 0.05
        ]


_LEAST_ROOM = 40.0
"""The least width and height of text on a page, in millimetres."""
