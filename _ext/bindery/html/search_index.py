"""The search of a site with sphinx_book_theme: an index by Pagefind, made when the pages are.

Why Pagefind and not Sphinx's index: a browser asks for the parts of it that the words of a search
need. Of ten thousand posts that is half a megabyte, whereas Sphinx's index is one file of six,
compressed (measured: guide/search.md). It also finds more of what is sought, and filters.

Sphinx's index stays for pages that are opened as files, where no browser lets Pagefind load, and
for where its program is not installed. See https://pagefind.app/docs/ on the program.
"""

from __future__ import annotations

import os
import re
import subprocess
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.config import ENUM
from sphinx.util import logging

from .book_theme import uses_book_theme
from .search_files import ENTRY, index_files
from .sites import is_for_hosts
from .written import kept_file

if TYPE_CHECKING:
    from collections.abc import Iterator

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

_SECTION_WITH_HEADING = re.compile(
    r'(<section\b[^>]*?) id="([^"]+)"([^>]*>\s*(?:<span id="[^"]+"></span>\s*)*<h[2-6])\b'
)

_logger = logging.getLogger(__name__)


def program() -> Path | None:
    """Return Pagefind's program, None where it is not installed."""
    try:
        from pagefind.service import get_executable  # noqa: PLC0415 (may be missing)
    except ImportError:
        return None
    found = get_executable()
    return found if found and found.is_file() else None


class SearchIndex:
    """Makes the index of one application's site, if it has one."""

    def __init__(self) -> None:
        self._program: Path | None = None

    def choose(self, app: Sphinx) -> None:
        """Handle ``builder-inited``: find out whether the site is searched by Pagefind."""
        self._program = None
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

    def write(self, app: Sphinx, exception: Exception | None) -> None:
        """Handle ``build-finished``, when all pages are there: index them if any has changed."""
        builder = app.builder
        if exception is not None or not is_for_hosts(builder):
            return
        folder = Path(app.outdir, FOLDER)
        if self._program is None or not (pages := sorted(_pages(builder))):
            if (folder / ENTRY).is_file():  # of an earlier build, with what is withdrawn since
                replace_files(folder, {})
            return
        options = _options(builder)
        state = _state(pages, options, Path(app.outdir))
        kept = kept_file(builder, "search")
        if (folder / ENTRY).is_file() and kept.is_file() and kept.read_text("utf-8") == state:
            return
        encoding = app.config.html_output_encoding
        files = index(self._program, Path(app.outdir), pages, encoding, options)
        replace_files(folder, files)
        if files:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(state, encoding="utf-8")


def index(
    pagefind: Path, site: Path, pages: list[Path], encoding: str, options: list[str]
) -> dict[str, bytes]:
    """Return the files that a browser asks for, by their paths in the folder of the index.

    Args:
        pagefind: the program.
        site: the folder of the site.
        pages: the pages to index; others that lie in the folder, such as those of documents that
            are no more, are not in the index.
        encoding: that of the pages; Pagefind reads UTF-8, whatever they say.
        options: more options of the program.

    Where the program fails this warns and returns nothing.
    """
    with TemporaryDirectory() as base:
        copies, made = Path(base, "site"), Path(base, "index")
        for page in pages:
            copy = copies / page.relative_to(site)
            copy.parent.mkdir(parents=True, exist_ok=True)
            text = page.read_text(encoding, errors="replace")
            copy.write_text(with_ids_at_headings(text), "utf-8", newline="\n")
        wrong = _run(pagefind, ["--site", str(copies), "--output-path", str(made), *options], base)
        if wrong or not (made / ENTRY).is_file():
            message = "Pagefind made no index, the search uses Sphinx's: %s"
            _logger.warning(message, wrong or "no page", type="bindery", subtype="search")
            return {}
        return index_files(made)


def _run(pagefind: Path, arguments: list[str], folder: str) -> str:
    """Run the program; return what is wrong, nothing where all went well."""
    try:
        run = subprocess.run(  # noqa: S603
            [pagefind, "--quiet", *arguments],
            cwd=folder,  # a configuration in the caller's folder is not of this site
            env={name: told for name, told in os.environ.items() if "PAGEFIND" not in name},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        return str(error)
    if not run.returncode:
        return ""
    return " ".join((run.stderr or run.stdout).split()) or f"exit code {run.returncode}"


def with_ids_at_headings(page: str) -> str:
    """Return a page whose headings have the ids of their sections, as Pagefind looks for them."""
    return _SECTION_WITH_HEADING.sub(r'\1\3 id="\2"', page)


def replace_files(folder: Path, files: dict[str, bytes]) -> None:
    """Make the files of a folder those that are given; leave alone those that are just so."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(folder).as_posix() not in files:
            path.unlink()
    for name, data in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    if not files and folder.is_dir():
        folder.rmdir()


def _has_search_page(app: Sphinx) -> bool:
    return is_for_hosts(app.builder) and uses_book_theme(app)


def _is_searched(app: Sphinx, docname: str) -> bool:
    """Tell whether a document is to be found, as Sphinx has it for its own index."""
    return "nosearch" not in app.env.metadata.get(docname, {})


def _pages(builder: StandaloneHTMLBuilder) -> Iterator[Path]:
    for docname in builder.env.found_docs:
        page = Path(builder.get_output_path(docname))
        if page.is_file() and _is_searched(builder._app, docname):
            yield page


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


def _state(pages: list[Path], options: list[str], site: Path) -> str:
    """Return a digest of all that makes an index; pages by their times, not to read them all."""
    facts: list[object] = [version("pagefind"), options]
    for page in pages:
        stat = page.stat()
        facts.append((page.relative_to(site).as_posix(), stat.st_size, stat.st_mtime_ns))
    return blake2b(repr(facts).encode(), digest_size=16).hexdigest()


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
    app.connect("build-finished", index.write, priority=950)
