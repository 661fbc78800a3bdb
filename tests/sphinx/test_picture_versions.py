"""Smaller versions of the pictures of a site, and links to the whole pictures."""

from __future__ import annotations

import json
import random
from io import BytesIO
from posixpath import join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from lxml import html
from PIL import Image

from .conftest import CONF
from .test_page_images import png
from .test_site_builder import times

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from .conftest import Build, Project

pytestmark = pytest.mark.shared_builds

POST = """\
---
date: 2014
image: ../hero.jpg
image_alt: A hero
---
# Up

Text.

![Wide](<../a & b.jpg>)

```{image} ../drawing.png
:width: 200px
:alt: narrow
```

```{figure} ../drawing.png
:alt: linked
:target: https://example.org/

Caption
```

```{image} ../drawing.png
:alt: no link
:class: no-scaled-link
```

<img src="../drawing.png" width="100%">

<picture><source srcset="../hero.jpg"><img src="../hero.jpg" alt="own"></picture>

![Small](../small.png)
"""
SIZES = "_images/sizes/"


def photo(width: int, height: int, seed: int) -> bytes:
    """Return a JPEG whose smaller versions have fewer bytes."""
    noise = random.Random(seed).randbytes(width // 20 * (height // 20))  # noqa: S311
    image = Image.frombytes("L", (width // 20, height // 20), noise).resize((width, height))
    buffer = BytesIO()
    image.convert("RGB").save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def drawing(width: int, height: int) -> bytes:
    image = Image.new("RGB", (width, height), "white")
    for n in range(40):
        image.paste((n * 6, 90, 120), (n * 20, n * 10, n * 20 + 15, height - n))
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def pictures(project: Project) -> Project:
    names = '"sphinx_anthology", "sphinx_bindery"'
    conf = CONF.replace('"sphinx_anthology"', names)
    conf += "anthology_link_previews = False\nhtml_baseurl = 'https://example.org/'\n"
    index = "Notes\n=====\n\n.. anthology::\n\n.. post-list::\n   :style: cards\n"
    project.write({"conf.py": conf, "index.rst": index, "posts/a.md": POST})
    for name, data in {
        "hero.jpg": photo(1700, 900, 1),
        "a & b.jpg": photo(1000, 500, 2),
        "drawing.png": drawing(1200, 600),
        "small.png": png(30, 20),
    }.items():
        (project.folder / name).write_bytes(data)
    return project


def page_of(build: Build, docname: str) -> tuple[HtmlElement, str]:
    """Return a page of any of the builders of sites, and the folder of its address."""
    name = {"html": docname, "dirhtml": f"{docname}/index", "singlehtml": "index"}
    path = name[build.app.builder.name].removeprefix("index/")
    return build.page(path), path.rpartition("/")[0]


def candidates(image: HtmlElement, folder: str) -> dict[str, int]:
    """Return the files that a browser chooses from for an image, and their widths."""
    parent = image.getparent()
    if parent is None or parent.tag != "picture" or parent.get("class") != "responsive":
        return {}
    (source,) = parent.iterfind("source")
    assert source.get("type") == "image/webp"
    parts = [part.split() for part in source.get("srcset", "").split(", ")]
    return {normpath(join(folder, unquote(name))): int(width[:-1]) for name, width in parts}


@pytest.mark.parametrize(
    ("builder", "theme"),
    [
        ("html", "alabaster"),
        ("dirhtml", "alabaster"),
        ("singlehtml", "alabaster"),
        ("html", "furo"),
        ("html", "sphinx_book_theme"),
    ],
)
def test_versions_of_pages(pictures: Project, builder: str, theme: str) -> None:
    build = pictures.build(builder, confoverrides={"html_theme": theme, "templates_path": []})
    assert build.warnings == ""
    page, folder = page_of(build, "posts/a")
    images = {image.get("alt"): image for image in page.xpath("//section[@id='up']//img")}
    found = {alt: candidates(image, folder) for alt, image in images.items()}
    wide = {f"{SIZES}a & b.jpg-{width}.webp": width for width in (480, 1000)}
    sizes = {width for files in found.values() for width in files.values()}
    assert sizes <= {480, 960, 1000, 1200, 1600}
    if builder != "singlehtml":
        names = {f"{SIZES}hero.jpg-{width}.webp": width for width in (480, 960, 1600)}
        assert found["A hero"] == names
    assert found["Wide"] == wide
    assert found["linked"] == found["narrow"] != {}
    assert found["Small"] == found["own"] == {}
    for files in found.values():
        for name, width in files.items():
            with Image.open(build.outdir / name) as version:
                assert version.size[0] == width
    for alt, image in images.items():
        source = normpath(join(folder, unquote(image.get("src", ""))))
        assert (build.outdir / source).is_file()
        assert not source.endswith(".webp")
        assert image.get("decoding") == "async"
        if image.get("width", "").isdecimal() and alt != "narrow":
            with Image.open(build.outdir / source) as original:
                width, height = int(image.get("width")), int(image.get("height"))
                assert abs(width * original.height - height * original.width) <= original.width
    assert images["narrow"].get("width") == "200"
    assert images["narrow"].get("height") == "100"
    css = [link for link in page.iter("link") if "bindery-pictures.css" in link.get("href", "")]
    assert len(css) == 1
    assert (build.outdir / "_static" / "bindery-pictures.css").is_file()


def links(page: HtmlElement) -> dict[str, tuple[str, str] | None]:
    """Return the address and the name of the link around each image, by alternative text."""
    found = {}
    for image in page.xpath("//section[@id='up']//img"):
        around = image.xpath("ancestor::a")
        link = (around[0].get("href"), around[0].get("aria-label", "")) if around else None
        found[image.get("alt")] = link
    return found


def test_links_to_whole_pictures(pictures: Project) -> None:
    found = links(pictures.build().page("posts/a"))
    assert found == {
        "A hero": ("../_images/hero.jpg", "Full-size picture: A hero"),
        "Wide": ("../_images/a%20%26%20b.jpg", "Full-size picture: Wide"),
        "narrow": ("../_images/drawing.png", ""),  # Sphinx's own
        "linked": ("https://example.org/", ""),
        "no link": None,
        None: ("../_images/drawing.png", "Full-size picture"),
        "own": None,
        "Small": None,
    }
    home = pictures.build().page("index")
    assert not home.xpath("//img/ancestor::a")
    assert candidates(home.xpath("//div[contains(@class, 'post-card')]//img")[0], "")


def test_an_option_of_sphinx_leaves_out_the_links(pictures: Project) -> None:
    page = pictures.build(confoverrides={"html_scaled_image_link": False}).page("posts/a")
    assert {link for link in links(page).values() if link} == {("https://example.org/", "")}


def test_feeds_have_one_size_of_each_picture(pictures: Project) -> None:
    feed = json.loads(pictures.build().files()["feed.json"])
    content = html.fragment_fromstring(feed["items"][0]["content_html"], create_parent="div")
    images = [(image.get("alt"), image.get("src")) for image in content.iter("img")]
    assert ("Wide", "https://example.org/_images/a%20%26%20b.jpg") in images
    assert len(images) == 7
    text = html.tostring(content, encoding="unicode")
    assert "sizes/" not in text
    assert "full-size" not in text
    assert text.count("<picture") == 1  # the author's own


def written(before: dict[str, int], build: Build) -> set[str]:
    now = times(build)
    return {name for name in now.keys() | before.keys() if now.get(name) != before.get(name)}


def test_builds_are_the_same_serial_parallel_and_again(pictures: Project) -> None:
    first = pictures.build(fresh=True)
    assert first.files() == pictures.build(fresh=True, parallel=2).files()
    for parallel in (1, 2):
        build = pictures.build(parallel=parallel)
        assert build.files() == first.files()
        before = times(build)
        assert written(before, pictures.build(parallel=parallel)) == set()


def versions(build: Build) -> set[str]:
    return {name.removeprefix(SIZES) for name in build.files() if name.startswith(SIZES)}


def test_incremental_builds_are_like_fresh_ones(pictures: Project) -> None:
    before = pictures.build().files()
    (pictures.folder / "hero.jpg").write_bytes(photo(1000, 900, 7))
    edited = pictures.build()
    assert edited.files() == pictures.build(fresh=True).files()
    names = {"hero.jpg-480.webp", "hero.jpg-1000.webp"}
    assert {name for name in versions(edited) if name.startswith("hero")} == names
    assert edited.files()[f"{SIZES}hero.jpg-480.webp"] != before[f"{SIZES}hero.jpg-480.webp"]
    cache = {path.name for path in (pictures.folder / "_build/doctrees/pictures").glob("*.webp")}
    assert len(cache) == len(versions(edited))
    # a lost version
    (edited.outdir / SIZES / "hero.jpg-480.webp").unlink()
    assert pictures.build().files() == edited.files()
    # a picture that no page shows any more; Sphinx leaves the picture itself
    pictures.write({"posts/a.md": POST.replace("image: ../hero.jpg\n", "").replace("../hero", "x")})
    text = POST.replace("image: ../hero.jpg\nimage_alt: A hero\n", "").partition("<picture>")[0]
    pictures.write({"posts/a.md": text})
    removed = pictures.build()
    assert versions(removed) == {name for name in versions(edited) if "hero" not in name}
    assert versions(removed) == versions(pictures.build(fresh=True))
    # and none at all
    pictures.write({"posts/a.md": "---\ndate: 2014\n---\n# Up\n"})
    build = pictures.build()
    assert versions(build) == set()
    assert not (build.outdir / "_images" / "sizes").exists()
    assert b"bindery-pictures.css" not in build.files()["posts/a.html"]


def test_pictures_that_another_extension_registers_for_no_document(pictures: Project) -> None:
    conf = (pictures.folder / "conf.py").read_text()
    conf += (
        "def register(app, env):\n"
        "    env.images.add_file('', 'a & b.jpg')\n"
        "    env.images.add_file('gone', 'hero.jpg')\n"
        "def setup(app):\n"
        "    app.connect('env-updated', register)\n"
    )
    pictures.write({"conf.py": conf})
    build = pictures.build("html")
    assert not build.warnings
    page, _ = page_of(build, "posts/a")
    assert candidates(page.xpath("//img[@alt='Wide']")[0], "posts")


def test_other_widths(pictures: Project) -> None:
    first = pictures.build().files()
    fewer = pictures.build(confoverrides={"bindery_picture_widths": (700,)})
    assert {name for name in versions(fewer) if "hero" in name} == {"hero.jpg-700.webp"}
    options = {"bindery_picture_widths": (700,)}
    fresh = pictures.build(fresh=True, confoverrides=options).files()
    assert without_backup(fewer) == fresh
    none = pictures.build(confoverrides={"bindery_picture_widths": ()})
    assert versions(none) == set()
    assert b"responsive" not in none.files()["posts/a.html"]
    assert b'width="1000" height="500"' in none.files()["posts/a.html"]
    assert without_backup(pictures.build()) == first


def without_backup(build: Build) -> dict[str, bytes]:
    """Return the files of a build without what Sphinx keeps of an earlier configuration."""
    return {name: data for name, data in build.files().items() if name != ".buildinfo.bak"}


def test_wrong_widths_are_reported_and_the_default_is_used(pictures: Project) -> None:
    usual = versions(pictures.build())
    conf = (pictures.folder / "conf.py").read_text()
    pictures.write({"conf.py": f"{conf}bindery_picture_widths = [480, 'wide']\n"})
    build = pictures.build()
    assert "conf.py:9: WARNING: bindery_picture_widths: 'wide' is not a width" in build.warnings
    assert "[bindery.config]" in build.warnings
    assert versions(build) == usual != set()


def test_hostile_pictures(pictures: Project) -> None:
    truncated = photo(1000, 500, 3)[:9000]
    (pictures.folder / "posts" / "cut.jpg").write_bytes(truncated)
    (pictures.folder / "posts" / "bomb.png").write_bytes(
        png(1, 1).replace(b"IHDR\0\0\0\1\0\0\0\1", b"IHDR\0\1\0\0\0\1\0\0")
    )
    (pictures.folder / "posts" / "text.png").write_bytes(b"no picture")
    post = "# B\n\n![cut](cut.jpg)\n\n<img src='bomb.png'>\n\n![text](text.png)\n\n![](cut.jpg)\n"
    pictures.write({"posts/b.md": f"---\ndate: 2015\n---\n{post}"})
    build = pictures.build()
    lines = [line for line in build.warnings.splitlines() if "posts/cut.jpg" in line]
    assert len(lines) == 1
    assert "posts/b.md:6: WARNING: image: 'posts/cut.jpg' is damaged (" in lines[0]
    assert "replace it by a whole picture [bindery.image]" in lines[0]
    (line,) = [line for line in build.warnings.splitlines() if "bomb" in line]
    assert "posts/b.md:8: WARNING: image: 'posts/bomb.png' is of 4294 million pixels" in line
    files = build.files()
    assert files["_images/cut.jpg"] == truncated
    assert not {name for name in versions(build) if "cut" in name or "bomb" in name}
    # Sphinx warns about a document when it reads it
    assert pictures.build().warnings == ""
    text = (pictures.folder / "posts" / "b.md").read_text()
    pictures.write({"posts/b.md": f"{text}\n"})
    assert "posts/b.md:6: WARNING: image: 'posts/cut.jpg' is damaged" in pictures.build().warnings


@pytest.mark.parametrize("builder", ["epub", "json"])
def test_other_outputs_have_none(pictures: Project, builder: str) -> None:
    build = pictures.build(builder)
    assert build.warnings == ""
    names = [name for name, _content in build.texts()]
    assert not [name for name in names if "sizes" in name or name.endswith(".webp")]
    assert not [name for name, text in build.texts() if b"responsive" in text]
    assert not [name for name, text in build.texts() if b"full-size" in text]
    assert not [name for name, text in build.texts() if b"thumbnail" in text]
