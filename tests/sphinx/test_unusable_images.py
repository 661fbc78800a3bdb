"""Images in the text of posts that cannot be files leave their alternative texts."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

import pytest

from .conftest import CONF, DOT
from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Build, Project

DATA_URI = "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'/%3E"
FAULTS = {
    f"{'a' * 300}.png": "cannot be read (File name too long)",
    "folder.png": "is a folder",
    "folder": "is a folder",
    "folder.*": "is also the folder 'folder.png'",
    "..": "is a folder",
    "loop.png": "is a loop of symbolic links",
    "pipe.png": "is not a file",
    "data:image/png;base64,xx": "is not a picture in base64",
}
"""What is reported of each address."""
LEFT = ("x%00y.png", "%ff.png", "missing.png", "dangling.png")
"""The addresses without a file, which Sphinx reports."""
POST = """\
---
date: 2014
---
# Post {number}

md ![alt{number}a]({address}) end

```{{image}} {address}
:alt: alt{number}b
```

```{{figure}} {address}
:alt: alt{number}c

Caption{number}
```

<img src="{address}" alt="alt{number}d">

line <img src="{address}" alt="alt{number}e"> end

![dot](dot.png) after{number}
"""


@pytest.fixture
def folder(project: Project) -> Path:
    """Write a post for each address, and return their folder."""
    extensions = CONF.replace('"sphinx_anthology"', '"sphinx_anthology", "sphinx_bindery"')
    posts = {
        f"posts/p{number:02}.md": POST.format(number=number, address=address)
        for number, address in enumerate((*FAULTS, *LEFT, DATA_URI), 10)
    }
    project.write({"conf.py": extensions, **posts})
    folder = project.folder / "posts"
    (folder / "dot.png").write_bytes(DOT)
    (folder / "folder.png").mkdir()
    (folder / "folder").mkdir()
    (folder / "dangling.png").symlink_to("nowhere.png")
    (folder / "loop.png").symlink_to("loop.png")
    os.mkfifo(folder / "pipe.png")
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes")
@pytest.mark.usefixtures("folder")
def test_unusable_images(project: Project) -> None:
    builds = {name: project.build(name) for name in ("html", "epub", "pdf")}
    site = builds["html"]
    found = _warnings(site)
    for number, (address, fault) in enumerate(FAULTS.items(), 10):
        shown = address if len(address) <= 80 else f"{address[:80]}…"
        message = f"image: {shown!r} {fault}, so its alternative text is shown; write the path"
        for line in (6, 8, 12):
            place = f"posts/p{number}.md:{line}: WARNING: "
            assert any(warning.startswith(place + message) for warning in found), (place, found)
        page = site.page(f"posts/p{number}")
        is_raw = address.startswith("data:")  # browsers show nothing of it
        shown_images = [image.get("alt")[-1] for image in page.iter("img")]
        assert shown_images == (["d", "e", "t"] if is_raw else ["t"])
        for letter in "a" if is_raw else "ade":
            assert f"alt{number}{letter}" in page.text_content()
        assert f"Caption{number}" in page.text_content()

    book = Epub.in_folder(builds["epub"].outdir)
    (pdf,) = builds["pdf"].outdir.glob("*.pdf")
    printed = " ".join(ReadPdf(pdf).pages)
    for number in range(10, 10 + len(FAULTS) + len(LEFT)):
        page = book.xml(f"text/posts/p{number}.xhtml")
        text = "".join(map(str, page.itertext()))
        for word in (*(f"alt{number}{letter}" for letter in "abcde"), f"after{number}"):
            assert word in text, word
            assert word in printed, word
    assert len(ReadPdf(pdf).pictures) >= len(FAULTS)


def _warnings(build: Build) -> list[str]:
    plain = re.sub(r"\x1b\[[0-9;]*m", "", build.warnings)
    return plain.replace(f"{build.app.srcdir}/", "").splitlines()
