"""Images of pages: of posts at the top, their sizes, and when they are loaded."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import pytest

from .conftest import CONF

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from .conftest import Project

THEMES = ["alabaster", "furo", "sphinx_book_theme"]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h9"/></svg>'
POST = """\
---
date: 2014
image: ../hill & vale.png
image_alt: A "hill"
---
# Up

Text.

![Another](../other.png)

<img src="../other.png" alt="raw" style="width: 3em">

```{image} ../other.png
:width: 50px
:alt: narrow
```

![Drawn](../drawn.svg)
"""


def png(width: int, height: int) -> bytes:
    """Return a black PNG image."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = (b"\0" + bytes(width)) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.fixture
def hills(project: Project) -> Project:
    extensions = 'extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]\n'
    project.write({"conf.py": CONF + extensions, "posts/a.md": POST, "drawn.svg": SVG})
    (project.folder / "hill & vale.png").write_bytes(png(30, 20))
    (project.folder / "other.png").write_bytes(png(16, 9))
    return project


def images(page: HtmlElement) -> list[tuple[str | None, ...]]:
    body = page.xpath("//section[@id='up']//img")
    names = ("alt", "width", "height", "loading")
    return [tuple(image.get(name) for name in names) for image in body]


def test_an_image_without_an_alternative_text_is_passed_over(hills: Project) -> None:
    hills.write(
        {
            "posts/a.md": "---\ndate: 2014\n---\n# Up\n\n```{image} ../other.png\n```\n\n"
            "```{figure} ../other.png\nA caption\n```\n\n"
            "```{image} ../other.png\n:target: https://example.org/\n```\n"
        }
    )
    build = hills.build()
    assert build.warnings == ""
    alternatives = [image.get("alt") for image in build.page("posts/a").xpath("//section//img")]
    assert alternatives == ["", "", "../_images/other.png"]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_sizes_and_loading(hills: Project, theme: str, builder: str) -> None:
    build = hills.build(builder, confoverrides={"html_theme": theme, "templates_path": []})
    assert build.warnings == ""
    page = build.page("posts/a" if builder == "html" else "posts/a/index")
    found = images(page)
    assert [image[0] for image in found] == ['A "hill"', "Another", "raw", "narrow", "Drawn"]
    assert [image[3] for image in found] == [None, "lazy", "lazy", "lazy", "lazy"]
    sizes = [image[1:3] for image in found]
    assert sizes == [("30", "20"), ("16", "9"), ("16", "9"), ("50", "28"), ("40", "20")]


def test_the_image_of_a_post_is_below_its_byline_once(hills: Project) -> None:
    page = hills.build().page("posts/a")
    (hero,) = page.find_class("hero-image")
    assert "byline" in hero.getprevious().get("class")
    # not where the text shows it
    hills.write({"posts/a.md": f"{POST}\n![Again](<../hill & vale.png>)\n"})
    page = hills.build().page("posts/a")
    assert not page.find_class("hero-image")
    assert [image[0] for image in images(page)].count("Again") == 1


def test_an_option_leaves_it_out(hills: Project) -> None:
    page = hills.build(confoverrides={"anthology_hero_images": False}).page("posts/a")
    assert not page.find_class("hero-image")
    assert images(page)[0][0] == "Another"


@pytest.mark.parametrize("builder", ["singlehtml", "text", "epub"])
def test_other_outputs_have_none(hills: Project, builder: str) -> None:
    build = hills.build(builder)
    assert build.warnings == ""
    pages = [content for name, content in build.texts() if not name.endswith(".css")]
    assert any(b"Text." in page for page in pages)
    assert not any(b"hero-image" in page for page in pages)


def test_feeds_have_the_image_once(hills: Project) -> None:
    build = hills.build(confoverrides={"html_baseurl": "https://example.org/"})
    feed = build.files()["feed.json"].decode()
    assert "hero-image" not in feed
    assert '"image"' in feed
