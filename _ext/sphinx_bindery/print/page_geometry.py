"""The geometry of a page: margins by a canon, type size and leading by the trim size.

Margins follow the canon of Van de Graaf, as Tschichold describes it: the page is divided into equal
parts in both directions; one part is left inside and above the text, two outside and below it. His
nine parts suit large pages. A smaller page is divided into more of them, up to fifteen across, so
that a line keeps its length, and into twelve or more down, which saves paper. The part of the page
that the binding hides is left out of the division. Chapters begin one part lower, parts three.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_bindery.print.lengths import MILLIMETRES

if TYPE_CHECKING:
    from sphinx_bindery.print.gutters import ShopMargins
    from sphinx_bindery.print.trim_sizes import TrimSize

_POINT = MILLIMETRES["pt"]
CHARACTER = 0.411
"""The average width of a character of English text, in em of Libertinus Serif."""

BEST_LINE, LONGEST_LINE, SHORTEST_LINE = 66, 70, 62
"""Characters in a line: 66 is the best number, 45 to 75 are good (Bringhurst, The Elements of
Typographic Style, 2.1.2). Beyond the others, the margins or the type size change."""

SMALL = 140.0
"""Pages that are narrower, in millimetres, are small."""

_ACROSS, _DOWN, _MOST_PARTS = 9, 12, 15
"""The fewest parts across and down, and the most parts across, into which a page is divided."""
_HEAD, _HEAD_LINE = 8.0, 3.6
"""The space that the running head needs above the text, and its height, in millimetres."""
_FOOT = 3.0
"""How much wider the bottom margin is at least than the top margin, in millimetres."""
_FOOT_GAP = 9.0
"""The largest space between the text and the page number below it, in millimetres."""
_HANGING = 0.9
"""How far a comma hangs out of its line at most, in millimetres: 0.2 em of 12 points."""
_SMALLEST, _LARGEST = 8.5, 12.0
"""Limits of the type size in points."""


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """The geometry of a page, with lengths in millimetres.

    Attributes:
        width: The width of the page.
        height: The height of the page.
        inner: The margin at the spine.
        outer: The margin at the other side.
        top: The margin above the text, with the running head in it.
        bottom: The margin below the text, with the page number of an opening in it.
        size: The type size in points.
        leading: The space between the lines in em.
        head_gap: The space between the running head and the text; None for 35 % of the margin.
        foot_gap: The space between the text and the page number below it; None for 35 %.
        sink: How much lower than other text a chapter begins, a third of that of a part; None for
            a fixed number of lines.
    """

    width: float
    height: float
    inner: float
    outer: float
    top: float
    bottom: float
    size: float
    leading: float = 0.68
    head_gap: float | None = None
    foot_gap: float | None = None
    sink: float | None = None

    @property
    def measure(self) -> float:
        """The width of the text in millimetres."""
        return self.width - self.inner - self.outer

    @property
    def is_small(self) -> bool:
        """Whether the page is too narrow for two columns, except in the index."""
        return self.width < SMALL

    def characters(self, character: float = CHARACTER) -> float:
        """Return how many characters a line of text has, by their average width in em."""
        return self.measure / _POINT / (self.size * character)


@dataclass(frozen=True, slots=True)
class Margins:
    """The margins of a page in millimetres; None for those of the canon."""

    inner: float | None = None
    outer: float | None = None
    top: float | None = None
    bottom: float | None = None


def type_size(width: float) -> float:
    """Return the type size in points for a page of a width in millimetres, in steps of 0.25."""
    return round(min(_LARGEST, max(_SMALLEST, 9 + (width - 108) / 22)) * 4) / 4


def page_geometry(
    trim: TrimSize,
    shop: ShopMargins,
    pages: int,
    *,
    margins: Margins | None = None,
    has_bleed: bool = False,
    character: float = CHARACTER,
) -> PageGeometry:
    """Return the geometry of a page of a two-sided book.

    Args:
        trim: The trim size.
        shop: The least margins of the print shop, which those of the canon must reach.
        pages: The number of pages of the book.
        margins: Margins that replace those of the canon.
        has_bleed: Whether the book has bleed.
        character: The average width of a character in em.
    """
    own = margins or Margins()
    gutter = shop.gutter(pages)
    least = shop.outer_with_bleed if has_bleed else shop.outer
    visible = trim.width - gutter.binding
    size = type_size(trim.width)
    line = size * character * _POINT
    # the number of parts with which the text is about as wide as the best line
    parts = min(
        range(_ACROSS, _MOST_PARTS + 1),
        key=lambda number: abs(visible * (number - 3) / number - BEST_LINE * line),
    )
    # On wide pages the text is narrower than the canon has it.
    part = max(visible / parts, (visible - LONGEST_LINE * line) / 3)
    down = trim.height / max(parts, _DOWN)
    inner = _chosen(own.inner, max(gutter.inner + _HANGING, gutter.binding + part))
    outer = _chosen(own.outer, max(least + _HANGING, 2 * part))
    top = _chosen(own.top, max(down, least + _HEAD))
    bottom = _chosen(own.bottom, max(2 * down, least + _HEAD + _FOOT))
    measure = trim.width - inner - outer
    while size > _SMALLEST and measure < SHORTEST_LINE * size * character * _POINT:
        size -= 0.25
    if margins is not None:
        while size < _LARGEST and measure > LONGEST_LINE * size * character * _POINT:
            size += 0.25
    return PageGeometry(
        trim.width,
        trim.height,
        inner,
        outer,
        top,
        bottom,
        size,
        0.62 if trim.width < SMALL else 0.65,
        head_gap=_rounded(min(0.35 * top, max(1.0, top - least - _HEAD_LINE))),
        foot_gap=_rounded(min(0.35 * bottom, _FOOT_GAP)),
        sink=_rounded(down),
    )


def _chosen(own: float | None, canonical: float) -> float:
    return _rounded(canonical if own is None else own)


def _rounded(length: float) -> float:
    return round(length, 2)
