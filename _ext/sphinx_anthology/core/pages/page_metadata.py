"""What the head of a page tells programs of it, before it takes the form of any format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_anthology.core.pages.preview_image import PreviewPicture


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the site: its name, and its absolute address if the site has one."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page; empty where something is not known.

    site: its first page. address: the absolute one that search engines should keep. language: a
    tag of BCP 47, or POSIX's with an underscore.
    """

    title: str
    site: Place
    address: str = ""
    description: str = ""
    language: str = ""
    picture: PreviewPicture | None = None
