"""The boxes of authors below posts, and on the pages of authors: picture, words, links."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from lxml import html

from .conftest import CONF, DOT
from .test_incremental import differing

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from .conftest import Build, Project

PROFILES = """
html_baseurl = "https://example.org/blog/"
anthology_authors = {
    "ann": {
        "name": "Ann Author",
        "image": "people/ann.png",
        "description": "Walks, and <writes>.",
        "links": {"Home & work": "https://ann.example/?a=1&b=2", "Code": "https://code.example/ann"},
    },
    "ben": {"name": "Ben Other", "url": "https://ben.example/"},
    "cyd": {"name": "Cyd Third", "links": {"Home": "https://cyd.example/"}},
}
"""
POST = "---\ndate: 2014-11-10\nauthors: [{}]\n---\n\n# {}\n\nText.\n"


@pytest.fixture
def posts(project: Project) -> Project:
    project.write(
        {
            "conf.py": CONF + PROFILES,
            "posts/a.md": POST.format("ann", "A"),
            "posts/b.md": POST.format("Ben Other, cyd, ann author", "B"),
            "posts/c.md": POST.format("ben, Somebody", "C"),
        }
    )
    write_picture(project, "ann", DOT)
    return project


def write_picture(project: Project, name: str, data: bytes) -> None:
    folder = project.folder / "people"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.png").write_bytes(data)


def boxes(page: HtmlElement) -> list[HtmlElement]:
    return page.find_class("author-box")


def names(page: HtmlElement) -> list[str]:
    return [name.text_content() for name in page.find_class("author-name")]


def test_a_box_shows_the_picture_the_words_and_the_links(posts: Project) -> None:
    build = posts.build()
    assert build.warnings == ""
    (box,) = boxes(build.page("posts/a"))
    (picture,) = box.iter("img")
    assert (picture.get("src"), picture.get("alt")) == ("../_images/ann.png", "")
    assert not picture.xpath("ancestor::a")
    assert (build.outdir / "_images" / "ann.png").read_bytes() == DOT
    assert [p.text_content() for p in box.iter("p")] == [
        "Ann Author",
        "Walks, and <writes>.",
        "Home & work · Code",
    ]
    assert [a.get("href") for a in box.iter("a")] == [
        "../authors/ann-author.html",
        "https://ann.example/?a=1&b=2",
        "https://code.example/ann",
    ]


def test_authors_without_a_profile_have_no_box(posts: Project) -> None:
    build = posts.build()
    assert names(build.page("posts/b")) == ["Cyd Third", "Ann Author"]
    assert boxes(build.page("posts/c")) == []


def test_the_page_of_an_author_has_the_box_without_the_name(posts: Project) -> None:
    build = posts.build()
    (box,) = boxes(build.page("authors/ann-author"))
    assert [img.get("src") for img in box.iter("img")] == ["../_images/ann.png"]
    assert names(box) == []
    assert "Walks, and <writes>." in box.text_content()
    assert boxes(build.page("authors/ben-other")) == []
    page = posts.build("dirhtml").outdir / "authors" / "ann-author" / "index.html"
    (picture,) = html.document_fromstring(page.read_text("utf-8")).xpath("//img/@src")
    assert picture == "../../_images/ann.png"


def test_feeds_the_search_and_books_are_without_it(posts: Project) -> None:
    files = posts.build().files()
    assert b"Text." in files["atom.xml"]
    for name in ("atom.xml", "feed.json"):
        assert b"author-box" not in files[name]
        assert b"writes" not in files[name]
    index = json.loads(files["searchindex.js"].decode()[len("Search.setIndex(") : -1])
    assert "text" in index["terms"]
    assert "write" not in index["terms"]
    text = (posts.build("text").outdir / "posts" / "a.txt").read_text("utf-8")
    assert "writes" not in text


EDITS = {
    "description": (PROFILES.replace("Walks", "Runs"), ["posts/a.html", "authors/ann-author.html"]),
    "picture": (PROFILES.replace("people/ann.png", "people/new.png"), ["posts/b.html"]),
    "no picture": (PROFILES.replace('"image": "people/ann.png",', ""), ["posts/b.html"]),
}


@pytest.mark.parametrize("change", EDITS)
def test_incremental_equals_fresh(posts: Project, change: str) -> None:
    write_picture(posts, "new", DOT + b"\0")
    before = posts.build().files()
    conf, pages = EDITS[change]
    posts.write({"conf.py": CONF + conf})
    build = posts.build()
    after = build.files()
    assert all(after[page] != before[page] for page in pages)
    assert differing(build, posts.build(fresh=True)) - {".buildinfo.bak"} <= {"_images/ann.png"}


def test_a_new_picture_of_the_same_name_is_published(posts: Project) -> None:
    posts.build()
    write_picture(posts, "ann", DOT + b"\0")
    build = posts.build()
    assert (build.outdir / "_images" / "ann.png").read_bytes() == DOT + b"\0"


@pytest.mark.parametrize(
    ("image", "fault"),
    [
        ("people/none.png", "does not exist"),
        ("https://ann.example/ann.png", "is on the web"),
        ("posts/a.md", "is the source of a page"),
        ("people", "is a folder"),
        ("../../outside.png", "is outside"),
        (r"people\0.png", "has the character U+0000"),
    ],
)
def test_a_picture_that_is_none_is_a_warning(posts: Project, image: str, fault: str) -> None:
    posts.write({"conf.py": CONF + PROFILES.replace("people/ann.png", image)})
    (posts.folder.parent / "outside.png").write_bytes(DOT)
    build = posts.build()
    assert fault in build.warnings
    assert "conf.py" in build.warnings
    assert len(build.warnings.strip().splitlines()) == 1
    (box,) = boxes(build.page("posts/a"))
    assert not box.xpath(".//img")


def warned(build: Build) -> str:
    return " ".join(build.warnings.split())


@pytest.mark.parametrize(
    ("links", "fault"),
    [
        ('["https://ann.example/"]', "links that are not a mapping"),
        ('{"Home": 7}', "links that are not a mapping"),
        ('{"Home": "javascript:alert(1)"}', "link 'Home' 'javascript:alert(1)'"),
        ('{"Home": "ann.example"}', "link 'Home' 'ann.example'"),
    ],
)
def test_links_that_are_none_are_a_warning(posts: Project, links: str, fault: str) -> None:
    profile = f'anthology_authors = {{"ann": {{"name": "Ann Author", "links": {links}}}}}\n'
    posts.write({"conf.py": CONF + profile})
    build = posts.build()
    assert fault in warned(build)
    assert "javascript" not in (build.outdir / "posts" / "a.html").read_text("utf-8")
