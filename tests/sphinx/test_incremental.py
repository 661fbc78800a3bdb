"""After any change an incremental build of each output equals a fresh one, byte for byte.

One doctree cache serves all three outputs, in turn, as under ``make book``.
"""

from __future__ import annotations

import shutil
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from .conftest import CONF, DOT
from .searching import without_search_index

if TYPE_CHECKING:
    from .conftest import Build, Project

pytestmark = pytest.mark.shared_builds

BUILDERS = ("html", "epub", "pdf")
HOUSEKEEPING = {".buildinfo", ".buildinfo.bak"}
INDEX = """\
Notes
=====

.. anthology::

.. toctree::
   :caption: Back matter

   lists
   about
"""
LISTS = """\
# Lists

```{tag-index}
```

```{series-index}
```

```{author-index}
```

```{archive}
```

```{post-list}
:tags: t1
:show: image, date, updated, authors, reading-time, location, series, categories, tags, excerpt
```

```{post-list}
:style: cards
:sort: title
:group-by: series
```

```{post-list}
:style: table
:after: 2011
:sort: updated
```

```{timeline}
```
"""
ABOUT = """\
# About

See {post}`p3`, {tag}`t1`, {series}`s1`, {author}`A 1`, [](posts/p5.md).

```{index} giraffe; tall
```
"""
OTHER_DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c6360"
    "6060000000040001f61738550000000049454e44ae426082"
)


def wide_picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (900, 300)).save(file, "PNG")
    return file.getvalue()


def post(n: int, **keys: str) -> str:
    told = {
        "date": f"20{10 + n % 3}-0{1 + n % 9}",
        "tags": f"[t{n % 4}, all]",
        "categories": f"c{n % 2}",
        "authors": f"A {n % 2}",
        "series": f"{{name: s{n % 2}, order: {n}}}",
        "title": f"Post {n}",
    }
    if n == 2:
        told["aliases"] = "[old/p2.html, old/two/]"
    if n == 5:
        told["image"] = "dot.png"
    told |= keys
    title = told.pop("title")
    matter = "".join(f"{key}: {value}\n" for key, value in told.items() if value)
    files = "![A dot](shown.png) and {download}`more <more.zip>`.\n" if n == 6 else ""
    return (
        f"---\n{matter}---\n# {title}\n\nIt speaks of elephants{n % 3} and giraffes{n % 5}. "
        f"See [](p{n * 5 % 11}.md), {{post}}`p3`.\n\n{files}"
    )


CONFIG = """\
html_baseurl = "https://example.org/blog/"
anthology_authors = {"a1": {"name": "A 1", "image": "face.png"}}
anthology_tags = {"t1": {"title": "Tag one", "aliases": ["eins"]}}
bindery_basename = "notes"
bindery_backmatter = ["lists", "about"]
suppress_warnings = ["anthology.ref", "myst.xref_missing", "toc.not_readable"]
"""
CONFIG_FILE = CONF.replace('"sphinx_anthology"]', '"sphinx_anthology", "sphinx_bindery"]') + CONFIG

