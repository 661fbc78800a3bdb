"""The print edition of the PDF: what differs from the edition for screens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from sphinx_bindery.pdf.typst.source_map import SourceLocation, warn
from sphinx_bindery.print.lengths import MILLIMETRES

if TYPE_CHECKING:
    from sphinx_bindery.pdf.images import BookImages
    from sphinx_bindery.pdf.typst.compiler import TypstCompiler
    from sphinx_bindery.print.edition import PrintEdition
    from sphinx_bindery.print.press.press_file import PressFile

_ = get_translation("bindery")

SUFFIX = "-print"
"""The end of the file name, after the name of the book."""

_MOST_PAGES = 10
"""The most page numbers in a warning."""
_MEASURE = 0.8
"""The widest that drawings are printed, as a share of the width of the page."""


def print_fields(edition: PrintEdition | None) -> dict[str, object]:
    """Return what the template reads of a print edition, or of the edition for screens."""
    if edition is None:
        return {"ink": "screen", "bleed": [0, 0], "page_reference": "", "addresses": ""}
    return {
        "ink": "black" if edition.only_black else "color",
        "bleed": [edition.bleed, edition.inner_bleed],
        "page_reference": _(" (page {number})"),
        "addresses": _("Addresses of links"),
    }


@dataclass(frozen=True, slots=True)
class PrintEditionWriter:
    """Writer of the press file of a print edition, with warnings about what a shop may refuse."""

    edition: PrintEdition

    def prepare(self, images: BookImages, compiler: TypstCompiler, width: float) -> TypstCompiler:
        """Replace the drawings that have transparency by pixels; return the compiler for the book.

        Args:
            images: The images of the book.
            compiler: The compiler.
            width: The width of the page in millimetres.
        """
        from sphinx_bindery.print.press import drawings  # noqa: PLC0415 (pikepdf takes 0.2 s)

        measure = width * _MEASURE / MILLIMETRES["pt"]
        only_black = self.edition.only_black
        for path in images.drawings():
            file = images.work / path[1:]
            if not drawings.may_need_pixels(file.read_bytes()):
                continue
            trial = compiler.drawing(path)
            if trial is None or not drawings.needs_pixels(trial, only_black=only_black):
                continue
            size = drawings.page_size(trial)
            pixels = compiler.drawing(path, drawings.pixels_per_inch(size[0], measure))
            if pixels is not None:
                file.write_bytes(drawings.pixel_drawing(pixels, size, only_black=only_black))
        return replace(compiler, has_tags=False)

    def press_file(self, content: bytes, images: BookImages) -> bytes:
        """Return the press file of a PDF by Typst, and warn about what a shop may refuse."""
        from sphinx_bindery.print.press.press_file import make_press_file  # noqa: PLC0415

        made = make_press_file(
            content, only_black=self.edition.only_black, counts=self.edition.counts
        )
        self._warn(made)
        self._warn_about_pictures(made, images)
        return made.content

    def _warn(self, made: PressFile) -> None:
        from sphinx_bindery.print.page_counts import page_count_error  # noqa: PLC0415

        for problem in dict.fromkeys(problem for _page, problem in made.problems):
            pages = [str(page) for page, found in made.problems if found == problem]
            shown = ", ".join(pages[:_MOST_PAGES]) + (" …" if len(pages) > _MOST_PAGES else "")
            warn(
                f"print edition: {problem} (page {shown} of the file); print shops may refuse it, "
                "so draw it without"
            )
        if error := page_count_error(made.pages, self.edition.counts):
            warn(f"bindery_print_shop: {error}", subtype="binding")

    @staticmethod
    def _warn_about_pictures(made: PressFile, images: BookImages) -> None:
        from sphinx_bindery.print.press.coarse_pictures import coarse_pictures  # noqa: PLC0415

        for found in coarse_pictures(made.images, images.pictures()):
            place = found.place if isinstance(found.place, SourceLocation) else None
            warn(found.message, place, "resolution")
