"""Smaller versions of pictures: their widths, their attributes, and what Pillow makes of a file."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageCms

from sphinx_bindery.common.pictures import versions, webp
from sphinx_bindery.common.pictures.versions import SitePicture

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDTHS = [480, 960, 1600]
SMALL = [100, 200]
GRAY = Image.linear_gradient("L").resize((400, 300))


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((2000, 1000), [480, 960, 1600]),
        ((1601, 10), [480, 960, 1600]),
        ((1600, 10), [480, 960, 1600]),
        ((1500, 10), [480, 960, 1500]),
        ((1000, 10), [480, 1000]),
        ((500, 10), [500]),
        ((480, 10), []),
        ((1, 1), []),
        ((2000, 30_000), [480, 960]),
        ((500, 20_000), []),
    ],
)
def test_widths(size: tuple[int, int], expected: list[int]) -> None:
    assert versions.chosen_widths(size, [1600, 480, 960, 480]) == expected


def test_no_widths() -> None:
    assert versions.chosen_widths((2000, 1000), []) == []


@pytest.mark.parametrize("value", [[], [1], (480, 16383)])
def test_option(value: object) -> None:
    assert versions.widths_error(value) == ""


@pytest.mark.parametrize("value", ["480", 480, [0], [-1], ["480"], [True], [1.5], [16384], None])
def test_wrong_option(value: object) -> None:
    assert "whole numbers of pixels" in versions.widths_error(value)


@pytest.mark.parametrize(
    ("width", "lengths", "expected", "is_offered"),
    [
        (2000, {480: 10, 960: 20, 1600: 30}, (480, 960, 1600), False),
        (1500, {480: 10, 960: 20, 1500: 30}, (480, 960, 1500), False),
        (1500, {480: 10, 960: 20, 1500: 99}, (480, 960), True),
        (1500, {480: 10, 960: 40, 1500: 30}, (480, 1500), False),
        (1500, {480: 50, 960: 40, 1500: 30}, (1500,), False),
        (2000, {480: 10, 960: 20, 1600: 99}, (480, 960), True),
        (1500, {480: 90, 960: 91, 1500: 99}, (), False),
    ],
)
def test_versions_that_save_bytes(
    width: int, lengths: Mapping[int, int], expected: tuple[int, ...], is_offered: bool
) -> None:
    found = versions.usable_versions((width, 9), lengths, 50, WIDTHS)
    assert found == SitePicture(width, 9, expected, is_offered)


def test_srcset() -> None:
    assert versions.srcset([("a%20b.webp", 480), ("c.webp", 960)]) == "a%20b.webp 480w, c.webp 960w"


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({}, "(min-width: 50rem) 46rem, 100vw"),
        ({"width": "300"}, "300px"),
        ({"style": "width: 300px;"}, "300px"),
        ({"style": "max-width: 9px; width: 12.5em"}, "12.5em"),
        ({"style": "width: 50%"}, "(min-width: 50rem) 23rem, 50vw"),
        ({"width": "150%"}, "(min-width: 50rem) 46rem, 100vw"),
        ({"style": "width: calc(1px)"}, "(min-width: 50rem) 46rem, 100vw"),
        ({"width": '9"><script>'}, "(min-width: 50rem) 46rem, 100vw"),
        ({"class": "thumbnail"}, "(min-width: 30rem) 20rem, 100vw"),
        ({"class": "hero-image"}, "(min-width: 50rem) 46rem, 100vw"),
    ],
)
def test_sizes(attributes: Mapping[str, str], expected: str) -> None:
    assert versions.sizes(attributes, SitePicture(2000, 1000)) == expected


def test_sizes_of_pictures_that_are_narrower_than_the_text() -> None:
    assert versions.sizes({}, SitePicture(600, 1200)) == "600px"
    assert versions.sizes({"class": "hero-image"}, SitePicture(2000, 4000)) == "256px"


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ({}, {"width": 2000, "height": 1000}),
        ({"width": "300"}, {"width": 300, "height": 150}),
        ({"style": "width: 300px"}, {"width": 300, "height": 150}),
        ({"style": "width: 50%"}, {"width": 2000, "height": 1000}),
        ({"width": "50%"}, {}),
        ({"height": "9"}, {}),
        ({"style": "height: 9px"}, {}),
        ({"style": "max-height: 9px"}, {"width": 2000, "height": 1000}),
        ({"class": "hero-image"}, {"width": 1024, "height": 512}),
    ],
)
def test_size_attributes(attributes: Mapping[str, str], expected: Mapping[str, int]) -> None:
    assert versions.size_attributes(SitePicture(2000, 1000), attributes) == expected


@pytest.mark.parametrize(
    ("width", "attributes", "expected"),
    [
        (2000, {}, True),
        (800, {}, False),
        (800, {"width": "300"}, True),
        (320, {"width": "300"}, False),
        (800, {"style": "width: 20em"}, True),
        (800, {"style": "width: 50%"}, True),
        (800, {"style": "width: 100%"}, False),
        (2000, {"width": "2000"}, True),
    ],
)
def test_pictures_that_are_shown_smaller(
    width: int, attributes: Mapping[str, str], expected: bool
) -> None:
    assert versions.is_shown_smaller(SitePicture(width, 9), attributes) is expected


def test_tall_pictures_at_the_top_are_shown_smaller() -> None:
    for height, expected in ((500, False), (2000, True)):
        picture = SitePicture(600, height)
        assert versions.is_shown_smaller(picture, {"class": "hero-image"}) is expected


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def encoded(data: bytes) -> tuple[tuple[int, int], dict[int, Image.Image]]:
    """Return the size of a picture, and its versions, decoded."""
    found = webp.encode(data, SMALL)
    assert found
    assert webp.encode(data, SMALL) == found
    return found.size, {w: Image.open(BytesIO(v)) for w, v in found.versions.items()}


SIXTEEN = Image.new("I;16", (400, 300))
SIXTEEN.putdata([row * 65535 // 299 for row in range(300) for _column in range(400)])
FORMATS: dict[str, tuple[Image.Image, str, dict[str, Any]]] = {
    "gray": (GRAY, "PNG", {}),
    "16 bits": (SIXTEEN, "PNG", {}),
    "gray with alpha": (Image.merge("LA", (GRAY, GRAY)), "PNG", {}),
    "palette": (GRAY.convert("RGB").convert("P"), "PNG", {}),
    "gif": (GRAY.convert("P"), "GIF", {}),
    "jpeg": (GRAY.convert("RGB"), "JPEG", {}),
    "cmyk": (GRAY.convert("RGB").convert("CMYK"), "JPEG", {}),
    "mpo": (GRAY.convert("RGB"), "MPO", {"save_all": True, "append_images": [GRAY]}),
    "webp": (GRAY.convert("RGB"), "WEBP", {}),
    "broken profile": (GRAY.convert("RGB"), "JPEG", {"icc_profile": b"none" * 40}),
    "profile of other channels": (
        GRAY.convert("RGB").convert("CMYK"),
        "JPEG",
        {"icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()},
    ),
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_keeps_its_picture(name: str) -> None:
    image, kind, options = FORMATS[name]
    size, found = encoded(saved(image, kind, **options))
    assert size == (400, 300)
    assert {width: version.size for width, version in found.items()} == {
        100: (100, 75),
        200: (200, 150),
    }
    for version in found.values():
        assert version.format == "WEBP"
        gray = version.convert("RGB").convert("L")
        middle = gray.getpixel((50, gray.height // 2))
        assert isinstance(middle, int)
        assert abs(middle - 128) < 8
        assert not {"exif", "icc_profile", "xmp"} & version.info.keys()


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_transparency_is_kept(kind: str) -> None:
    _size, found = encoded(
        saved(Image.new("RGBA", (400, 300), (255, 0, 0, 128)), kind, lossless=True)
    )
    for version in found.values():
        assert version.mode == "RGBA"
        assert version.getpixel((5, 5)) == (255, 0, 0, 128)
    image = Image.new("RGB", (400, 300), "red")
    _size, found = encoded(saved(image, "PNG", transparency=(255, 0, 0)))
    assert {version.convert("RGBA").getpixel((5, 5))[3] for version in found.values()} == {0}  # type: ignore[index]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_is_applied_and_places_are_left_out(orientation: int) -> None:
    """The corner that the camera calls the first is red."""
    image = Image.new("RGB", (400, 300), "blue")
    image.paste("red", (0, 0, 200, 150))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x8825] = {1: "N", 2: (52.0, 31.0, 0.0)}
    data = saved(image, "JPEG", exif=exif, quality=95)
    assert b"Exif" in data
    size, found = encoded(data)
    assert size == ((300, 400) if orientation > 4 else (400, 300))
    for version in found.values():
        width, height = version.size
        corners = {
            "top left": (5, 5), "top right": (width - 5, 5),
            "bottom right": (width - 5, height - 5), "bottom left": (5, height - 5),
        }  # fmt: skip
        red = [name for name, place in corners.items() if version.getpixel(place)[0] > 200]  # type: ignore[index]
        names = ["top left", "top right", "bottom right", "bottom left"]
        assert red == [names[[0, 1, 2, 3, 0, 1, 2, 3][orientation - 1]]]
        assert version.getexif() == {}


def test_colors_are_those_of_srgb() -> None:
    """A profile says that the red and the blue of a picture are exchanged."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    other = profile.replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")
    for mode, color, expected in (
        ("RGB", (200, 0, 0), (0, 0, 200)),
        ("RGBA", (200, 0, 0, 128), (0, 0, 200, 128)),
    ):
        data = saved(Image.new(mode, (400, 300), color), "PNG", icc_profile=other)
        _size, found = encoded(data)
        for version in found.values():
            pixel = version.getpixel((5, 5))
            assert isinstance(pixel, tuple)
            assert all(abs(a - b) < 4 for a, b in zip(pixel, expected, strict=True))


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_animations_have_no_versions(kind: str) -> None:
    image = GRAY.convert("P" if kind == "GIF" else "RGB")
    data = saved(image, kind, save_all=True, append_images=[Image.new(image.mode, (400, 300), 7)])
    assert encoded(data) == ((400, 300), {})


