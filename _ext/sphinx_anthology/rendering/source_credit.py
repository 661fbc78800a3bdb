"""The credit of the work that a post is based on: "Retold from “A Title” by Ann Author, 2014"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation

from sphinx_anthology.core.posts.post import Relation
from sphinx_anthology.nodes.html_elements import bidi_isolate, post_date
from sphinx_anthology.rendering import fields
from sphinx_bindery.common.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx_anthology.core.posts.post import SourceWork
    from sphinx_anthology.core.posts.post_view import DateView, PostView

_ = get_translation("anthology")

_PATTERNS: Mapping[Relation, Callable[[], str]] = {
    Relation.RETOLD: lambda: _("Retold from {}"),
    Relation.TRANSLATED: lambda: _("Translated from {}"),
    Relation.ABRIDGED: lambda: _("Abridged from {}"),
    Relation.ADAPTED: lambda: _("Adapted from {}"),
}


def render_credit(view: PostView) -> Iterator[nodes.paragraph]:
    """Yield the credit of a post that is based on a work, with address and license if known."""
    work = view.post.based_on
    if work is None:
        return
    parts: list[nodes.Node] = [nodes.Text(_("a text"))]
    if work.title:
        title = bidi_isolate("", work.title, classes=["source-title"])
        parts = _inserted(_("“{}”"), [title])
    if work.authors:
        names = [
            bidi_isolate("", author.name, classes=["source-author"]) for author in work.authors
        ]
        parts = [*parts, *_inserted(_(" by {}"), fields.joined(names, ", "))]
    if view.summary.original_date:
        parts = [*parts, *_inserted(_(", {}"), [_time(view.summary.original_date)])]
    yield nodes.paragraph("", "", *_inserted(_PATTERNS[work.relation](), parts), classes=["credit"])
    if work.url and work.url != view.post.original_url:
        yield fields.first_published_at(work.url)
    if work.license:
        name = fields.license_link(work.license)
        yield fields.labelled(_("License of the original:"), [name], "license")


def credit_text(work: SourceWork, language: str) -> str:
    """Return the credit of a work as plain text.

    Args:
        work: The work.
        language: The language of the book (BCP 47 or POSIX), for the date.
    """
    text = _("“{}”").format(work.title) if work.title else _("a text")
    if work.authors:
        text += _(" by {}").format(", ".join(author.name for author in work.authors))
    if work.date:
        text += _(", {}").format(format_date(work.date, language))
    return _PATTERNS[work.relation]().format(text)


def _time(date: DateView) -> nodes.Node:
    return post_date("", date.text, datetime=date.date.iso)


def _inserted(pattern: str, parts: list[nodes.Node] | Iterator[nodes.Node]) -> list[nodes.Node]:
    before, _slot, after = pattern.partition("{}")
    ends = [nodes.Text(text) if text else None for text in (before, after)]
    return [node for node in (ends[0], *parts, ends[1]) if node is not None]
