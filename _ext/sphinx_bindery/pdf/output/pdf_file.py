"""The file of the PDF, and the log messages about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_bindery.book_file import write_book
from sphinx_bindery.pdf.typst.source_map import warn

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sphinx_bindery.pdf.typst.compiler import TypstCompileError
    from sphinx_bindery.pdf.typst.source_map import SourceLocation

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PdfFile:
    """The file of the PDF.

    Attributes:
        path: Its path.
        has_own_tables: Whether a user's template may draw tables in another way than ours.
    """

    path: Path
    has_own_tables: bool

    def write_for_screens(self, content: bytes, header_column_tables: int) -> None:
        """Write a PDF with completed tags.

        Args:
            content: The PDF by Typst.
            header_column_tables: The number of tables with a header column.
        """
        # pikepdf takes 0.2 s to import, which builds of a site need not wait for.
        from sphinx_bindery.pdf.typst.tagging import complete_tags  # noqa: PLC0415

        tagged = complete_tags(content, header_column_tables)
        if not tagged.complete and not self.has_own_tables:
            warn(
                "row headers: Typst's PDF is not structured as expected, so header columns of "
                "tables are not tagged as headers; install typst 0.15"
            )
        self.write(tagged.content)

    def write(self, content: bytes) -> None:
        """Write a PDF unchanged."""
        write_book(self.path, content)

    def report_failure(
        self, error: TypstCompileError, found: Iterable[tuple[str, SourceLocation | None]]
    ) -> None:
        """Log the errors of Typst; the PDF of an earlier build stays unchanged."""
        messages = [*found]
        for message, place in messages:
            _logger.error("Typst: %s", message, location=str(place) if place else None)
        if not messages or any(place is None for _message, place in messages):
            _logger.error("Typst made no PDF:\n%s", error)
        if self.path.is_file():
            _logger.error("%s: this PDF is of an earlier build; correct the errors", self.path)
