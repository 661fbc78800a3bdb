"""The search index of a site with sphinx_book_theme, by Pagefind (https://pagefind.app/docs/).

A browser loads only the parts of Pagefind's index that contain the terms of a query: half a
megabyte at ten thousand posts, where Sphinx's index is one file of six megabytes, compressed
(measured: guide/search.md). Pagefind also ranks better, and filters.

Sphinx's index remains the fallback: for pages opened as files, where browsers do not load
Pagefind, and where its program is not installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import weakref
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.config import ENUM
from sphinx.util import logging

from sphinx_bindery.common import build_record as records
from sphinx_bindery.common.build_record import build_record, fingerprint, record_path
from sphinx_bindery.common.builders import is_hosted
from sphinx_bindery.common.files import remove_file, write_if_changed
from sphinx_bindery.html import spellings
from sphinx_bindery.html.book_theme import uses_book_theme
from sphinx_bindery.html.search_labels import search_labels
from sphinx_bindery.html.spellings import with_spellings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config

FOLDER = "_pagefind"
"""The folder of the index; no document and no extra file of a project has such a name."""

EVERY_PAGE = "\N{UGARITIC LETTER ALPA}" * 2
"""A term in the metadata of every page, for searches that have filters and no query.

For a search without a term, Pagefind loads all parts of its index: many megabytes at a large site.
"""

_EXCLUDED = (".headerlink", ".toctree-wrapper", "nav.contents", ".linenos")
"""Selectors of elements left out of the index: permalinks, titles of other pages, line numbers."""

_LETTERS = "+#"
"""Characters that are parts of words, as in ``C++`` and ``C#``; Pagefind leaves others out."""

_INPUTS = "/"
"""The name in the build record of what all copies depend on; no path in a site is like it."""

SCRIPT = "pagefind.js"
"""The JavaScript API, in the root of every index."""

_OTHER_INTERFACES = ("pagefind-*.js", "pagefind-*.css")
"""Pagefind's own search boxes, highlighting and web worker, half a megabyte that no page loads."""

_SECTION_WITH_HEADING = re.compile(
    r'(<section\b[^>]*?) id="([^"]+)"([^>]*>\s*(?:<span id="[^"]+"></span>\s*)*<h[2-6])\b'
)

_logger = logging.getLogger(__name__)


class PagefindError(Exception):
    """A failure of Pagefind to index the pages."""


def pagefind_program() -> Path | None:
    """Return the path of Pagefind's program, or None if it is not installed."""
    try:
        from pagefind.service import get_executable  # noqa: PLC0415 (an optional dependency)
    except ImportError:
        return None
    program = get_executable()
    return program if program and program.is_file() else None


class PagefindRun:
    """A process that indexes the pages in a folder.

    The process ends with the run or with this process.

    Args:
        program: The program.
        pages: The folder.
        options: Other arguments of the program.

    Raises:
        PagefindError: The program cannot be started.
    """

    def __init__(self, program: Path, pages: Path, options: Sequence[str]) -> None:
        resources = ExitStack()
        self.close = weakref.finalize(self, resources.close)
        folder = Path(resources.enter_context(TemporaryDirectory()))
        self._index, self._log = folder / "index", folder / "log"
        command = [program, "--quiet", "--site", pages, "--output-path", self._index]
        with self._log.open("wb") as log:
            try:
                self._process = subprocess.Popen(  # noqa: S603
                    [*map(str, command), *options],
                    cwd=folder,  # no configuration file of the caller's folder applies
                    env={k: v for k, v in os.environ.items() if not k.startswith("PAGEFIND_")},
                    stdout=log,
                    stderr=log,
                )
            except OSError as error:
                self.close()
                raise PagefindError(str(error)) from error
        resources.callback(self._process.wait)
        resources.callback(self._process.kill)

    def finish(self, folder: Path) -> None:
        """Wait for the process, and move the index to a folder that does not exist.

        Raises:
            PagefindError: The program failed, for example because the pages have no text.
        """
        status = self._process.wait()
        if status or not (self._index / SCRIPT).is_file():
            output = " ".join(self._log.read_text("utf-8", errors="replace").split())
            self.close()
            raise PagefindError(output or f"exit code {status}")
        for pattern in _OTHER_INTERFACES:
            for file in self._index.glob(pattern):
                file.unlink()
        engines = {file.name: file for file in self._index.glob("wasm.*.pagefind")}
        if len(engines) > 1:  # one for the site's language, and one for unknown languages
            engines["wasm.unknown.pagefind"].unlink()
        shutil.rmtree(folder, ignore_errors=True)
        shutil.move(self._index, folder)
        self.close()


def with_heading_ids(page: str) -> str:
    """Return a page with the ids of its sections moved to their headings.

    Pagefind finds sections by headings with ids (https://github.com/Pagefind/pagefind/issues/818).
    """
    return _SECTION_WITH_HEADING.sub(r'\1\3 id="\2"', page)


def update_copies(
    folder: Path, pages: Mapping[str, Path], outdated: AbstractSet[str], encoding: str
) -> None:
    """Update the copies of pages that Pagefind indexes, with what it needs to find their words.

    There are copies of the given pages alone, whatever else the output folder contains, such as
    pages of deleted documents that Sphinx left behind. They are kept between builds, since making
    all of them takes half as long as indexing them.

    Args:
        folder: The folder of the copies.
        pages: The files of the pages, by path in the site.
        outdated: The paths of pages that have changed.
        encoding: The encoding of the pages.
    """
    for copy in [path for path in folder.rglob("*") if path.is_file()]:
        if copy.relative_to(folder).as_posix() not in pages:
            remove_file(copy, folder)
    for name, page in pages.items():
        copy = folder / name
        if name in outdated or not copy.is_file():
            text = page.read_text(encoding, errors="replace")
            write_if_changed(copy, with_spellings(with_heading_ids(text)).encode())


