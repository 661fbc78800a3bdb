"""Listing pages of the HTML site: of the posts of each term, and of the terms of a taxonomy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_anthology.core.posts.taxonomy import Taxonomy, Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_anthology.core.posts.catalogue import Catalogue
    from sphinx_anthology.core.posts.post_view import TermLink

FOLDERS = {
    Taxonomy.TAG: "tags",
    Taxonomy.SERIES: "series",
    Taxonomy.CATEGORY: "categories",
    Taxonomy.AUTHOR: "authors",
    Taxonomy.YEAR: "archive",
}


def page_name(term: Term | TermLink, number: int = 1) -> str:
    """Return the name of a listing page of a term, without suffix; pages count from 1."""
    first = f"{FOLDERS[term.taxonomy]}/{term.slug}"
    return first if number == 1 else f"{first}/{number}"


def entry_id(term: Term | TermLink) -> str:
    """Return the id of a term in an index; ids by docutils never have its full stop."""
    return f"{term.taxonomy}.{term.slug}"


@dataclass(frozen=True, slots=True)
class ListingPage:
    """One listing page of a term.

    Attributes:
        number: The number of the page among those of the term, from 1.
        total: The number of pages of the term.
        docnames: The posts on the page, in order.
    """

    term: Term
    number: int
    total: int
    docnames: tuple[str, ...]

    @property
    def name(self) -> str:
        """Name of the page, without suffix."""
        return page_name(self.term, self.number)

    @property
    def taxonomy(self) -> Taxonomy:
        """The taxonomy of the term."""
        return self.term.taxonomy


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The page above the listing pages of a taxonomy, which lists its terms."""

    taxonomy: Taxonomy

    @property
    def name(self) -> str:
        """Name of the page, without suffix."""
        return f"{FOLDERS[self.taxonomy]}/index"  # no term has this slug


def overview_pages(catalogue: Catalogue) -> Iterator[OverviewPage]:
    """Yield the overview of each taxonomy that has terms."""
    return (OverviewPage(taxonomy) for taxonomy in Taxonomy if catalogue.count(taxonomy))


def listing_pages(catalogue: Catalogue, size: int) -> Iterator[ListingPage]:
    """Yield the pages of every term, with at most ``size`` posts each.

    The newest post comes first, and posts without a date last. A series keeps its order.
    """
    by_docname = catalogue.by_docname
    for taxonomy in Taxonomy:
        for term in catalogue.terms(taxonomy):
            ordered = term.docnames
            if taxonomy is not Taxonomy.SERIES:
                newest_first = term.docnames[::-1]
                ordered = tuple(
                    sorted(newest_first, key=lambda name: not by_docname[name].order_date)
                )
            chunks = [ordered[start : start + size] for start in range(0, len(ordered), size)]
            for number, docnames in enumerate(chunks, 1):
                yield ListingPage(term, number, len(chunks), docnames)
