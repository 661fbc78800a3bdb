"""The language of a post, in every output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_anthology.domain import anthology_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinx_anthology.core.posts.post import Post


def words_of_the_book(config: Config, post: Post) -> list[str]:
    """Return the classes of words that are the book's, in a post of another language."""
    language = (config.language or "en").replace("_", "-")
    return [f"language-{language}"] if post.lang and post.lang != language else []


def mark_language(app: Sphinx, doctree: nodes.document) -> None:
    """Handle ``doctree-read``: say in which language a post is written, whatever its key.

    Builders of books look for ``lang`` in the metadata of a document. In HTML docutils turns the
    class into the attribute ``lang``.
    """
    docname = app.env.current_document.docname
    post = anthology_domain(app.env).catalogue.by_docname.get(docname)
    if post and post.lang:
        app.env.metadata[docname]["lang"] = post.lang
        for section in doctree.children:
            if isinstance(section, nodes.section):
                section["classes"].append(f"language-{post.lang}")
