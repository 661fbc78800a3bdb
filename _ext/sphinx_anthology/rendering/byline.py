"""The byline: what is known of a post, under its title, in every output.

While a post is read, a placeholder takes its place; when an output is written, the placeholder
becomes paragraphs and cross-references, which every builder knows how to write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.locale import get_translation
from sphinx.transforms import SphinxTransform

from sphinx_anthology.core.posts.publication import is_future
from sphinx_anthology.core.values.language_name import shown_language
from sphinx_anthology.core.values.licenses import told_in_full
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.nodes.cross_references import link_to_post
from sphinx_anthology.nodes.placeholders import byline_placeholder
from sphinx_anthology.options import today
from sphinx_anthology.reading.language import words_of_the_book
from sphinx_anthology.rendering import byline_fields as facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.catalogue import Part
    from sphinx_anthology.core.posts.post import Post

_ = get_translation("anthology")


class PlaceByline(SphinxTransform):
    """Puts the placeholder below the title of each post."""

    default_priority: ClassVar[int] = 500  # after PostTitle

    def apply(self, **_kwargs: object) -> None:
        """Insert the placeholder."""
        docname = self.env.current_document.docname
        if docname not in anthology_domain(self.env).catalogue.by_docname:
            return
        section = next(
            (child for child in self.document.children if isinstance(child, nodes.section)), None
        )
        place: nodes.Element = self.document if section is None else section
        titles = (nodes.Titular, nodes.docinfo, nodes.Invisible, nodes.field_list)
        index = next(
            (i for i, child in enumerate(place.children) if not isinstance(child, titles)),
            len(place.children),
        )
        place.insert(index, byline_placeholder(docname=docname))


def write_bylines(env: BuildEnvironment, placeholders: Iterable[byline_placeholder]) -> None:
    """Replace the placeholders, each by the byline of its own document."""
    posts = anthology_domain(env).catalogue.by_docname
    for placeholder in placeholders:
        byline = nodes.container(classes=["byline"])
        if post := posts.get(placeholder.docname):
            byline["classes"] += words_of_the_book(env.config, post)
            byline += _paragraphs(env, post)
        placeholder.replace_self(byline if byline.children else [])


def _paragraphs(env: BuildEnvironment, post: Post) -> Iterator[nodes.paragraph]:
    catalogue = anthology_domain(env).catalogue
    docname = post.docname
    if first := list(_when_and_who(env, post)):
        yield nodes.paragraph("", "", *facts.joined(first, " · "))
    if categories := facts.categories(catalogue, post, docname):
        yield facts.labelled(_("Filed under:"), categories, "categories")
    if tags := facts.tags(catalogue, post, docname):
        yield facts.labelled(_("Tags:"), tags, "tags")
    for part in catalogue.parts(docname):
        yield from _series(part, facts.series_name(catalogue, part.series, docname), docname)
    if post.original_url:
        address = _external(post.original_url, post.original_url)
        yield facts.labelled(_("First published at"), [address], "original")
    if post.license:
        told = told_in_full(post.license)
        name = _external(told.name, told.url)
        yield facts.labelled(_("License:"), [name], "license")


def _when_and_who(env: BuildEnvironment, post: Post) -> Iterator[nodes.Node]:
    domain = anthology_domain(env)
    if post.draft:
        yield nodes.strong("", _("Draft"), classes=["draft"])
    elif is_future(post, today(env.config)):
        yield nodes.strong("", _("Not yet published"), classes=["draft"])
    if post.date:
        yield facts.date(env, post.date, "date")
    if post.updated:
        yield facts.updated(env, post.updated)
    yield from facts.authors(env, post, post.docname)
    if words := domain.reading(post.docname).words:
        yield facts.reading_time(env, words)
    if post.location:
        yield facts.location(post)
    if language := shown_language(post.lang, env.config.language or "en"):
        yield nodes.inline("", language, classes=["language"])


def _external(text: str, address: str) -> nodes.Node:
    if not address:
        return nodes.Text(text)
    return nodes.reference("", text, refuri=address, internal=False)


def _series(part: Part, name: nodes.Node, docname: str) -> Iterator[nodes.paragraph]:
    before, _slot, after = (
        _("Part {number} of {total} of the series {series}")
        .format(number=part.number, total=part.total, series="{}")
        .partition("{}")
    )
    text = [nodes.Text(before), name, nodes.Text(after)]
    yield nodes.paragraph("", "", *text, classes=["series"])
    neighbours = (
        (_("Previous part:"), "previous", part.previous),
        (_("Next part:"), "next", part.next),
    )
    for label, kind, target in neighbours:
        if target is not None:
            yield facts.labelled(label, [link_to_post(target, docname)], "series", kind)
