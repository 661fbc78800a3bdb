"""The search index of a site with sphinx_book_theme, by Pagefind (https://pagefind.app/docs/).

A browser loads only the parts of Pagefind's index that contain the terms of a query: half a
megabyte at ten thousand posts, where Sphinx's index is one file of six megabytes, compressed
(measured: guide/search.md). Pagefind also ranks better, and filters.

Sphinx's index remains the fallback: for pages opened as files, where browsers do not load
Pagefind, and where its program is not installed.
"""

from __future__ import annotations

import shutil
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.util import logging

from sphinx_bindery.common import build_record as records
from sphinx_bindery.common.build_record import build_record, fingerprint, record_path
from sphinx_bindery.common.builders import is_hosted
from sphinx_bindery.common.files import write_if_changed
from sphinx_bindery.common.language_tag import language_tag, primary_language
from sphinx_bindery.common.options import Option
from sphinx_bindery.common.repairs.option_names import replace_invalid
from sphinx_bindery.html.book_theme import uses_book_theme
from sphinx_bindery.html.search import search_documents, spellings
from sphinx_bindery.html.search.pagefind_run import (
    SCRIPT,
    PagefindError,
    PagefindRun,
    pagefind_program,
)
from sphinx_bindery.html.search.search_documents import (
    EVERY_PAGE,
    remove_others,
    search_document,
)
from sphinx_bindery.html.search.search_labels import search_labels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

FOLDER = "_pagefind"
"""The folder of the index in the site."""

_EXCLUDED = (".headerlink", ".toctree-wrapper", "nav.contents", ".linenos")
"""Selectors of elements left out of the index: permalinks, titles of other pages, line numbers."""

_LETTERS = "+#"
"""Punctuation that is indexed, as in ``C++`` and ``C#``; Pagefind ignores all other."""

