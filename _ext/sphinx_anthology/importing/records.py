"""What a source of posts holds: the blog, its posts, terms, authors and files."""

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
    """Whether an item is a post of the blog, or a page outside of its order."""

    POST = "post"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file of the source, for messages; line 0 if it is unknown.

    Attributes:
        item: The name of the post, if a line says nothing: some exports are one long line.
    """

    file: str
    line: int = 0
    item: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place} ({self.item})" if self.item else place


@dataclass(frozen=True, slots=True)
class ImportedAuthor:
    """An author: the id of the source, and what is known of the person."""

    id: str
    name: str = ""
    email: str = ""
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
    """A file that the source describes, such as a picture in a media library."""

    address: str
    title: str = ""
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Blog:
    """The facts of a source that its posts refer to.

    Attributes:
        title: Its title.
        address: Its absolute address, empty if unknown.
        language: BCP 47, empty if unknown.
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
    """A post or page as its source has it.

    Attributes:
        identifier: What identifies it within its source, such as ``12`` of ``?p=12``; never empty.
        place: Where it is in the source.
        body: Its text, in the language that ``markup`` names.
        kind: A post or a page.
        title: Plain text.
        slug: The wanted name of its file; empty for one made from the title.
        folder: The wanted folder of its file below the target; empty for that of its year.
        date: A date of :mod:`sphinx_bindery.common.partial_date`, exactly as precise as it is
            known; empty without one.
        updated: Like ``date``; written only if it differs.
        authors: Ids or names.
        series: The series that it belongs to.
        held_back: Why it is imported as a draft, such as ``private``; empty if it is published.
        addresses: Its old addresses, absolute or from the root of the blog, the canonical first.
        comments: Its comments as data, kept aside.
        extra: Keys of front matter to write as ``x-…``, or without prefix if they are ours.
        resources: Files that belong to it, by the address that its text has; pictures that it shows
            are copied.
        footnotes: Texts of notes that its markup refers to by id.
        source_path: Its file from the root of a site's folder, such as ``/posts/a.md``; what its
            relative links refer to.
        first_line: The line of its file, from 1, on which its body begins; 0 if it is unknown.
        has_formulas: Whether ``$…$`` in its Markdown is a formula.
        body_lines: The line of its file for each line of its body, if these do not simply follow.
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
    """What a notice is about; the last three have the exit code 1."""

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
    """Something that needs an eye: ``<thing>: <what is wrong>; <what to do instead>``."""

    kind: NoticeKind
    message: str
    place: Place
