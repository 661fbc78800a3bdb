"""The picture that stands for a page where others link to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PreviewPicture:
    """A picture by its absolute address, and what is known of it.

    alt: what it shows; empty where nobody has said it. width, height: in pixels; 0 where they are
    not known.
    """

    address: str
    alt: str = ""
    width: int = 0
    height: int = 0
    media_type: str = ""
