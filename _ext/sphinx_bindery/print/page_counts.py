"""Page counts of books on paper: what print shops bind."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageCounts:
    """The page counts that a shop binds as a paperback.

    Attributes:
        name: The shop, as it writes its name.
        smallest: The fewest pages.
        largest: The most pages, with the thinnest paper.
        multiple: The number that the page count must be a multiple of.
        ends_blank: Whether the last page must be blank: the shop prints its barcode there.
    """

    name: str
    smallest: int
    largest: int
    multiple: int = 2
    ends_blank: bool = False


SHOPS = {
    # https://kdp.amazon.com/en_US/help/topic/G201834180
    "kdp": PageCounts("KDP", 24, 828),
    # https://help.lulu.com/en/support/solutions/articles/64000255590-interior-formatting-faq
    "lulu": PageCounts("Lulu", 32, 800),
    # https://help.lightningsource.com/hc/en-us/articles/360021475971: even, with a blank last page
    "ingramspark": PageCounts("IngramSpark", 18, 1200, ends_blank=True),
}
"""The page counts of paperbacks, by the values of ``bindery_print_shop``."""

ANY_SHOP = PageCounts("", 0, 0)
"""Any even number of pages, as each leaf has two."""


def page_counts(shop: str) -> PageCounts:
    """Return the page counts of a shop, by a value of ``bindery_print_shop``."""
    return SHOPS.get(shop, ANY_SHOP)


def blank_pages(pages: int, counts: PageCounts, *, last_is_blank: bool = False) -> int:
    """Return the number of blank pages to add at the end of a book.

    Args:
        pages: The pages of the book.
        counts: What the shop binds.
        last_is_blank: Whether the last page has no content.
    """
    needed = int(counts.ends_blank and not last_is_blank)
    return needed + -(pages + needed) % counts.multiple


def page_count_error(pages: int, counts: PageCounts) -> str:
    """Return an error message for a book that a shop does not bind, an empty string otherwise."""
    if pages < counts.smallest:
        return (
            f"{pages} pages are fewer than the {counts.smallest} that {counts.name} binds; add "
            "texts, or choose a smaller bindery_paper"
        )
    if counts.largest and pages > counts.largest:
        return (
            f"{pages} pages are more than the {counts.largest} that {counts.name} binds; make two "
            "volumes, or choose a larger bindery_paper"
        )
    return ""
