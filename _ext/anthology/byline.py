"""The byline: what is known of a post, under its title, in every output.

While a post is read, a placeholder takes its place; when an output is written, the placeholder
becomes paragraphs and cross-references, which every builder knows how to write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.locale import get_translation
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from .core.reading_time import reading_minutes
from .core.shown_date import shown_date
from .core.visibility import is_future
from .cross_references import link_to_post
from .domain import anthology_domain
from .options import today

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from .core.catalogue import Part
    from .core.partial_date import PartialDate
    from .core.post import Post

_ = get_translation("anthology")


class byline_placeholder(nodes.General, nodes.Element):  # noqa: N801 (docutils' way)
    """Stands where the byline of ``docname`` will."""


class post_date(nodes.inline):  # noqa: N801 (docutils' way)
    """A date in words, with ``datetime`` for machines; plain inline text where HTML is not."""


def visit_post_date(translator: HTML5Translator, node: nodes.Element) -> None:
    """Open a ``time`` element (HTML Standard, 4.5.14)."""
    translator.body.append(translator.starttag(node, "time", "", datetime=node["datetime"]))


def depart_post_date(translator: HTML5Translator, _node: nodes.Element) -> None:
    """Close the ``time`` element."""
    translator.body.append("</time>")


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


class WriteByline(SphinxPostTransform):
    """Turns each placeholder into what readers see."""

    default_priority = 4  # before cross-references are resolved (10)

    def run(self, **_kwargs: object) -> None:
        """Replace the placeholders, each by the byline of its own document."""
        posts = anthology_domain(self.env).catalogue.by_docname
        for placeholder in list(self.document.findall(byline_placeholder)):
            byline = nodes.container(classes=["byline"])
            if post := posts.get(placeholder["docname"]):
                byline += _paragraphs(self.env, post)
            placeholder.replace_self(byline if byline.children else [])


def _paragraphs(env: BuildEnvironment, post: Post) -> Iterator[nodes.paragraph]:
    if facts := list(_when_and_who(env, post)):
        yield nodes.paragraph("", "", *_joined(facts, " · "))
    if post.tags:
        tags = [nodes.inline(tag, tag, classes=["tag"]) for tag in post.tags]
        label = nodes.inline("", _("Tags:"), classes=["label"])
        yield nodes.paragraph(
            "", "", label, nodes.Text(" "), *_joined(tags, ", "), classes=["tags"]
        )
    for part in anthology_domain(env).catalogue.parts(post.docname):
        yield from _series(part, post.docname)
    if post.original_url:
        label = nodes.inline("", _("First published at"), classes=["label"])
        link = nodes.reference("", post.original_url, refuri=post.original_url, internal=False)
        yield nodes.paragraph("", "", label, nodes.Text(" "), link, classes=["original"])
    if post.license:
        label = nodes.inline("", _("License:"), classes=["label"])
        name: nodes.Node = nodes.Text(post.license.name)
        if post.license.url:
            name = nodes.reference("", post.license.name, refuri=post.license.url, internal=False)
        yield nodes.paragraph("", "", label, nodes.Text(" "), name, classes=["license"])


def _when_and_who(env: BuildEnvironment, post: Post) -> Iterator[nodes.Node]:
    if post.draft:
        yield nodes.strong("", _("Draft"), classes=["draft"])
    elif is_future(post, today(env.config)):
        yield nodes.strong("", _("Not yet published"), classes=["draft"])
    if post.date:
        yield _date(env, post.date, "date", "{}")
    if post.updated:
        yield _date(env, post.updated, "updated", _("updated {}"))
    for author in post.authors:
        if author.url:
            name: nodes.Node = nodes.reference("", author.name, refuri=author.url, internal=False)
        else:
            name = nodes.Text(author.name)
        yield nodes.inline("", "", name, classes=["author"])
    if words := anthology_domain(env).words.get(post.docname):
        minutes = reading_minutes(words, env.config.anthology_words_per_minute)
        text = _("{minutes} min read").format(minutes=minutes)
        yield nodes.inline("", text, classes=["reading-time"])
    if post.location:
        yield nodes.inline("", post.location, classes=["location"])


def _date(env: BuildEnvironment, date: PartialDate, kind: str, pattern: str) -> nodes.inline:
    words = shown_date(date, env.config.language or "en")
    before, _slot, after = pattern.partition("{}")
    return nodes.inline(
        "",
        "",
        nodes.Text(before),
        post_date("", words, datetime=date.iso),
        nodes.Text(after),
        classes=[kind],
    )


def _series(part: Part, docname: str) -> Iterator[nodes.paragraph]:
    name = nodes.inline(part.series, part.series, classes=["series-name"])
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
            inline = nodes.inline("", label, classes=["label"])
            link = link_to_post(target, docname)
            yield nodes.paragraph("", "", inline, nodes.Text(" "), link, classes=["series", kind])


def _joined(parts: Iterable[nodes.Node], separator: str) -> Iterator[nodes.Node]:
    for index, part in enumerate(parts):
        if index:
            yield nodes.Text(separator)
        yield part
