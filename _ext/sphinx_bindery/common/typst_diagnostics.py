"""Diagnostics of Typst, parsed from the English text of the compiler.

Typst's Python package gives errors and warnings as text only. This module is the one place that
depends on its wording (0.15); ``tests/core/test_typst_diagnostics.py`` provokes each message.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADING = re.compile(r"^(error|warning): (.*)$", re.MULTILINE)
_LOCATION = re.compile(r"^\s*┌─ (.*?):(\d+):\d+$", re.MULTILINE)
_MISSING_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
"""How Typst prints a combining character, which would otherwise join with the quotation mark."""

_STANDARD = re.compile(r"PDF/[\w-]+ error: ")

_CONFLICT = re.compile(r'^PDF standards error: .*?"(.*?)"')


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """An error or a warning of Typst.

    Attributes:
        message: Its first line.
        locations: Files, relative to Typst's root, and lines from 1: the location of the message,
            then the enclosing calls, innermost first.
    """

    message: str
    locations: tuple[tuple[str, int], ...]

    @property
    def is_standard_violation(self) -> bool:
        """Whether the document violates a PDF standard; without the standard it compiles."""
        return _STANDARD.match(self.message) is not None


def parse_diagnostics(text: str, root: Path, *, errors_only: bool = False) -> Iterator[Diagnostic]:
    """Yield the errors and warnings in a diagnostic text.

    Args:
        text: The ``diagnostic`` of a ``typst.TypstError`` or ``typst.TypstWarning``.
        root: Typst's root folder, absolute.
        errors_only: Whether to leave out warnings, which precede the errors of a document.
    """
    headings = list(_HEADING.finditer(text))
    for number, heading in enumerate(headings, 1):
        end = headings[number].start() if number < len(headings) else len(text)
        if errors_only and heading[1] != "error":
            continue
        locations = (
            (_relative(match[1], root), int(match[2]))
            for match in _LOCATION.finditer(text, heading.end(), end)
        )
        yield Diagnostic(heading[2], tuple(locations))


def _relative(file: str, root: Path) -> str:
    # Typst names files relative to the working directory.
    path = Path(os.path.abspath(file))  # noqa: PTH100 - resolve() would follow links
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else file


def missing_glyphs(text: str) -> frozenset[str]:
    """Return the characters that a diagnostic text reports as missing from all fonts.

    Typst reports them only for PDF/UA and PDF/A.
    """
    return frozenset(
        character
        for match in _MISSING_GLYPH.finditer(text)
        for character in _ESCAPE.sub(lambda code: chr(int(code[1], 16)), match[1])
    )


def standards_conflict(message: str) -> str:
    """Return why a PDF cannot conform to several standards, empty for another error message."""
    match = _CONFLICT.match(message)
    return match[1] if match else ""
