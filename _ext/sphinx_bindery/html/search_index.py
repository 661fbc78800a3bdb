"""The search of a site with sphinx_book_theme: an index by Pagefind, made when the pages are.

Why Pagefind and not Sphinx's index: a browser asks for the parts of it that the words of a search
need. Of ten thousand posts that is half a megabyte, whereas Sphinx's index is one file of six,
compressed (measured: guide/search.md). It also finds more of what is sought, and filters.

Sphinx's index stays for pages that are opened as files, where no browser lets Pagefind load, and
for where its program is not installed. See https://pagefind.app/docs/ on the program.
"""

from __future__ import annotations

import gc
import re
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any, Literal

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.config import ENUM
from sphinx.errors import SphinxParallelError
from sphinx.util import logging

from sphinx_bindery.common.builders import is_hosted
from sphinx_bindery.html.book_theme import uses_book_theme
from sphinx_bindery.html.page_record import kept_file
from sphinx_bindery.html.search_files import ENTRY, files_in, path_in, replace_files
from sphinx_bindery.html.search_program import ProgramError, index, program
from sphinx_bindery.html.search_shard import sort_values
from sphinx_bindery.html.search_shards import Index, joined_index, rules, shards_of
from sphinx_bindery.html.search_state import read_state, state_of, write_state
from sphinx_bindery.speedups.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config

FOLDER = "_pagefind"
"""All that lies in it is of the index; named so that no document and no extra file lies there."""

EVERY_PAGE = "\N{UGARITIC LETTER ALPA}" * 2
"""A word of every page, to find all that filters leave; no word that a reader types begins so.

Without words Pagefind asks for all parts of its index, which of a large site is many megabytes.
"""

_NOT_TEXT = (".headerlink", ".toctree-wrapper", "nav.contents", ".linenos")
"""What stands in the text of a page, and is none: signs, and the titles of other pages."""

_WITHOUT_BLANKS = frozenset({"ja", "zh"})
"""Languages written without blanks, whose words only the extended Pagefind tells apart."""

_logger = logging.getLogger(__name__)


