"""PDF/X-1a:2001 (ISO 15930-1): what print shops ask for, and whether a PDF has it.

The standard describes files of PDF 1.3 in black and CMYK inks, with their fonts and without
transparency. A printing condition is named, not embedded: profiles of presses may not be
redistributed, and the standard lets files without device-independent colors do without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

from sphinx_bindery.print.press.pdf_images import transparent_pages
from sphinx_bindery.print.press.pdf_streams import components, content_streams, images, values

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION, CONFORMANCE = "PDF/X-1:2001", "PDF/X-1a:2001"

CONDITION = "CGATS TR 001"
"""The printing condition of North American web offset presses, in the registry of the ICC."""

REGISTRY = "http://www.color.org"
_INKS = {1, 4}
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_OPEN_TYPE = "/OpenType"


def claim_pdfx(pdf: pikepdf.Pdf) -> None:
    """Add what a file of PDF/X-1a:2001 says of itself."""
    info = pdf.docinfo
    info["/GTS_PDFXVersion"] = pikepdf.String(VERSION)
    info["/GTS_PDFXConformance"] = pikepdf.String(CONFORMANCE)
    info["/Trapped"] = pikepdf.Name("/False")
    info["/Producer"] = info.get("/Creator", pikepdf.String("Typst"))
    if "/Title" not in info:
        info["/Title"] = pikepdf.String("Untitled")
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name("/OutputIntent"),
        S=pikepdf.Name("/GTS_PDFX"),
        OutputConditionIdentifier=pikepdf.String(CONDITION),
        OutputCondition=pikepdf.String("SWOP (Publication) printing in USA"),
        RegistryName=pikepdf.String(REGISTRY),
        Info=pikepdf.String("CGATS TR 001 (SWOP)"),
    )
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])


def obstacles(pdf: pikepdf.Pdf) -> list[str]:
    """Return why a PDF does not conform to PDF/X-1a, apart from what it says of itself."""
    return list(dict.fromkeys(_obstacles(pdf)))


def _obstacles(pdf: pikepdf.Pdf) -> Iterator[str]:
    if transparent_pages(pdf):
        yield "transparency"
    for content in content_streams(pdf):
        resources = content.resources
        for space in values(resources, "/ColorSpace"):
            if not _is_ink(space):
                yield "colors that are not inks"
        for pattern in [*values(resources, "/Pattern"), *values(resources, "/Shading")]:
            shading = pattern.get("/Shading", pattern)
            if "/ColorSpace" in shading and not _is_ink(shading.ColorSpace):
                yield "gradients in colors that are not inks"
        for font in values(resources, "/Font"):
            if not is_embedded(font):
                yield "fonts that are not embedded"
    for image, _page in images(pdf):
        if not image.get("/ImageMask") and not _is_ink(image.get("/ColorSpace")):
            yield "images in colors that are not inks"


def _is_ink(space: pikepdf.Object | None) -> bool:
    if space is None or isinstance(space, pikepdf.Array):
        return False
    return str(space) == "/Pattern" or components(space) in _INKS


def is_embedded(font: pikepdf.Object) -> bool:
    """Return whether a PDF has the glyphs of a font, in a form that PDF 1.3 knows."""
    if font.get("/Subtype") == "/Type3":
        return True
    below = font.get("/DescendantFonts", pikepdf.Array([font]))
    return all(_has_file(part.get("/FontDescriptor", pikepdf.Dictionary())) for part in below)


def _has_file(descriptor: pikepdf.Object) -> bool:
    files = [descriptor[name] for name in _FONT_FILES if name in descriptor]
    return bool(files) and all(str(file.get("/Subtype", "")) != _OPEN_TYPE for file in files)
