"""The addresses of what the site has beside documents: pages for tags and the like, pictures."""

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
    """Return the name of a term's page, without suffix; ``number`` counts its pages from 1."""
    first = f"{FOLDERS[term.taxonomy]}/{term.slug}"
    return first if number == 1 else f"{first}/{number}"


def entry_id(term: Term | TermLink) -> str:
    """Return the id of a term's entry in an index: none that a title or a label may have."""
    return f"{term.taxonomy}.{term.slug}"


def preview_path(docname: str) -> str:
    """Return the path in the site of the picture that is drawn for previews of a document."""
    return f"_images/previews/{docname}.png"
