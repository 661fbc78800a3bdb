"""Rendering of link previews with Typst, many in one document.

Typst brings fonts for Latin, Greek, Cyrillic and Hebrew, so these look the same on every machine.
System fonts are used only for previews that contain other characters.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import astuple
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

import typst

from sphinx_anthology.core.values.date_format import known_locale
from sphinx_anthology.incremental.outdated import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_anthology.core.pages.link_preview import LinkPreview

BATCH_SIZE = 100
"""Previews in one Typst document. A compiler run costs about as much as half a preview."""

_FONTS = ("Libertinus Serif", "New Computer Modern")
_POINTS_PER_INCH = 72.0
"""Makes a point of the template a pixel of the image."""

_GLYPH_TRIAL = b"""
#let input = json(bytes(sys.inputs.facts))
#set document(title: "Glyphs")
#set text(font: input.fonts, fallback: input.fallback)
#input.characters.join(parbreak())
"""
_MISSING = re.compile(r'the text `"(?:\\u\{([0-9a-f]+)\}|(.+?))"` could not be displayed')


class PreviewError(Exception):
    """Typst reported an error for one link preview."""


class PreviewRenderer:
    """Renders the link previews of a build.

    Args:
        characters: All characters in the previews.

    Attributes:
        missing: The characters that no font has; they are left out.
    """

    def __init__(self, characters: Iterable[str]) -> None:
        self._template = files(__package__).joinpath("template", "link-preview.typ").read_bytes()
        self._embedded = typst.Fonts(include_system_fonts=False)
        self._fonts = self._embedded
        self._rare = _without_glyph(characters, self._embedded, fallback=False)
        self.missing: frozenset[str] = frozenset()
        if self._rare:
            self._fonts = typst.Fonts()
            self.missing = _without_glyph(self._rare, self._fonts, fallback=True)
        self._digest = digest((version("typst"), self._template))
        self._system_digest = digest((self._digest, sorted(self._fonts.families())))

    def key(self, preview: LinkPreview) -> str:
        """Return a digest of everything that the image depends on."""
        inputs = self._system_digest if self._is_rare(preview) else self._digest
        return digest((inputs, astuple(preview)))

    def render(
        self, previews: Mapping[str, LinkPreview]
    ) -> Iterator[tuple[str, bytes | PreviewError]]:
        """Yield the name of each preview, and its PNG or what Typst reports about it."""
        for fonts, is_rare in ((self._embedded, False), (self._fonts, True)):
            names = [
                name for name, preview in previews.items() if self._is_rare(preview) is is_rare
            ]
            for start in range(0, len(names), BATCH_SIZE):
                batch = names[start : start + BATCH_SIZE]
                shown = [previews[name].without(self.missing) for name in batch]
                yield from zip(batch, self._pages(shown, fonts), strict=True)

    def _pages(
        self, previews: Sequence[LinkPreview], fonts: typst.Fonts
    ) -> list[bytes | PreviewError]:
        try:
            facts = {"fonts": _FONTS, "previews": list(map(_facts, previews))}
            return [*_compile(self._template, fonts, facts)]
        except typst.TypstError as error:
            if len(previews) == 1:
                return [PreviewError(error.message)]
        middle = len(previews) // 2
        return [*self._pages(previews[:middle], fonts), *self._pages(previews[middle:], fonts)]

    def _is_rare(self, preview: LinkPreview) -> bool:
        return not self._rare.isdisjoint(preview.characters)


def _facts(preview: LinkPreview) -> dict[str, object]:
    locale = known_locale(preview.language)
    region = locale.territory or ""
    return {
        "title": preview.title,
        "authors": preview.authors,
        "date": preview.date,
        "book": preview.book,
        "series": preview.series,
        "language": locale.language,
        "region": region if region.isalpha() else None,  # Typst rejects numeric regions
        "from-right": locale.text_direction == "rtl",
    }


def _compile(
    source: bytes,
    fonts: typst.Fonts,
    facts: Mapping[str, object],
    form: Literal["png", "pdf"] = "png",
) -> list[bytes]:
    """Return one PNG for each page, or one PDF that conforms to PDF/UA."""
    compiler = typst.Compiler(source, font_paths=fonts, sys_inputs={"facts": json.dumps(facts)})
    standards: list[typst.PDFStandard] = ["ua-1"] if form == "pdf" else []
    output = compiler.compile(format=form, ppi=_POINTS_PER_INCH, pdf_standards=standards)
    return output if isinstance(output, list) else [output or b""]


def _without_glyph(
    characters: Iterable[str], fonts: typst.Fonts, *, fallback: bool
) -> frozenset[str]:
    """Return the characters that no font has a glyph for.

    Typst reports them only for PDF/UA; in a PNG it draws boxes. Invisible characters and combining
    marks are not tested.

    Args:
        characters: The characters to test.
        fonts: The fonts to look in.
        fallback: Whether to look in all of them, or only in those that the template names.
    """
    tested = [c for c in sorted(characters) if not c.isascii() and not _is_invisible(c)]
    if tested:
        facts = {"fonts": _FONTS, "fallback": fallback, "characters": tested}
        try:
            _compile(_GLYPH_TRIAL, fonts, facts, "pdf")
        except typst.TypstError as error:
            found = _MISSING.finditer(error.diagnostic)
            return frozenset(chr(int(match[1], 16)) if match[1] else match[2] for match in found)
    return frozenset()


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in {"Cf", "Cc", "Mn", "Me"}
