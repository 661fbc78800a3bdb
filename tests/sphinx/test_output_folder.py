"""The handlers of other extensions find the output folder of each builder as they expect it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .epub_reading import Epub

if TYPE_CHECKING:
    from sphinx.testing.util import SphinxTestApp

    from .conftest import Project

EXTENSIONS = ["myst_parser", "sphinx_anthology", "sphinx_bindery"]
HANDLERS = """\
from pathlib import Path

from sphinx.util.fileutil import copy_asset_file

EVENTS = (
    "builder-inited", "env-get-outdated", "env-updated", "write-started", "doctree-resolved",
    "build-finished",
)


def handler(event):
    def handle(app, *arguments):
        outdir = Path(app.builder.outdir)
        (outdir / f"{event}.txt").write_text("x", encoding="utf-8")
        if app.builder.format == "html" and event == "build-finished":
            copy_asset_file(__file__, outdir / "_static" / "handlers.txt", force=True)
        for folder in ("_images", "posts", "text/posts"):
            (outdir / folder).mkdir(parents=True, exist_ok=True)
            (outdir / folder / f"{event}.svg").write_text("<svg/>", encoding="utf-8")
        return []

    return handle


def setup(app):
    for event in EVENTS:
        app.connect(event, handler(event))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


@pytest.fixture
def posts(project: Project) -> Project:
    project.write({"posts/one.md": "---\ndate: 2014\n---\n# One\n\nText.\n"})
    return project


def with_extensions(project: Project, *names: str) -> None:
    """Add the extension with a handler for each event, and ``names``."""
    conf = (project.folder / "conf.py").read_text(encoding="utf-8")
    conf = "import sys\nsys.path.insert(0, '.')\n" + conf
    conf += f"extensions = {[*EXTENSIONS, *names]}\nhtml_baseurl = 'https://blog.example.org/'\n"
    project.write({"conf.py": conf, "handlers.py": HANDLERS})


@pytest.mark.parametrize("builder", ["html", "dirhtml", "epub", "pdf"])
def test_handlers_write_to_the_output_folder(
    posts: Project, builder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(posts.folder))
    with_extensions(posts, "handlers", "sphinx.ext.githubpages")
    assert posts.build(builder).warnings == ""


def test_files_of_handlers_stay_out_of_the_epub(
    posts: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(posts.folder))
    plain = Epub.in_folder(
        posts.build("epub", fresh=True, confoverrides={"extensions": EXTENSIONS}).outdir
    )
    with_extensions(posts, "handlers", "sphinx.ext.githubpages")
    first, second = (
        Epub.in_folder(posts.build("epub", fresh=True).outdir).archive for _ in range(2)
    )
    assert first.namelist() == plain.archive.namelist()
    assert [first.read(name) for name in first.namelist()] == [
        second.read(name) for name in second.namelist()
    ]


def test_the_working_folder_of_the_epub_is_removed_after_the_last_handler(posts: Project) -> None:
    seen: list[bool] = []

    def handle(app: SphinxTestApp, _error: Exception | None) -> None:
        seen.append(Path(app.builder.outdir, "_static").is_dir())

    app = posts.make_app("epub", srcdir=posts.folder, confoverrides={"extensions": EXTENSIONS})
    app.connect("build-finished", handle, priority=999)
    app.build()
    app.cleanup()
    assert seen == [True]
    assert not Path(app.builder.outdir).exists()


DOMAIN = """\
from sphinx.domains import Domain


class Lone(Domain):
    name = "lone"


def setup(app):
    app.add_domain(Lone)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


def test_a_domain_that_cannot_merge_its_data_does_not_end_a_parallel_build(
    posts: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(posts.folder))
    posts.write({f"posts/{n}.md": f"---\ndate: 2014\n---\n# Post {n}\n" for n in range(12)})
    with_extensions(posts, "lone_domain")
    posts.write({"lone_domain.py": DOMAIN})
    build = posts.build("epub", parallel=2)
    assert build.warnings == ""
    assert len(Epub.in_folder(build.outdir).spine) >= 13
