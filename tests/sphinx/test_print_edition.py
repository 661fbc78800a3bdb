"""The print edition: the PDF with the tag ``print``, as a print shop takes it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pikepdf
import pytest
import typst
from PIL import Image
from sphinx.testing.util import SphinxTestApp

from sphinx_bindery.print.press.pdf_images import transparent_pages
from sphinx_bindery.print.press.pdf_streams import components, content_streams, images, values
from sphinx_bindery.print.press.pdfx import is_embedded
from tests.validators import pdf_words, qpdf

from .conftest import Build, Project
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from pathlib import Path

CONF = """
project = "On Paper"
author = "N. N."
copyright = "2020, N. N."
extensions = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
bindery_license = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
bindery_backmatter = ["terms"]
bindery_paper = "a5"
bindery_recto_openings = "parts"
"""
INDEX = "# On Paper\n\n```{anthology}\n```\n\n```{toctree}\nterms\n```\n"
TERMS = "# Terms\n\n```{tag-index}\n```\n\n```{glossary}\nInk\n  What a press prints with.\n```\n"
FIRST = """---
date: 2020-01-02
tags: [Paper, Presses]
---

# The first post

(near)=
## A section

A [link][far] to an address, a <https://example.org/shown>, again [that link][far], and
[a letter](mailto:ann@example.org). {term}`Ink`, [the section](#near) and
[the other post](second.md), or [once more](second.md). A note[^n] and an emoji: 😀.

[far]: https://example.org/a/long/address

[^n]: With a [link](https://example.org/in-a-note).

```python
def red(green: int) -> str:
    return "blue"  # a comment
```

:::{warning}
Mind the $x^2$.
:::

| left | right |
|---|---|
| [far away][far] | b |

![half red](half.png)

![a drawing](opaque.svg)

![a drawing that shows through](through.svg)
"""
SECOND = """---
date: 2020-02-03
tags: [Paper]
---

# The second post

Back to [a section](#near), and [the address](https://example.org/a/long/address).

![half red, again](half.png)

```{image} fine.jpg
:width: 4cm
```

```{image} coarse.jpg
:width: 8cm
```

```{image} half.png
:width: 1mm
```

![a PDF](figure.pdf)
"""
OPAQUE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><defs>'
    '<linearGradient id="g"><stop offset="0" stop-color="red"/>'
    '<stop offset="1" stop-color="blue"/></linearGradient></defs>'
    '<rect width="60" height="40" fill="url(#g)"/>'
    '<rect x="60" width="60" height="40" fill="green" stroke="#abc"/></svg>'
)
THROUGH = OPAQUE.replace('fill="green"', 'fill="green" fill-opacity="0.5"')


def picture(mode: str, size: tuple[int, int], color: tuple[int, ...], kind: str) -> bytes:
    output = io.BytesIO()
    Image.new(mode, size, color).save(output, kind)
    return output.getvalue()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    found = Project(tmp_path_factory.mktemp("print"), SphinxTestApp)
    found.write(
        {
            "conf.py": CONF,
            "index.md": INDEX,
            "terms.md": TERMS,
            "posts/first.md": FIRST,
            "posts/second.md": SECOND,
            "posts/opaque.svg": OPAQUE,
            "posts/through.svg": THROUGH,
        }
    )
    folder = found.folder / "posts"
    (folder / "half.png").write_bytes(picture("RGBA", (120, 60), (255, 0, 0, 128), "PNG"))
    (folder / "fine.jpg").write_bytes(picture("RGB", (600, 400), (20, 120, 60), "JPEG"))
    (folder / "coarse.jpg").write_bytes(picture("RGB", (600, 401), (20, 120, 60), "JPEG"))
    figure = b"#set page(width: 3cm, height: 1cm)\n#rect(fill: red)[#text(fill: blue)[x]]"
    (folder / "figure.pdf").write_bytes(typst.compile(figure, format="pdf"))
    return found


def made(project: Project, **options: object) -> Build:
    return project.build(
        "pdf", fresh=True, tags=["print"], confoverrides={**options, "language": "en"}
    )


def press_file(build: Build) -> ReadPdf:
    return ReadPdf(build.outdir / "on-paper-print.pdf")


@pytest.fixture(scope="module")
def black_build(project: Project) -> Build:
    options = {"bindery_bleed": "0.125in", "bindery_print_shop": "kdp"}
    return made(project, **options)


@pytest.fixture(scope="module")
def black(black_build: Build) -> ReadPdf:
    return press_file(black_build)


@pytest.fixture(scope="module")
def color(project: Project) -> ReadPdf:
    return press_file(made(project, bindery_ink="color", bindery_link_addresses="list"))


@pytest.fixture(scope="module")
def plain(project: Project) -> ReadPdf:
    return press_file(made(project, bindery_link_addresses="none", bindery_sides="one"))


@pytest.fixture(params=["black", "color", "plain"])
def edition(request: pytest.FixtureRequest) -> ReadPdf:
    found: ReadPdf = request.getfixturevalue(request.param)
    return found


def page_with(pdf: ReadPdf, text: str) -> str:
    return next(page for page in pdf.pages if text in page)


# -- what a press needs -------------------------------------------------------------------------


def test_the_file_is_valid_and_not_for_screens(edition: ReadPdf) -> None:
    assert qpdf(edition.path) == ""
    assert transparent_pages(edition.pdf) == []
    assert not {"/StructTreeRoot", "/Outlines", "/Metadata"} & {*edition.pdf.Root.keys()}
    assert all("/Annots" not in page for page in edition.pdf.pages)
    assert len(edition.pages) % 2 == 0


def test_fonts_are_embedded(edition: ReadPdf) -> None:
    fonts = [
        font
        for content in content_streams(edition.pdf)
        for font in values(content.resources, "/Font")
    ]
    assert fonts
    assert all(map(is_embedded, fonts))


def test_black_is_the_only_ink(black: ReadPdf) -> None:
    spaces = [
        space
        for content in content_streams(black.pdf)
        for space in values(content.resources, "/ColorSpace")
    ]
    spaces += [image.ColorSpace for image, _page in images(black.pdf)]
    assert {str(space) for space in spaces} == {"/DeviceGray"}
    assert black.pdf.docinfo["/GTS_PDFXVersion"] == "PDF/X-1:2001"


def inks(file: Path) -> list[list[float]]:
    """Return the share of each page that cyan, magenta, yellow and black cover."""
    command = shutil.which("gs")
    if command is None:
        pytest.skip("there is no Ghostscript here")
    run = subprocess.run(
        [command, "-q", "-dSAFER", "-o", "-", "-sDEVICE=inkcov", file],
        check=True,
        capture_output=True,
        text=True,
    )
    return [[float(ink) for ink in line.split()[:4]] for line in run.stdout.splitlines()]


@pytest.mark.validator
def test_ghostscript_finds_no_color_in_black(black: ReadPdf, color: ReadPdf) -> None:
    found = inks(black.path)
    assert len(found) == len(black.pages)
    assert [ink[:3] for ink in found] == [[0, 0, 0]] * len(found)
    assert any(any(ink[:3]) for ink in inks(color.path))
    # where a page has nothing in color, black is the only ink there too
    assert [0, 0, 0] in [ink[:3] for ink in inks(color.path) if ink[3]]


def test_pages_have_bleed_outside_and_none_at_the_spine_for_kdp(black: ReadPdf) -> None:
    width, height = 148 * 72 / 25.4, 210 * 72 / 25.4
    for number, page in enumerate(black.pdf.pages):
        media, trim, bleed = (
            [float(side) for side in page[box]] for box in ("/MediaBox", "/TrimBox", "/BleedBox")
        )
        left = 0 if number % 2 == 0 else 9
        assert media == bleed == pytest.approx([0, 0, width + 9, height + 18], abs=0.01)
        assert trim == pytest.approx([left, 9, left + width, 9 + height], abs=0.01)


def test_without_bleed_the_page_is_the_trim_size(color: ReadPdf) -> None:
    for page in color.pdf.pages:
        assert page.MediaBox == page.TrimBox == page.BleedBox


def test_drawings_stay_drawings_unless_they_show_through(black: ReadPdf) -> None:
    widths = {int(image.Width) for image, _page in images(black.pdf)}
    assert {120, 600} < widths
    (drawn,) = widths - {120, 600} - {width for width in widths if width < 200}
    assert drawn > 600  # 600 dpi
    shadings = [
        pattern.Shading
        for content in content_streams(black.pdf)
        for pattern in values(content.resources, "/Pattern")
        if "/Shading" in pattern
    ]
    assert [str(shading.ColorSpace) for shading in shadings] == ["/DeviceGray"]


# -- resolution ---------------------------------------------------------------------------------


def test_coarse_pictures_are_reported_where_they_are_shown(black_build: Build) -> None:
    found = re.findall(
        r"(\w+)\.md:(\d+): WARNING: posts/(\S+): page \d+ .* with (\d+) pixels an inch; .* "
        r"\[bindery\.resolution\]",
        black_build.warnings,
    )
    lines = {name: text.splitlines() for name, text in (("first", FIRST), ("second", SECOND))}
    shown = [
        (name, lines[name][int(line) - 1].partition("]")[0], file, int(dpi))
        for name, line, file, dpi in found
    ]
    assert shown == [
        ("first", "![half red", "half.png", 72),
        ("second", "![half red, again", "half.png", 72),
        ("second", "```{image} coarse.jpg", "coarse.jpg", 191),
    ]


def test_the_warning_says_what_would_do(black_build: Build) -> None:
    (message,) = (line for line in black_build.warnings.splitlines() if "coarse.jpg" in line)
    assert "take a picture that is 945 pixels wide, or print it at most 5.1 cm wide" in message


def test_other_warnings_are_about_the_page_count(black_build: Build) -> None:
    others = [line for line in black_build.warnings.splitlines() if "resolution" not in line]
    (message,) = others
    assert "fewer than the 24 that KDP binds" in message


# -- links --------------------------------------------------------------------------------------


def test_references_name_pages_once_a_chapter(black: ReadPdf) -> None:
    text = page_with(black, "A link")
    page = black.labels[black.pages.index(page_with(black, "Back to"))]
    assert f"other post (page {page}), or once more." in text
    assert "the section and" in text  # on the same page
    assert "Ink, " in text
    page = black.labels[black.pages.index(text)]
    assert f"Back to a section (page {page})" in page_with(black, "Back to")


def test_addresses_are_notes_and_come_back_to_their_first(black: ReadPdf) -> None:
    page = page_with(black, "A link")
    assert page.count("https://example.org/a/long/address") == 1
    assert page.count("https://example.org/shown") == 1
    assert "ann@example.org" in page
    assert "mailto:" not in page
    assert "link (https://example.org/in-a-note)" in page
    assert "A link1 to an address" in page
    assert "again that link1, and" in page
    assert "https://example.org/a/long/address" in page_with(black, "Back to")


def test_addresses_can_be_a_list_at_the_end_of_the_chapter(color: ReadPdf) -> None:
    text = " ".join(color.pages)
    assert re.search(r"Addresses of links\s*\[1\]\s*https://example\.org/a/long/address", text)
    assert text.count("[2] ann@example.org") == 1
    assert text.count("Addresses of links") == 2
    assert "A link[1] to an address" in text


def test_addresses_can_be_left_out(plain: ReadPdf) -> None:
    text = " ".join(plain.pages)
    assert "long/address" not in text
    assert "https://example.org/shown" in text


def test_what_belongs_to_the_web_is_left_out(black: ReadPdf) -> None:
    page = page_with(black, "A link")
    assert "Tags:" not in page
    assert "Reading time" not in page
    assert re.search(r"Paper.*The first post, \d", page_with(black, "Presses"))


def test_sides(black: ReadPdf, plain: ReadPdf) -> None:
    # the margins of a two-sided book are mirrored
    for pdf, is_mirrored in ((black, True), (plain, False)):
        lefts = {
            min(word.left for word in pdf_words(pdf.path) if word.page == number)
            - float(page.TrimBox[0])
            for number, page in enumerate(pdf.pdf.pages)
            if pdf.pages[number].startswith(("Contents", "Terms", "Index"))
        }
        assert (max(lefts) - min(lefts) > 5) is is_mirrored


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("bindery_ink", "bindery_ink: 'red' is unknown; write 'black' or 'color'"),
        (
            "bindery_link_addresses",
            "bindery_link_addresses: 'red' is unknown; write 'notes', 'list' or 'none'",
        ),
    ],
)
def test_wrong_options_are_reported(tmp_path: Path, option: str, message: str) -> None:
    project = Project(tmp_path / "wrong", SphinxTestApp)
    conf = 'project = "On Paper"\nextensions = ["sphinx_bindery"]\n'
    project.write({"conf.py": f"{conf}{option} = 'red'\n", "index.rst": "Title\n=====\n\nText.\n"})
    build = made(project)
    assert message in build.warnings
    assert len(press_file(build).pages) % 2 == 0


def test_the_edition_for_screens_is_another_file(project: Project) -> None:
    build = project.build("pdf", fresh=True)
    assert [path.name for path in build.outdir.glob("*.pdf")] == ["on-paper.pdf"]
    pdf = ReadPdf(build.outdir / "on-paper.pdf")
    assert "Tags:" in page_with(pdf, "A link")
    assert "/StructTreeRoot" in pdf.pdf.Root
    assert "resolution" not in build.warnings
    assert any(components(image.ColorSpace) == 3 for image, _page in images(pdf.pdf))
    assert isinstance(pdf.pdf, pikepdf.Pdf)


TEMPLATE = """
#let rubric(body) = text(fill: rgb(255, 0, 0, 50%), body)
"""


def test_transparency_of_a_template_is_reported(tmp_path: Path) -> None:
    project = Project(tmp_path / "own", SphinxTestApp)
    conf = 'project = "On Paper"\nextensions = ["sphinx_bindery"]\nbindery_template = "own.typ"\n'
    index = "Title\n=====\n\n.. toctree::\n\n   one\n"
    chapter = "One\n===\n\n.. rubric:: Red\n\nText.\n"
    project.write({"conf.py": conf, "index.rst": index, "one.rst": chapter, "own.typ": TEMPLATE})
    build = made(project)
    assert (
        "print edition: there is transparency (page 4 of the file); print shops" in build.warnings
    )
    pdf = press_file(build).pdf
    assert "/GTS_PDFXVersion" not in pdf.docinfo
    assert b" rg" not in b"".join(content.data() for content in content_streams(pdf))
