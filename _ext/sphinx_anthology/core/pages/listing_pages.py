"""The pages of the site that list the posts of each name."""

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
    """One page of a term, counted from 1, and the docnames of the posts on it."""

    term: Term
    number: int
    total: int
    docnames: tuple[str, ...]

    @property
    def name(self) -> str:
        """The page's name, without suffix."""
        return page_name(self.term, self.number)


def listing_pages(catalogue: Catalogue, size: int) -> Iterator[ListingPage]:
    """Yield the pages of every term, each of at most ``size`` posts.

    The newest post comes first, and one without a date last; the parts of a series go in its order.
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
