"""Code spans in a line of Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)


def outside_code(line: str, convert: Callable[[str], str]) -> str:
    """Convert a line except its code spans.

    ``convert`` gets a placeholder for each code span, so that it may be in the text of a link.
    """
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\x1a{len(kept) - 1}\x1a"

    converted = convert(_CODE.sub(keep, line.replace("\x1a", "")))
    return re.sub(r"\x1a(\d+)\x1a", lambda found: kept[int(found[1])], converted)
