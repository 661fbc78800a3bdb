"""The options of books on paper, each declared once."""

from __future__ import annotations

from sphinx_bindery.common.options import Option
from sphinx_bindery.print.lengths import parse_length
from sphinx_bindery.print.margins import margins_error
from sphinx_bindery.print.page_counts import SHOPS

MAX_BLEED = 20.0
"""The most bleed, in millimetres; shops ask for 3 mm."""

PRINT_SHOPS = ("", *SHOPS)
"""The print shops whose requirements are known; the empty one has none of its own."""


def bleed_error(value: object) -> str:
    """Return an error message for a value that is not a bleed, an empty string otherwise."""
    try:
        bleed = parse_length(value, "3mm")
    except ValueError as error:
        return str(error)
    if bleed > MAX_BLEED:
        return f"{value!r} is more than {MAX_BLEED:g} mm; write what the shop asks for, like '3mm'"
    return ""


def print_shop_error(value: object) -> str:
    """Return an error message for a print shop that is unknown, an empty string otherwise."""
    if value in PRINT_SHOPS:
        return ""
    names = ", ".join(map(repr, PRINT_SHOPS[1:-1]))
    return f"{value!r} is unknown; write {names}, {PRINT_SHOPS[-1]!r} or '' for any other"


BLEED = Option(
    "bindery_bleed",
    "0mm",
    (str, int),
    "Bleed of the print edition: what its pages are larger than the trim size, on each side.",
    check=bleed_error,
)
PRINT_SHOP = Option(
    "bindery_print_shop",
    "",
    (str,),
    "Print shop whose requirements the book follows: kdp, lulu or ingramspark; or none.",
    check=print_shop_error,
)
MARGINS = Option(
    "bindery_margins",
    {},
    (dict,),
    "Margins: lengths of inner, outer, top and bottom; from trim size and page count if empty.",
    check=margins_error,
)
INKS = ("black", "color")
"""The inks of a press: black alone, or all four."""

ADDRESS_PLACES = ("notes", "list", "none")
"""Where the print edition has the addresses of links."""


def ink_error(value: object) -> str:
    """Return an error message for an ink that is unknown, an empty string otherwise."""
    return "" if value in INKS else f"{value!r} is unknown; write 'black' or 'color'"


def address_place_error(value: object) -> str:
    """Return an error message for an unknown place of addresses, an empty string otherwise."""
    if value in ADDRESS_PLACES:
        return ""
    return f"{value!r} is unknown; write 'notes', 'list' or 'none'"


INK = Option(
    "bindery_ink",
    "black",
    (str,),
    "Ink of the print edition: black, for black and grays alone, or color.",
    check=ink_error,
)
LINK_ADDRESSES = Option(
    "bindery_link_addresses",
    "notes",
    (str,),
    "Addresses of links in the print edition: footnotes (notes), a list at the end of each chapter "
    "(list), or none.",
    check=address_place_error,
)
OPTIONS = (BLEED, PRINT_SHOP, MARGINS, INK, LINK_ADDRESSES)
