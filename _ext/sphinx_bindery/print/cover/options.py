"""The options of the cover wrap, each declared once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_bindery.common.options import Option
from sphinx_bindery.print.cover.colors import color_error
from sphinx_bindery.print.cover.isbn import IsbnError, parse_isbn
from sphinx_bindery.print.cover.spine import STOCKS
from sphinx_bindery.print.lengths import parse_length

if TYPE_CHECKING:
    from collections.abc import Sequence

SPINE_TEXTS = ("auto", "down", "up", "none")
SHEETS, SPINES = (0.01, 1.0), (0.0, 100.0)
"""The least and the most that a sheet and a spine may have, in millimetres."""


def _length_error(value: object, example: str, least: float, most: float) -> str:
    try:
        length = parse_length(value, example)
    except ValueError as error:
        return str(error)
    if not least <= length <= most:
        return f"{value!r} is not from {least:g} to {most:g} mm; write a length like {example!r}"
    return ""


def stock_error(value: object) -> str:
    """Return an error message for a value that is neither a paper nor the thickness of a sheet."""
    text = str(value)
    if text in STOCKS:
        return ""
    if text[:1].isdecimal() or text.startswith("."):
        return _length_error(value, "0.1mm", *SHEETS)
    names = ", ".join(map(repr, STOCKS))
    return f"{value!r} is unknown; write {names} or the thickness of a sheet, like '0.1mm'"


def stock(value: str) -> str | float:
    """Return the name of a paper, or the thickness of a sheet in millimetres."""
    return value if value in STOCKS else parse_length(value, "0.1mm")


def _spine_error(value: object) -> str:
    return _length_error(value, "12mm", *SPINES) if value else ""


def _spine_text_error(value: object) -> str:
    names = ", ".join(map(repr, SPINE_TEXTS[:-1]))
    is_known = value in SPINE_TEXTS
    return "" if is_known else f"{value!r} is unknown; write {names} or {SPINE_TEXTS[-1]!r}"


def _isbn_error(value: object) -> str:
    try:
        if value:
            parse_isbn(str(value))
    except IsbnError as error:
        return str(error)
    return ""


def paragraphs(value: str | Sequence[object]) -> list[str]:
    """Return the paragraphs of a text, which empty lines separate, or of a list of them."""
    texts = [value] if isinstance(value, str) else [str(text) for text in value]
    pieces = [piece for text in texts for piece in text.replace("\r", "").split("\n\n")]
    return [" ".join(piece.split()) for piece in pieces if piece.strip()]


PAPER_STOCK = Option(
    "bindery_paper_stock",
    "white",
    (str,),
    "Paper of the printed book: white, cream, color, standard-color; or a sheet's thickness.",
    check=stock_error,
    rebuild="",
)
SPINE = Option(
    "bindery_spine",
    "",
    (str,),
    "Width of the spine as the printer names it; from the pages and the paper if empty.",
    check=_spine_error,
    rebuild="",
)
SPINE_TEXT = Option(
    "bindery_spine_text",
    "auto",
    (str,),
    "Direction of the text on the spine: down, up, none; auto for that of the language.",
    check=_spine_text_error,
    rebuild="",
)
ISBN = Option(
    "bindery_isbn",
    "",
    (str,),
    "ISBN of the printed book, for the barcode on its cover.",
    check=_isbn_error,
    rebuild="",
)
COVER_COLOR = Option(
    "bindery_cover_color",
    "",
    (str,),
    "Color of the spine and the back: #rrggbb; from the picture of the cover if empty.",
    check=color_error,
    rebuild="",
)
BLURB = Option(
    "bindery_blurb",
    "",
    (str, list, tuple),
    "Text on the back of the cover, in paragraphs; bindery_description if empty.",
    rebuild="",
)
BARCODE = Option(
    "bindery_barcode",
    True,
    (bool,),
    "Leave an area on the back for the barcode.",
    rebuild="",
)
OPTIONS = (PAPER_STOCK, SPINE, SPINE_TEXT, ISBN, COVER_COLOR, BLURB, BARCODE)
CHECKED = (PAPER_STOCK, SPINE, SPINE_TEXT, ISBN, COVER_COLOR)
"""The options whose values are checked before the build."""
