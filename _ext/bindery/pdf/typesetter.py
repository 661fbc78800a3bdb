"""Typst, in this process: fonts, standards, and what it reports."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import typst

if TYPE_CHECKING:
    from typst import PDFStandard

_REPORT = re.compile(
    r"^(?P<kind>error|warning): (?P<message>.*)\n(?:\s*┌─ (?P<file>.*?):(?P<line>\d+):\d+)?",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Report:
    """One thing that Typst complains of: the file is named from Typst's root; line 0 if unknown."""

    message: str
    file: str
    line: int


class TypesettingError(Exception):
    """Typst made no PDF; ``reports`` say why."""

    def __init__(self, diagnostic: str, root: Path) -> None:
        super().__init__(diagnostic)
        self.reports = tuple(reports(diagnostic, root))


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Compiles Typst with the fonts of one book."""

    root: Path
    font_paths: Sequence[Path]
    system_fonts: bool

    def _fonts(self) -> typst.Fonts:
        return typst.Fonts(
            include_system_fonts=self.system_fonts, font_paths=[str(p) for p in self.font_paths]
        )

    def pdf(self, main: str, standards: Sequence[str], made: datetime) -> bytes:
        """Compile the file ``main`` under the root.

        Raises:
            TypesettingError: Typst reports an error.
        """
        try:
            result = typst.compile(
                str(self.root / main),
                root=str(self.root),
                font_paths=self._fonts(),
                format="pdf",
                pdf_standards=cast("list[PDFStandard]", list(standards)),
                timestamp=int(made.timestamp()),
            )
        except typst.TypstError as error:
            raise TypesettingError(error.diagnostic, self.root) from error
        return result

    def complaint(self, source: str) -> str:
        """Return what Typst says against ``source`` as PDF/UA, empty if nothing."""
        head = '#set document(title: "x")\n#set text(lang: "en")\n'
        try:
            typst.compile(
                (head + source).encode(),
                font_paths=self._fonts(),
                format="pdf",
                pdf_standards=["ua-1"],
            )
        except typst.TypstError as error:
            return error.diagnostic
        return ""

    def families(self) -> list[str]:
        """Return the names of the families of fonts that the book may use."""
        return self._fonts().families()


def reports(diagnostic: str, root: Path) -> Iterator[Report]:
    """Yield the errors in what Typst prints; it names files as seen from the current folder."""
    for match in _REPORT.finditer(diagnostic):
        if match["kind"] != "error":
            continue
        file = Path(os.path.abspath(match["file"])) if match["file"] else root  # noqa: PTH100
        name = file.relative_to(root).as_posix() if file.is_relative_to(root) else ""
        yield Report(match["message"], name, int(match["line"] or 0))
