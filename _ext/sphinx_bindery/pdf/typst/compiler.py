"""Typst, in this process: fonts, standards, and what it reports."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import typst

from sphinx_bindery.pdf.typst.escape import array, string

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from typst import PDFStandard

_HEAD = re.compile(r"^(error|warning): (.*)$", re.MULTILINE)
_PLACE = re.compile(r"^\s*┌─ (.*?):(\d+):\d+$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Report:
    """One thing that Typst complains of.

    places: files, as seen from Typst's root, and lines; the place itself first, then the calls
    that led to it, from the inside out.
    """

    message: str
    places: tuple[tuple[str, int], ...]


class TypesettingError(Exception):
    """Typst made no PDF; ``reports`` say why."""

    def __init__(self, diagnostic: str, root: Path) -> None:
        super().__init__(diagnostic)
        self.reports = tuple(reports(diagnostic, root))


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF, and what Typst warns of in it."""

    content: bytes
    warnings: tuple[Report, ...]


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

    def pdf(self, main: str, standards: Sequence[str], made: datetime) -> Typeset:
        """Compile the file ``main`` under the root.

        Raises:
            TypesettingError: Typst reports an error.
        """
        try:
            result, warnings = typst.compile_with_warnings(
                str(self.root / main),
                root=str(self.root),
                font_paths=self._fonts(),
                format="pdf",
                pdf_standards=cast("list[PDFStandard]", list(standards)),
                timestamp=int(made.timestamp()),
            )
        except typst.TypstError as error:
            raise TypesettingError(error.diagnostic, self.root) from error
        found = (
            report for warning in warnings for report in reports(warning.diagnostic, self.root)
        )
        return Typeset(result, tuple(dict.fromkeys(found)))

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

    def widths(self, texts: Sequence[str], families: Sequence[str]) -> list[float]:
        """Return how wide each text is, set in the first of these families that has its letters."""
        listed, told = array(families), array(texts)
        source = f"#context [#metadata({told}.map(it => measure(it).width.pt()))<widths>]"
        found = typst.query(
            (f"#set text(font: {listed})\n" + source).encode(),
            "<widths>",
            field="value",
            one=True,
            font_paths=self._fonts(),
        )
        return cast("list[float]", json.loads(found))

    def complaint_of_picture(self, path: str) -> str:
        """Return why Typst cannot read the picture at ``path`` from the root, empty if it can."""
        trial = self.root / "trial.typ"
        trial.write_text(f"#image({string(path)})", encoding="utf-8")
        try:
            typst.compile(
                str(trial),
                root=str(self.root),
                font_paths=self._fonts(),
                format="pdf",
            )
        except typst.TypstError as error:
            return error.message
        return ""


def reports(diagnostic: str, root: Path) -> Iterator[Report]:
    """Yield the errors and warnings in what Typst prints."""
    heads = list(_HEAD.finditer(diagnostic))
    ends = [head.start() for head in heads[1:]] + [len(diagnostic)]
    for head, end in zip(heads, ends, strict=True):
        places = (
            (_from_root(match[1], root), int(match[2]))
            for match in _PLACE.finditer(diagnostic, head.end(), end)
        )
        yield Report(head[2], tuple(places))


def _from_root(file: str, root: Path) -> str:
    # Typst names files as seen from the current folder.
    path = Path(os.path.abspath(file))  # noqa: PTH100 - resolve() would follow links
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else file
