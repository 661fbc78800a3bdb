"""Pictures of authors in the outputs: SVG runs and loads nothing, and no page is among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from .conftest import CONF
from .epub_reading import Epub

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Build, Project

pytestmark = pytest.mark.shared_builds

SVG = "http://www.w3.org/2000/svg"
HOSTILE = f"""\
<?xml version="1.0"?>
<?xml-stylesheet href="https://evil.example/x.css"?>
<svg xmlns="{SVG}" viewBox="0 0 9 9" onload="ran(1)">
<script>ran(1)</script><style>@import 'https://evil.example/x.css'; .a {{ fill: red }}</style>
<linearGradient id="g"><stop offset="0"/></linearGradient>
<rect width="9" height="9" fill="url(&quot;#g&quot;)" stroke="url(https://evil.example/x)"/>
<image href="https://evil.example/x.png" width="9" height="9"/>
<a href="javascript:ran(1)"><text class="a">kept text</text></a>
<a href="https://a.example/"><text y="5">link</text></a>
</svg>
"""
HARMLESS = f'<svg xmlns="{SVG}" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
POST = """\
---
date: 2014
image: pictures/front.svg
image_alt: Front
---
# Post

![hostile](pictures/hostile.svg)

![harmless](pictures/harmless.svg)

![broken](pictures/broken.svg)

![page](pictures/page.html)

{download}`The picture <pictures/offered.svg>`

