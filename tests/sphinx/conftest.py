"""A tiny project that a test writes, builds, edits and builds again."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pymupdf
import pytest
from lxml import html
from sphinx.builders.html._assets import _file_checksum_inner

from .compiled_templates import CompiledTemplates
from .shared_builds import BuildHistory, SharedBuilds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx.testing.util import SphinxTestApp

CONF = """\
project = "Notes"
author = "N. N."
extensions = ["myst_parser", "sphinx_anthology"]
exclude_patterns = ["_build"]
html_theme = "basic"
html_copy_source = False
"""
INDEX = """\
Notes
=====

.. anthology::
"""

DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8"
    "cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
"""A picture of one point."""


@dataclass(frozen=True)
class Build:
    """What one build left behind: the folder, the warnings, and what was read and written."""

    outdir: Path
    warnings: str
    app: SphinxTestApp

    def page(self, docname: str) -> html.HtmlElement:
        """Return a page of the site, parsed."""
        text = (self.outdir / f"{docname}.html").read_text(encoding="utf-8")
        return html.document_fromstring(text)

    def files(self) -> dict[str, bytes]:
        """Return the bytes of every file."""
        return {
            path.relative_to(self.outdir).as_posix(): path.read_bytes()
            for path in sorted(self.outdir.rglob("*"))
            if path.is_file()
        }

    def texts(self) -> Iterator[tuple[str, bytes]]:
        """Yield the content of every file, also of those in an ePub, and the text of a PDF."""
        for name, content in self.files().items():
            yield name, content
            if name.endswith(".epub"):
                with zipfile.ZipFile(self.outdir / name) as book:
                    yield from ((member, book.read(member)) for member in book.namelist())
            if name.endswith(".pdf"):
                with pymupdf.open(self.outdir / name) as pdf:  # reads many pages sooner than pypdf
                    yield name, "".join(page.get_text(flags=0) for page in pdf).encode()


@dataclass(frozen=True)
class Project:
    """A folder of sources, and builds of it that share one doctree cache."""

    folder: Path
    make_app: Callable[..., SphinxTestApp]
    history: BuildHistory | None = None

    def write(self, files: Mapping[str, str]) -> None:
        """Write files by their path in the project."""
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def touch(self) -> None:
        """Make the posts newer, so that they are read again."""
        later = time.time() + 2
        for path in self.folder.glob("posts/*"):
            os.utime(path, (later, later))

    def build(self, builder: str = "html", *, fresh: bool = False, **more: object) -> Build:
        """Build one output, with the doctree cache of the builds before or a fresh one."""
        base = self.folder / "_build"
        base.mkdir(exist_ok=True)
        if self.history is None:
            builddir = Path(tempfile.mkdtemp(dir=base)) if fresh else base
            return self._built(builder, builddir, more)
        key = self.history.key(builder, fresh=fresh, options=more)
        if key and (build := self.history.restored(key)):
            return build
        builddir = Path(tempfile.mkdtemp(dir=base)) if fresh else base
        build = self._built(builder, builddir, more)
        if key:
            folders = (builddir,) if fresh else (base / "doctrees", build.outdir)
            self.history.keep(key, build, *folders)
        return build

    def build_beside(self, folder: str) -> Path:
        """Build the site into another folder, with the same doctree cache; return its folder."""
        builddir = self.folder / "_build" / folder
        if not builddir.exists():
            (self.folder / "_build" / "doctrees").mkdir(parents=True, exist_ok=True)
            builddir.mkdir()
            (builddir / "doctrees").symlink_to("../doctrees")
        return self._built("html", builddir, {}).outdir

    def _built(self, builder: str, builddir: Path, more: Mapping[str, object]) -> Build:
        app = self.make_app(builder, srcdir=self.folder, builddir=builddir, **more)
        app.build()
        app.cleanup()  # else the next build in this test finds its nodes registered
        return Build(Path(app.outdir), app.warning.getvalue(), app)


@pytest.fixture(scope="session", autouse=True)
def _no_debug_messages() -> Iterator[None]:
    """Leave out Sphinx's debug messages: nobody reads the thousand that each build formats."""
    logging.disable(logging.DEBUG)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="session")
def compiled_templates() -> CompiledTemplates:
    """Return the compiled templates that all builds of a process share."""
    return CompiledTemplates()


@pytest.fixture
def make_app(
    make_app: Callable[..., SphinxTestApp],
    compiled_templates: CompiledTemplates,
    request: pytest.FixtureRequest,
) -> Callable[..., SphinxTestApp]:
    """Return Sphinx's function that makes an application, with templates already compiled."""
    if request.config.getoption("build_all"):
        return make_app
    return lambda *arguments, **options: compiled_templates.serve(make_app(*arguments, **options))


@pytest.fixture(scope="module")
def shared_builds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SharedBuilds]:
    """Return the builds that the tests of a module share."""
    shared = SharedBuilds(tmp_path_factory.mktemp("shared"))
    yield shared
    shutil.rmtree(shared.folder)


@pytest.fixture(scope="session")
def project_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the project of each test, at one path for all, which builds record."""
    return tmp_path_factory.mktemp("one") / "project"


@pytest.fixture
def project(
    tmp_path: Path,
    project_folder: Path,
    make_app: Callable[..., SphinxTestApp],
    shared_builds: SharedBuilds,
    request: pytest.FixtureRequest,
) -> Project:
    """Return a project with an index that places all posts, and no post yet."""
    if (
        request.node.get_closest_marker("shared_builds") is None
        or "monkeypatch" in request.fixturenames
        or request.config.getoption("build_all")
    ):
        project = Project(tmp_path / "project", make_app)
    else:
        _file_checksum_inner.cache_clear()  # Sphinx keeps them for a process, by path
        shutil.rmtree(project_folder.parent)
        project_folder.parent.mkdir()
        project = Project(project_folder, make_app, BuildHistory(shared_builds, project_folder))
    project.write({"conf.py": CONF, "index.rst": INDEX})
    return project
