"""A picture of a printed book, and where the sources show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LEAST_DPI = 300
"""The resolution that print shops ask for, in pixels an inch.

https://kdp.amazon.com/en_US/help/topic/G201857950
https://help.lulu.com/en/support/solutions/articles/64000255590-interior-formatting-faq
https://www.ingramspark.com/blog/file-requirements-for-print-books
"""


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
