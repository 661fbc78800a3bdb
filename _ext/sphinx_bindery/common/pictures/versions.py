"""Smaller versions of a picture: their widths, and the HTML attributes that offer them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

COLUMN = 46
"""The width of a column of text in rem; themes differ by a few."""
COLUMN_PIXELS = COLUMN * 16
HERO_HEIGHT = 512
"""The maximum height of a picture at the top of a page, in pixels."""
_WIDE_SCREEN = "(min-width: 50rem)"
"""The media condition for screens on which a column is narrower than the page."""
_THUMBNAIL = "(min-width: 30rem) 20rem, 100vw"

_MAX_SIDE = 16383
"""The maximum width and height of WebP in pixels (RFC 9649, 2.7)."""
_MAX_SCALE = 0.85
"""The maximum width of a smaller version, as a fraction of the picture's own width."""
_LINK_SCALE = 1.25
"""The minimum width of a picture with a link to its file, in multiples of the shown width."""

_DECLARATION = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([^;]*)", re.IGNORECASE)
_LENGTH = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*(%|px|em|rem|ex|ch|cm|mm|in|pt|pc|)", re.IGNORECASE)
_PIXELS = {
    "": 1.0, "px": 1.0, "em": 16.0, "rem": 16.0, "ex": 8.0, "ch": 8.0, "cm": 37.8, "mm": 3.78,
    "in": 96.0, "pt": 4 / 3, "pc": 16.0,
}  # fmt: skip
"""CSS pixels of each unit of length; font-relative ones at the default size of 16 pixels."""


@dataclass(frozen=True, slots=True)
class SitePicture:
    """A picture of a site, and its smaller versions.

    Attributes:
        width: Its width in pixels, as browsers show it.
        height: Its height.
        versions: The widths of its versions in pixels, in ascending order.
        is_offered: Whether the picture itself is a candidate: no version is as wide, or wide
            enough for every screen.
    """

    width: int
    height: int
    versions: tuple[int, ...] = ()
    is_offered: bool = False


def widths_error(value: object) -> str:
    """Return an error message for a value that is not a list of widths, else an empty string."""
    if not isinstance(value, list | tuple):
        return f"{value!r} is not a list; write a list of whole numbers of pixels"
    for width in value:
        if type(width) is not int or not 0 < width <= _MAX_SIDE:
            return f"{width!r} is not a width; write whole numbers of pixels from 1 to {_MAX_SIDE}"
    return ""


def chosen_widths(size: tuple[int, int], widths: Iterable[int]) -> list[int]:
    """Return the widths of the versions of a picture, in ascending order.

    A picture that is not as wide as the widest gets a version of its own width. One that is not
    wider than the narrowest gets none.

    Args:
        size: The width and height of the picture in pixels.
        widths: Those to choose from.
    """
    own = size[0]
    offered = sorted({*widths})
    if not offered or own <= offered[0]:
        return []
    is_wide = own > offered[-1]
    chosen = [width for width in offered if width < own and (is_wide or width <= own * _MAX_SCALE)]
    if not is_wide:
        chosen.append(own)
    return [width for width in chosen if max(width, height_of(size, width)) <= _MAX_SIDE]


def height_of(size: tuple[int, int], width: int) -> int:
    """Return the height of a version of a picture, given their width."""
    return max(1, round(size[1] * width / size[0]))


def usable_versions(
    size: tuple[int, int], lengths: Mapping[int, int], own_length: int, widths: Sequence[int]
) -> SitePicture:
    """Return a picture with the versions that have fewer bytes than it and than all wider ones.

    A smaller version of a drawing can have more bytes, since scaling blurs its sharp edges.

    Args:
        size: The width and height of the picture in pixels.
        lengths: The number of bytes of each version, by width.
        own_length: The number of bytes of the picture.
        widths: The widths that the versions were chosen from.
    """
    used: list[int] = []
    least = own_length
    for width, length in sorted(lengths.items(), reverse=True):
        if length < least:
            used.insert(0, width)
            least = length
    return SitePicture(
        *size, tuple(used), is_offered=bool(used) and used[-1] < min(size[0], max(widths))
    )


def srcset(candidates: Iterable[tuple[str, int]]) -> str:
    """Return the value of ``srcset`` for addresses and their widths.

    Args:
        candidates: The addresses, with spaces and commas encoded, and the widths in pixels.
    """
    return ", ".join(f"{address} {width}w" for address, width in candidates)


def sizes(attributes: Mapping[str, str], picture: SitePicture) -> str:
    """Return the value of ``sizes`` for an image, given its attributes."""
    number, unit = shown_width(attributes)
    if unit == "%":
        part = min(number, 100) / 100
        return f"{_WIDE_SCREEN} {COLUMN * part:g}rem, {100 * part:g}vw"
    if unit:
        return f"{number:g}{unit}"
    classes = attributes.get("class", "").split()
    if "thumbnail" in classes:
        return _THUMBNAIL
    width = _hero_size(picture)[0] if "hero-image" in classes else picture.width
    return f"{width}px" if width < COLUMN_PIXELS else f"{_WIDE_SCREEN} {COLUMN}rem, 100vw"


def _hero_size(picture: SitePicture) -> tuple[int, int]:
    """Return the size of a picture at the top of a page, limited so that text is in view too."""
    height = min(picture.height, HERO_HEIGHT)
    return max(1, round(picture.width * height / picture.height)), height


def shown_width(attributes: Mapping[str, str]) -> tuple[float, str]:
    """Return the number and the unit of the width that an author sets; ``(0, "")`` without one."""
    value = _declared(attributes).get("width") or attributes.get("width", "")
    length = _LENGTH.fullmatch(value.strip())
    if not length or not float(length[1]):
        return 0, ""
    return float(length[1]), length[2].lower() or "px"


def size_attributes(picture: SitePicture, attributes: Mapping[str, str]) -> dict[str, int]:
    """Return the attributes ``width`` and ``height`` that an image lacks.

    They give the proportions, and the size unless a style does.
    """
    if "height" in _declared(attributes) or "height" in attributes:
        return {}
    number, unit = shown_width(attributes)
    if unit != "px" and "width" in attributes:
        return {}
    size = picture.width, picture.height
    if unit == "px":
        size = max(1, round(number)), height_of(size, max(1, round(number)))
    elif "hero-image" in attributes.get("class", "").split():
        size = _hero_size(picture)
    return {"width": size[0], "height": size[1]}


def is_shown_smaller(picture: SitePicture, attributes: Mapping[str, str]) -> bool:
    """Return whether a picture is much wider than it is shown in the column of text."""
    number, unit = shown_width(attributes)
    shown = COLUMN_PIXELS * number / 100 if unit == "%" else number * _PIXELS.get(unit, 0)
    if not unit and "hero-image" in attributes.get("class", "").split():
        shown = _hero_size(picture)[0]
    return picture.width >= _LINK_SCALE * min(shown or COLUMN_PIXELS, COLUMN_PIXELS)


def _declared(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return the width and the height in the ``style`` attribute of an image."""
    style = attributes.get("style", "")
    return {name.lower(): value.strip() for name, value in _DECLARATION.findall(style)}
