"""What the front matter says of a post, as one frozen record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_bindery.common.partial_date import PartialDate


@dataclass(frozen=True)
class Author:
    """Who wrote a post: a name, or an id that ``anthology_authors`` tells more about."""

    name: str
    url: str = ""
    email: str = ""
    orcid: str = ""
    affiliation: str = ""

    @property
    def orcid_url(self) -> str:
        """The address that an ORCID iD stands for; nothing without one."""
        return self.orcid and f"https://orcid.org/{self.orcid}"

    @property
    def told(self) -> int:
        """How many facts are told of the author besides the name."""
        return sum(map(bool, (self.url, self.email, self.orcid, self.affiliation)))


@dataclass(frozen=True)
class SeriesPlace:
    """A post's place in a series; ``order`` is None where only dates order it."""

    name: str
    order: float | None = None


@dataclass(frozen=True)
class License:
    """The licence of a post: an SPDX id or a name, and where to read it."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class Post:
    """The facts of one post's front matter; empty where it is silent.

    ``is_post`` is what the key ``post`` says, None where the docname's pattern decides.
    ``lines`` tells on which line of the file a key stands, for warnings that come later.
    """

    docname: str
    title: str = ""
    date: PartialDate | None = None
    updated: PartialDate | None = None
    updated_from_git: bool = False
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    authors: tuple[Author, ...] = ()
    series: tuple[SeriesPlace, ...] = ()
    description: str = ""
    draft: bool = False
    image: str = ""
    image_alt: str = ""
    slug: str = ""
    aliases: tuple[str, ...] = ()
    license: License | None = None
    lang: str = ""
    original_url: str = ""
    canonical_url: str = ""
    location: str = ""
    is_post: bool | None = None
    lines: tuple[tuple[str, int], ...] = ()

    def line_of(self, key: str) -> int:
        """Return the line of a key, or 1 where the file does not have it."""
        return dict(self.lines).get(key, 1)
