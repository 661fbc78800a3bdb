"""Listing pages: the pages of the site that list the posts of each term."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_anthology.core.pages.addresses import page_name
from sphinx_anthology.core.posts.taxonomy import Taxonomy, Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_anthology.core.posts.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class ListingPage:
    """One listing page of a term.

    Attributes:
        number: Counts the pages of the term from 1.
        total: How many pages the term has.
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
                ordered = tuple(sorted(newest_first, key=lambda name: not by_docname[name].date))
            chunks = [ordered[start : start + size] for start in range(0, len(ordered), size)]
            for number, docnames in enumerate(chunks, 1):
                yield ListingPage(term, number, len(chunks), docnames)