class SearchIndex:
    """The search index of one application's site."""

    def __init__(self) -> None:
        self._program: Path | None = None
        self._run: PagefindRun | None = None

    def find_program(self, app: Sphinx) -> None:
        """Handle ``builder-inited``: choose between Pagefind and Sphinx's index."""
        self._program = None
        if not _has_search_page(app) or app.config.bindery_search != "pagefind":
            return
        self._program = pagefind_program()
        if self._program is None:
            message = "search: Pagefind is not installed; using Sphinx's index (%s)"
            _logger.info(message, "pip install 'pagefind[bin]'")

    def set_context(
        self, app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: object
    ) -> None:
        """Handle ``html-page-context``: set the variables of our templates."""
        if _has_search_page(app):
            context["search_folder"] = FOLDER if self._program else ""
            context["search_every_page"] = EVERY_PAGE
            context["search_language"] = (app.config.language or "en").replace("_", "-")
            context["search_labels"] = search_labels(app.config.language or "en")
            context["is_searched"] = doctree is not None and _is_searched(app, pagename)

    def start(self, app: Sphinx) -> list[object]:
        """Handle ``html-collect-pages``: index the documents unless up to date; add no page.

        All documents are written by now. Pagefind runs while Sphinx generates the other pages.
        """
        builder = app.builder
        if not is_hosted(builder):
            return []
        folder = Path(app.outdir, FOLDER)
        copies = record_path(builder).with_suffix("") / "search"
        pages = _pages(app, builder) if self._program else {}
        if self._program is None or not pages:
            shutil.rmtree(copies, ignore_errors=True)
            if (folder / SCRIPT).is_file():
                shutil.rmtree(folder, ignore_errors=True)
        elif (outdated := _outdated(app, builder, pages)) or not (folder / SCRIPT).is_file():
            shutil.rmtree(folder, ignore_errors=True)
            outdated = pages.keys() if _INPUTS in outdated else outdated
            update_copies(copies, pages, outdated, app.config.html_output_encoding)
            try:
                self._run = PagefindRun(self._program, copies, _options(builder))
            except PagefindError as error:
                _warn(error)
        return []

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Handle ``build-finished``: add the index to the site."""
        run, self._run = self._run, None
        if run is None:
            return
        if exception is not None:
            run.close()
            return
        try:
            run.finish(Path(app.outdir, FOLDER))
        except PagefindError as error:
            _warn(error)


def _warn(error: PagefindError) -> None:
    message = "search: Pagefind failed, so the search page uses Sphinx's index: %s"
    _logger.warning(message, error, type="bindery", subtype="search")


def _outdated(
    app: Sphinx, builder: StandaloneHTMLBuilder, pages: Mapping[str, Path]
) -> AbstractSet[str]:
    """Return the paths of the pages whose copies are outdated, and record them as indexed.

    They include ``_INPUTS`` if all are.
    """
    code = [Path(module).read_bytes() for module in (__file__, spellings.__file__)]
    encoding = app.config.html_output_encoding
    inputs = fingerprint([version("pagefind"), _options(builder), encoding, code, [*pages]])

    def fingerprints_of_pages() -> dict[str, str]:
        read = {name: fingerprint(page.read_bytes()) for name, page in pages.items()}
        return {_INPUTS: inputs, **read}

    record = build_record(app)
    return {*record.outdated("search", fingerprints_of_pages, source=inputs, is_complete=True)}


def _pages(app: Sphinx, builder: StandaloneHTMLBuilder) -> dict[str, Path]:
    """Return the files of the searched documents that Sphinx has written, by path in the site."""
    docnames = (docname for docname in sorted(app.env.found_docs) if _is_searched(app, docname))
    pages = (Path(builder.get_output_path(docname)) for docname in docnames)
    return {page.relative_to(app.outdir).as_posix(): page for page in pages if page.is_file()}


def _has_search_page(app: Sphinx) -> bool:
    return is_hosted(app.builder) and uses_book_theme(app)


def _is_searched(app: Sphinx, docname: str) -> bool:
    """Return whether a document is in Sphinx's own search index."""
    return "nosearch" not in app.env.metadata.get(docname, {})


def _options(builder: StandaloneHTMLBuilder) -> list[str]:
    # one index for all languages, so that readers search the whole site
    language = _language(builder.config)
    options = ["--glob", f"**/*{builder.out_suffix}", "--force-language", language]
    options += ["--include-characters", _LETTERS]
    for selector in _EXCLUDED:
        options += ["--exclude-selectors", selector]
    if not isinstance(builder, DirectoryHTMLBuilder):
        options.append("--keep-index-url")
    return options


def _language(config: Config) -> str:
    """Return the language of the site without its region or script."""
    return re.split(r"[-_]", config.language or "en")[0]


def setup(app: Sphinx) -> None:
    """Register the option ``bindery_search``, and index the site when its documents are written."""
    app.setup_extension(records.__name__)
    app.add_config_value(
        "bindery_search",
        "pagefind",
        "html",
        types=ENUM("pagefind", "sphinx"),
        description="The search engine of the site: pagefind, or sphinx for Sphinx's own index.",
    )
    index = SearchIndex()
    app.connect("builder-inited", index.find_program)
    app.connect("html-page-context", index.set_context)
    app.connect("html-collect-pages", index.start, priority=100)
    app.connect("build-finished", index.finish, priority=950)
