"""The renderer of link previews: their fonts, and the Typst documents that draw them.

Typst embeds fonts for Latin, Greek, Cyrillic and Hebrew, so these look the same on all machines.
System fonts are used only for previews that contain other characters.
"""

from __future__ import annotations

import unicodedata
from dataclasses import astuple
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

import typst

from sphinx_anthology.site.previews.typst_worker import Batch, compile_document
from sphinx_bindery.common.build_record import fingerprint
from sphinx_bindery.common.dates import locale_of
from sphinx_bindery.common.typst_diagnostics import missing_glyphs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sphinx_anthology.core.pages.link_preview import LinkPreview

BATCH_SIZE = 100
"""Previews in one Typst document; alone, a preview takes a quarter more time."""

_FONTS = ("Libertinus Serif", "New Computer Modern")
_GLYPH_TRIAL = """
#let input = json(bytes(sys.inputs.data))
#set document(title: "Glyphs")
#set text(font: input.fonts, fallback: input.fallback)
#input.characters.join(parbreak())
"""


class PreviewRenderer:
    """The template and the fonts for the link previews of a build.

    Args:
        characters: All characters in the previews.

    Attributes:
        missing: The characters that no font has; they are left out.
    """

    def __init__(self, characters: Iterable[str]) -> None:
        template = files(__package__).joinpath("template", "link-preview.typ")
        self._template = template.read_text(encoding="utf-8")
        embedded = typst.Fonts(include_system_fonts=False)
        self._rare = _without_glyph(characters, embedded, fallback=False)
        self._digest = fingerprint((version("typst"), self._template))
        self._system_digest = ""
        self.missing: frozenset[str] = frozenset()
        if self._rare:
            system = typst.Fonts()
            self.missing = _without_glyph(self._rare, system, fallback=True)
            self._system_digest = fingerprint((self._digest, sorted(system.families())))

    def key(self, preview: LinkPreview) -> str:
        """Return a digest of everything that the image depends on."""
        inputs = self._system_digest if self._needs_system_fonts(preview) else self._digest
        return fingerprint((inputs, astuple(preview)))

    def batches(self, previews: Mapping[Path, LinkPreview]) -> Iterator[Batch]:
        """Yield the Typst documents that draw previews.

        Args:
            previews: The previews by the files of their images.
        """
        for system_fonts in (False, True):
            paths = [
                path
                for path, preview in previews.items()
                if self._needs_system_fonts(preview) is system_fonts
            ]
            for start in range(0, len(paths), BATCH_SIZE):
                batch = paths[start : start + BATCH_SIZE]
                yield Batch(
                    template=self._template,
                    fonts=_FONTS,
                    system_fonts=system_fonts,
                    previews=[
                        _preview_data(previews[path].without(self.missing)) for path in batch
                    ],
                    files=list(map(str, batch)),
                )

    def _needs_system_fonts(self, preview: LinkPreview) -> bool:
        return not self._rare.isdisjoint(preview.characters)


def _preview_data(preview: LinkPreview) -> dict[str, object]:
    locale = locale_of(preview.language)
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
        data = {"fonts": _FONTS, "fallback": fallback, "characters": tested}
        try:
            compile_document(_GLYPH_TRIAL, fonts, data, "pdf")
        except typst.TypstError as error:
            return missing_glyphs(error.diagnostic)
    return frozenset()


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in {"Cf", "Cc", "Mn", "Me"}
