"""What programs show of a page where others link to it: the Open Graph protocol, https://ogp.me/.

X reads the same properties, and one of its own for which the protocol has none: the kind of card
(https://developer.x.com/en/docs/x-for-websites/cards/guides/getting-started).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_anthology.core.pages.page_metadata import PageFacts
    from sphinx_anthology.core.pages.preview_image import PreviewPicture
    from sphinx_anthology.core.posts.post import Post

Properties = tuple[tuple[str, str], ...]
"""Names with their values, in order; some names stand several times."""

CARD = "twitter:card"
_LOCALE = re.compile(
    r"(?P<language>[a-z]{2,3})[-_](?:[a-z]{4}[-_])?(?P<territory>[a-z]{2})(?![a-z0-9])",
    re.IGNORECASE,
)
_LARGE_CARD = 300, 157


def open_graph(page: PageFacts, kind: Literal["article", "profile", "website"]) -> Properties:
    """Return what is told of every page."""
    return _told(
        ("og:title", page.title),
        ("og:type", kind),
        ("og:url", page.address),
        ("og:site_name", page.site.name),
        ("og:description", page.description),
        ("og:locale", locale(page.language)),
        *(_picture(page.picture) if page.picture else ()),
    )


def article(post: Post, authors: Iterable[str]) -> Properties:
    """Return what is told of a post besides.

    A DateTime of the protocol has year, month and day and may have a time (https://ogp.me/#datetime),
    so a partial date is the first day of its period.

    Args:
        post: the post.
        authors: the addresses of their pages, whose type must be ``profile``.
    """
    return _told(
        ("article:published_time", post.date.iso_in_full if post.date else ""),
        ("article:modified_time", post.updated.iso_in_full if post.updated else ""),
        *(("article:author", address) for address in authors),
        # a series is no section; the protocol knows one section alone
        ("article:section", next(iter(post.categories), "")),
        *(("article:tag", tag) for tag in post.tags),
    )


def card(picture: PreviewPicture | None) -> str:
    """Return the kind of X's card: a large one for a wide picture, and for one of unknown size."""
    if picture is None:
        return "summary"
    width, height = picture.width, picture.height
    large = not width or (width >= _LARGE_CARD[0] and height >= _LARGE_CARD[1] and width > height)
    return "summary_large_image" if large else "summary"


def locale(language: str) -> str:
    """Return language and territory as in ``pt_BR``; nothing where no territory is told."""
    found = _LOCALE.match(language)
    return f"{found['language'].lower()}_{found['territory'].upper()}" if found else ""


def _picture(picture: PreviewPicture) -> Properties:
    return (
        ("og:image", picture.address),
        ("og:image:type", picture.media_type),
        ("og:image:width", str(picture.width or "")),
        ("og:image:height", str(picture.height or "")),
        ("og:image:alt", picture.alt),
    )


def _told(*properties: tuple[str, str]) -> Properties:
    return tuple((name, value) for name, value in properties if value)
