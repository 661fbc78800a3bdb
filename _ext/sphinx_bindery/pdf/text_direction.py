"""Which way a text reads."""

from __future__ import annotations

import unicodedata

_STRONG = {"L": False, "R": True, "AL": True}


def reads_right_to_left(text: str) -> bool:
    """Tell whether the first letter that has a direction says that ``text`` reads from the right.

    Rules P2 and P3 of https://www.unicode.org/reports/tr9/, without isolates.
    """
    if text.isascii():
        return False
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next((_STRONG[kind] for kind in kinds if kind in _STRONG), False)
