"""Metadata for the head of a page, independent of its output formats."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PreviewImage:
    """The image that other sites show with a link to a page.

    Attributes:
        address: Absolute URL.
        alt: Alternative text; empty if the author gives none.
        width: In pixels; 0 if unknown.
        height: In pixels; 0 if unknown.
        media_type: Such as ``image/png``; empty if unknown.
    """

    address: str
    alt: str = ""
    width: int = 0
    height: int = 0
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Breadcrumb:
    """A page in the breadcrumbs: its name, and its absolute URL if the site has a base URL."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """The metadata of one page; empty where unknown.

    Attributes:
        site: The first page of the site, under the name of the site.
        address: Canonical URL, absolute.
        language: BCP 47 tag, or a POSIX locale with an underscore.
    """

    title: str
    site: Breadcrumb
    address: str = ""
    description: str = ""
    language: str = ""
    image: PreviewImage | None = None