EDITS: dict[str, dict[str, str | bytes | None]] = {
    "title": {"posts/p3.md": post(3, title="Another title")},
    "date": {"posts/p3.md": post(3, date="2009")},
    "no-date": {"posts/p3.md": post(3, date="")},
    "tag": {"posts/p3.md": post(3, tags="[t1, fresh]")},
    "alias": {"posts/p3.md": post(3, tags="[eins]")},
    "spelling": {f"posts/p{n}.md": post(n, tags="[T2, ALL]") for n in range(8)},
    "series": {"posts/p3.md": post(3, series="{name: s0, order: -1}")},
    "no-series": {"posts/p3.md": post(3, series="")},
    "draft": {"posts/p3.md": post(3, draft="true")},
    "draft-with-files": {"posts/p6.md": post(6, draft="true")},
    "author": {"posts/p3.md": post(3, authors="Somebody else")},
    "author-picture": {"face.png": wide_picture()},
    "language": {"posts/p3.md": post(3, lang="de")},
    "category": {"posts/p3.md": post(3, categories="another")},
    "description": {"posts/p3.md": post(3, description="In a word.")},
    "reading-time": {"posts/p1.md": post(1) + "\n" + "Much to read. " * 300},
    "slug": {"posts/p3.md": post(3, slug="three"), "posts/p4.md": post(4, slug="p3")},
    "aliases": {
        "posts/p2.md": post(2, aliases=""),
        "posts/p3.md": post(3, aliases="[old/p2.html, gone/]"),
    },
    "added": {"posts/p20.md": post(20)},
    "deleted": {"posts/p3.md": None},
    "renamed": {"posts/p3.md": None, "posts/q3.md": post(3)},
    "picture": {"posts/dot.png": OTHER_DOT},
    "no-picture": {"posts/p5.md": post(5, image="")},
    "no-index": {"lists.md": "# Lists\n\nNone.\n"},
    "second-index": {"about.md": f"{ABOUT}\n```{{tag-index}}\n```\n"},
    "no-list": {"about.md": "# About\n", "posts/p1.md": None},
    "project": {"conf.py": CONFIG_FILE + 'project = "Others"\n'},
    "page-description": {"about.md": f"---\ndescription: About it.\n---\n{ABOUT}"},
    "index-alone": {"lists.md": None, "lists2.md": "# Lists\n\n```{tag-index}\n```\n"},
}


@pytest.fixture
def posts(project: Project) -> Project:
    project.write({"conf.py": CONFIG_FILE, "index.rst": INDEX})
    project.write({"lists.md": LISTS, "about.md": ABOUT})
    project.write({f"posts/p{n}.md": post(n) for n in range(11)})
    (project.folder / "face.png").write_bytes(DOT)
    for name in ("dot.png", "shown.png", "more.zip"):
        (project.folder / "posts" / name).write_bytes(DOT)
    return project


def contents(build: Build) -> dict[str, bytes]:
    """Return the files of an output that two builds have in common, those of an ePub one by one."""
    found: dict[str, bytes] = {}
    for name, data in without_search_index(build.files()).items():
        if name.endswith(".epub"):
            with zipfile.ZipFile(build.outdir / name) as book:
                found |= {entry: book.read(entry) for entry in book.namelist()}
        if name not in HOUSEKEEPING:
            found[name] = data
    return found


def edit(folder: Path, files: dict[str, str | bytes | None]) -> None:
    for name, told in files.items():
        if told is None:
            (folder / name).unlink()
        elif isinstance(told, bytes):
            (folder / name).write_bytes(told)
        else:
            (folder / name).write_text(told, encoding="utf-8")


def differing(mine: Build, theirs: Build) -> set[str]:
    return _differing(contents(mine), contents(theirs))


def _differing(left: dict[str, bytes], right: dict[str, bytes]) -> set[str]:
    return {name for name in left.keys() | right.keys() if left.get(name) != right.get(name)}


ON_EACH_PYTHON = {"title", "tag", "series", "draft", "aliases", "added", "deleted", "project"}
"""Edits of each kind; what they make outdated is the same on all versions of Python."""


@pytest.mark.parametrize(
    "change",
    [
        change if change in ON_EACH_PYTHON else pytest.param(change, marks=pytest.mark.one_python)
        for change in EDITS
    ],
)
def test_incremental_equals_fresh(posts: Project, change: str) -> None:
    for builder in BUILDERS:
        posts.build(builder)
    edit(posts.folder, EDITS[change])
    incremental = {builder: contents(posts.build(builder)) for builder in BUILDERS}
    shutil.rmtree(posts.folder / "_build")
    for builder in BUILDERS:
        assert _differing(incremental[builder], contents(posts.build(builder))) == set(), builder


