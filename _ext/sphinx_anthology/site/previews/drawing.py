"""Draws the pictures for previews of links with Typst, in fonts that are the same everywhere.

Typst brings fonts for Latin, Greek, Cyrillic and Hebrew. The machine's own come in where a text has
other characters.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import astuple
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, cast

import typst

from sphinx_anthology.core.formats.png import with_palette
from sphinx_anthology.core.pages.link_preview import is_sign
from sphinx_anthology.incremental.outdated import digest
from sphinx_bindery.common.dates import locale_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_anthology.core.pages.link_preview import LinkPreview

_FONTS = ("Libertinus Serif", "New Computer Modern")
_POINTS_PER_INCH = 72.0
"""A point of the template is a pixel of the picture."""

_INK = (0x16, 0x32, 0x4A)
_PAPER = (0xF4, 0xEF, 0xE4)
_ACCENT = (0xD0, 0x69, 0x3F)
_BLUE = 2
"""All colors lie between ink and paper but the accent, which has less blue than either. So the
amount of blue tells the color of each point, and a palette of these is all that a file needs."""

_TRIAL = b"""
#let facts = json(bytes(sys.inputs.facts))
#set document(title: "Trial")
#set text(font: facts.fonts, fallback: facts.fallback)
#facts.characters.join(parbreak())
"""
_MISSING = re.compile(r'the text `"(?:\\u\{([0-9a-f]+)\}|(.+?))"` could not be displayed')


class DrawingError(Exception):
    """Typst made no picture."""


class Drawing:
    """Draws previews that have some characters among them.

    missing: those that no font has, so that the pictures are without them.
    """

    def __init__(self, characters: Iterable[str]) -> None:
        self._template = files(__package__).joinpath("template", "link-preview.typ").read_bytes()
        self._own = typst.Fonts(include_system_fonts=False)
        self._all = self._own
        self._rare = _undrawable(characters, self._own, fallback=False)
        self.missing: frozenset[str] = frozenset()
        if self._rare:
            self._all = typst.Fonts()
            self.missing = _undrawable(self._rare, self._all, fallback=True)
        self._digest = digest((version("typst"), self._template, _palette()))
        self._digest_of_all = digest((self._digest, sorted(self._all.families())))

    def key(self, preview: LinkPreview) -> str:
        """Return a digest of all that a picture depends on."""
        plain = self._rare.isdisjoint(preview.characters)
        return digest((self._digest if plain else self._digest_of_all, astuple(preview)))

    def draw(self, preview: LinkPreview) -> bytes:
        """Return the picture, as PNG.

        Raises:
            DrawingError: Typst reports an error.
        """
        preview = preview.without(self.missing)
        rare = self._rare & preview.characters
        fonts = self._all if rare else self._own
        try:
            png = _compile(self._template, fonts, _facts(preview), "png")
        except typst.TypstError as error:
            raise DrawingError(error.message) from error
        # Emoji have colors of their own.
        return png if any(map(is_sign, rare)) else with_palette(png, _BLUE, _palette())


def _facts(preview: LinkPreview) -> dict[str, object]:
    locale = locale_of(preview.language)
    region = locale.territory or ""
    return {
        "title": preview.title,
        "authors": preview.authors,
        "date": preview.date,
        "book": preview.book,
        "series": preview.series,
        "language": locale.language,
        "region": region if region.isalpha() else None,  # Typst knows none by number
        "from-right": locale.text_direction == "rtl",
        "fonts": _FONTS,
        "ink": _INK,
        "paper": _PAPER,
        "accent": _ACCENT,
    }


def _compile(
    source: bytes, fonts: typst.Fonts, facts: dict[str, object], form: Literal["png", "pdf"]
) -> bytes:
    compiler = typst.Compiler(source, font_paths=fonts, sys_inputs={"facts": json.dumps(facts)})
    standards: list[typst.PDFStandard] = ["ua-1"] if form == "pdf" else []
    made = compiler.compile(format=form, ppi=_POINTS_PER_INCH, pdf_standards=standards)
    return cast("bytes", made)


def _undrawable(characters: Iterable[str], fonts: typst.Fonts, *, fallback: bool) -> frozenset[str]:
    """Return those of some characters that no font has; of one that shows nothing, none is asked.

    Args:
        characters: the characters.
        fonts: the fonts.
        fallback: whether all of these count, or those alone that the pictures are set in.
    """
    asked = [c for c in sorted(characters) if not c.isascii() and not _is_unseen(c)]
    if not asked:
        return frozenset()
    facts = {"fonts": _FONTS, "fallback": fallback, "characters": asked}
    try:
        # a picture has boxes for them, without a word; of a PDF for all readers Typst tells
        _compile(_TRIAL, fonts, facts, "pdf")
    except typst.TypstError as error:
        found = _MISSING.finditer(error.diagnostic)
        return frozenset(chr(int(match[1], 16)) if match[1] else match[2] for match in found)
    return frozenset()


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in {"Cf", "Cc", "Mn", "Me"}


def _palette() -> list[tuple[int, int, int]]:
    """Return the color of each amount of blue: between accent and ink, or ink and paper."""

    def between(
        one: tuple[int, int, int], other: tuple[int, int, int], blue: int
    ) -> tuple[int, int, int]:
        part = min(max((blue - one[2]) / (other[2] - one[2]), 0), 1)
        red, green, _blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
        return red, green, blue

    ink = _INK[_BLUE]
    return [
        between(_INK, _PAPER, blue) if blue >= ink else between(_ACCENT, _INK, blue)
        for blue in range(256)
    ]
