"""Replacement of front matter that a parser would reject or print as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import get_filetype

from sphinx_anthology.core.frontmatter.markdown import UnreadableError
from sphinx_anthology.core.frontmatter.parser_settings import restricted_source
from sphinx_anthology.core.frontmatter.parser_source import parser_source, without_front_matter
from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.core.values.notebook import SUFFIX
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.source_suffixes import markdown_suffixes
from sphinx_anthology.warnings import warn, warn_of
from sphinx_bindery.common.repairs.unusable_images import REPORTED_TEMPLATES

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx


def connect_front_matter(app: Sphinx) -> None:
    """Connect the handlers that change source texts before they are parsed."""
    app.connect("source-read", prepare_front_matter)
    app.connect("source-read", restrict_parser_settings, priority=900)
    app.connect("include-read", prepare_included_file)


def prepare_front_matter(app: Sphinx, docname: str, source: list[str]) -> None:
    """Handle ``source-read``: replace front matter that the parser cannot read.

    Unreadable front matter of a post is reported with the post; that of any other page is reported
    here.
    """
    scan = anthology_domain(app.env).scans.get(docname)
    if scan and any(problem.kind == Kind.TEMPLATE for problem in scan.text_problems):
        app.env.temp_data[REPORTED_TEMPLATES] = True
    path = app.env.doc2path(docname)
    if path.suffix == SUFFIX:
        return
    is_markdown = get_filetype(app.config.source_suffix, path) != "restructuredtext"
    try:
        source[0] = parser_source(source[0], is_markdown=is_markdown)
    except UnreadableError as error:
        source[0] = without_front_matter(source[0], is_markdown=is_markdown)
        if docname not in anthology_domain(app.env).published:
            warn_of(error.problem, docname)


def restrict_parser_settings(app: Sphinx, docname: str, source: list[str]) -> None:
    """Handle ``source-read``: remove settings with which a text could run code, with a warning.

    It runs after the handlers of other extensions, which may add settings.
    """
    path = app.env.doc2path(docname)
    if get_filetype(app.config.source_suffix, path) == "restructuredtext":
        return
    text = source[0]
    source[0], key = restricted_source(
        text,
        getattr(app.config, "myst_enable_extensions", ()),
        getattr(app.config, "myst_disable_syntax", ()),
    )
    if key:
        lines = text.splitlines()
        line = next((number for number, line in enumerate(lines, 1) if key in line), 1)
        message = (
            f"myst.{key}: a text cannot enable substitutions, which run code, or syntax that "
            "conf.py disables; remove it, or enable it for all texts in conf.py"
        )
        warn(Kind.UNSAFE, message, (docname, line))


def prepare_included_file(app: Sphinx, path: Path, _docname: str, source: list[str]) -> None:
    """Handle ``include-read``: replace front matter of an included Markdown file likewise."""
    if path.name.endswith(markdown_suffixes(app.config)):
        try:
            source[0] = parser_source(source[0], is_markdown=True)
        except UnreadableError:
            source[0] = without_front_matter(source[0], is_markdown=True)
