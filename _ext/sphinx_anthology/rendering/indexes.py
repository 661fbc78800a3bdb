"""Indexes of terms.

In an HTML site each term links to its page. Other outputs have no such pages: there the posts are
listed under each term, and cross-references to the term lead to its entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation

from sphinx_anthology.core.pages.listing_pages import entry_id
from sphinx_anthology.nodes.cross_references import link_to_post, link_to_term
from sphinx_anthology.nodes.html_elements import given_name
from sphinx_anthology.rendering.fields import term_name

if TYPE_CHECKING:
    from sphinx_anthology.core.posts.list_view import TermEntry, TermIndexView
    from sphinx_anthology.core.posts.post_view import TermLink

_ = get_translation("anthology")


def render_index(
    view: TermIndexView, docname: str, *, has_term_pages: bool, is_target: bool
) -> nodes.Element:
    """Return an index; one without terms is a sentence that says so.

    Args:
        view: The index.
        docname: The document that it stands in.
        has_term_pages: Whether the output has a page for each term.
        is_target: Whether cross-references to the terms lead to this index.
    """
    if not view.entries:
        text = _("There are no entries yet.")
        return nodes.paragraph(text, text, classes=["post-index"])
    if has_term_pages:
        index = _terms(view, docname)
    else:
        index = _terms_with_posts(view, docname, with_ids=is_target)
    index["classes"] += ["post-index", str(view.taxonomy)]
    return index


def _terms(view: TermIndexView, docname: str) -> nodes.Element:
    items = []
    for entry in view.entries:
        link = link_to_term(entry.term, _name(entry.term), docname)
        paragraph = nodes.paragraph("", "", link, nodes.Text(" "), _count(entry))
        items.append(nodes.list_item("", paragraph))
    return nodes.bullet_list("", *items, bullet="*")


def _terms_with_posts(view: TermIndexView, docname: str, *, with_ids: bool) -> nodes.Element:
    items = []
    for entry in view.entries:
        ids = [entry_id(entry.term)] if with_ids else []
        name = nodes.term("", "", _name(entry.term), nodes.Text(" "), _count(entry), ids=ids)
        links = (link_to_post(post.docname, docname) for post in entry.posts)
        posts = [nodes.list_item("", nodes.paragraph("", "", link)) for link in links]
        definition = nodes.definition("", nodes.bullet_list("", *posts, bullet="*"))
        items.append(nodes.definition_list_item("", name, definition))
    return nodes.definition_list("", *items, classes=["with-pages"])


def _name(term: TermLink) -> given_name:
    return given_name("", term_name(term), classes=["index-name"])


def _count(entry: TermEntry) -> nodes.inline:
    return nodes.inline("", f"({len(entry.posts)})", classes=["count"])
