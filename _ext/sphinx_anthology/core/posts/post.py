"""The front matter of a post as one frozen record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_bindery.common.partial_date import PartialDate


@dataclass(frozen=True)
class Author:
    """An author of a post; ``name`` may be an id of ``anthology_authors`` in the front matter."""

    name: str
    url: str = ""
    email: str = ""
    orcid: str = ""
    affiliation: str = ""

    @property
    def orcid_url(self) -> str:
        """The URL of the ORCID iD; empty without one."""
        return self.orcid and f"https://orcid.org/{self.orcid}"

    @property
    def field_count(self) -> int:
        """The number of fields that are known besides the name."""
        return sum(map(bool, (self.url, self.email, self.orcid, self.affiliation)))


@dataclass(frozen=True)
class SeriesPlace:
    """The place of a post in a series; ``order`` is None if its date decides."""

    name: str
    order: float | None = None


@dataclass(frozen=True)
class License:
    """The license of a post: an SPDX id or a name, and its URL."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class Post:
    """The values of the front matter; empty for keys that it does not have.

    ``is_post`` is the value of the key ``post``, None if the docname decides. ``lines`` has the
    line of each key in the file, for warnings.
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
        """Return the line of a key, else 1."""
        return dict(self.lines).get(key, 1)
