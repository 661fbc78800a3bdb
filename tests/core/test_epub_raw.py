"""Source lines of images in raw HTML."""

from __future__ import annotations

import pytest

from sphinx_bindery.epub.translator import with_lines


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("text", "text"),
        ("<img src=a>", '<img data-source-line="7" src=a>'),
        ("a\n<IMG\nsrc=a>", 'a\n<IMG data-source-line="8"\nsrc=a>'),
        ("<img/><img>", '<img data-source-line="7"/><img data-source-line="7">'),
        ("<object data=a>", '<object data-source-line="7" data=a>'),
        ("<p title='<img>'><!-- <img> -->", "<p title='<img>'><!-- <img> -->"),
        ("a\u2028b\x0c<img>", 'a\u2028b\x0c<img data-source-line="7">'),
        ("<img", "<img"),
        ("<![x<img>", "<![x<img>"),
    ],
)
def test_images_get_their_line(markup: str, expected: str) -> None:
    assert with_lines(markup, 7) == expected