REFERENCES = {
    "heading": ("[](other.md#sub)", "## Sub", "## Another heading"),
    "label": ("{ref}`there <place>`", "(place)=\n\nText.", "Text."),
    "number": ("{numref}`fig`", "Text.", "```{figure} dot.png\n\nFirst\n```"),
}


@pytest.mark.parametrize("what", REFERENCES)
def test_what_a_reference_into_a_page_shows_is_up_to_date(project: Project, what: str) -> None:
    reference, before, after = REFERENCES[what]
    other = "# Other\n\n## Sub\n\n(place)=\n\nText.\n\n(fig)=\n\n```{figure} dot.png\n\nA\n```\n"
    project.write(
        {
            "conf.py": CONF + "numfig = True\nmyst_heading_anchors = 2\n",
            "index.rst": "Notes\n=====\n\n.. anthology::\n\n.. toctree::\n\n   other\n   more\n",
            "posts/a.md": f"# A\n\nSee {reference.replace('other.md', '/other.md')}.\n",
            "other.md": other,
            "more.md": "# More\n",
        }
    )
    (project.folder / "dot.png").write_bytes(DOT)
    project.build()
    project.write({"other.md": other.replace(before, after, 1)})
    if what == "label":
        project.write({"more.md": "# More\n\n(place)=\n\nText.\n"})
    assert differing(project.build(), project.build(fresh=True)) == set()


def use_theme(posts: Project, theme: str) -> None:
    conf = posts.folder / "conf.py"
    # themes append to the list of folders, which by default all builds in a process share
    more = f'\nhtml_theme = "{theme}"\ntemplates_path = []\n'
    conf.write_text(conf.read_text("utf-8") + more, "utf-8")


@pytest.mark.parametrize(
    ("builder", "theme"), [("html", "basic"), ("html", "sphinx_book_theme"), ("text", "basic")]
)
def test_an_interrupted_build_leaves_nothing_stale(
    posts: Project, builder: str, theme: str
) -> None:
    use_theme(posts, theme)
    posts.build(builder)
    edit(posts.folder, EDITS["title"])

    class Interruption(KeyboardInterrupt):
        pass

    def interrupt(_app: object, _doctree: object, docname: str) -> None:
        if docname == "posts/p1":
            raise Interruption

    app = posts.make_app(builder, srcdir=posts.folder, builddir=posts.folder / "_build")
    app.connect("doctree-resolved", interrupt, priority=900)
    with pytest.raises(Interruption):
        app.build()
    app.cleanup()
    assert differing(posts.build(builder), posts.build(builder, fresh=True)) == set()


BRIEF = post(
    20,
    tags="[t1, fresh]",
    categories="fresh",
    series="fresh",
    authors="Fresh",
    aliases="old/b.html",
)
BRIEFLY = {
    "posts/p20.md": f"{BRIEF}![A dot](brief.png) and {{download}}`more <brief.zip>`.\n",
    "posts/p3.md": post(3, title="Not to be told yet"),
}
TAKEN_BACK: dict[str, str | None] = {
    "draft": BRIEF.replace("date:", "draft: true\ndate:"),
    "deleted": None,
}


@pytest.mark.parametrize("change", TAKEN_BACK)
@pytest.mark.parametrize(
    ("builder", "event", "priority"),
    [
        ("html", "html-collect-pages", 990),
        ("html", "build-finished", 1),
        ("dirhtml", "build-finished", 1),
        ("text", "build-finished", 1),
    ],
)
def test_what_an_interrupted_build_wrote_can_be_withdrawn(
    posts: Project, builder: str, event: str, priority: int, change: str
) -> None:
    for name in ("brief.png", "brief.zip"):
        (posts.folder / "posts" / name).write_bytes(DOT)
    posts.build(builder)
    posts.write(BRIEFLY)

    class Interruption(KeyboardInterrupt):
        pass

    def interrupt(*_arguments: object) -> None:
        raise Interruption

    app = posts.make_app(builder, srcdir=posts.folder, builddir=posts.folder / "_build")
    app.connect(event, interrupt, priority=priority)
    with pytest.raises(Interruption):
        app.build()
    app.cleanup()
    edit(posts.folder, {"posts/p20.md": TAKEN_BACK[change], "posts/p3.md": post(3)})
    assert differing(posts.build(builder), posts.build(builder, fresh=True)) == set()