def bomb(width: int, height: int) -> bytes:
    """Return a PNG whose header promises more than there is."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (saved(GRAY.convert("RGB"), "JPEG")[:700], "damaged (image file is truncated"),
        (b"\xff\xd8\xff", "damaged (its beginning is not one of a picture)"),
        (b"\x89PNG\r\n\x1a\n", "damaged (its beginning is not one of a picture)"),
        (b"GIF89a", "damaged (its beginning is not one of a picture)"),
        (bomb(400, 300), "damaged (image file is truncated"),
        (bomb(0, 300), "damaged ("),
        (bomb(10_000, 10_000), "of 100 million pixels; make it smaller than 80 million"),
        (bomb(2**31 - 1, 2**31 - 1), "million pixels; make it smaller than 80 million"),
    ],
)
def test_hostile_pictures(data: bytes, message: str) -> None:
    with pytest.raises(webp.PictureError) as caught:
        webp.encode(data, SMALL)
    assert message in str(caught.value)
    assert "0x" not in str(caught.value)


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"RIFF\0\0\0\0WAVEfmt ", b"BM", b"%PDF"])
def test_other_formats(data: bytes) -> None:
    assert webp.encode(data, SMALL) is None


def test_drawings_are_without_loss_and_photos_are_not() -> None:
    drawing = Image.new("RGB", (400, 300), "white")
    drawing.paste("navy", (50, 50, 300, 200))
    noise = Image.effect_noise((400, 300), 90).convert("RGB")
    for image, kind, chunk in (
        (drawing, "PNG", b"VP8L"),
        (noise, "PNG", b"VP8 "),
        (noise, "JPEG", b"VP8 "),
    ):
        found = webp.encode(saved(image, kind), SMALL)
        assert found
        assert {version[12:16] for version in found.versions.values()} == {chunk}
