"""The images of a PDF for a press: opaque, and gray in an edition in black."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
from PIL import Image

from sphinx_bindery.print.press.inks import GRAY
from sphinx_bindery.print.press.pdf_streams import components, content_streams, images, values

if TYPE_CHECKING:
    from collections.abc import Iterator

_JPEG = "/DCTDecode"
_JPEG_QUALITY = 95
_MASKS = ("/SMask", "/Mask")
_DEEP = 8
_MODES = {"L": GRAY, "RGB": pikepdf.Name("/DeviceRGB")}


def convert_images(pdf: pikepdf.Pdf, *, only_black: bool) -> list[tuple[int, str]]:
    """Flatten transparent images on white, and make all images gray in an edition in black.

    Returns:
        What cannot be converted, each with the first page that shows it.
    """
    problems = []
    for image, page in images(pdf):
        if image.get("/ImageMask"):
            continue
        count = components(image.get("/ColorSpace"))
        is_masked = any(name in image for name in _MASKS)
        if is_masked or (only_black and count != 1):
            try:
                _rewrite(image, only_black=only_black or count == 1)
            except (pikepdf.PdfError, OSError, ValueError, NotImplementedError) as error:
                problems.append((page, f"there is an image that cannot be converted: {error}"))
        elif count == 1:
            image.ColorSpace = GRAY
    return problems


def _rewrite(image: pikepdf.Stream, *, only_black: bool) -> None:
    """Replace the pixels of an image, in place."""
    space = image.get("/ColorSpace")
    shown = pikepdf.PdfImage(image).as_pil_image()
    is_jpeg = _JPEG in _filters(image) and "/SMask" not in image
    flat = flattened(shown, _mask(image), gray=only_black)
    for name in (*_MASKS, "/Decode", "/DecodeParms"):
        if name in image:
            del image[name]
    if is_jpeg:
        written = io.BytesIO()
        flat.save(written, "JPEG", quality=_JPEG_QUALITY, subsampling=0, optimize=True)
        image.write(written.getvalue(), filter=pikepdf.Name(_JPEG))
    else:
        image.write(flat.tobytes())
    image.BitsPerComponent = _DEEP
    image.Width, image.Height = flat.size
    # a color keeps its profile
    is_same = flat.mode == "RGB" and components(space) == len(flat.getbands())
    image.ColorSpace = space if is_same else _MODES[flat.mode]


def flattened(image: Image.Image, mask: Image.Image | None, *, gray: bool) -> Image.Image:
    """Return an image on white.

    Args:
        image: The colors.
        mask: The opacity of each pixel; None if all are opaque.
        gray: Whether the result is gray; otherwise it is RGB.
    """
    mode = "L" if gray else "RGB"
    shown = image.convert(mode)
    if mask is None:
        return shown
    if mask.size != shown.size:
        # the size of the finer one, so that neither loses detail
        size = max(mask.size, shown.size)
        mask, shown = mask.resize(size), shown.resize(size)
    white = Image.new(mode, shown.size, "white")
    white.paste(shown, mask=mask.convert("L"))
    return white


def _mask(image: pikepdf.Object) -> Image.Image | None:
    found = image.get("/SMask")
    if isinstance(found, pikepdf.Stream):
        return pikepdf.PdfImage(found).as_pil_image()
    stencil = image.get("/Mask")
    if isinstance(stencil, pikepdf.Stream):
        drawn = pikepdf.PdfImage(stencil).as_pil_image().convert("L")
        return drawn.point(lambda value: 255 - value)
    return None


def _filters(image: pikepdf.Object) -> list[str]:
    found = image.get("/Filter")
    if found is None:
        return []
    return [str(name) for name in (found if isinstance(found, pikepdf.Array) else [found])]


# -- transparency -------------------------------------------------------------------------------


def transparent_pages(pdf: pikepdf.Pdf) -> list[int]:
    """Return the numbers of the pages that have transparency, in order."""
    return sorted({*_transparency(pdf)})


def _transparency(pdf: pikepdf.Pdf) -> Iterator[int]:
    for content in content_streams(pdf):
        for state in values(content.resources, "/ExtGState"):
            if _is_transparent(state):
                yield content.page
    for image, page in images(pdf):
        if "/SMask" in image:
            yield page


def _is_transparent(state: pikepdf.Object) -> bool:
    """Return whether a graphics state has transparency."""
    if any(float(state.get(name, 1)) < 1 for name in ("/ca", "/CA")):
        return True
    if isinstance(state.get("/SMask"), pikepdf.Dictionary):
        return True
    return str(state.get("/BM", "/Normal")) not in {"/Normal", "/Compatible"}


def remove_groups(pdf: pikepdf.Pdf) -> None:
    """Remove the transparency groups of a PDF without transparency, where they have no effect."""
    for content in content_streams(pdf):
        stream = content.stream.obj if isinstance(content.stream, pikepdf.Page) else content.stream
        if "/Group" in stream:
            del stream["/Group"]
