"""The document record: the data that is collected from a document when it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_anthology.core.posts.query import Query
    from sphinx_anthology.core.posts.taxonomy import Taxonomy


@dataclass(frozen=True)
class DocumentRecord:
    """The data collected from one document; empty where the document has none.

    Attributes:
        title: Title for lists of a post, if it is not that of its document.
        anchor: The id of the section that is the post; empty for a whole document.
        title_id: The id of the first section of a post.
        description: Translated description of a post; empty without a translation.
        image_alt: Translated text alternative of a post's image; empty without a translation.
        location: Translated place where a post was written; empty without a translation.
        words: Number of words of a post.
        excerpt: First paragraph of a post or of the root document, with marks for its
            cross-references.
        keywords: Most frequent words of a post, in alphabetical order, since edits change the
            order by frequency more often.
        image: Path of a post's image from the source folder.
        image_digest: Digest of the image file.
        links: Targets of all cross-references, each as a label and as a docname.
        xref_targets: Unambiguous targets of cross-references, each with its kind before a colon:
            ``doc:``, ``label:``, ``post:`` with a slug, ``address:`` of any other link, or a
            taxonomy.
        indexes: Indexes of terms, each with the ``only`` expressions around it.
        lists: Queries of lists and timelines, each with the taxonomy that groups the list.
    """

    title: str = ""
    anchor: str = ""
    title_id: str = ""
    description: str = ""
    image_alt: str = ""
    location: str = ""
    words: int = 0
    excerpt: str = ""
    keywords: tuple[str, ...] = ()
    image: str = ""
    image_digest: str = ""
    links: frozenset[str] = frozenset()
    xref_targets: frozenset[str] = frozenset()
    indexes: tuple[tuple[Taxonomy, tuple[str, ...]], ...] = ()
    lists: tuple[tuple[Query, Taxonomy | None], ...] = ()


EMPTY_RECORD = DocumentRecord()
