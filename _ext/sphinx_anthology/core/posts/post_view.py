"""The views of a post: the fields that readers see, computed once for every output.

The fingerprints of pages cover the same values, so that a page is outdated as soon as anything
that it shows has changed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_bindery.common.build_record import fingerprint

if TYPE_CHECKING:
    from sphinx_anthology.core.posts.post import Author, License, Post
    from sphinx_bindery.common.partial_date import PartialDate


class Status(StrEnum):
    """The publication status of a post; ``anthology_drafts`` includes unpublished posts."""

    PUBLISHED = "published"
    DRAFT = "draft"
    FUTURE = "future"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class DateView:
    """A date, and its text in the language of the book."""

    date: PartialDate
    text: str


@dataclass(frozen=True, slots=True)
class PostLink:
    """A link to a post.

    Attributes:
        docname: The docname of the post.
        title: The title as plain text.
        language: The language of the title (BCP 47). It is part of the fingerprint; the rendered
            link is a cross-reference.
    """

    docname: str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class TermLink:
    """A link to the posts of a term.

    Attributes:
        taxonomy: The taxonomy of the term.
        name: The name; empty for the year of posts without a date.
        slug: The slug of the term.
        place: The document or page that lists the posts, and the id in it; None if this output
            has none. It is part of the fingerprint; the rendered link is a cross-reference.
    """

    taxonomy: Taxonomy
    name: str
    slug: str
    place: tuple[str, str] | None

    @property
    def target(self) -> str:
        """The target of a cross-reference to the term."""
        return self.name or self.slug


@dataclass(frozen=True, slots=True)
class AuthorView:
    """An author of a post, and the link to the author's posts."""

    author: Author
    term: TermLink


@dataclass(frozen=True, slots=True)
class PartView:
    """The place of a post in a series, counted from 1, and the parts before and after."""

    series: TermLink
    number: int
    total: int
    previous: PostLink | None
    next: PostLink | None


@dataclass(frozen=True)
class PostSummary:
    """The fields of a post for lists, feeds and metadata.

    Attributes:
        docname: The docname of the post.
        title: The title as plain text.
        language: The language of its texts (BCP 47); empty if it is that of the book.
        date: The date of publication.
        original_date: The date of the work that the post is based on.
        updated: The date of the last change.
        authors: The authors in the order of the front matter.
        minutes: The reading time; 0 for a post without words.
        minutes_text: The reading time as text, in the digits of the language.
        location: Where the post was written.
        year: The link to the posts of the same year.
        series, categories, tags: The links to the other posts of each term.
        description: The description, else the excerpt, on one line.
        image: The path of the image from the source folder.
        image_alt: The text alternative of the image.
        image_digest: The digest of the image file.
    """

    docname: str
    title: str
    language: str
    date: DateView | None
    original_date: DateView | None
    updated: DateView | None
    authors: tuple[AuthorView, ...]
    minutes: int
    minutes_text: str
    location: str
    year: TermLink
    series: tuple[TermLink, ...]
    categories: tuple[TermLink, ...]
    tags: tuple[TermLink, ...]
    description: str
    image: str
    image_alt: str
    image_digest: str

    @property
    def order_date(self) -> DateView | None:
        """The date that orders lists; see :class:`Post`."""
        return self.original_date or self.date

    def terms(self, taxonomy: Taxonomy) -> tuple[TermLink, ...]:
        """Return the terms of a taxonomy that the post has."""
        match taxonomy:
            case Taxonomy.TAG:
                return self.tags
            case Taxonomy.SERIES:
                return self.series
            case Taxonomy.CATEGORY:
                return self.categories
            case Taxonomy.AUTHOR:
                return tuple(dict.fromkeys(author.term for author in self.authors))
            case Taxonomy.YEAR:
                return (self.year,)

    @cached_property
    def fingerprint(self) -> str:
        """The fingerprint of everything that a list may show of the post."""
        return fingerprint(self)


@dataclass(frozen=True, slots=True)
class PostView:
    """The fields of a post for its own page, in its own language.

    Attributes:
        post: The front matter, with terms in the spelling of the catalogue.
        summary: The fields that lists show, too.
        name: The shortest unambiguous target of cross-references to this post.
        status: The publication status.
        language: The name of the post's language; empty if it is the book's.
        text_language: The language of the byline, its dates and the post footer (BCP 47): that of
            the post if there is a message catalogue for it, else that of the book.
        catalogue: The message catalogue for them; empty for that of the book.
        words: The number of words; not in fingerprints, since only its own page uses it.
        parts: The places in its series.
        license: The license with its name and URL.
        related: Related posts, the nearest first; empty where the output does not show them.
        backlinks: Posts that link to this one; empty where the output does not show them.
    """

    post: Post
    summary: PostSummary
    name: str
    status: Status
    language: str
    text_language: str
    catalogue: str
    words: int = field(repr=False)
    parts: tuple[PartView, ...]
    license: License | None
    related: tuple[PostLink, ...]
    backlinks: tuple[PostLink, ...]

    @property
    def docname(self) -> str:
        """The docname of the post."""
        return self.post.docname

    @property
    def frame_language(self) -> str:
        """The language of the byline and the post footer; empty if the post has the same."""
        return "" if self.post.lang in {"", self.text_language} else self.text_language

    @property
    def title(self) -> str:
        """The title as plain text."""
        return self.summary.title