class SearchIndex:
    """Makes the index of one application's site, if it has one."""

    def __init__(self) -> None:
        self._program: Path | None = None
        self._workers = Workers(1)
        self._failed = False

    def choose(self, app: Sphinx) -> None:
        """Handle ``builder-inited``: find out whether the site is searched by Pagefind."""
        self._program = None
        self._failed = False
        if not _has_search_page(app) or app.config.bindery_search != "pagefind":
            return
        language = _language(app.config)
        if language in _WITHOUT_BLANKS:
            told = "search with Sphinx's index: Pagefind does not tell the words of %r apart"
            _logger.info(told, language)
            return
        self._program = program()
        if self._program is None:
            hint = "pip install 'pagefind[bin]'"
            _logger.info("search with Sphinx's index: Pagefind is not installed (%s)", hint)

    def set_context(
        self,
        app: Sphinx,
        pagename: str,
        _templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Handle ``html-page-context``: tell the templates what is searched, and with what."""
        if _has_search_page(app):
            context["search_folder"] = FOLDER if self._program else ""
            context["search_every_page"] = EVERY_PAGE
            context["is_searched"] = doctree is not None and _is_searched(app, pagename)

    def begin(self, app: Sphinx) -> list[object]:
        """Handle ``html-collect-pages``, when documents are written: index them meanwhile.

        What comes now is in no index: pages of names, feeds, files. It adds no page.
        """
        if self._program is not None and getattr(app.builder, "parallel_ok", False):
            self._workers.start(lambda _say: self._write_apart(app), self._note_end)
        return []

    def write(self, app: Sphinx, exception: Exception | None) -> None:
        """Handle ``build-finished``, when all pages are there: index what is not yet."""
        if exception is None:
            with suppress(SphinxParallelError):  # what a process that was ended has not done
                self._workers.join()
        self._workers.__exit__()
        if exception is None and not self._failed:
            self._write(app)

    def _write_apart(self, app: Sphinx) -> bool:
        gc.disable()  # a seventh of the time: this process makes many objects, and soon ends
        return self._write(app)

    def _note_end(self, is_well: object) -> None:
        self._failed = not is_well

    def _write(self, app: Sphinx) -> bool:
        """Index the pages if any has changed since they were indexed; tell if all went well."""
        builder = app.builder
        if not is_hosted(builder):
            return True
        folder = Path(app.outdir, FOLDER)
        there = files_in(folder)
        if self._program is None:
            return _withdraw(folder, there)
        kept = kept_file(builder, "search")
        before = read_state(kept) if ENTRY in there else None
        how = repr([version("pagefind"), _options(builder), rules()])
        state = state_of(Path(app.outdir), sorted(_pages(builder)), how, before)
        if not state.pages:
            return _withdraw(folder, there)
        if state == before:
            return True
        if before and (before.how, before.digests()) == (state.how, state.digests()):
            write_state(kept, state)
            return True
        kept.unlink(missing_ok=True)  # what is interrupted now begins anew
        if before is None or before.how != state.how:
            there = set()
        try:
            files = _index(builder, self._program, state.digests(), kept.with_suffix(""), there)
        except ProgramError as error:
            message = "Pagefind made no index, the search uses Sphinx's: %s"
            _logger.warning(message, error, type="bindery", subtype="search")
            replace_files(folder, {})
            return False
        replace_files(folder, files)
        write_state(kept, state)
        return True


def _withdraw(folder: Path, there: set[str]) -> Literal[True]:
    """Remove the index of an earlier build, with what is withdrawn since."""
    if ENTRY in there:
        replace_files(folder, {})
    return True


def _index(
    builder: StandaloneHTMLBuilder,
    pagefind: Path,
    pages: dict[str, str],
    kept: Path,
    there: set[str],
) -> dict[str, bytes | None]:
    """Return the files of an index, by their paths in its folder, None for one that stays.

    Args:
        builder: the builder of the site.
        pagefind: the program.
        pages: by path in the site, what tells whether a page is as it was; others that lie there,
            such as those of documents that are no more, are not in the index.
        kept: the folder for what is told of shards.
        there: the files that the folder of the index has.

    Raises:
        ProgramError: The program fails.
    """

    def make(names: Iterable[str]) -> Index:
        sorts = {}

        def texts() -> Iterator[tuple[str, str]]:
            for name in names:
                # Pagefind reads UTF-8, whatever a page says
                encoding = builder.config.html_output_encoding
                text = Path(builder.outdir, name).read_text(encoding, errors="replace")
                sorts[_address(builder, name)] = sort_values(text)
                yield name, text

        return Index(index(pagefind, texts(), _options(builder)), sorts)

    shards = shards_of(pages)
    if len(shards) > 1:
        try:
            shards_with_digests = [{name: pages[name] for name in shard} for shard in shards]
            return joined_index(shards_with_digests, kept, there, make)
        except (KeyError, IndexError, TypeError, ValueError) as error:
            told = "search: all pages are indexed anew, this Pagefind makes other files: %r"
            _logger.info(told, error)
    rmtree(kept, ignore_errors=True)
    return {**make(pages).files}


def _has_search_page(app: Sphinx) -> bool:
    return is_hosted(app.builder) and uses_book_theme(app)


def _is_searched(app: Sphinx, docname: str) -> bool:
    """Tell whether a document is to be found, as Sphinx has it for its own index."""
    return "nosearch" not in app.env.metadata.get(docname, {})


def _pages(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    outdir = Path(builder.outdir)
    for docname in builder.env.found_docs:
        if _is_searched(builder._app, docname):
            yield path_in(outdir, str(builder.get_output_path(docname)))


def _address(builder: StandaloneHTMLBuilder, page: str) -> str:
    """Return the address that Pagefind gives a page."""
    if isinstance(builder, DirectoryHTMLBuilder):
        page = page.removesuffix("index.html")
    return f"/{page}"


def _options(builder: StandaloneHTMLBuilder) -> list[str]:
    # A page in another language stays in the one index: a reader searches the site, not a language.
    language = _language(builder.config)
    options = ["--glob", f"**/*{builder.out_suffix}", "--force-language", language]
    for selector in _NOT_TEXT:
        options += ["--exclude-selectors", selector]
    if not isinstance(builder, DirectoryHTMLBuilder):
        options.append("--keep-index-url")
    return options


def _language(config: Config) -> str:
    """Return the language of the site without its region or script."""
    return re.split(r"[-_]", config.language or "en")[0]


def setup(app: Sphinx) -> None:
    """Register the option and connect the handlers, the last one after all who write pages."""
    app.add_config_value(
        "bindery_search",
        "pagefind",
        "html",
        types=ENUM("pagefind", "sphinx"),
        description="What searches the site: pagefind, or Sphinx's own index.",
    )
    index = SearchIndex()
    app.connect("builder-inited", index.choose)
    app.connect("html-page-context", index.set_context)
    app.connect("html-collect-pages", index.begin, priority=100)
    app.connect("build-finished", index.write, priority=950)
