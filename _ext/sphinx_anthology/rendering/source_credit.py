"""The credit of the work that a post is based on: "Retold from “A Title” by Ann Author, 2014"."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_anthology.core.posts.post import Relation
from sphinx_anthology.nodes.html_elements import bidi_isolate, post_date
from sphinx_anthology.rendering import fields
from sphinx_bindery.common.dates import format_date, format_names
from sphinx_bindery.common.messages.text_language import get_translation

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
    title: list[nodes.Node] = [nodes.Text(_("a text"))]
    if work.title:
        quoted = bidi_isolate("", work.title, classes=["source-title"])
        title = _filled(_("“{}”"), {"": [quoted]})
    names = [bidi_isolate("", author.name, classes=["source-author"]) for author in work.authors]
    date = view.summary.original_date
    parts = {
        "title": title,
        "authors": [*fields.joined_names(names, view.text_language)],
        "date": [_time(date)] if date else [],
    }
    shown = _filled(_work_pattern(work, has_date=date is not None), parts)
    credit = _filled(_PATTERNS[work.relation](), {"": shown})
    yield nodes.paragraph("", "", *credit, classes=["credit"])
    if work.url and work.url != view.post.original_url:
        yield fields.address_of_original(work.url)
    if work.license:
        name = fields.license_link(work.license)
        yield fields.labeled(_("License of the original:"), [name], "license")


def credit_text(work: SourceWork, language: str) -> str:
    """Return the credit of a work as plain text.

    Args:
        work: The work.
        language: The language of the text (BCP 47 or POSIX), for the date.
    """
    text = _work_pattern(work, has_date=work.date is not None).format(
        title=_("“{}”").format(work.title) if work.title else _("a text"),
        authors=format_names((author.name for author in work.authors), language),
        date=format_date(work.date, language) if work.date else "",
    )
    return _PATTERNS[work.relation]().format(text)


def _work_pattern(work: SourceWork, *, has_date: bool) -> str:
    """Return the pattern for what is known of a work."""
    if work.authors and has_date:
        return _("{title} by {authors}, {date}")
    if work.authors:
        return _("{title} by {authors}")
    return _("{title}, {date}") if has_date else "{title}"


def _time(date: DateView) -> nodes.Node:
    return post_date("", date.text, datetime=date.date.iso)


def _filled(pattern: str, parts: Mapping[str, list[nodes.Node]]) -> list[nodes.Node]:
    """Return the nodes of a pattern, with parts at their placeholders."""
    pieces = Formatter().parse(pattern)
    return [
        node
        for text, name, *_format in pieces
        for node in ([nodes.Text(text)] * bool(text) + (parts[name] if name is not None else []))
    ]
