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
from sphinx_bindery.common.build_record import build_record, fingerprint
from sphinx_bindery.common.builders import is_hosted
from sphinx_bindery.html.book_theme import uses_book_theme
from sphinx_bindery.html.search_labels import search_labels
from sphinx_bindery.html.spellings import with_spellings

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    """A process that indexes copies of pages in a temporary folder.

    Only the given pages are indexed, whatever else the output folder contains, such as pages of
    deleted documents that Sphinx left behind. The process ends with the run or with this process.

    Args:
        program: The program.
        pages: The files of the pages.
        builder: The builder that has written them.

    Raises:
        PagefindError: The program cannot be started.
    """

    def __init__(
        self, program: Path, pages: Sequence[Path], builder: StandaloneHTMLBuilder
    ) -> None:
        resources = ExitStack()
        self.close = weakref.finalize(self, resources.close)
        folder = Path(resources.enter_context(TemporaryDirectory()))
        self._index, self._log = folder / "index", folder / "log"
        copies = folder / "site"
        for page in pages:
            copy = copies / page.relative_to(builder.outdir)
            copy.parent.mkdir(parents=True, exist_ok=True)
            text = page.read_text(builder.config.html_output_encoding, errors="replace")
            copy.write_text(with_spellings(with_heading_ids(text)), "utf-8", newline="\n")
        command = [program, "--quiet", "--site", copies, "--output-path", self._index]
        with self._log.open("wb") as log:
            try:
                self._process = subprocess.Popen(  # noqa: S603
                    [*map(str, command), *_options(builder)],
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
        """Handle ``html-collect-pages``: index the documents, unless the index is up to date.

        All documents are written by now. Pagefind runs while Sphinx generates the other pages.

        Returns:
            No page.
        """
        builder = app.builder
        if not is_hosted(builder):
            return []
        folder = Path(app.outdir, FOLDER)
        docnames = [name for name in sorted(app.env.found_docs) if _is_searched(app, name)]
        if self._program is None or not docnames:
            if (folder / SCRIPT).is_file():
                shutil.rmtree(folder, ignore_errors=True)
        elif not (_is_up_to_date(app, builder, docnames) and (folder / SCRIPT).is_file()):
            shutil.rmtree(folder, ignore_errors=True)
            try:
                pages = _pages(builder, docnames)
                self._run = PagefindRun(self._program, pages, builder)
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


def _is_up_to_date(app: Sphinx, builder: StandaloneHTMLBuilder, docnames: Sequence[str]) -> bool:
    """Return whether the index is up to date, and record the pages as indexed."""
    inputs = fingerprint([version("pagefind"), _options(builder), docnames])

    def fingerprint_of_pages() -> dict[str, str]:
        pages = [fingerprint(page.read_bytes()) for page in _pages(builder, docnames)]
        return {"pages": fingerprint([inputs, pages])}

    record = build_record(app)
    return not record.outdated("search", fingerprint_of_pages, source=inputs, is_complete=True)


def _pages(builder: StandaloneHTMLBuilder, docnames: Sequence[str]) -> list[Path]:
    """Return the pages that Sphinx has written."""
    pages = (Path(builder.get_output_path(docname)) for docname in docnames)
    return [page for page in pages if page.is_file()]


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
