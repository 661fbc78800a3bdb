"""Lists of posts, as a list, a table or cards, and indexes of terms.

In an HTML site each term of an index links to its page. Other outputs have no such pages: there
the posts are listed under each term, and cross-references to the term lead to its entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation

from sphinx_anthology.core.pages.listing_pages import entry_id
from sphinx_anthology.core.posts.post_list import Field, ListStyle, Style
from sphinx_anthology.nodes.cross_references import link_to_post, link_to_term
from sphinx_anthology.nodes.html_elements import bidi_isolate
from sphinx_anthology.rendering import fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_anthology.core.posts.post_list import (
        PostGroup,
        PostListView,
        TermEntry,
        TermIndexView,
    )
    from sphinx_anthology.core.posts.post_view import PostSummary, TermLink

_ = get_translation("anthology")

_BLOCKS = (Field.IMAGE, Field.EXCERPT)
"""Fields in a block of their own; the others share a line."""


def render_list(view: PostListView, style: ListStyle, docname: str) -> list[nodes.Element]:
    """Return a list of posts; empty for a list without posts.

    Args:
        view: The list.
        style: The style of the list, and the fields to show.
        docname: The document or page that shows it.
    """
    found: list[nodes.Element] = []
    for group in view.groups:
        if view.group_by:
            found.append(_heading(group, docname))
        found.append(_STYLES[style.style](group.posts, style.show, docname))
    return found


def mark_thumbnails(lists: Iterable[nodes.Element]) -> None:
    """Mark the images of lists in a site, which are small and do not link to their files."""
    for shown in lists:
        for image in shown.findall(nodes.image):
            image["classes"].append("thumbnail")


def no_posts() -> nodes.paragraph:
    """Return the sentence in place of a list without posts."""
    text = _("There are no such posts.")
    return nodes.paragraph(text, text, classes=["post-list"])


def _heading(group: PostGroup, docname: str) -> nodes.rubric:
    term = group.term
    if term is None or not term.name:
        text = fields.term_name(term) if term else _("Other posts")
        return nodes.rubric(text, text, classes=["post-group"])
    link = link_to_term(term, bidi_isolate(term.name, term.name), docname)
    return nodes.rubric(term.name, "", link, classes=["post-group"])


def _as_list(posts: Iterable[PostSummary], show: Sequence[Field], docname: str) -> nodes.Element:
    items = [nodes.list_item("", *_blocks(post, show, docname)) for post in posts]
    entries = nodes.bullet_list("", *items, bullet="*", classes=["post-list"])
    return nodes.container("", entries, classes=["entries"])


def _as_cards(posts: Iterable[PostSummary], show: Sequence[Field], docname: str) -> nodes.Element:
    cards = [
        nodes.container("", *_blocks(post, show, docname), classes=["post-card"]) for post in posts
    ]
    return nodes.container("", *cards, classes=["post-cards", "entries"])


def _blocks(post: PostSummary, show: Sequence[Field], docname: str) -> list[nodes.Node]:
    blocks: list[nodes.Node] = []
    if Field.IMAGE in show:
        blocks += _field(post, Field.IMAGE, docname)
    title = link_to_post(post.docname, docname)
    blocks.append(nodes.paragraph("", "", title, classes=["post-title"]))
    lines = [_field(post, field, docname) for field in show if field not in _BLOCKS]
    line = [
        nodes.inline("", "", *fields.joined(parts, fields.list_separator()))
        for parts in lines
        if parts
    ]
    if line:
        blocks.append(
            nodes.paragraph("", "", *fields.joined(line, " · "), classes=["post-facts", "quiet"])
        )
    if Field.EXCERPT in show:
        blocks += [
            nodes.paragraph("", "", part, classes=["post-excerpt"])
            for part in _field(post, Field.EXCERPT, docname)
        ]
    return blocks


def _as_table(posts: Iterable[PostSummary], show: Sequence[Field], docname: str) -> nodes.Element:
    widths = [3, *(_WIDTHS.get(field, 2) for field in show)]
    names = [_("Title"), *(_COLUMNS[field]() for field in show)]
    head = nodes.row("", *(nodes.entry("", nodes.paragraph(name, name)) for name in names))
    rows = [
        nodes.row("", *(nodes.entry("", *cell) for cell in _cells(post, show, docname)))
        for post in posts
    ]
    group = nodes.tgroup(
        "",
        *(nodes.colspec(colwidth=100 * width // sum(widths)) for width in widths),
        nodes.thead("", head),
        nodes.tbody("", *rows),
        cols=len(widths),
    )
    return nodes.table("", group, classes=["post-list", "colwidths-given"])


def _cells(post: PostSummary, show: Sequence[Field], docname: str) -> list[list[nodes.Node]]:
    cells: list[list[nodes.Node]] = [[nodes.paragraph("", "", link_to_post(post.docname, docname))]]
    for field in show:
        parts = _field(post, field, docname)
        if parts and field is not Field.IMAGE:
            parts = [nodes.paragraph("", "", *fields.joined(parts, fields.list_separator()))]
        cells.append(parts)
    return cells


def _field(post: PostSummary, field: Field, docname: str) -> list[nodes.Node]:
    """Return the parts of a field, such as several tags; none if the field is empty."""
    match field:
        case Field.IMAGE:
            return [fields.image(post.image, post.image_alt)] if post.image else []
        case Field.DATE:
            return fields.listed_date(post)
        case Field.UPDATED:
            return [fields.updated_field(post.updated)] if post.updated else []
        case Field.AUTHORS:
            return fields.author_links(post.authors, docname)
        case Field.READING_TIME:
            return [fields.reading_time(post)] if post.minutes else []
        case Field.LOCATION:
            return [fields.location(post.location)] if post.location else []
        case Field.SERIES:
            return fields.term_links(post.series, docname, "series-name")
        case Field.CATEGORIES:
            return fields.term_links(post.categories, docname, "category")
        case Field.TAGS:
            return fields.term_links(post.tags, docname, "tag")
        case Field.EXCERPT:
            return [fields.in_its_language(post, post.description)] if post.description else []


_STYLES = {Style.LIST: _as_list, Style.TABLE: _as_table, Style.CARDS: _as_cards}
_WIDTHS = {Field.EXCERPT: 5, Field.TAGS: 3}
_COLUMNS = {
    Field.IMAGE: lambda: _("Picture"),
    Field.DATE: lambda: _("Date"),
    Field.UPDATED: lambda: _("Updated"),
    Field.AUTHORS: lambda: _("Authors"),
    Field.READING_TIME: lambda: _("Reading time"),
    Field.LOCATION: lambda: _("Place"),
    Field.SERIES: lambda: _("Series"),
    Field.CATEGORIES: lambda: _("Categories"),
    Field.TAGS: lambda: _("Tags"),
    Field.EXCERPT: lambda: _("About"),
}


def render_index(
    view: TermIndexView, docname: str, *, has_term_pages: bool, is_target: bool
) -> nodes.Element:
    """Return an index, or a sentence in place of one without terms.

    Args:
        view: The index.
        docname: The document that shows it.
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


def _name(term: TermLink) -> bidi_isolate:
    return bidi_isolate("", fields.term_name(term), classes=["index-name"])


def _count(entry: TermEntry) -> nodes.inline:
    return nodes.inline("", f"({entry.count})", classes=["count"])
