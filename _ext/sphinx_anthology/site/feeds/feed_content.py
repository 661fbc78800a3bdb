"""Feed content: the HTML of each post, cached when its page is written.

Pages may be written in worker processes, so the cache is a file for each post. An incremental
build uses the files of pages that it does not write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_anthology.build_cache import cache_folder
from sphinx_anthology.core.pages.portable_html import feed_content
from sphinx_anthology.documents import absolute
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import base_url
from sphinx_bindery.common.builders import is_hosted
from sphinx_bindery.common.files import remove_file, write_if_changed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.post import Post


def cache_feed_content(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Handle ``html-page-context``, after all changes to the body: cache that of a post."""
    builder = app.builder
    if not is_hosted(builder) or not _has_full_content(app):
        return
    post = anthology_domain(app.env).catalogue.by_docname.get(pagename)
    if doctree is not None and post and post.date:
        address = absolute(builder, pagename)
        text = f"{address}\n{feed_content(context['body'], address)}"
        write_if_changed(_path(builder, pagename), text.encode())


def remove_feed_content(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-updated``: remove the cached content of unpublished posts."""
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder):
        folder = _folder(builder)
        there = set(folder.rglob("*.html"))
        kept = {_path(builder, post.docname) for post in _dated_posts(env)} if there else set()
        for path in there - kept:
            remove_file(path, folder)
    return []


def posts_without_feed_content(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-updated``: return the posts whose pages must be written for the cache."""
    builder = app.builder
    if not is_hosted(builder) or not _has_full_content(app):
        return []
    return [post.docname for post in _dated_posts(env) if _kept(builder, post.docname) is None]


def cached_feed_content(builder: StandaloneHTMLBuilder, docname: str) -> str:
    """Return the HTML of a post with absolute URLs; empty if it is not cached."""
    return _kept(builder, docname) or ""


def _kept(builder: StandaloneHTMLBuilder, docname: str) -> str | None:
    """Return the cached content; one for another base URL does not count."""
    path = _path(builder, docname)
    if not path.is_file():
        return None
    address, _newline, text = path.read_bytes().decode().partition("\n")
    return text if address == absolute(builder, docname) else None


def _folder(builder: StandaloneHTMLBuilder) -> Path:
    return cache_folder(builder) / "fragments"


def _path(builder: StandaloneHTMLBuilder, docname: str) -> Path:
    return _folder(builder) / f"{docname}.html"


def _dated_posts(env: BuildEnvironment) -> Iterator[Post]:
    return (post for post in anthology_domain(env).catalogue.posts if post.date)


def _has_full_content(app: Sphinx) -> bool:
    full = app.config.anthology_feed_content == "full"
    return full and bool(base_url(app.config))
