"""What the text of a document tells, as one frozen record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_anthology.core.posts.query import Query
    from sphinx_anthology.core.posts.taxonomy import Taxonomy


@dataclass(frozen=True)
class Reading:
    """What was found while a document was read; empty where there was nothing.

    words, keywords: of a post, how many words it has, and those that tell it from others, in
    alphabetical order: an edit changes the most frequent less often than which of them is first.
    excerpt: of a post and of the root, the first paragraph. picture: the path from the source
    folder, and ``picture_digest`` that of the file.
    links: the documents and labels that it may refer to; some are names of neither.
    mentions: the documents, labels, posts and names that it refers to, with their kind before a
    colon: ``doc:``, ``label:``, ``post:`` with a slug, or a taxonomy.
    indexes, lists: what it shows of all posts; an index with the conditions under which it stands.
    """

    words: int = 0
    excerpt: str = ""
    keywords: tuple[str, ...] = ()
    picture: str = ""
    picture_digest: str = ""
    links: frozenset[str] = frozenset()
    mentions: frozenset[str] = frozenset()
    indexes: tuple[tuple[Taxonomy, tuple[str, ...]], ...] = ()
    lists: tuple[Query, ...] = ()


NOTHING = Reading()