_SECTION = "search"
_WRITING, _INDEXING = "/writing", "/indexing"
"""Names in the build record for the code that writes search documents and for the index's inputs.

They begin with a slash, unlike the paths of pages in the same section.
"""

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
        self._program = pagefind_program()
        if self._program is None:
            message = "search: Pagefind is not installed; using Sphinx's index (%s)"
            _logger.info(message, "pip install 'pagefind[bin]'")

    def set_context(
        self, app: Sphinx, pagename: str, _template: str, context: dict[str, Any], doctree: object
    ) -> None:
        """Handle ``html-page-context``: set the variables of the search templates."""
        if _has_search_page(app):
            context["search_folder"] = FOLDER if self._program else ""
            context["search_every_page"] = EVERY_PAGE
            context["search_language"] = language_tag(app.config.language or "en")
            context["search_labels"] = search_labels(app.config.language or "en")
            context["is_searched"] = doctree is not None and _is_searched(app, pagename)

    def find_missing(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Handle ``env-updated``: return the docnames of pages without a search document.

        All search documents are removed if the code that writes them has changed.
        """
        builder = app.builder
        if self._program is None or not is_hosted(builder):
            return []
        if build_record(app).fingerprints(_SECTION).get(_WRITING) != _fingerprint_of_writing():
            shutil.rmtree(_folder(builder), ignore_errors=True)
        docnames = env.found_docs & env.all_docs.keys()
        return [
            docname
            for docname in sorted(docnames)
            if _is_searched(app, docname) and not _document(builder, docname).is_file()
        ]

    def write(
        self,
        app: Sphinx,
        pagename: str,
        _template: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Handle ``html-page-context``, after all changes: write the search document of a page."""
        builder = app.builder
        if (
            self._program
            and doctree is not None
            and is_hosted(builder)
            and _is_searched(app, pagename)
        ):
            document = search_document(
                title=app.env.titles[pagename].astext(),
                metatags=context.get("metatags", ""),
                body=context["body"],
                language=context["search_language"],
            )
            write_if_changed(_document(builder, pagename), document.encode())

    def start(self, app: Sphinx) -> list[object]:
        """Handle ``html-collect-pages``: index the documents unless up to date; add no page.

        All documents are written by now. Pagefind runs while Sphinx generates the other pages.
        """
        builder = app.builder
        if not is_hosted(builder):
            return []
        index, folder = Path(app.outdir, FOLDER), _folder(builder)
        documents = _documents(app, builder) if self._program else {}
        if self._program is None or not documents:
            shutil.rmtree(folder, ignore_errors=True)
            if (index / SCRIPT).is_file():
                shutil.rmtree(index, ignore_errors=True)
        elif _is_outdated(app, builder, documents) or not (index / SCRIPT).is_file():
            shutil.rmtree(index, ignore_errors=True)
            remove_others(folder, documents)
            try:
                self._run = PagefindRun(self._program, folder, _options(builder))
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


def _is_outdated(
    app: Sphinx, builder: StandaloneHTMLBuilder, documents: Mapping[str, Path]
) -> bool:
    """Return whether the index is outdated, and record the state that this build indexes."""
    writing = _fingerprint_of_writing()
    inputs = fingerprint((version("pagefind"), _options(builder), writing, [*documents]))

    def fingerprints_of_documents() -> dict[str, str]:
        read = {name: fingerprint(path.read_bytes()) for name, path in documents.items()}
        return {_WRITING: writing, _INDEXING: inputs, **read}

    record = build_record(app)
    return bool(
        record.outdated(_SECTION, fingerprints_of_documents, source=inputs, is_complete=True)
    )


@cache
def _fingerprint_of_writing() -> str:
    """Return the fingerprint of the code that writes search documents."""
    modules = (search_documents.__file__, spellings.__file__)
    return fingerprint([Path(file).read_bytes() for file in modules])


def _folder(builder: Builder) -> Path:
    """Return the folder of the search documents of a builder and its output folder."""
    return record_path(builder).with_suffix("") / "search"


def _document(builder: StandaloneHTMLBuilder, docname: str) -> Path:
    """Return the search document of a page, which has the path of the page in the site."""
    return _folder(builder) / Path(builder.get_output_path(docname)).relative_to(builder.outdir)


def _documents(app: Sphinx, builder: StandaloneHTMLBuilder) -> dict[str, Path]:
    """Return the search documents of the pages in the site, by path in it."""
    docnames = (docname for docname in sorted(app.env.found_docs) if _is_searched(app, docname))
    found = {
        Path(builder.get_output_path(docname)): _document(builder, docname) for docname in docnames
    }
    return {
        page.relative_to(app.outdir).as_posix(): document
        for page, document in found.items()
        if page.is_file() and document.is_file()
    }


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
    return primary_language(config.language or "en")


def _search_error(value: object) -> str:
    known = {"pagefind", "sphinx"}
    return "" if value in known else f"{value!r} is unknown; write 'pagefind' or 'sphinx'"


SEARCH = Option(
    "bindery_search",
    "pagefind",
    (str,),
    "The search engine of the site: pagefind, or sphinx for Sphinx's own index.",
    check=_search_error,
    rebuild="html",
)


def _check_option(app: Sphinx, config: Config) -> None:
    """Handle ``config-inited``."""
    replace_invalid(app.confdir, config, SEARCH, "config")


def setup(app: Sphinx) -> None:
    """Register the option ``bindery_search``, and index the site when its documents are written."""
    app.setup_extension(records.__name__)
    SEARCH.declare(app)
    app.connect("config-inited", _check_option)
    index = SearchIndex()
    app.connect("builder-inited", index.find_program)
    app.connect("html-page-context", index.set_context)
    app.connect("env-updated", index.find_missing, priority=900)
    app.connect("html-page-context", index.write, priority=990)
    app.connect("html-collect-pages", index.start, priority=100)
    app.connect("build-finished", index.finish, priority=950)
