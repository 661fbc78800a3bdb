"""The byline under the title of a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_anthology.core.posts.post_view import Status
from sphinx_anthology.nodes.cross_references import link_to_post
from sphinx_anthology.rendering import fields
from sphinx_anthology.rendering.source_credit import render_credit
from sphinx_bindery.common.dates import format_number
from sphinx_bindery.common.messages.text_language import get_translation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_anthology.core.posts.post_view import PartView, PostView

_ = get_translation("anthology")


def render_byline(view: PostView, *, on_paper: bool = False) -> nodes.container | None:
    """Return the byline of a post; None if all its fields are empty.

    Args:
        view: The post.
        on_paper: Whether it is for the print edition, without the fields that are for the web: tags
            and reading time.
    """
    paragraphs = list(_paragraphs(view, on_paper=on_paper))
    if not paragraphs:
        return None
    return nodes.container("", *paragraphs, classes=["byline", *fields.frame_classes(view)])


def _paragraphs(view: PostView, *, on_paper: bool) -> Iterator[nodes.paragraph]:
    summary, docname = view.summary, view.docname
    if first := list(_first_line(view, on_paper=on_paper)):
        yield nodes.paragraph("", "", *fields.joined(first, " · "))
    if categories := fields.term_links(summary.categories, docname, "category"):
        yield fields.labeled(_("Filed under:"), categories, "categories")
    tags = fields.term_links(summary.tags, docname, "tag")
    if tags and not on_paper:
        yield fields.labeled(_("Tags:"), tags, "tags")
    for part in view.parts:
        yield from _part(part, docname, view.text_language)
    yield from render_credit(view)
    if address := view.post.original_url:
        yield fields.first_published_at(address)
    if view.license:
        yield fields.labeled(_("License:"), [fields.license_link(view.license)], "license")


def _first_line(view: PostView, *, on_paper: bool) -> Iterator[nodes.Node]:
    summary = view.summary
    match view.status:
        case Status.DRAFT:
            yield nodes.strong("", _("Draft"), classes=["draft"])
        case Status.FUTURE:
            yield nodes.strong("", _("Not yet published"), classes=["draft"])
        case Status.EXPIRED:
            yield nodes.strong("", _("No longer published"), classes=["draft"])
    if summary.date:
        yield fields.date_field(summary.date, "date")
    if summary.updated:
        yield fields.updated_field(summary.updated)
    yield from fields.author_links(summary.authors, view.docname)
    if summary.minutes and not on_paper:
        yield fields.reading_time(summary)
    if summary.location:
        yield fields.location(summary.location)
    if view.language:
        yield nodes.inline("", view.language, classes=["language"])


def _part(part: PartView, docname: str, language: str) -> Iterator[nodes.paragraph]:
    (series,) = fields.term_links([part.series], docname, "series-name")
    if part.total == 1:
        yield fields.labeled(_("Series:"), [series], "series")
        return
    before, _slot, after = (
        _("Part {number} of {total} of the series {series}")
        .format(
            number=format_number(part.number, language),
            total=format_number(part.total, language),
            series="{}",
        )
        .partition("{}")
    )
    yield nodes.paragraph("", "", nodes.Text(before), series, nodes.Text(after), classes=["series"])
    for label, kind, post in (
        (_("Previous part:"), "previous", part.previous),
        (_("Next part:"), "next", part.next),
    ):
        if post:
            yield fields.labeled(label, [link_to_post(post.docname, docname)], "series", kind)
