"""Smaller versions of pictures in the WebP format, made by Pillow."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

import imagesize
from PIL import Image, ImageCms, UnidentifiedImageError, __version__, features

from sphinx_bindery.common.pictures.image_format import raster_type
from sphinx_bindery.common.pictures.versions import chosen_widths, height_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAX_PIXELS = 80_000_000
"""The maximum size of a picture. Pillow itself warns from 89 million on."""

_FORMATS = ("GIF", "JPEG", "PNG", "WEBP")
_LOSSY = {"quality": 80, "method": 4}
_LOSSLESS = {"lossless": True, "quality": 40, "method": 2}
"""The options of the encoder; for lossless files, ``quality`` is the effort of compression."""

_MAX_REASON = 100
_PHOTO = 0.5
"""The number of bytes a pixel above which a picture in a lossless format is taken for a photo."""

_ORIENTATION = 0x0112
_TRANSPOSED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How browsers transpose a picture, by the value of the EXIF tag Orientation."""
_FIRST_ROTATED = 5
"""The first orientation that exchanges width and height."""


def encoder_state() -> str:
    """Return the versions and options of the encoder, for fingerprints of its output."""
    versions = __version__, features.version("webp"), features.version("littlecms2")
    return repr((versions, _LOSSY, _LOSSLESS, MAX_PIXELS))


class PictureError(ValueError):
    """Error for a file that cannot be read as a picture; the message completes ``… is``."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture that was read.

    Attributes:
        size: Its width and height in pixels, as browsers show it.
        versions: The bytes of its versions, by width; none of an animated picture.
    """

    size: tuple[int, int]
    versions: Mapping[int, bytes] = field(default_factory=dict)


def encode(data: bytes, widths: Sequence[int]) -> Encoded | None:
    """Return the size of a picture and its versions; None for another format.

    Args:
        data: The file.
        widths: The widths to choose from, in pixels.

    Raises:
        PictureError: The file is damaged or too large.
    """
    if not raster_type(data):
        return None
    _check_size(data)
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as picture:
            return _encode(picture, widths, len(data))
    except UnidentifiedImageError:
        reason = "its beginning is not one of a picture"
    except Exception as error:  # noqa: BLE001 - decoders raise errors of any kind
        reason = " ".join(str(error).split())[:_MAX_REASON] or type(error).__name__
    message = f"damaged ({reason}); replace it by a whole picture"
    raise PictureError(message)


def _check_size(data: bytes) -> None:
    """Raise an error for a picture that is too large to decode.

    Pillow would issue a Python warning, which cannot be caught in a thread.
    """
    width = height = 0
    with suppress(Exception):  # of a damaged header, which Pillow reports
        width, height = imagesize.get(BytesIO(data))
    if width * height > MAX_PIXELS:
        size, limit = width * height // 1_000_000, MAX_PIXELS // 1_000_000
        message = f"of {size} million pixels; make it smaller than {limit} million"
        raise PictureError(message)


def _encode(picture: Image.Image, widths: Sequence[int], length: int) -> Encoded:
    orientation = _orientation(picture)
    width, height = picture.size
    is_rotated = orientation >= _FIRST_ROTATED
    size = (height, width) if is_rotated else (width, height)
    # the further images of MPO, which phones write, are not shown
    if picture.format != "MPO" and getattr(picture, "is_animated", False):
        return Encoded(size)
    chosen = chosen_widths(size, widths)
    if not chosen:
        return Encoded(size)
    is_jpeg = picture.format in {"JPEG", "MPO"}
    is_photo = is_jpeg or length > _PHOTO * width * height
    largest = (chosen[-1], height_of(size, chosen[-1]))
    if is_jpeg:  # libjpeg decodes at a reduced scale, which is faster
        picture.draft(None, largest[::-1] if is_rotated else largest)
    picture.load()
    image = _with_channels(picture)
    if orientation in _TRANSPOSED:
        image = image.transpose(_TRANSPOSED[orientation])
    image = _in_srgb(_resized(image, largest), picture.info.get("icc_profile"))
    versions = {}
    for chosen_width in chosen:
        version = _resized(image, (chosen_width, height_of(size, chosen_width)))
        versions[chosen_width] = _webp(version, is_photo=is_photo)
    return Encoded(size, versions)


def _orientation(picture: Image.Image) -> int:
    """Return the EXIF orientation, 1 without one."""
    with suppress(Exception):  # damaged metadata
        orientation = picture.getexif().get(_ORIENTATION)
        if type(orientation) is int and orientation in _TRANSPOSED:
            return orientation
    return 1


def _resized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    if image.size == size:
        return image
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _with_channels(image: Image.Image) -> Image.Image:
    """Return an image of 8 bits a channel, without a palette."""
    if image.mode.startswith("I"):  # 16 bits of gray; Pillow reads only the high byte of colors
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in {"L", "CMYK", "RGB"} else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return an image in the colors that browsers assume for a file without a profile."""
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode=mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None  # it is damaged, or of other channels
        if converted is not None:
            return converted
    return image.convert(mode)


def _webp(image: Image.Image, *, is_photo: bool) -> bytes:
    """Return an image as WebP; drawings and screenshots without loss where that is smaller."""
    lossy = _saved(image, _LOSSY)
    return lossy if is_photo else min(lossy, _saved(image, _LOSSLESS), key=len)


def _saved(image: Image.Image, options: Mapping[str, object]) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "WEBP", **options)
    return buffer.getvalue()