{download}`The page <pictures/page.html>`
"""


@pytest.fixture
def book(project: Project) -> Project:
    conf = CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')
    project.write(
        {
            "conf.py": conf,
            "posts/post.md": POST,
            "posts/pictures/front.svg": HOSTILE,
            "posts/pictures/hostile.svg": HOSTILE,
            "posts/pictures/offered.svg": HOSTILE.replace("kept", "offered"),
            "posts/pictures/harmless.svg": HARMLESS,
            "posts/pictures/broken.svg": "<svg onload='ran(1)'><script>",
            "posts/pictures/page.html": "<script>ran(1)</script>",
        }
    )
    return project


def check_cleaned(data: bytes) -> etree._Element:
    """Check that a picture keeps what is harmless and nothing else."""
    root = etree.fromstring(data)
    text = data.decode().lower()
    for word in ("evil", "ran(", "script", "onload"):
        assert word not in text
    assert "".join(map(str, root.itertext())).split()[-2:] == ["text", "link"]
    assert root.find(f"{{{SVG}}}rect").get("fill") == 'url("#g")'
    return root


def served(build: Build) -> dict[str, bytes]:
    """Return the pictures and downloads of a site by their names."""
    return {
        name.rpartition("/")[2]: data
        for name, data in build.files().items()
        if name.startswith(("_images/", "_downloads/"))
    }


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_site_serves_no_active_picture(book: Project, builder: str) -> None:
    files = served(book.build(builder))
    for name in ("front.svg", "hostile.svg", "offered.svg"):
        root = check_cleaned(files[name])
        assert root.xpath("//@href") == ["https://a.example/"]
    assert b"<rect" in files["harmless.svg"]
    assert "broken.svg" not in files
    assert files["page.html"] == b"<script>ran(1)</script>"  # a download, and no image


def test_what_is_left_out_is_reported_where_it_is_shown(book: Project) -> None:
    warnings = [line for line in book.build().warnings.splitlines() if "image: " in line]
    reported = {
        "post.md:3": "front.svg' contains script, onload='ran(1)', CSS that loads files, stroke=",
        "post.md:8": "hostile.svg contains script, onload='ran(1)', CSS that loads files, stroke=",
        "post.md:12": "broken.svg is not well-formed SVG",
        "post.md:14": "page.html' is a text, not a picture",
        "post.md:16": "offered.svg contains script",
    }
    assert len(warnings) == len(reported)
    for place, message in reported.items():
        (warning,) = [line for line in warnings if f"{place}: " in line]
        assert message in warning
        assert "image]" in warning


def test_bindery_alone_copies_no_page_as_an_image(book: Project) -> None:
    book.write(
        {
            "conf.py": 'extensions = ["sphinx_bindery"]\nhtml_theme = "basic"\n'
            'exclude_patterns = ["posts", "_build"]\n',
            "index.rst": "Title\n=====\n\n.. image:: posts/pictures/page.html\n\n"
            ".. image:: posts/pictures/hostile.svg\n",
        }
    )
    build = book.build()
    assert served(build).keys() == {"hostile.svg"}
    check_cleaned(served(build)["hostile.svg"])
    assert "index.rst:4: WARNING: image: posts/pictures/page.html is named like" in build.warnings


PREFIXED = f'<ns0:svg xmlns:ns0="{SVG}" viewBox="0 0 9 9"><ns0:path d="M0 0h9v9z"/></ns0:svg>'
DECLARED = '<?xml version="1.0" encoding="{}"?>\n'
DOCTYPE = f'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "{SVG}/svg11.dtd">\n'
WAYS_TO_WRITE = {
    "prefix": PREFIXED.encode(),
    "dotted": PREFIXED.replace("ns0", "a-b.c").encode(),
    "declared": f"{DECLARED.format('UTF-8')}<!-- a -->\n{DOCTYPE}{PREFIXED}".encode(),
    "mark": f"\ufeff\n {PREFIXED}".encode(),
    "space": f"\n\t {HARMLESS}".encode(),
    "utf16": f"{DECLARED.format('UTF-16')}{PREFIXED}".encode("utf-16"),
    "latin": f"{DECLARED.format('ISO-8859-1')}<!-- \xe9 -->{PREFIXED}".encode("latin-1"),
    "comment": f"<!-- {'a' * 70000} -->{PREFIXED}".encode(),
}


def test_an_svg_is_known_however_it_is_written(project: Project) -> None:
    (project.folder / "posts").mkdir()
    for name, data in WAYS_TO_WRITE.items():
        (project.folder / f"posts/{name}.svg").write_bytes(data)
        head = f"---\ndate: 2014\nimage: {name}.svg\nimage_alt: A\n---\n"
        project.write({f"posts/{name}.md": f"{head}# {name}\n\n![a]({name}.svg)\n"})
    conf = CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')
    project.write({"conf.py": conf, "index.rst": "Notes\n=====\n\n.. anthology::\n"})
    build = project.build("html")
    assert build.warnings == ""
    assert {name.partition(".")[0] for name in served(build)} >= WAYS_TO_WRITE.keys()


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_a_picture_outside_the_source_folder_is_in_no_output(
    project: Project, builder: str
) -> None:
    conf = CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]')
    text = (
        "---\ndate: 2014\n---\n# A\n\n![seen](../../outside.svg)\n\n![linked](link.svg)\n\n"
        "[link](https://b.example/) and ![in a line](../outside.svg)\n"
    )
    index = "Notes\n=====\n\n.. anthology::\n"
    project.write({"conf.py": conf, "index.rst": index, "posts/a.md": text})
    (project.folder.parent / "outside.svg").write_text(HARMLESS)
    (project.folder / "posts/link.svg").symlink_to("../../outside.svg")
    (project.folder / "outside.svg").symlink_to("../outside.svg")
    build = project.build(builder)
    for line, name in ((6, "../../outside.svg"), (8, "link.svg"), (10, "../outside.svg")):
        message = f"image: {name!r} is outside the source folder; copy it into this folder"
        assert f"a.md:{line}: WARNING: {message} [anthology.image]" in build.warnings
    assert not served(build)
    assert "not found" not in build.warnings


def times(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_a_build_without_changes_writes_no_picture(book: Project) -> None:
    outdir = book.build().outdir
    before, files = times(outdir), served(book.build())
    assert times(outdir) == before
    assert served(book.build(fresh=True)) == files
    picture = book.folder / "posts" / "pictures" / "hostile.svg"
    picture.write_text(HOSTILE.replace("kept", "changed"), encoding="utf-8")
    after = served(book.build())
    assert b"changed text" in after["hostile.svg"]
    check_cleaned(after["hostile.svg"])
    picture.write_text("<svg", encoding="utf-8")
    assert "hostile.svg" not in served(book.build())


def test_the_epub_has_no_active_picture(book: Project) -> None:
    epub = Epub.in_folder(book.build("epub").outdir)
    names = [name for name in epub.archive.namelist() if name.endswith("hostile.svg")]
    (data,) = [epub.archive.read(name) for name in names]
    check_cleaned(data)


@pytest.mark.parametrize("builder", ["html", "epub", "pdf", "latex"])
def test_a_broken_picture_is_reported_once_where_it_is_shown(book: Project, builder: str) -> None:
    book.write(
        {
            "posts/raw.md": "---\ndate: 2014\n---\n# Raw\n\n"
            '<img src="pictures/broken.svg" alt="x">\n\n![cut](pictures/cut.webp)\n'
        }
    )
    (book.folder / "posts/pictures/cut.webp").write_bytes(b"RIFF\0\0\0\0WEBPVP8 ")
    lines = book.build(builder).warnings.splitlines()
    (warning,) = [line for line in lines if "broken.svg" in line and "post.md" in line]
    assert "post.md:12: WARNING: image: posts/pictures/broken.svg is not well-formed" in warning
    (warning,) = [line for line in lines if "broken.svg" in line and "raw.md" in line]
    assert "raw.md:6: WARNING: image: posts/pictures/broken.svg is not well-formed" in warning
    found = [line for line in lines if "cut.webp" in line]
    if builder in {"pdf", "latex"}:
        (warning,) = found
        assert "raw.md:8: WARNING" in warning
        assert "Typst cannot read" in warning
