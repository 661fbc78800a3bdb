"""PDF/X-1a:2001 (ISO 15930-1), which print shops ask for: its conditions and identification.

Files conform if they are PDF 1.3 in grays or CMYK, with embedded fonts and without transparency.
The printing condition is named, not embedded: profiles of presses may not be redistributed, and the
standard requires none in files without device-independent colors.
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
    """Add the identification and the output intent of PDF/X-1a:2001."""
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
    """Return why a PDF does not conform to PDF/X-1a, apart from its identification."""
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
    """Return whether a font is embedded in a format of PDF 1.3."""
    if font.get("/Subtype") == "/Type3":
        return True
    below = font.get("/DescendantFonts", pikepdf.Array([font]))
    return all(_has_file(part.get("/FontDescriptor", pikepdf.Dictionary())) for part in below)


def _has_file(descriptor: pikepdf.Object) -> bool:
    files = [descriptor[name] for name in _FONT_FILES if name in descriptor]
    return bool(files) and all(str(file.get("/Subtype", "")) != _OPEN_TYPE for file in files)
