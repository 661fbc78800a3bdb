"""The image of a post is a picture in the source folder; nothing else gets into an output."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from sphinx_anthology.reading import images
from tests.core.test_image_format import PNG, SVG

from .conftest import CONF
from .pdf_reading import ReadPdf
from .test_warnings import told

if TYPE_CHECKING:
    from .conftest import Build, Project

HIDDEN = "Zanzibar"
GOOD = "---\ndate: 2014\nimage: {}\nimage_alt: A picture\n---\n# {}\n\nText.\n"
INDEX = "Notes\n=====\n\n.. anthology::\n\n.. post-list::\n   :style: cards\n"
REFUSED = {
    "draft.md": "is the source of a page, not a picture",
    "other.rst": "is the source of a page, not a picture",
    "picture.md": "is the source of a page, not a picture",
    "../conf.py": "is not a picture (PNG, JPEG, GIF, WebP or SVG)",
    "/conf.py": "is not a picture (PNG, JPEG, GIF, WebP or SVG)",
    "./a/../../conf.py": "is not a picture (PNG, JPEG, GIF, WebP or SVG)",
    "../../outside/a.png": "is outside the source folder",
    "/../outside/a.png": "is outside the source folder",
    "link.png": "is outside the source folder",
    "linked/a.png": "is outside the source folder",
    "loop.png": "loop.png'",
    "/etc/passwd": "'etc/passwd' does not exist; write the path of a picture",
    "file:///etc/passwd": "is on the web",
    "data:image/png;base64,AAAA": "is on the web",
    "words.png": "is not a picture (PNG, JPEG, GIF, WebP or SVG)",
    "empty.png": "is empty",
    "cut.png": "is a truncated or damaged PNG file",
    "page.html": "is named like a page",
    "folder": "is a folder",
    "folder.png": "is a folder",
    ".": "is a folder",
    "/": "is a folder",
    '"a\\0b.png"': "the character U+0000 is not allowed",
    "a%00.png": "'posts/a%00.png' does not exist",
    f"{'a' * 300}.png": f"'posts/{'a' * 74}…' does not exist",
    f"{'a/' * 3000}a.png": "'posts/a",
    f"{'a' * 300}/b.png": "'posts/a",
}


@pytest.fixture
def posts(project: Project) -> Project:
    """Return a project with pictures, and with files that are none."""
    extensions = "sphinx_anthology", "sphinx_bindery"
    conf = CONF.replace('"sphinx_anthology"', ", ".join(f'"{name}"' for name in extensions))
    project.write(
        {
            "conf.py": f"{conf}html_baseurl = 'https://e.org/'\n# {HIDDEN}\n",
            "index.rst": INDEX,
            "posts/draft.md": f"---\ndraft: true\n---\n# {HIDDEN}\n",
            "posts/other.rst": f":draft: true\n\n{HIDDEN}\n========\n",
            "posts/words.png": HIDDEN,
            "posts/empty.png": "",
            "posts/page.html": SVG.decode(),
            "posts/picture.md": SVG.decode(),
            "posts/folder/words.txt": HIDDEN,
            "posts/folder.png/words.txt": HIDDEN,
            "../outside/a.png": HIDDEN,
        }
    )
    folder = project.folder / "posts"
    (folder / "cut.png").write_bytes(PNG[:-4])
    (folder / "good.png").write_bytes(PNG)
    (folder / "good.bin").write_bytes(PNG)
    (project.folder / "good.svg").write_bytes(SVG)
    (folder / "link.png").symlink_to("../../outside/a.png")
    (folder / "linked").symlink_to("../../outside")
    (folder / "inside.png").symlink_to("good.png")
    (folder / "loop.png").symlink_to("loop.png")
    return project


def leaks(build: Build) -> list[str]:
    """Return the files of an output with the hidden word, those in the ePub unpacked."""
    found = []
    for name, data in build.files().items():
        if name.endswith(".epub"):
            with ZipFile(build.outdir / name) as package:
                found += [n for n in package.namelist() if HIDDEN.encode() in package.read(n)]
        elif name.endswith(".pdf"):
            found += [name] if HIDDEN in "".join(ReadPdf(build.outdir / name).pages) else []
        elif HIDDEN.encode() in data:
            found.append(name)
    return found


@pytest.mark.parametrize("address", ["posts/good.png", "good.svg"])
def test_a_path_from_the_source_folder_without_a_slash(posts: Project, address: str) -> None:
    posts.write({"posts/p.md": GOOD.format(address, 1)})
    (warning,) = [line for line in told(posts.build("dummy")) if "posts/p.md" in line]
    assert f"image: 'posts/{address}' does not exist; write '/{address}' [" in warning


@pytest.mark.parametrize("builder", ["html", "pdf", "epub"])
def test_only_a_picture_in_the_source_folder_is_published(posts: Project, builder: str) -> None:
    posts.write({f"posts/p{n}.md": GOOD.format(image, n) for n, image in enumerate(REFUSED)})
    good = ["good.png", "/good.svg", "../good.svg", "inside.png", "good.bin"]
    posts.write({f"posts/g{n}.md": GOOD.format(image, n) for n, image in enumerate(good)})
    build = posts.build(builder)
    warnings = told(build)
    for n, (image, message) in enumerate(REFUSED.items()):
        own = [line for line in warnings if f"posts/p{n}.md:3: WARNING: image: " in line]
        assert any(message in line for line in own), image
        assert all(line.endswith(("[anthology.image]", "[anthology.type]")) for line in own)
        assert max(map(len, own)) < 300
    assert not [line for line in warnings if "posts/g" in line]
    assert leaks(build) == []
    if builder == "html":
        published = {n for n in build.files() if n.startswith("_images/") and "preview" not in n}
        assert published == {"_images/good.png", "_images/good.svg", "_images/good.bin"}
        shown = [element.get("src") for element in build.page("index").iter("img")]
        assert len(shown) == len(good)


def test_a_picture_that_cannot_be_read_is_told(
    posts: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tests may run as root, who can read everything."""
    read = Path.read_bytes

    def denied(path: Path) -> bytes:
        if path.name == "good.png":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(images.Path, "read_bytes", denied)
    posts.write({"posts/a.md": GOOD.format("good.png", "A"), "posts/b.md": "# B\n"})
    build = posts.build()
    assert "posts/a.md:3: WARNING: image: 'good.png' cannot be read (Permission" in build.warnings
    assert {"posts/a.html", "posts/b.html"} <= build.files().keys()
    assert "_images/good.png" not in build.files()


def test_a_picture_that_is_mended_is_shown_by_the_next_build(posts: Project) -> None:
    posts.write({"posts/a.md": GOOD.format("cut.png", "A")})
    assert "truncated" in posts.build().warnings
    (posts.folder / "posts" / "cut.png").write_bytes(PNG)
    build = posts.build()
    assert "posts/a.md" not in build.warnings
    assert len(list(build.page("index").iter("img"))) == 1
