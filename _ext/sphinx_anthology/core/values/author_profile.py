"""The profile of an author in ``anthology_authors``: a picture, a description, and links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_anthology.core.posts.taxonomy import fold
from sphinx_bindery.common.addresses import web_address_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = ("image", "description")
LINKS = "links"
PROFILE_KEYS = frozenset({*TEXTS, LINKS})


@dataclass(frozen=True, slots=True)
class AuthorProfile:
    """The profile of an author, which the author box below each of the author's posts shows.

    Attributes:
        image: The path of a picture from the source folder.
        description: A few words about the author.
        links: Names of pages about the author, each with its URL.
    """

    image: str = ""
    description: str = ""
    links: tuple[tuple[str, str], ...] = ()


def author_profiles(value: Mapping[str, Mapping[str, Any]]) -> dict[str, AuthorProfile]:
    """Return the profiles in ``anthology_authors`` by the folded names of their authors."""
    return {
        fold(author["name"]): AuthorProfile(
            author.get("image", "").strip(),
            " ".join(author.get("description", "").split()),
            tuple((author.get(LINKS) or {}).items()),
        )
        for author in value.values()
        if not PROFILE_KEYS.isdisjoint(author)
    }


def links_problem(author: Mapping[str, Any]) -> str:
    """Return the mistake in the links of an author; empty if there is none."""
    links = author.get(LINKS, {})
    if isinstance(links, Mapping) and all(
        isinstance(text, str) and text.strip() for pair in links.items() for text in pair
    ):
        return ""
    return "has links that are not a mapping; write {'Mastodon': 'https://…'}"


def invalid_links(author: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the URL and the mistake of each link that is not valid."""
    for name, address in (author.get(LINKS) or {}).items():
        if problem := web_address_problem(address):
            yield name, address, problem
