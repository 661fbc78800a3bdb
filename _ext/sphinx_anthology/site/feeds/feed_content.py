"""The text of each post as its page has it, kept for the feeds.

Pages may be written in workers, whose memory is lost; so each leaves its text in a file of the
cache. A page that a build does not write keeps its text from before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_anthology.build_cache import cache_folder
from sphinx_anthology.core.pages.feed_content import standalone
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import base_url
from sphinx_anthology.urls import absolute
from sphinx_bindery.common.builders import is_hosted
from sphinx_bindery.common.files import remove_file, write_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.post import Post


def keep_fragment(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Handle ``html-page-context``, after whoever changes the text: keep that of a post."""
    builder = app.builder
    if not is_hosted(builder) or not _wants_fragments(app):
        return
    post = anthology_domain(app.env).catalogue.by_docname.get(pagename)
    if doctree is not None and post and post.date:
        address = absolute(builder, pagename)
        text = f"{address}\n{standalone(context['body'], address)}"
        write_if_changed(_path(builder, pagename), text.encode())


def forget_fragments(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-updated``: remove the text of what is no post of the feeds any more."""
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder):
        folder = _folder(builder)
        there = set(folder.rglob("*.html"))
        kept = {_path(builder, post.docname) for post in _with_fragments(env)} if there else set()
        for path in there - kept:
            remove_file(path, folder)
    return []


def find_missing(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-updated``: return the posts whose pages must be written for their text."""
    builder = app.builder
    if not is_hosted(builder) or not _wants_fragments(app):
        return []
    return [post.docname for post in _with_fragments(env) if _kept(builder, post.docname) is None]


def fragment(builder: StandaloneHTMLBuilder, docname: str) -> str:
    """Return the text of a post as HTML with absolute addresses, nothing where none is kept."""
    return _kept(builder, docname) or ""


def _kept(builder: StandaloneHTMLBuilder, docname: str) -> str | None:
    """Return what is kept of a post; another site of the same cache may have kept another's."""
    path = _path(builder, docname)
    if not path.is_file():
        return None
    address, _newline, text = path.read_bytes().decode().partition("\n")
    return text if address == absolute(builder, docname) else None


def _folder(builder: StandaloneHTMLBuilder) -> Path:
    return cache_folder(builder) / "fragments"


def _path(builder: StandaloneHTMLBuilder, docname: str) -> Path:
    return _folder(builder) / f"{docname}.html"


def _with_fragments(env: BuildEnvironment) -> Iterator[Post]:
    return (post for post in anthology_domain(env).catalogue.posts if post.date)


def _wants_fragments(app: Sphinx) -> bool:
    full = app.config.anthology_feed_content == "full"
    return full and bool(base_url(app.config))
