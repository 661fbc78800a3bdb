"""What is known of a post, each fact as text that every builder knows how to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation

from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.core.values.reading_time import reading_minutes
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.nodes.cross_references import link_to_term
from sphinx_anthology.nodes.inline import given_name, post_date
from sphinx_bindery.common.builders import builder_of
from sphinx_bindery.common.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.catalogue import Catalogue
    from sphinx_anthology.core.posts.post import Author, Post
    from sphinx_anthology.core.posts.taxonomy import Term
    from sphinx_anthology.domain import AnthologyDomain
    from sphinx_bindery.common.partial_date import PartialDate

_ = get_translation("anthology")


def date(env: BuildEnvironment, when: PartialDate, kind: str, pattern: str = "{}") -> nodes.inline:
    """Return a date in words, of the class ``kind``, with the words of ``pattern`` around it."""
    shown = format_date(when, env.config.language or "en")
    before, _slot, after = pattern.partition("{}")
    told = post_date("", shown, datetime=when.iso)
    return nodes.inline("", "", nodes.Text(before), told, nodes.Text(after), classes=[kind])


def updated(env: BuildEnvironment, when: PartialDate) -> nodes.inline:
    """Return when a post was last changed."""
    return date(env, when, "updated", _("updated {}"))


def reading_time(env: BuildEnvironment, words: int) -> nodes.inline:
    """Return how long so many words take to read."""
    minutes = reading_minutes(words, env.config.anthology_words_per_minute)
    text = _("{minutes} min read").format(minutes=minutes)
    return nodes.inline("", text, classes=["reading-time"])


def location(post: Post) -> nodes.inline:
    """Return where a post was written."""
    return given_name("", post.location, classes=["location"])


def authors(env: BuildEnvironment, post: Post, docname: str) -> list[nodes.Node]:
    """Return the authors of a post, each leading to the author's posts.

    Where this output does not list these, an author's own address takes their place.
    """
    domain = anthology_domain(env)
    return [_author(domain, author, docname) for author in post.authors]


def _author(domain: AnthologyDomain, author: Author, docname: str) -> nodes.Node:
    name = given_name(author.name, author.name, classes=["author"])
    term = domain.catalogue.find(Taxonomy.AUTHOR, author.name)
    if term and domain.place_of(term, builder_of(domain.env)):
        return link_to_term(term, name, docname)
    if author.url:
        return nodes.reference("", "", name, refuri=author.url, internal=False)
    return name


def tags(catalogue: Catalogue, post: Post, docname: str) -> list[nodes.Node]:
    """Return the tags of a post, each leading to the posts that bear it."""
    return links(catalogue, Taxonomy.TAG, post.tags, docname, "tag")


def categories(catalogue: Catalogue, post: Post, docname: str) -> list[nodes.Node]:
    """Return the categories of a post, each leading to the posts in it."""
    return links(catalogue, Taxonomy.CATEGORY, post.categories, docname, "category")


def series_name(catalogue: Catalogue, name: str, docname: str) -> nodes.Node:
    """Return the name of a series, leading to its parts."""
    return links(catalogue, Taxonomy.SERIES, [name], docname, "series-name")[0]


def links(
    catalogue: Catalogue, taxonomy: Taxonomy, names: Iterable[str], docname: str, kind: str
) -> list[nodes.Node]:
    """Return names of the class ``kind``, each leading to where its posts are listed."""
    found = ((name, catalogue.find(taxonomy, name)) for name in names)
    return [
        link_to_term(term, given_name(name, name, classes=[kind]), docname)
        for name, term in found
        if term
    ]


def term_name(term: Term) -> str:
    """Return the name to show for a term; posts without a date have a translated one."""
    return term.name or _("Undated")


def count_of_posts(number: int) -> str:
    """Return how many posts there are, in words."""
    return _("1 post") if number == 1 else _("{number} posts").format(number=number)


def labelled(label: str, parts: Sequence[nodes.Node], *classes: str) -> nodes.paragraph:
    """Return a paragraph of parts between commas, after a label."""
    told = nodes.inline("", label, classes=["label"])
    return nodes.paragraph(
        "", "", told, nodes.Text(" "), *joined(parts, ", "), classes=list(classes)
    )


def joined(parts: Iterable[nodes.Node], separator: str) -> Iterator[nodes.Node]:
    """Yield parts with a separator between them."""
    for index, part in enumerate(parts):
        if index:
            yield nodes.Text(separator)
        yield part
