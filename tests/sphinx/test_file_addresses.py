"""Addresses of files from the root of a site lead to the files in every output."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pikepdf
import pytest

from .conftest import CONF
from .epub_reading import Epub
from .pdf_reading import ReadPdf

if TYPE_CHECKING:
    from .conftest import Build, Project

pytestmark = pytest.mark.shared_builds

BASE = "https://example.org/blog/"
CONF_LINES = f"""
extensions += ["sphinx_bindery"]
exclude_patterns = ["_build", "public"]
html_baseurl = "{BASE}"
html_extra_path = ["public", "logo.png"]
html_static_path = ["_static"]
"""


def png(shade: int) -> bytes:
    """Return a picture of one point of a shade of red, which no other picture has."""
    chunks = {
        b"IHDR": struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0),
        b"IDAT": zlib.compress(bytes((0, shade, 0, 0))),
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks.items()
    )


PICTURES = {
    "assets/a.png": png(1),
    "public/uploads/b.png": png(2),
    "public/up load/é.png": png(3),
    "_static/img/d.png": png(4),
    "posts/my pic.png": png(5),
    "logo.png": png(6),
}
SPELLINGS = {
    "/assets/a.png": "assets/a.png",
    "/uploads/b.png": "public/uploads/b.png",
    "/uploads/b.png?w=300&amp;h=2": "public/uploads/b.png",
    "/up%20load/%C3%A9.png": "public/up load/é.png",
    "/_static/img/d.png": "_static/img/d.png",
    "/img/d.png": "_static/img/d.png",
    "/blog/uploads/b.png#top": "public/uploads/b.png",
    "https://example.org/blog/uploads/b.png": "public/uploads/b.png",
    "http://www.example.org/blog/assets/a.png": "assets/a.png",
    "my%20pic.png": "posts/my pic.png",
    "../assets/a.png?1": "assets/a.png",
    "/logo.png": "logo.png",
}
MARKDOWN = "".join(
    f"![markdown {number}]({address})\n\n" for number, address in enumerate(SPELLINGS)
)
RAW = "".join(
    f'<p>x <img src="{address}" alt="raw {number}"></p>\n\n'
    for number, address in enumerate(SPELLINGS)
)
RST = "".join(
    f".. image:: {address.replace('&amp;', '&')}\n   :alt: rst {number}\n\n"
    for number, address in enumerate(SPELLINGS)
)
LINKS = """\
[one](/files/x.zip), <a href="/files/x.zip?dl">two</a>, [three](/own.pdf?v=2),
<a href='/own.pdf'>four</a>, <a href=/files/x.zip>five</a>

<img alt="set" src="/assets/a.png" srcset="/uploads/b.png 2x,
/img/d.png 3x">

<!-- <img src="/gone.png"> -->
"""
RST_LINKS = "`Six </files/x.zip>`_ `seven </own.pdf>`__ :download:`eight </files/x.zip>`\n"
MISSING = """\
---
date: 2016
---
# Missing

![one](/gone.png)

<p><img src="/gone%20too.png" alt="two">
<img alt="three" src="gone.png"></p>

<a href="/gone.zip">four</a> <a href="/tags/">kept</a>

![five](gone.png) and <img src="/conf.py" alt="six"> and ![seven](gone.*)
"""
LINKED = """\
:date: 2016

Linked
======

.. image:: /gone.png
   :alt: one
   :target: https://a.example/

.. figure:: /gone.png
   :alt: two
   :target: https://b.example/

   Caption
