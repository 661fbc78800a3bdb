"""The images in the HTML of a page."""

from __future__ import annotations

import pytest

from sphinx_bindery.html.pictures.image_markup import (
    ImageMarkup,
    PageImage,
    replace_page_images,
)


def found(body: str) -> list[PageImage]:
    images: list[PageImage] = []

    def note(image: PageImage) -> ImageMarkup:
        images.append(image)
        return ImageMarkup({})

    assert replace_page_images(body, note) == body
    return images


def test_attributes_are_without_character_references() -> None:
    (image,) = found("""<IMG Src='a&amp;b.png' alt="x > y" hidden width=3 data-x="'">""")
    assert image.attributes == {
        "src": "a&b.png", "alt": "x > y", "hidden": "", "width": "3", "data-x": "'",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("body", "in_control", "in_picture"),
    [
        ("<p><img></p>", False, False),
        ("<a href='x'><b><img></b></a>", True, False),
        ("<a href='x'>x</a><img>", False, False),
        ("</a><img>", False, False),
        ("<button>x<img></button>", True, False),
        ("<details><summary><img></summary></details>", True, False),
        ("<picture><source srcset='x'><img></picture>", False, True),
        ("<abbr><img></abbr>", False, False),
        ("<a title='</a>'><img></a>", True, False),
    ],
)
def test_what_is_around_an_image(body: str, in_control: bool, in_picture: bool) -> None:
    (image,) = found(body)
    assert (image.in_control, image.in_picture) == (in_control, in_picture)


@pytest.mark.parametrize(
    "body",
    [
        "<!-- <img> -->",
        "<!-- <img>",
        "<script>'<img>'</script>",
        "<script>'<img>'",
        "<textarea><img></textarea>",
        "<noscript><img></noscript>",
        "<imgs>",
        "&lt;img&gt;",
        "<img",
    ],
)
def test_what_is_no_image(body: str) -> None:
    assert found(body) == []


def test_markup() -> None:
    def markup(image: PageImage) -> ImageMarkup:
        added = {"title": '"&', "alt": "never"}
        return ImageMarkup(added, "<b>", "</b>") if image.is_first else ImageMarkup({})

    body = 'x <img alt="y" /> <img>'
    expected = 'x <b><img title="&quot;&amp;" alt="y" /></b> <img>'
    assert replace_page_images(body, markup) == expected


@pytest.mark.parametrize("part", ["<img ", "<a ", "<!--", "<script>", "<img a='", '<img a="'])
def test_malformed_html_takes_no_time(part: str) -> None:
    found(part * 20_000)
