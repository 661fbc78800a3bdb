"""The width of the spine of a paperback, from the number of pages and the paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_bindery.print.lengths import MILLIMETRES

if TYPE_CHECKING:
    from collections.abc import Mapping

_INCH = MILLIMETRES["in"]


@dataclass(frozen=True, slots=True)
class PaperTable:
    """The papers of a print shop.

    Attributes:
        pages: The thickness of a page, half a sheet, in millimetres, by the name of the paper.
        extra: What the cover and the glue add, in millimetres.
    """

    pages: Mapping[str, float]
    extra: float = 0.0


def _inches(**pages: float) -> dict[str, float]:
    return {name.replace("_", "-"): width * _INCH for name, width in pages.items()}


# KDP multiplies the number of pages by a factor for each paper: its help page "Create a Paperback
# Cover" (https://kdp.amazon.com/en_US/help/topic/G201953020), read in the copies of others, which
# agree with what its cover calculator returns for 110 pages on white paper: a spine of 0.248 in.
_KDP = PaperTable(_inches(white=0.002252, cream=0.0025, standard_color=0.002252, color=0.002347))
# Lulu, "How is spine width calculated?"
# (https://help.api.lulu.com/en/support/solutions/articles/64000254616): for perfect binding,
# pages / 444 + 0.06 in, whatever the paper.
_LULU = PaperTable(dict.fromkeys(_KDP.pages, _INCH / 444), extra=0.06 * _INCH)

# IngramSpark publishes no table: its cover template generator returns the width of each book.
PAPER_TABLES: Mapping[str, PaperTable] = {"kdp": _KDP, "lulu": _LULU}
"""The papers of print shops that publish them, by the value of ``bindery_print_shop``."""

STOCKS = tuple(_KDP.pages)
"""The names of papers."""

COVER_BOARD = 0.25
"""The thickness of a cover of 250 g/m², in millimetres."""


def spine_width(pages: int, stock: str | float, shop: str = "") -> float:
    """Return the width of the spine in millimetres.

    Without a table of the shop, and for a paper of a given thickness, it is that of the sheets and
    of the cover, which is on both sides of them.

    Args:
        pages: The number of pages; an odd one has a blank page more.
        stock: The name of a paper, or the thickness of a sheet in millimetres.
        shop: The print shop.
    """
    sheets = (pages + 1) // 2
    if isinstance(stock, str) and (table := PAPER_TABLES.get(shop)):
        return 2 * sheets * table.pages[stock] + table.extra
    sheet = 2 * _KDP.pages[stock] if isinstance(stock, str) else stock
    return sheets * sheet + 2 * COVER_BOARD
