"""A picture of a printed book, and where the sources show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a book.

    Attributes:
        uri: Its path from the source folder.
        file: The file that Typst reads.
        places: Where the sources show it, in order.
    """

    uri: str
    file: Path
    places: Sequence[object] = ()