@pytest.mark.parametrize("theme", ["basic", "sphinx_book_theme"])
def test_a_build_of_one_file_leaves_nothing_stale(posts: Project, theme: str) -> None:
    use_theme(posts, theme)
    posts.build()
    edit(posts.folder, EDITS["title"])
    app = posts.make_app("html", srcdir=posts.folder, builddir=posts.folder / "_build")
    app.build(filenames=[posts.folder / "posts" / "p3.md"])
    app.cleanup()
    assert differing(posts.build(), posts.build(fresh=True)) == set()


def test_two_sites_from_one_cache_are_both_up_to_date(posts: Project) -> None:
    for folder in ("one", "two"):
        posts.build_beside(folder)
    edit(posts.folder, EDITS["title"])
    one, two = posts.build_beside("one"), posts.build_beside("two")
    for path in one.rglob("*.html"):
        assert path.read_bytes() == (two / path.relative_to(one)).read_bytes(), path


def test_a_change_that_the_build_of_another_output_has_read(posts: Project) -> None:
    posts.write({"posts/p1.md": f"{post(1)}\n```{{include}} note.txt\n```\n"})
    (posts.folder / "posts" / "note.txt").write_text("A note.\n", encoding="utf-8")
    posts.build()
    (posts.folder / "posts" / "note.txt").write_text("Two notes.\n", encoding="utf-8")
    posts.build("epub")
    assert differing(posts.build(), posts.build(fresh=True)) == set()


@pytest.mark.parametrize("change", ["tag", "deleted", "added"])
def test_there_and_back_again(posts: Project, change: str) -> None:
    first = {builder: contents(posts.build(builder)) for builder in BUILDERS}
    before = posts.folder.with_name("before")
    shutil.copytree(posts.folder / "posts", before)
    edit(posts.folder, EDITS[change])
    for builder in reversed(BUILDERS):
        posts.build(builder)
    shutil.rmtree(posts.folder / "posts")
    shutil.copytree(before, posts.folder / "posts")
    for builder in BUILDERS:
        assert contents(posts.build(builder)) == first[builder], builder


def test_serial_and_parallel_give_the_same_bytes(posts: Project) -> None:
    """Also with a doctree cache for each output, instead of one for all."""
    for builder in BUILDERS:
        serial = posts.build(builder)
        assert differing(serial, posts.build(builder, fresh=True)) == set(), builder
        assert differing(serial, posts.build(builder, fresh=True, parallel=2)) == set(), builder


def test_a_no_op_writes_no_page_of_a_name(posts: Project) -> None:
    first = posts.build()
    folders = ("tags", "series", "categories", "authors", "archive")
    pages = [path for folder in folders for path in (first.outdir / folder).rglob("*.html")]
    assert len(pages) > 10
    before = [path.stat().st_mtime_ns for path in pages]
    posts.build()
    assert [path.stat().st_mtime_ns for path in pages] == before


def test_a_no_op_leaves_alone_what_is_kept_of_the_build_before(posts: Project) -> None:
    first = posts.build()
    (kept,) = (Path(first.app.doctreedir) / "build-records").glob("html-*.json")
    before = kept.stat()
    posts.build()
    assert (kept.stat().st_ino, kept.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_an_edit_writes_the_pages_that_show_it_and_no_others(posts: Project) -> None:
    first = posts.build()
    pages = {path: path.stat().st_mtime_ns for path in (first.outdir / "tags").glob("*.html")}
    posts.write({"posts/p3.md": post(3, description="In a word.")})
    posts.build()
    written = {path.stem for path in pages if path.stat().st_mtime_ns != pages[path]}
    assert written == {"t3", "all"}
