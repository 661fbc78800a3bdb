"""The margins that print shops ask for, by the number of pages.

The numbers are those that the shops publish; each table names its page. Where the ranges of a table
leave out or repeat a number of pages, it has the wider gutter.

- KDP (Amazon): "Set Trim Size, Bleed, and Margins",
  https://kdp.amazon.com/en_US/help/topic/GVBQ3CMEQW3W2VL6: inside margins by page count; outside,
  top and bottom at least 0.25 in without bleed, 0.375 in with it.
- Lulu: "Book Creation Guide", "Gutter Additions", page 9, as quoted by other sites: the
  width added on the inside to the safety margin of 0.5 in on all sides.
- IngramSpark: "File Requirements for Print Books",
  https://www.ingramspark.com/blog/file-requirements-for-print-books: at least 0.5 in (13 mm) on all
  sides, page numbers included. It has no table by page count.
"""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_bindery.print.lengths import MILLIMETRES


@dataclass(frozen=True, slots=True)
class Gutter:
    """The inside margin of books of some length.

    Attributes:
        pages: The largest number of pages.
        inner: The least inside margin in millimetres.
        binding: The width that the binding hides of each page, in millimetres: the difference
            between the inside margin of a book of this length and the other margins.
    """

    pages: int
    inner: float
    binding: float


@dataclass(frozen=True, slots=True)
class ShopMargins:
    """The least margins of a print shop, in millimetres.

    Attributes:
        outer: Of the outside, the top and the bottom.
        outer_with_bleed: The same in a book with bleed.
        gutters: The inside margins, the fewest pages first.
    """

    outer: float
    outer_with_bleed: float
    gutters: tuple[Gutter, ...]

    def gutter(self, pages: int) -> Gutter:
        """Return the gutter for a number of pages; that of the thickest book if there are more."""
        return next((it for it in self.gutters if pages <= it.pages), self.gutters[-1])


_INCH = MILLIMETRES["in"]


def _kdp() -> ShopMargins:
    table = ((150, 0.375), (300, 0.5), (500, 0.625), (700, 0.75), (828, 0.875))
    gutters = (Gutter(pages, inner * _INCH, (inner - 0.25) * _INCH) for pages, inner in table)
    return ShopMargins(0.25 * _INCH, 0.375 * _INCH, tuple(gutters))


def _lulu() -> ShopMargins:
    table = ((59, 0.0), (150, 0.125), (399, 0.5), (600, 0.625), (800, 0.75))
    gutters = (Gutter(pages, (0.5 + added) * _INCH, added * _INCH) for pages, added in table)
    return ShopMargins(0.5 * _INCH, 0.5 * _INCH, tuple(gutters))


def _ingramspark() -> ShopMargins:
    # KDP's binding, as there is no table of its own.
    gutters = (Gutter(it.pages, max(it.inner, 13.0), it.binding) for it in _kdp().gutters)
    return ShopMargins(13.0, 13.0, tuple(gutters))


SHOP_MARGINS = {"kdp": _kdp(), "lulu": _lulu(), "ingramspark": _ingramspark(), "": _kdp()}
"""The margins of each print shop; those of KDP for a book without one."""
