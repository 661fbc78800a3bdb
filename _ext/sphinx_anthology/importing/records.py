"""Records of a source: the blog, its posts, series, authors and files, and notices about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


MAX_EXCERPT = 300
"""Characters of an excerpt; a longer text is not written as the description of a post."""


class Markup(StrEnum):
    """The markup language of a body."""

    HTML = "html"
    MARKDOWN = "markdown"
    MYST = "myst"
    RESTRUCTUREDTEXT = "restructuredtext"


class PostKind(StrEnum):
    """Whether an item is a post, or a page outside of the sequence of posts."""

    POST = "post"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the source, for messages.

    Attributes:
        file: The path of the file.
        line: The line, from 1; 0 if it is unknown.
        item: The name of the post in formats without lines, such as JSON.
    """

    file: str
    line: int = 0
    item: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place} ({self.item})" if self.item else place


@dataclass(frozen=True, slots=True)
class ImportedAuthor:
    """An author of the source, by id."""

    id: str
    name: str = ""
    url: str = ""

    @property
    def display_name(self) -> str:
        """The name that readers see."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class ImportedSeries:
    """The place of a post in a series; the order is None if the source has none."""

    name: str
    order: float | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a media library."""

    address: str
    title: str = ""
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Blog:
    """The metadata of a blog that its posts refer to.

    Attributes:
        title: Its title.
        address: Its absolute address; empty if unknown.
        language: Its language as a BCP 47 tag; empty if unknown.
        authors: The authors by id, in the order of the source.
        series: Titles and descriptions of series, by slug, for ``anthology_series``.
    """

    title: str = ""
    address: str = ""
    language: str = ""
    authors: Mapping[str, ImportedAuthor] = field(default_factory=dict)
    series: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportedPost:
    """A post or page of a source.

    Attributes:
        identifier: Its id within its source, such as ``12`` of ``?p=12``; never empty.
        place: Its place in the source.
        body: Its text.
        markup: The markup language of the text.
        kind: A post or a page.
        title: Its title as plain text.
        slug: The name of its file; empty for one made from the title.
        folder: The folder of its file below the target; empty for the target itself.
        date: A date of :mod:`sphinx_bindery.common.partial_date`, as precise as the source has it;
            empty without one.
        updated: Like ``date``; written only if it differs.
        authors: The ids or names of its authors.
        described_authors: Those of its authors whose addresses it has.
        categories: The names of its categories.
        tags: The names of its tags.
        series: The series that it belongs to.
        excerpt: Its summary as plain text; empty without one.
        image: The address of its picture; empty without one.
        image_alt: The text alternative of the picture.
        lang: Its language as a BCP 47 tag; empty for that of the blog.
        held_back: Why it is imported as a draft, such as ``private``; empty if it is published.
        addresses: Its old addresses, absolute or from the root of the blog, the canonical first.
        comments: Its comments, written as JSON beside the posts.
        extra: Other keys of the front matter, with their values.
        resources: The paths of its own files by the address in its text, such as those of a bundle.
        footnotes: The HTML of its footnotes by name.
        source_path: The path of its file in a site's folder, such as ``/posts/a.md``, to which
            relative links are relative; empty for exports.
        first_line: The line of its file, from 1, on which its body begins; 0 if it is unknown.
        has_formulas: Whether ``$…$`` in its Markdown is a formula.
        body_lines: The line of its file for each line of its body; empty if they are consecutive.
    """

    identifier: str
    place: Place
    body: str
    markup: Markup = Markup.HTML
    kind: PostKind = PostKind.POST
    title: str = ""
    slug: str = ""
    folder: str = ""
    date: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()
    described_authors: tuple[ImportedAuthor, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    series: tuple[ImportedSeries, ...] = ()
    excerpt: str = ""
    image: str = ""
    image_alt: str = ""
    lang: str = ""
    held_back: str = ""
    addresses: tuple[str, ...] = ()
    comments: tuple[Mapping[str, object], ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)
    resources: Mapping[str, str] = field(default_factory=dict)
    footnotes: Mapping[str, str] = field(default_factory=dict)
    source_path: str = ""
    first_line: int = 0
    has_formulas: bool = False
    body_lines: tuple[int, ...] = ()

    @property
    def is_published(self) -> bool:
        """Whether readers of the blog see it."""
        return not self.held_back


class NoticeKind(StrEnum):
    """What a notice is about; those of ``report.FAILURES`` set the exit code to 1."""

    MARKUP = "markup"
    LINK = "link"
    PICTURE = "picture"
    DATE = "date"
    DRAFT = "draft"
    FILE = "file"
    SKIPPED = "skipped"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Notice:
    """A finding for the author: ``<thing>: <what is wrong>; <what to do instead>``."""

    kind: NoticeKind
    message: str
    place: Place
