"""Pictures with too few pixels: their printed size, and the file that a PDF shows."""

from __future__ import annotations

import io
from base64 import b64encode
from typing import TYPE_CHECKING

import pikepdf
import pytest
import typst
from PIL import Image

from sphinx_bindery.print.picture import Picture
from sphinx_bindery.print.press.coarse_pictures import CoarsePicture, coarse_pictures
from sphinx_bindery.print.press.resolution import PlacedImage, placed_images

if TYPE_CHECKING:
    from pathlib import Path

FONTS = typst.Fonts(include_system_fonts=False)
PAGE = "#set page(width: 10in, height: 10in)\n"


def drawn(size: tuple[int, int], color: str) -> Image.Image:
    image = Image.new("RGB", size, "white")
    image.paste(color, (0, 0, size[0] // 2, size[1]))
    return image


def images_of(source: str, folder: Path) -> list[PlacedImage]:
    (folder / "main.typ").write_text(PAGE + source, encoding="utf-8")
    made = typst.compile(folder / "main.typ", font_paths=FONTS, format="pdf")
    assert isinstance(made, bytes)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        return [*placed_images(pdf)]


def found_in(source: str, folder: Path, *pictures: Picture) -> list[CoarsePicture]:
    return coarse_pictures(images_of(source, folder), pictures)


@pytest.mark.parametrize(
    ("placed", "dpi"),
    [
        ('image("a.png", width: 2in)', 150),
        ('image("a.png", width: 1in)', 300),
        ('rotate(90deg, image("a.png", width: 1in))', 300),
        ('scale(50%, image("a.png", width: 4in))', 150),
        ('scale(x: 200%, y: 100%, image("a.png", width: 1in))', 150),
        ('box(width: 3in, image("a.png", width: 50%))', 200),
        ('columns(2, gutter: 0pt, box(width: 2in, image("a.png", width: 100%)))', 150),
    ],
)
def test_the_resolution_is_that_of_the_printed_size(
    tmp_path: Path, placed: str, dpi: float
) -> None:
    drawn((300, 300), "red").save(tmp_path / "a.png")
    (image,) = images_of(f"#{placed}", tmp_path)
    assert image.dpi == pytest.approx(dpi, rel=0.001)
    assert image.is_coarse is (dpi < 300)


def test_an_image_in_a_drawing_is_found_with_its_file(tmp_path: Path) -> None:
    data = io.BytesIO()
    drawn((40, 30), "red").save(data, "PNG")
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="72"><image width="96" '
        f'height="72" href="data:image/png;base64,{b64encode(data.getvalue()).decode()}"/></svg>'
    )
    (tmp_path / "a.svg").write_text(svg)
    picture = Picture("posts/a.svg", tmp_path / "a.svg", ["here"])
    (found,) = found_in('#image("a.svg")', tmp_path, picture)
    assert (found.picture, found.place) == (picture, "here")
    assert found.image.dpi == pytest.approx(40, rel=0.01)


def test_pictures_of_one_size_are_distinguished(tmp_path: Path) -> None:
    for name, color in (("a", "red"), ("b", "navy"), ("c", "yellow")):
        drawn((40, 30), color).save(tmp_path / f"{name}.png")
    pictures = [Picture(f"{name}.png", tmp_path / f"{name}.png", [name]) for name in "abc"]
    found = found_in('#image("b.png") #image("c.png") #image("a.png")', tmp_path, *pictures)
    assert [it.picture and it.picture.uri for it in found] == ["b.png", "c.png", "a.png"]


def test_each_use_of_a_picture_has_its_place(tmp_path: Path) -> None:
    drawn((300, 300), "red").save(tmp_path / "a.png")
    picture = Picture("a.png", tmp_path / "a.png", ["first", "second", "third"])
    uses = '#image("a.png", width: 2in) #image("a.png", width: 1in) #image("a.png", width: 3in)'
    found = found_in(uses, tmp_path, picture)
    assert [(it.place, round(it.image.dpi)) for it in found] == [("first", 150), ("third", 100)]


def test_a_turned_photograph_is_found(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    drawn((60, 40), "green").save(tmp_path / "a.jpg", exif=exif)
    (found,) = found_in('#image("a.jpg")', tmp_path, Picture("a.jpg", tmp_path / "a.jpg"))
    assert found.picture
    assert found.picture.uri == "a.jpg"


def test_an_image_without_a_file_is_reported_by_its_page(tmp_path: Path) -> None:
    drawn((40, 30), "red").save(tmp_path / "a.png")
    (tmp_path / "broken.png").write_bytes(b"not an image")
    others = [Picture(name, tmp_path / name) for name in ("broken.png", "gone.png")]
    (found,) = found_in('#pagebreak()\n#image("a.png", width: 1in)', tmp_path, *others)
    assert found.picture is None
    assert found.message.startswith("an image of page 2: page 2 prints this picture of 40 × 30 ")


def test_the_message_says_how_many_pixels_would_do() -> None:
    image = PlacedImage(3, 600, 400, 288.0, 192.0)
    message = CoarsePicture(image, None).message
    assert "10.2 cm wide, with 150 pixels an inch" in message
    assert "1200 pixels wide, or print it at most 5.1 cm wide" in message


def test_fine_images_are_not_reported(tmp_path: Path) -> None:
    drawn((600, 600), "red").save(tmp_path / "a.png")
    assert found_in('#image("a.png", width: 2in)', tmp_path) == []
