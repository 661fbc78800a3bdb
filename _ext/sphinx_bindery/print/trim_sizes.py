"""Trim sizes: the width and height of a page after the book is cut.

The names are those that print shops list. A size in inches has them in its name, since shops
compare the size of the page with their own list to a fraction of a millimetre.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches

from sphinx_bindery.print.lengths import MILLIMETRES, parse_length


@dataclass(frozen=True, slots=True)
class TrimSize:
    """The size of a page.

    Attributes:
        name: The name in ``TRIM_SIZES``, empty for a size of two lengths that has none.
        width: Width in millimetres.
        height: Height in millimetres.
    """

    name: str
    width: float
    height: float

    def is_same_size(self, other: TrimSize) -> bool:
        """Return whether another size has the same sides, to a hundredth of a millimetre."""
        return abs(self.width - other.width) + abs(self.height - other.height) < 0.01


_INCHES = (
    *("4x6", "4x7", "4.25x6.87", "4.25x7", "4.37x7", "4.72x7.48", "5x7", "5x8", "5.06x7.81"),
    *("5.25x8", "5.5x8.25", "5.5x8.5", "5.83x8.27", "6x9", "6.14x9.21", "6.5x6.5"),
    *("6.63x10.25", "6.69x9.61", "7x10", "7.44x9.69", "7.5x7.5", "7.5x9.25", "8x8", "8x10"),
    *("8x10.88", "8.25x6", "8.25x8.25", "8.25x10.75", "8.25x11", "8.27x11.69", "8.5x8.5"),
    *("8.5x9", "8.5x11", "9x7"),
)
"""The sizes of KDP, Lulu and IngramSpark that are named by their inches."""

_MILLIMETRES = {
    "a4": (210, 297),
    "a5": (148, 210),
    "a6": (105, 148),
    "b5": (176, 250),
    "b6": (125, 176),
    "jis-b5": (182, 257),
    "jis-b6": (128, 182),
    # British names
    "a-format": (110, 178),
    "b-format": (129, 198),
    "demy": (138, 216),
    "royal": (156, 234),
    "pinched-crown-quarto": (174, 248),
    "crown-quarto": (189, 246),
    # European printers list these in centimetres
    "12x19cm": (120, 190),
    "12.5x19cm": (125, 190),
    "13.5x21cm": (135, 210),
    "13.5x21.5cm": (135, 215),
    "14x21.6cm": (140, 216),
    "15.5x22cm": (155, 220),
    "16x24cm": (160, 240),
    "17x17cm": (170, 170),
    "17x22cm": (170, 220),
    "17x24cm": (170, 240),
    "19x27cm": (190, 270),
    "21x21cm": (210, 210),
}
_NAMED_INCHES = {
    "us-letter": (8.5, 11),
    "us-trade": (6, 9),
    "digest": (5.5, 8.5),
    "executive": (7, 10),
    "novella": (5, 8),
    "pocket": (4.25, 6.875),
    "comic": (6.63, 10.25),
    "small-square": (7.5, 7.5),
    "square": (8.5, 8.5),
}


def _sizes() -> dict[str, TrimSize]:
    inch = MILLIMETRES["in"]
    found = {name: TrimSize(name, *map(float, size)) for name, size in _MILLIMETRES.items()}
    for name, (width, height) in _NAMED_INCHES.items():
        found[name] = TrimSize(name, width * inch, height * inch)
    for numbers in _INCHES:
        width, height = map(float, numbers.split("x"))
        found[f"{numbers}in"] = TrimSize(f"{numbers}in", width * inch, height * inch)
    return found


TRIM_SIZES = _sizes()
"""The usual trim sizes, by name."""

SMALLEST, LARGEST = 70.0, 600.0
"""The limits of the width and height of a page, in millimetres."""

_HINT = (
    "write the name of a trim size, such as 'a5' or '6x9in', or two lengths, such as "
    "('150mm', '220mm')"
)
_PAIR = re.compile(r"\s*([\d.]+)\s*([a-z]*)\s*[x×*]\s*([\d.]+)\s*([a-z]+)\s*", re.IGNORECASE)


def parse_trim_size(value: object) -> TrimSize:
    """Return the trim size that an option names.

    Args:
        value: The name of a trim size, in any case; two lengths in a list or tuple, width first; or
            both in one text, such as ``150mm x 220mm`` or ``6 x 9 in``.

    Raises:
        ValueError: There is no such size; the message says what to write.
    """
    if isinstance(value, list | tuple):
        if len(value) != 2:
            message = f"{value!r} is not a trim size; {_HINT}"
            raise ValueError(message)
        width, height = (parse_length(length, "150mm") for length in value)
        return _checked(width, height, value)
    text = str(value)
    name = "-".join(text.lower().replace("_", " ").split()).replace("×", "x")
    if name in TRIM_SIZES:
        return TRIM_SIZES[name]
    if pair := _PAIR.fullmatch(text):
        unit = pair[4]
        width = parse_length(pair[1] + (pair[2] or unit), "150mm")
        return _checked(width, parse_length(pair[3] + unit, "220mm"), value)
    raise ValueError(_unknown(text, name))


def _unknown(text: str, name: str) -> str:
    """Return the message about an unknown name."""
    if f"{name}in" in TRIM_SIZES:
        return f"{text!r} has no unit; write {f'{name}in'!r}"
    if close := get_close_matches(name, TRIM_SIZES, 1, 0.8):
        return f"{text!r} is unknown; write {close[0]!r}, another trim size or two lengths"
    return f"{text!r} is unknown; {_HINT}"


def _checked(width: float, height: float, value: object) -> TrimSize:
    """Return a size whose sides are within the limits, with its name if it is a usual one."""
    for length in (width, height):
        if not SMALLEST <= length <= LARGEST:
            message = (
                f"{value!r} has a side of {length:g} mm; write sides of {SMALLEST:g} to "
                f"{LARGEST:g} mm, width first, such as ('150mm', '220mm')"
            )
            raise ValueError(message)
    found = TrimSize("", width, height)
    same = (size.name for size in TRIM_SIZES.values() if size.is_same_size(found))
    return replace(found, name=next(same, ""))


def trim_size_error(value: object) -> str:
    """Return an error message for a value that is not a trim size, an empty string otherwise."""
    try:
        parse_trim_size(value)
    except ValueError as error:
        return str(error)
    return ""
