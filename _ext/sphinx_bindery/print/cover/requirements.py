"""The requirements of print shops for the cover of a paperback."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_bindery.print.lengths import MILLIMETRES

if TYPE_CHECKING:
    from collections.abc import Mapping

_INCH = MILLIMETRES["in"]


@dataclass(frozen=True, slots=True)
class CoverRequirements:
    """The requirements of a print shop; lengths in millimetres.

    Attributes:
        bleed: How far the cover extends beyond the trimmed book, on each side.
        safe: The distance of texts from the edges of the trimmed cover.
        fold: The distance of the spine's text from its folds.
        spine_pages: The fewest pages of a book whose spine may have text.
        barcode_margin: The distance of the barcode from the spine and the lower edge.
        reserved: The width and height of the area for the barcode, which texts leave free.
        is_cmyk: Whether colors must be CMYK.
    """

    bleed: float = 3.0
    safe: float = 6.0
    fold: float = 1.5
    spine_pages: int = 0
    barcode_margin: float = 6.0
    reserved: tuple[float, float] = (2 * _INCH, 1.2 * _INCH)
    is_cmyk: bool = False


# KDP, "Create a Paperback Cover" (https://kdp.amazon.com/en_US/help/topic/G201953020), read in
# copies of the output of its cover calculator and in guides of others, which agree: bleed 0.125 in,
# texts 0.125 in from the edges and 0.0625 in from the folds, no text on the spine below 79 pages,
# and a barcode of 2 by 1.2 in, 0.25 in from the spine and the edge.
_KDP = CoverRequirements(
    bleed=0.125 * _INCH,
    safe=0.125 * _INCH,
    fold=0.0625 * _INCH,
    spine_pages=79,
    barcode_margin=0.25 * _INCH,
)
# Lulu, "Full Bleed" (https://help.lulu.com/en/support/solutions/articles/64000255584): bleed
# 0.125 in, texts 0.5 in from the edge; "Will Lulu add a barcode to my cover?"
# (http://www.lulu.com/help/space_for_isbn): 3.625 by 1.25 in for the barcode, 0.375 in from the
# spine and the lower edge. It names no number of pages for texts on the spine.
_LULU = CoverRequirements(
    bleed=0.125 * _INCH,
    safe=0.5 * _INCH,
    fold=0.0625 * _INCH,
    barcode_margin=0.375 * _INCH,
    reserved=(3.625 * _INCH, 1.25 * _INCH),
)
# IngramSpark, "Manufacturing and File Setup Tips"
# (https://help.ingramspark.com/hc/en-us/articles/5338636202637): texts 0.25 in from the edge, and a
# variance of 0.0625 in at the folds; "Creating and Designing Print-Ready Digital Files"
# (https://help.ingramspark.com/hc/en-us/articles/5338619119245): CMYK. The bleed of 0.125 in and
# the 48 pages below which the spine has no text are those that guides of others name.
_INGRAMSPARK = CoverRequirements(
    bleed=0.125 * _INCH,
    safe=0.25 * _INCH,
    fold=0.0625 * _INCH,
    spine_pages=48,
    barcode_margin=0.25 * _INCH,
    is_cmyk=True,
)

COVER_REQUIREMENTS: Mapping[str, CoverRequirements] = {
    "": CoverRequirements(),
    "kdp": _KDP,
    "lulu": _LULU,
    "ingramspark": _INGRAMSPARK,
}
"""The requirements by the value of ``bindery_print_shop``; empty for any other printer."""
