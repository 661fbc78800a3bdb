"""Paths of the listing pages and the link previews in the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_anthology.core.posts.taxonomy import Taxonomy

if TYPE_CHECKING:
    from sphinx_anthology.core.posts.post_view import TermLink
    from sphinx_anthology.core.posts.taxonomy import Term

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
    """Return the id of a term in an index; no title or label gets such an id."""
    return f"{term.taxonomy}.{term.slug}"


def preview_path(docname: str) -> str:
    """Return the path in the site of the link preview that is drawn for a document."""
    return f"_images/previews/{docname}.png"
