"""Open Graph properties of a page (https://ogp.me/).

X reads the same properties, and ``twitter:card`` for the kind of card
(https://developer.x.com/en/docs/x-for-websites/cards/guides/getting-started).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_anthology.core.pages.page_metadata import PageMetadata, PreviewImage
    from sphinx_anthology.core.posts.post import Post

Properties = tuple[tuple[str, str], ...]
"""Property names with their values, in order; a name may be repeated."""

CARD = "twitter:card"
_LOCALE = re.compile(
    r"(?P<language>[a-z]{2,3})[-_](?:[a-z]{4}[-_])?(?P<territory>[a-z]{2})(?![a-z0-9])",
    re.IGNORECASE,
)
_LARGE_CARD = 300, 157
"""The minimum width and height of the image of a large card, in pixels."""


def open_graph(page: PageMetadata, kind: Literal["article", "profile", "website"]) -> Properties:
    """Return the properties that every page has."""
    return _with_values(
        ("og:title", page.title),
        ("og:type", kind),
        ("og:url", page.address),
        ("og:site_name", page.site.name),
        ("og:description", page.description),
        ("og:locale", locale(page.language)),
        *(_image(page.image) if page.image else ()),
    )


def article(post: Post, authors: Iterable[str]) -> Properties:
    """Return the additional properties of a post.

    The protocol's DateTime has a year, a month, a day and an optional time
    (https://ogp.me/#datetime), so a partial date becomes the first day of its period.

    Args:
        post: The post.
        authors: URLs of the authors' pages, whose type must be ``profile``.
    """
    return _with_values(
        ("article:published_time", post.date.iso_in_full if post.date else ""),
        ("article:modified_time", post.updated.iso_in_full if post.updated else ""),
        *(("article:author", address) for address in authors),
        # a series is not a section, and the protocol allows one section
        ("article:section", next(iter(post.categories), "")),
        *(("article:tag", tag) for tag in post.tags),
    )


def card(image: PreviewImage | None) -> str:
    """Return the card type for X: large for a wide image or one of unknown size."""
    if image is None:
        return "summary"
    width, height = image.width, image.height
    large = not width or (width >= _LARGE_CARD[0] and height >= _LARGE_CARD[1] and width > height)
    return "summary_large_image" if large else "summary"


def locale(language: str) -> str:
    """Return language and territory, as in ``pt_BR``; empty without a territory."""
    found = _LOCALE.match(language)
    return f"{found['language'].lower()}_{found['territory'].upper()}" if found else ""


def _image(image: PreviewImage) -> Properties:
    return (
        ("og:image", image.address),
        ("og:image:type", image.media_type),
        ("og:image:width", str(image.width or "")),
        ("og:image:height", str(image.height or "")),
        ("og:image:alt", image.alt),
    )


def _with_values(*properties: tuple[str, str]) -> Properties:
    return tuple((name, value) for name, value in properties if value)
