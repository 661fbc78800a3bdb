"""The pages of the PDF: their geometry from the options, and the number of pages it depends on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_bindery.pdf.finished_pdf import page_count
from sphinx_bindery.print.lengths import parse_length
from sphinx_bindery.print.margins import BookPages, parse_margins
from sphinx_bindery.print.options import BLEED, MARGINS, PRINT_SHOP
from sphinx_bindery.print.trim_sizes import TRIM_SIZES, parse_trim_size, trim_size_error

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.config import Config

    from sphinx_bindery.pdf.typst.compiler import CompiledPdf
    from sphinx_bindery.print.page_geometry import PageGeometry

MOST_EXTRA_PASSES = 2
"""How often a book is compiled again at most, to match its margins with its page count."""


def book_pages(
    config: Config, character: float, *, is_two_sided: bool
) -> tuple[BookPages, list[str]]:
    """Return what the geometry of the pages depends on, and messages about invalid options.

    The default replaces an invalid value.

    Args:
        config: The configuration.
        character: The average width of a character of the text font in em.
        is_two_sided: Whether the book is for both sides of a leaf.
    """
    values = {"bindery_paper": trim_size_error(config.bindery_paper)}
    values |= {option.name: option.error(config[option.name]) for option in _CHECKED}
    problems = [f"{name}: {error}" for name, error in values.items() if error]

    def chosen(name: str, default: object) -> object:
        return default if values[name] else config[name]

    pages = BookPages(
        TRIM_SIZES["a4"] if values["bindery_paper"] else parse_trim_size(config.bindery_paper),
        is_two_sided=is_two_sided,
        shop=str(chosen(PRINT_SHOP.name, "")),
        character=character,
        has_bleed=parse_length(chosen(BLEED.name, 0)) > 0,
    )
    if not values[MARGINS.name]:
        own = replace(pages, margins=parse_margins(config.bindery_margins))
        if misfit := own.misfit():
            problems.append(misfit)
        else:
            pages = own
    return pages, problems


_CHECKED = (BLEED, PRINT_SHOP, MARGINS)


def template_page(
    pages: BookPages, geometry: PageGeometry, *, is_short: bool = False
) -> dict[str, object]:
    """Return the geometry of the pages as the template reads it, with lengths in millimetres.

    Args:
        pages: What the geometry depends on.
        geometry: The geometry.
        is_short: Whether the book is too short for blank pages.
    """
    return {
        "paper": pages.paper,
        "width": geometry.width,
        "height": geometry.height,
        "inner": geometry.inner,
        "outer": geometry.outer,
        "top": geometry.top,
        "bottom": geometry.bottom,
        "size": geometry.size,
        "leading": geometry.leading,
        "head_gap": geometry.head_gap,
        "foot_gap": geometry.foot_gap,
        "sink": geometry.sink,
        "is_short": is_short,
        "index_columns": 1 if geometry.measure < _NARROW else 2,
        "is_small": geometry.is_small or pages.paper == "a5",
    }


_NARROW = 80.0
"""The width of text, in millimetres, below which the index has one column."""
SHORT_BOOK = 48
"""The number of pages from which a two-sided book has blank pages by default."""


def compile_for_page_count(
    pages: BookPages,
    compile_pages: Callable[[dict[str, object]], CompiledPdf],
    count_pages: Callable[[bytes], int] = page_count,
    *,
    may_be_short: bool = False,
) -> tuple[CompiledPdf, list[str]]:
    """Compile a book with the margins for the number of its pages.

    The first pass has the gutter of the thinnest book. From pass to pass the gutter only grows: the
    one of more pages stays, even if the book has fewer pages with it.

    Args:
        pages: What the geometry depends on.
        compile_pages: Compiles the book with the template's data of a page.
        count_pages: Counts the pages of a PDF.
        may_be_short: Whether a short book is compiled without blank pages. It counts as short by
            its number of pages with them.

    Returns:
        The book, and messages about margins that do not fit its number of pages.
    """
    count, geometry, is_short = 1, pages.geometry(1), False
    for passes_left in range(MOST_EXTRA_PASSES, -1, -1):
        result = compile_pages(template_page(pages, geometry, is_short=is_short))
        if not pages.is_two_sided:
            return result, []
        count = max(count, count_pages(result.content))
        needed = pages.geometry(count)
        becomes_short = may_be_short and not is_short and count < SHORT_BOOK
        if needed == geometry and not becomes_short:
            break
        if passes_left:
            geometry, is_short = needed, is_short or becomes_short
    problems = pages.errors(count)
    if needed.inner > geometry.inner + 0.01:
        problems.append(
            f"bindery_margins: the book of {count} pages has the gutter of a thinner one; write "
            f"{{'inner': '{needed.inner:g}mm'}}"
        )
    return result, problems
