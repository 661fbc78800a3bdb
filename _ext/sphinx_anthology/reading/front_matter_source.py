"""The front matter that parsers are given, in place of what they would reject or print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import get_filetype

from sphinx_anthology.core.frontmatter.markdown import UnreadableError
from sphinx_anthology.core.frontmatter.parser_source import parser_source, without_front_matter
from sphinx_anthology.domain import anthology_domain

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx


def connect_front_matter(app: Sphinx) -> None:
    """Connect the handlers of the events at which source texts are read."""
    app.connect("source-read", prepare_front_matter)
    app.connect("include-read", prepare_included_file)


def prepare_front_matter(app: Sphinx, docname: str, source: list[str]) -> None:
    """Handle ``source-read``: replace front matter that the parser cannot read.

    Unreadable front matter of a page that is not a post is left to the parser, which warns.
    """
    path = app.env.doc2path(docname)
    is_markdown = get_filetype(app.config.source_suffix, path) != "restructuredtext"
    try:
        source[0] = parser_source(source[0], is_markdown=is_markdown)
    except UnreadableError:
        if docname in anthology_domain(app.env).published:
            source[0] = without_front_matter(source[0], is_markdown=is_markdown)


def prepare_included_file(_app: Sphinx, path: Path, _docname: str, source: list[str]) -> None:
    """Handle ``include-read``: replace front matter of an included Markdown file likewise."""
    if path.suffix == ".md":
        try:
            source[0] = parser_source(source[0], is_markdown=True)
        except UnreadableError:
            source[0] = without_front_matter(source[0], is_markdown=True)
