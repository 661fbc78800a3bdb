"""The print edition of a book, as the options of conf.py define it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_bindery.print.lengths import parse_length
from sphinx_bindery.print.options import BLEED, INK, LINK_ADDRESSES, PRINT_SHOP
from sphinx_bindery.print.page_counts import ANY_SHOP, PageCounts, page_counts

if TYPE_CHECKING:
    from sphinx.config import Config

    from sphinx_bindery.common.options import Option

PRESS_STANDARD = "1.4"
"""The PDF version that Typst writes for a press; ``make_press_file`` makes 1.3 of it if it can."""

_BOUND_WITHOUT_BLEED = frozenset({"kdp"})
"""Shops whose pages have no bleed at the spine (https://kdp.amazon.com/en_US/help/topic/GVBQ3CMEQW3W2VL6)."""


@dataclass(frozen=True, slots=True)
class PrintEdition:
    """A print edition.

    Attributes:
        only_black: Whether the press has black ink alone.
        link_addresses: Where the addresses of links are printed: notes, list or none.
        counts: The page counts that the shop binds.
        bleed: How far pages extend beyond the trim size on each outer side, in millimetres.
        inner_bleed: The same at the spine.
    """

    only_black: bool = True
    link_addresses: str = "notes"
    counts: PageCounts = ANY_SHOP
    bleed: float = 0.0
    inner_bleed: float = 0.0


def print_edition(config: Config) -> PrintEdition:
    """Return the print edition of a configuration; the default replaces an invalid value."""
    shop = str(_valid(config, PRINT_SHOP))
    bleed = parse_length(_valid(config, BLEED))
    return PrintEdition(
        only_black=_valid(config, INK) == "black",
        link_addresses=str(_valid(config, LINK_ADDRESSES)),
        counts=page_counts(shop),
        bleed=bleed,
        inner_bleed=0.0 if shop in _BOUND_WITHOUT_BLEED else bleed,
    )


def edition_errors(config: Config) -> list[str]:
    """Return messages about the options of the print edition alone."""
    errors = ((option.name, option.error(config[option.name])) for option in (INK, LINK_ADDRESSES))
    return [f"{name}: {error}" for name, error in errors if error]


def _valid(config: Config, option: Option) -> object:
    value: object = config[option.name]
    return option.default if option.error(value) else value
