"""The search index of a site with sphinx_book_theme, by Pagefind (https://pagefind.app/docs/).

A browser loads only the parts of Pagefind's index that contain the terms of a query: half a
megabyte at ten thousand posts, where Sphinx's index is one file of six megabytes, compressed
(measured: guide/search.md). Pagefind also ranks better, and filters.

Sphinx's index remains the fallback: for pages opened as files, where browsers do not load
Pagefind, and where its program is not installed.
"""

from __future__ import annotations

import re
import shutil
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.config import ENUM
from sphinx.util import logging

from sphinx_bindery.common import build_record as records
from sphinx_bindery.common.build_record import build_record, fingerprint
from sphinx_bindery.common.builders import is_hosted
from sphinx_bindery.html.book_theme import uses_book_theme
from sphinx_bindery.html.pagefind import SCRIPT, PagefindError, PagefindRun, pagefind_program

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config

FOLDER = "_pagefind"
"""The folder of the index; no document and no extra file of a project has such a name."""

EVERY_PAGE = "\N{UGARITIC LETTER ALPA}" * 2
"""A term in the metadata of every page, which a search for filters alone looks up.

For a search without a term, Pagefind loads all parts of its index: many megabytes at a large site.
"""

_EXCLUDED = (".headerlink", ".toctree-wrapper", "nav.contents", ".linenos")
"""Selectors of what is no text of the page: permalinks, titles of other pages, line numbers."""

_UNSEGMENTED = frozenset({"ja", "zh"})
"""Languages written without spaces, which only the extended Pagefind segments into words."""

_logger = logging.getLogger(__name__)


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
        language = _language(app.config)
        if language in _UNSEGMENTED:
            message = "search: Pagefind does not segment the language %r; using Sphinx's index"
            _logger.info(message, language)
            return
        self._program = pagefind_program()
        if self._program is None:
            message = "search: Pagefind is not installed; using Sphinx's index (%s)"
            _logger.info(message, "pip install 'pagefind[bin]'")

    def set_context(
        self,
        app: Sphinx,
        pagename: str,
        _templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Handle ``html-page-context``: set the variables of our templates."""
        if _has_search_page(app):
            context["search_folder"] = FOLDER if self._program else ""
            context["search_every_page"] = EVERY_PAGE
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
            shutil.rmtree(folder, ignore_errors=True)
        elif not (_is_up_to_date(app, builder, docnames) and (folder / SCRIPT).is_file()):
            shutil.rmtree(folder, ignore_errors=True)
            try:
                pages = _pages(builder, docnames)
                self._run = PagefindRun(self._program, pages, _options(builder))
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
    """Return whether the pages were indexed as they are, and record them as indexed."""
    record, section = build_record(app), "search"
    inputs = repr([version("pagefind"), _options(builder)]).encode()

    def page_fingerprints() -> dict[str, str]:
        return {
            name: blake2b(inputs + path.read_bytes(), digest_size=16).hexdigest()
            for name, path in _page_files(builder, docnames)
        }

    is_same_set = record.fingerprints(section).keys() == {*docnames}
    source = fingerprint([inputs, docnames])
    outdated = record.outdated(section, page_fingerprints, source=source, is_complete=True)
    return is_same_set and not outdated


def _page_files(
    builder: StandaloneHTMLBuilder, docnames: Sequence[str]
) -> Iterator[tuple[str, Path]]:
    """Yield each docname with its page, unless Sphinx has not written that yet."""
    for docname in docnames:
        path = Path(builder.get_output_path(docname))
        if path.is_file():
            yield docname, path


def _pages(builder: StandaloneHTMLBuilder, docnames: Sequence[str]) -> Iterator[tuple[str, str]]:
    for _docname, path in _page_files(builder, docnames):
        html = path.read_text(builder.config.html_output_encoding, errors="replace")
        yield path.relative_to(builder.outdir).as_posix(), html


def _has_search_page(app: Sphinx) -> bool:
    return is_hosted(app.builder) and uses_book_theme(app)


def _is_searched(app: Sphinx, docname: str) -> bool:
    """Return whether a document is in Sphinx's own search index."""
    return "nosearch" not in app.env.metadata.get(docname, {})


def _options(builder: StandaloneHTMLBuilder) -> list[str]:
    # one index for all languages: readers search the site
    language = _language(builder.config)
    options = ["--glob", f"**/*{builder.out_suffix}", "--force-language", language]
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