"""


@pytest.fixture
def site(project: Project) -> Project:
    head = "---\ndate: {}\nimage: {}\nimage_alt: Front\n---\n# {}\n\n"
    project.write(
        {
            "conf.py": CONF + CONF_LINES,
            "posts/md.md": head.format(2014, "/uploads/b.png", "Md") + MARKDOWN + LINKS,
            "posts/raw.md": head.format(2015, "https://example.org/blog/img/d.png", "Raw") + RAW,
            "posts/rst.rst": ":date: 2015\n\nRst\n===\n\n" + RST + RST_LINKS,
            "public/files/x.zip": "zip",
            "own.pdf": "pdf",
        }
    )
    for name, data in PICTURES.items():
        path = project.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return project


def test_pictures_and_files_in_the_site(site: Project) -> None:
    check_site(site.build("html"), "posts/{}.html")


def test_pictures_and_files_in_the_site_of_folders(site: Project) -> None:
    check_site(site.build("dirhtml"), "posts/{}/index.html")


def check_site(build: Build, pages: str) -> None:
    assert build.warnings == ""
    files = build.files()

    def target(page: str, address: str) -> bytes:
        parts = urlsplit(address)
        assert not parts.scheme
        path = PurePosixPath("/site", page).parent / unquote(parts.path)
        names: list[str] = []
        for part in path.parts[2:]:
            names = names[:-1] if part == ".." else [*names, part]
        return files["/".join(names)]

    for docname, kind in (("md", "markdown"), ("raw", "raw"), ("rst", "rst")):
        page = pages.format(docname)
        html = build.page(page.removesuffix(".html"))
        shown = {image.get("alt"): str(image.get("src")) for image in html.iter("img")}
        for number, path in enumerate(SPELLINGS.values()):
            assert target(page, shown[f"{kind} {number}"]) == PICTURES[path], (kind, number)
    page = pages.format("md")
    html = build.page(page.removesuffix(".html"))
    links = {str(a.text_content()): str(a.get("href")) for a in html.iter("a")}
    offered = [target(page, links[name]) for name in ("one", "two", "three", "four", "five")]
    assert offered == [b"zip", b"zip", b"pdf", b"pdf", b"zip"]
    (image,) = html.xpath("//img[@alt='set']")
    candidates = [part.split() for part in image.get("srcset").split(",")]
    assert [density for _address, density in candidates] == ["2x", "3x"]
    assert target(page, candidates[0][0]) == PICTURES["public/uploads/b.png"]
    assert target(page, candidates[1][0]) == PICTURES["_static/img/d.png"]
    page = pages.format("rst")
    html = build.page(page.removesuffix(".html"))
    links = {str(a.text_content()): str(a.get("href")) for a in html.iter("a")}
    offered = [target(page, links[name]) for name in ("Six", "seven", "eight")]
    assert offered == [b"zip", b"pdf", b"zip"]
    for docname, path in (("md", "public/uploads/b.png"), ("raw", "_static/img/d.png")):
        html = build.page(pages.format(docname).removesuffix(".html"))
        (address,) = html.xpath("//meta[@property='og:image']/@content")
        assert address.startswith(BASE)
        assert files[unquote(address.removeprefix(BASE))] == PICTURES[path]


def test_pictures_and_files_in_the_epub(site: Project) -> None:
    build = site.build("epub")
    assert build.warnings == ""
    book = Epub.in_folder(build.outdir)
    for docname, kind in (("md", "markdown"), ("raw", "raw"), ("rst", "rst")):
        (path,) = [path for path in book.items if path.endswith(f"posts/{docname}.xhtml")]
        shown = {image.get("alt"): image.get("src") for image in book.xml(path).iter("{*}img")}
        for number, name in enumerate(SPELLINGS.values()):
            address = unquote(shown[f"{kind} {number}"]).replace("../../", "EPUB/")
            assert book.archive.read(address) == PICTURES[name], (kind, number)
    (path,) = [path for path in book.items if path.endswith("posts/md.xhtml")]
    links = {"".join(a.itertext()): a.get("href") for a in book.xml(path).iter("{*}a")}
    assert {name: links[name] for name in ("one", "two", "five")} == dict.fromkeys(
        ("one", "two", "five"), f"{BASE}files/x.zip"
    )


def test_pictures_and_files_in_the_pdf(site: Project) -> None:
    build = site.build("pdf")
    assert build.warnings == ""
    (file,) = build.outdir.glob("*.pdf")
    pdf = ReadPdf(file)
    figures = [element for element in pdf.elements if "/Alt" in element]
    texts = {str(figure.Alt) for figure in figures}
    for kind in ("markdown", "raw", "rst"):
        assert {f"{kind} {number}" for number in range(len(SPELLINGS))} <= texts
    assert f"{BASE}files/x.zip" in pdf.addresses


@pytest.mark.parametrize("builder", ["html", "epub", "pdf"])
def test_a_missing_file_is_one_warning(site: Project, builder: str) -> None:
    site.write({"posts/missing.md": MISSING})
    warnings = site.build(builder).warnings.splitlines()
    places = [line.partition("missing.md:")[2].partition(": WARNING: ") for line in warnings]
    found = sorted((place, message.split()[1]) for place, _colon, message in places)
    assert found == [
        ("11", "'/gone.zip'"),
        ("13", "'/conf.py'"),
        ("13", "'gone.*'"),
        ("13", "'gone.png'"),
        ("6", "'/gone.png'"),
        ("8", "'/gone%20too.png'"),
        ("9", "'gone.png'"),
    ]


@pytest.mark.parametrize("builder", ["html", "epub", "pdf"])
def test_a_missing_picture_in_a_link_is_the_text_of_the_link(site: Project, builder: str) -> None:
    site.write({"posts/linked.rst": LINKED})
    build = site.build(builder)
    assert build.warnings.count("'/gone.png' is neither") == len(build.warnings.splitlines()) == 2
    if builder == "html":
        page = build.page("posts/linked")
        links = {a.get("href"): str(a.text_content()) for a in page.iter("a")}
        assert links["https://a.example/"] == "one"
        assert links["https://b.example/"] == "two"


def test_a_missing_picture_is_shown_once_it_is_there(site: Project) -> None:
    site.write({"posts/missing.md": "---\ndate: 2016\n---\n# A\n\n![one](/gone.png)\n"})
    build = site.build()
    assert "'/gone.png' is neither" in build.warnings
    assert "one" in build.page("posts/missing").text_content()
    (site.folder / "gone.png").write_bytes(png(9))
    build = site.build()
    assert build.warnings == ""
    (image,) = build.page("posts/missing").xpath("//img[@alt='one']")
    assert image.get("src") == "../_images/gone.png"


CASES = {
    name: png(number)
    for number, name in enumerate(
        [
            "a/pic.png",
            "b/pic.PNG",
            "b/Pic.png",
            "c/PIC.png",
            "c/pic1.png",
            "c/pic.jpg",
            "c/pic.png",
        ],
        20,
    )
}


@pytest.fixture
def cases(project: Project) -> Project:
    project.write({"conf.py": CONF + 'extensions += ["sphinx_bindery"]\n'})
    for name, data in CASES.items():
        path = project.folder / "posts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    names = list(CASES)
    for number in range(2):
        text = "".join(
            f"![{name}]({name})\n\n{{download}}`get <{name}>`\n\n" for name in names[number::2]
        )
        project.write({f"posts/{number}.md": f"---\ndate: 2014\n---\n# N{number}\n\n{text}"})
    return project


def is_distinct(names: list[str]) -> bool:
    return len({name.casefold() for name in names}) == len(names)


def test_pictures_that_differ_in_case_have_names_of_their_own_in_the_site(cases: Project) -> None:
    build = cases.build()
    assert build.warnings == ""
    files = build.files()
    for folder in ("_images/", "_downloads/"):
        found = [name for name in files if name.startswith(folder)]
        assert is_distinct(found)
        assert {files[name] for name in found} == set(CASES.values())
    for number in range(2):
        for image in build.page(f"posts/{number}").iter("img"):
            assert files[str(image.get("src")).removeprefix("../")] == CASES[image.get("alt")]


def test_pictures_that_differ_in_case_have_names_of_their_own_in_the_epub(cases: Project) -> None:
    build = cases.build("epub")
    assert build.warnings == ""
    book = Epub.in_folder(build.outdir)
    assert is_distinct(book.archive.namelist())
    shown = {
        image.get("alt"): book.archive.read(f"EPUB/{image.get('src').removeprefix('../../')}")
        for path, page in book.pages().items()
        if "/posts/" in path
        for image in page.iter("{*}img")
    }
    assert shown == CASES


def test_pictures_that_differ_in_case_are_all_in_the_pdf(cases: Project) -> None:
    build = cases.build("pdf")
    assert build.warnings == ""
    (file,) = build.outdir.glob("*.pdf")
    pdf = pikepdf.open(file)
    streams = (thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream))
    images = {thing.read_bytes() for thing in streams if thing.get("/Subtype") == "/Image"}
    assert len(images) == len(CASES)


def test_relative_addresses_of_files_that_are_missing_are_reported(project: Project) -> None:
    text = (
        '# A\n\n<video src="gone.mp4"></video> <a href="gone.zip?x=1">a</a> '
        '<a href="page.html">b</a>\n\n'
        '<audio controls><source src="sub/gone.mp3"></audio> <a href="there.zip">c</a>\n'
    )
    files = {
        "posts/a.md": text,
        "posts/there.zip": "",
        "posts/b.rst": "B\n=\n\n`b <gone.ods>`__ and `c <there.zip>`__\n",
    }
    project.write(files)
    build = project.build()
    plain = re.sub(r"\x1b\[[0-9;]*m", "", build.warnings)
    found = re.findall(r"posts/(\S+): WARNING: link: '(.*?)' is neither .*\[anthology.ref\]", plain)
    assert found == [
        ("a.md:3", "gone.mp4"),
        ("a.md:3", "gone.zip?x=1"),
        ("a.md:5", "sub/gone.mp3"),
        ("b.rst:4", "gone.ods"),
    ]
    assert len(plain.splitlines()) == 4
