"""The fields of a post as inline nodes, for the byline and for lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_anthology.core.posts.post import resolve_license
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.nodes.cross_references import link_to_term
from sphinx_anthology.nodes.html_elements import bidi_isolate, post_date
from sphinx_bindery.common.dates import format_minutes, format_names, format_number
from sphinx_bindery.common.messages.text_language import get_plural_translation, get_translation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_anthology.core.posts.post import License
    from sphinx_anthology.core.posts.post_view import (
        AuthorView,
        DateView,
        PostSummary,
        PostView,
        TermLink,
    )
    from sphinx_anthology.core.posts.taxonomy import Term

_ = get_translation("anthology")
ngettext = get_plural_translation("anthology")

_READING_TIME = "reading-time"

_LISTING_TITLES = {
    Taxonomy.TAG: lambda: _("Tag: {name}"),
    Taxonomy.SERIES: lambda: _("Series: {name}"),
    Taxonomy.CATEGORY: lambda: _("Category: {name}"),
    Taxonomy.AUTHOR: lambda: _("Author: {name}"),
    Taxonomy.YEAR: lambda: _("Posts of {name}"),
}


def date_field(date: DateView, kind: str, pattern: str = "{}") -> nodes.inline:
    """Return a date with the class ``kind``, inserted at ``{}`` in a pattern."""
    before, _slot, after = pattern.partition("{}")
    time = post_date("", date.text, datetime=date.date.iso)
    return nodes.inline("", "", nodes.Text(before), time, nodes.Text(after), classes=[kind])


def listed_date(post: PostSummary) -> list[nodes.Node]:
    """Return the date of a post in a list, marked if it is that of the work it is based on."""
    if post.original_date:
        return [date_field(post.original_date, "date", _("original: {}"))]
    return [date_field(post.date, "date")] if post.date else []


def updated_field(date: DateView) -> nodes.inline:
    """Return the date of the last change."""
    return date_field(date, "updated", _("updated {}"))


def reading_time(post: PostSummary) -> nodes.inline:
    """Return the reading time of a post."""
    pattern = ngettext("{minutes} min read", "{minutes} min read", post.minutes)
    return nodes.inline(
        "",
        pattern.format(minutes=post.minutes_text),
        classes=[_READING_TIME],
        minutes=post.minutes,
    )


def expand_reading_times(root: nodes.Element, language: str) -> None:
    """Write the reading times in full, as books show them: "Reading time: 3 minutes"."""
    for node in root.findall(nodes.inline):
        if _READING_TIME in node["classes"]:
            duration = format_minutes(node["minutes"], language)
            # in a table, the head of the column says what it is
            if not has_ancestor(node, nodes.entry):
                duration = _("Reading time: {duration}").format(duration=duration)
            node.children = [nodes.Text(duration)]


def has_ancestor(node: nodes.Element, kind: type[nodes.Element]) -> bool:
    """Return whether a node is inside an element of a class."""
    parent = node.parent
    while parent is not None and not isinstance(parent, kind):
        parent = parent.parent
    return parent is not None


def location(place: str) -> nodes.inline:
    """Return the place where a post was written."""
    return bidi_isolate("", place, classes=["location"])


def in_its_language(post: PostSummary, text: str) -> nodes.Node:
    """Return a text of a post, marked with its language if that differs from the book's."""
    if not post.language:
        return nodes.Text(text)
    return bidi_isolate("", text, classes=[f"language-{post.language}"])


def author_links(authors: Iterable[AuthorView], docname: str) -> list[nodes.Node]:
    """Return the authors of a post, each with a link to the author's posts.

    In an output without lists of posts by author, the link is the author's own URL.
    """
    return [_author_link(author, docname) for author in authors]


def _author_link(view: AuthorView, docname: str) -> nodes.Node:
    name = bidi_isolate(view.author.name, view.author.name, classes=["author"])
    if view.term.place:
        return link_to_term(view.term, name, docname)
    if view.author.url:
        return nodes.reference("", "", name, refuri=view.author.url, internal=False)
    return name


def term_links(terms: Iterable[TermLink], docname: str, kind: str) -> list[nodes.Node]:
    """Return names of terms with the class ``kind``, each with a link to the term's posts."""
    return [
        link_to_term(term, bidi_isolate(term.name, term.name, classes=[kind]), docname)
        for term in terms
    ]


def term_name(term: Term | TermLink) -> str:
    """Return the display name of a term, which is translated for posts without a date."""
    return term.name or _("Undated")


def listing_title(term: Term) -> str:
    """Return the title of the first listing page of a term."""
    if not term.name:
        return _("Posts without a date")
    return _LISTING_TITLES[term.taxonomy]().format(name=term_name(term))


def count_of_posts(number: int, language: str) -> str:
    """Return a number of posts as text in the language of the book."""
    pattern = ngettext("{number} post", "{number} posts", number)
    return pattern.format(number=format_number(number, language))


def first_published_at(address: str) -> nodes.paragraph:
    """Return the address of first publication, which print shows too."""
    return labeled(_("First published at"), [_address(address)], "original")


def address_of_original(address: str) -> nodes.paragraph:
    """Return the address of the work that a post is based on, which print shows too."""
    return labeled(_("Original:"), [_address(address)], "original")


def _address(address: str) -> nodes.reference:
    return nodes.reference("", address, refuri=address, internal=False)


def license_link(license_: License) -> nodes.Node:
    """Return the name of a license, with a link to its text if one is known."""
    resolved = resolve_license(license_)
    if not resolved.url:
        return nodes.Text(resolved.name)
    return nodes.reference("", resolved.name, refuri=resolved.url, internal=False)


def image(path: str, alt: str) -> nodes.image:
    """Return the image at a path from the source folder, for every builder."""
    return nodes.image("", uri=path, candidates={"*": path}, alt=alt)


def labeled(label: str, parts: Sequence[nodes.Node], *classes: str) -> nodes.paragraph:
    """Return a paragraph of a label and parts separated by commas."""
    text = nodes.inline("", label, classes=["label"])
    return nodes.paragraph(
        "", "", text, nodes.Text(" "), *joined(parts, list_separator()), classes=list(classes)
    )


def list_separator() -> str:
    """Return the separator of items in a line of text."""
    return _(", ")


def joined_names(parts: Sequence[nodes.Node], language: str) -> Iterator[nodes.Node]:
    """Yield names with the separators of a sentence in the language: "A, B and C"."""
    between = format_names(["\0"] * len(parts), language).split("\0")
    for text, part in zip(between, parts, strict=False):
        if text:
            yield nodes.Text(text)
        yield part


def joined(parts: Iterable[nodes.Node], separator: str) -> Iterator[nodes.Node]:
    """Yield parts with a separator between them."""
    for index, part in enumerate(parts):
        if index:
            yield nodes.Text(separator)
        yield part


def frame_classes(view: PostView) -> list[str]:
    """Return the classes of generated text in a post whose language is not the book's."""
    return [f"language-{view.frame_language}"] if view.frame_language else []
