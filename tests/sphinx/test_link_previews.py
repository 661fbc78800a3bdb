"""Link previews: what is drawn, for which posts, and that they are up to date."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest
from sphinx.util.console import strip_escape_sequences

from sphinx_anthology.core.pages.link_preview import SIZE, LinkPreview
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.site.previews import link_previews
from sphinx_anthology.site.previews import renderer as preview_renderer
from sphinx_anthology.site.previews.link_previews import (
    LinkPreviewWriter,
    draws_previews,
    has_drawn_preview,
)
from sphinx_anthology.site.previews.renderer import BATCH_SIZE, PreviewRenderer
from sphinx_anthology.site.previews.typst_worker import draw
from sphinx_bindery.common.build_record import BuildRecord
from tests.png_reading import read_png
from tests.speedups import run_module

from .conftest import CONF, DOT
from .test_incremental import differing, edit

if TYPE_CHECKING:
    from .conftest import Build, Project

pytestmark = pytest.mark.shared_builds

EXTENSIONS = Path(__file__).parents[2] / "_ext"
GUIDE = Path(__file__).parents[2] / "guide" / "link-previews.md"
FOLDER = "_images/previews/"
A = "---\ndate: 2014-11\nseries: S\nauthors: [Ann, Bob]\n---\n# A post\n"
HOSTILE = '#let $x$ <b> ] [ "q" \\ ` * _ @ref // /* \u202e*/ &amp; \N{ROCKET} %s '
HAN = "\N{CJK UNIFIED IDEOGRAPH-6F22}"


@pytest.fixture
def posts(project: Project) -> Project:
    project.write(
        {
            "conf.py": f'{CONF}\nhtml_baseurl = "https://example.org/blog/"\n',
            "posts/a.md": A,
            "posts/deep/b.md": "---\ndate: 2014\n---\n# B\n",
            "about.md": "---\norphan: true\n---\n# About\n",
        }
    )
    return project


def previews(build: Build) -> dict[str, bytes]:
    return {name: data for name, data in build.files().items() if name.startswith(FOLDER)}


def names(build: Build) -> set[str]:
    return {name.removeprefix(FOLDER) for name in previews(build)}


def kept(build: Build) -> dict[Path, int]:
    """Return the modification times of all files in the folder of the previews."""
    files = (path for path in (build.outdir / FOLDER).rglob("*") if path.is_file())
    return {path: path.stat().st_mtime_ns for path in files}


def drawn(*previews: LinkPreview) -> list[bytes]:
    """Return the images of previews that one renderer draws."""
    renderer = PreviewRenderer(frozenset[str]().union(*(p.characters for p in previews)))
    with TemporaryDirectory() as folder:
        paths = [Path(folder, f"{number}.png") for number in range(len(previews))]
        assert draw(renderer.batches(dict(zip(paths, previews, strict=True)))) == {}
        return [path.read_bytes() for path in paths]


# -- which there are -----------------------------------------------------------------------------


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_there_is_one_of_the_book_and_of_each_post(posts: Project, builder: str) -> None:
    build = posts.build(builder)
    assert build.warnings == ""
    assert names(build) == {"index.png", "posts/a.png", "posts/deep/b.png"}
    assert len(set(previews(build).values())) == 3
    for data in previews(build).values():
        picture = read_png(data)
        assert (picture.width, picture.height) == SIZE == (1200, 630)
        assert len(data) < 40_000
    domain = anthology_domain(build.app.env)
    assert draws_previews(build.app.env)
    assert all(has_drawn_preview(build.app.env, post) for post in domain.catalogue.posts)


def test_the_address_of_the_site_is_all_that_they_want(posts: Project) -> None:
    (example,) = re.findall(
        r"^```python\n(.*?)^```$", GUIDE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    posts.write({"conf.py": CONF + example})
    assert "posts/a.png" in names(posts.build())


@pytest.mark.parametrize(
    ("builder", "options"),
    [
        ("html", {"anthology_link_previews": False}),
        ("html", {"html_baseurl": ""}),
        ("singlehtml", {}),
        ("epub", {"epub_copyright": "N. N.", "version": "1"}),
        ("text", {}),
    ],
)
def test_there_are_none(posts: Project, builder: str, options: dict[str, object]) -> None:
    build = posts.build(builder, confoverrides=options)
    assert build.warnings == ""
    assert not names(build)
    assert not kept(build)
    env = build.app.env
    assert not draws_previews(env)
    assert not any(has_drawn_preview(env, post) for post in anthology_domain(env).catalogue.posts)


@pytest.mark.parametrize("ending", ["png", "JPG", "jpeg", "webp", "gif", "svg"])
def test_a_post_that_brings_a_picture_has_none_drawn_but_for_a_drawing(
    posts: Project, ending: str
) -> None:
    posts.write({"posts/a.md": A.replace("---\n#", f"image: own.{ending}\n---\n#")})
    (posts.folder / "posts" / f"own.{ending}").write_bytes(DOT)
    build = posts.build()
    post = anthology_domain(build.app.env).catalogue.by_docname["posts/a"]
    assert (
        ("posts/a.png" in names(build))
        == has_drawn_preview(build.app.env, post)
        == (ending == "svg")
    )


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 12">'
    '<rect width="12" height="12" fill="red"/></svg>'
)


@pytest.mark.parametrize(("name", "data"), [("front.svg", SVG.encode()), ("front.png", DOT)])
def test_the_book_may_bring_a_picture(posts: Project, name: str, data: bytes) -> None:
    (posts.folder / name).write_bytes(data)
    option = {"anthology_link_preview_image": name}
    build = posts.build(confoverrides=option)
    assert build.warnings == ""
    assert names(build) == {"index.png", "posts/a.png", "posts/deep/b.png"}
    picture = read_png(previews(build)[f"{FOLDER}index.png"])
    assert (picture.width, picture.height) == SIZE
    (color,) = {point for line in picture.points() for point in line}
    assert color == ((255, 0, 0) if data != DOT else color)
    (posts.folder / name).write_bytes(SVG.replace("red", "blue").encode())
    changed = read_png(previews(posts.build(confoverrides=option))[f"{FOLDER}index.png"])
    assert changed.points(1)[0][0] == (0, 0, 255)
    assert len(kept(build)) == 3


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("front.svg", None, "front.svg not found; "),
        ("front.svg", b"<svg", "front.svg is "),
        ("front.svg", DOT[:30], "front.svg is "),
        ("figures\0.svg", None, "figures\0.svg not found; "),
    ],
)
def test_the_title_of_the_book_takes_the_place_of_a_picture_that_cannot_be_drawn(
    posts: Project, name: str, data: bytes | None, expected: str
) -> None:
    plain = previews(posts.build())
    if data is not None:
        (posts.folder / name).write_bytes(data)
    build = posts.build(confoverrides={"anthology_link_preview_image": name})
    assert f"anthology_link_preview_image: {expected}" in build.warnings
    assert "[anthology.image]" in build.warnings
    assert previews(build) == plain


def test_drafts_and_posts_of_the_future_have_one_where_they_are_built(posts: Project) -> None:
    posts.write(
        {
            "posts/a.md": A.replace("date: 2014-11", "draft: true"),
            "posts/deep/b.md": "---\ndate: 2999\n---\n# B\n",
        }
    )
    assert names(posts.build(confoverrides={"suppress_warnings": ["anthology.draft"]})) == {
        "index.png"
    }
    build = posts.build(confoverrides={"anthology_drafts": True})
    assert names(build) == {"index.png", "posts/a.png", "posts/deep/b.png"}


# -- that they are up to date --------------------------------------------------------------------


def test_a_no_op_draws_and_writes_nothing(posts: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    first = posts.build()
    before = kept(first)
    assert len(before) == 3
    monkeypatch.delattr(preview_renderer, "_preview_data")
    assert kept(posts.build()) == before


EDITS: dict[str, tuple[str, set[str]]] = {
    "title": (A.replace("A post", "Another"), {"posts/a.png"}),
    "date": (A.replace("2014-11", "2014-11-01"), {"posts/a.png"}),
    "authors": (A.replace("Bob", "Eve"), {"posts/a.png"}),
    "series": (A.replace("series: S", "series: T"), {"posts/a.png"}),
    "language": (A.replace("series", "lang: he\nseries"), {"posts/a.png"}),
    "text": (f"{A}\nMore.\n", set()),
}


@pytest.mark.parametrize("what", EDITS)
def test_an_edit_redraws_only_the_previews_that_show_it(posts: Project, what: str) -> None:
    before = posts.build()
    pictures, files = previews(before), kept(before)
    text, changed = EDITS[what]
    posts.write({"posts/a.md": text})
    after = posts.build()
    now = previews(after)
    assert now.keys() == pictures.keys()
    assert {name for name in now if now[name] != pictures[name]} == {FOLDER + n for n in changed}
    assert len(kept(after)) == 3
    assert len(kept(after).items() - files.items()) == len(changed)
    assert differing(after, posts.build(fresh=True)) == set()


@pytest.mark.parametrize(
    "change",
    [
        {"posts/a.md": None},
        {"posts/a.md": A.replace("date", "draft: true\ndate")},
        {"posts/a.md": A.replace("date", "image: dot.png\ndate"), "posts/dot.png": DOT},
    ],
)
def test_previews_of_unpublished_posts_are_removed(
    posts: Project, change: dict[str, str | bytes | None]
) -> None:
    posts.build()
    edit(posts.folder, change)
    build = posts.build()
    assert names(build) == {"index.png", "posts/deep/b.png"}
    assert len(kept(build)) == 2
    assert differing(build, posts.build(fresh=True)) == set()


def test_the_option_takes_them_away_and_gives_them_back(posts: Project) -> None:
    first = previews(posts.build())
    none = posts.build(confoverrides={"anthology_link_previews": False})
    assert not names(none)
    assert not kept(none)
    assert previews(posts.build()) == first


def test_a_live_build_leaves_those_of_the_site(posts: Project, tmp_path: Path) -> None:
    before = kept(first := posts.build())
    live = tmp_path / "live"
    command = [*run_module("sphinx"), "-q", "-t", "live", "-D", "html_baseurl="]
    folders = ["-d", first.app.doctreedir, posts.folder, live]
    path = {**os.environ, "PYTHONPATH": str(EXTENSIONS)}
    subprocess.run([*command, *folders], env=path, check=True)
    assert (live / "index.html").is_file()
    assert not (live / FOLDER).exists()
    assert kept(posts.build()) == before != {}


def test_a_failed_build_ends_its_worker() -> None:
    writer = LinkPreviewWriter(BuildRecord())
    worker = subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    writer._worker = worker
    writer.stop(Mock(), RuntimeError())
    assert worker.returncode is not None


def test_a_picture_that_was_lost_is_there_again(posts: Project) -> None:
    first = posts.build()
    before = previews(first)
    (first.outdir / FOLDER / "posts" / "a.png").unlink()
    assert previews(posts.build()) == before


def test_the_same_bytes_anywhere(posts: Project, tmp_path: Path) -> None:
    serial = previews(posts.build(fresh=True))
    assert previews(posts.build(fresh=True, parallel=2)) == serial
    outdir = tmp_path / "elsewhere"
    subprocess.run(
        [*run_module("sphinx"), "-q", "-d", tmp_path / "d", posts.folder, outdir],
        env={
            **os.environ,
            "PYTHONPATH": str(EXTENSIONS),
            "PYTHONHASHSEED": "7",
            "TZ": "Asia/Tokyo",
        },
        check=True,
    )
    for name, data in serial.items():
        assert (outdir / name).read_bytes() == data, name


# -- what they show ------------------------------------------------------------------------------


def test_hostile_titles_are_drawn(posts: Project) -> None:
    posts.write(
        {
            "posts/a.md": f"---\ntitle: '{HOSTILE}'\nauthors: ['#a ] $']\n---\n",
            "posts/long.md": f"---\ntitle: '{HOSTILE * 10}'\n---\n",
            "posts/word.md": f"---\ntitle: {'x' * 300}\nlang: x-no\n---\n",
            "posts/many.md": f"---\ntitle: {'word ' * 400}\nlang: es-419\n---\n",
            "posts/hebrew.md": "---\ntitle: \u05e9\u05dc\u05d5\u05dd (ABC)\nlang: he\n---\n",
        }
    )
    build = posts.build()
    assert "anthology.image" not in build.warnings
    assert len(set(previews(build).values())) == 7
    for data in previews(build).values():
        assert (read_png(data).width, len(data) < 150_000) == (1200, True)


def ink(data: bytes) -> tuple[int, int, int, int]:
    """Return the box around the letters in the middle of a picture: left, top, right, bottom."""
    points = read_png(data).points(500)
    ground = points[20][0]
    found = [
        (x, y)
        for y, line in enumerate(points[125:], 125)
        for x, point in enumerate(line)
        if point != ground
    ]
    across, down = zip(*found, strict=True)
    return min(across), min(down), max(across), max(down)


@pytest.mark.parametrize("title", ["Short", "x" * 300, "A long title of many words. " * 30])
def test_titles_stay_in_their_place(title: str) -> None:
    left, top, right, bottom = ink(*drawn(LinkPreview(title, book="Book", authors="A")))
    assert 80 <= left < 90
    assert right <= 1120
    assert (top, bottom) > (125, 0)
    assert bottom < 499


def test_what_reads_from_the_right_stands_on_the_right() -> None:
    hebrew = LinkPreview("\u05e9\u05dc\u05d5\u05dd", book="Book", language="he")
    left, _top, right, _bottom = ink(*drawn(hebrew))
    assert 1110 < right <= 1120
    assert left > 800


def test_an_image_does_not_depend_on_the_others_of_its_batch() -> None:
    previews = [
        LinkPreview("Title", authors="Ann", date="2014", book="Book", series="S"),
        LinkPreview("A long title of many words. " * 30, book="Book", language="de"),
        LinkPreview("\u05e9\u05dc\u05d5\u05dd", book="Book", language="he"),
        LinkPreview(f"{HAN} \N{ROCKET} title", authors="Ann"),
        *(LinkPreview(f"Title {number}", book="Book") for number in range(BATCH_SIZE)),
    ]
    alone = [drawn(preview)[0] for preview in previews]
    assert len(set(alone)) == len(previews)
    assert drawn(*previews) == alone
    assert drawn(*reversed(previews)) == alone[::-1]


# -- what goes wrong -----------------------------------------------------------------------------


def test_a_letter_that_no_font_has_is_reported_and_no_box_is_drawn(
    posts: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts = preview_renderer.typst.Fonts
    monkeypatch.setattr(
        preview_renderer.typst, "Fonts", lambda **_more: fonts(include_system_fonts=False)
    )
    posts.write({"posts/a.md": A.replace("date", f"title: {HAN} and {HAN}\ndate")})
    build = posts.build()
    (warning,) = strip_escape_sequences(build.warnings).splitlines()
    assert "posts/a.md:2: WARNING: " in warning
    assert f"title: no font has {HAN!r} for the link preview; " in warning
    assert warning.endswith("[anthology.image]")
    told = LinkPreview("Notes", authors="Ann, Bob", date="November 2014", series="S")
    assert [previews(build)[f"{FOLDER}posts/a.png"]] == drawn(told)
    assert drawn(LinkPreview(f"{HAN} \N{ROCKET} day", book="B")) == drawn(LinkPreview("B"))
    assert drawn(LinkPreview("A \N{ROCKET} day")) == drawn(LinkPreview("A day"))


def test_an_error_of_typst_is_a_warning(posts: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    data = preview_renderer._preview_data

    def no_language(preview: LinkPreview) -> dict[str, object]:
        return {**data(preview), "language": "a language" if preview.title == "B" else "en"}

    monkeypatch.setattr(preview_renderer, "_preview_data", no_language)
    build = posts.build()
    (warning,) = strip_escape_sequences(build.warnings).splitlines()
    assert "posts/deep/b.md:1: WARNING: title: Typst cannot draw the link preview" in warning
    assert warning.endswith("[anthology.image]")
    assert names(build) == {"index.png", "posts/a.png"}
    assert len(kept(build)) == 2


def test_a_process_of_its_own_draws_many_and_reports_what_typst_reports(
    posts: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = preview_renderer._preview_data

    def no_language(preview: LinkPreview) -> dict[str, object]:
        return {**data(preview), "language": "a language" if preview.title == "B" else "en"}

    monkeypatch.setattr(preview_renderer, "_preview_data", no_language)
    posts.write({f"posts/n{n}.md": f"---\ndate: 2014\n---\n# Post é {n}\n" for n in range(20)})
    serial = posts.build(fresh=True)
    images = previews(serial)
    assert len(images) == 22
    assert f"{FOLDER}posts/deep/b.png" not in images
    monkeypatch.setattr(link_previews, "draw", lambda batches: {} if not [*batches] else None)
    parallel = posts.build(fresh=True, parallel=2)
    assert previews(parallel) == images
    for build in (serial, parallel):
        (warning,) = strip_escape_sequences(build.warnings).splitlines()
        assert "posts/deep/b.md:1: WARNING: title: Typst cannot draw the link preview" in warning
        assert warning.endswith("[anthology.image]")


@pytest.mark.parametrize("command", ["no-such-program", "false"])
def test_without_a_process_of_its_own_the_build_draws_them(
    posts: Project, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(link_previews, "_FEW", 0)
    before = previews(posts.build(fresh=True, parallel=2))
    monkeypatch.setattr(link_previews.sys, "executable", command)
    after = posts.build(fresh=True, parallel=2)
    assert after.warnings == ""
    assert previews(after) == before
