"""Posts as a list, a table or cards, in nodes that every builder knows how to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import get_translation

from sphinx_anthology.core.frontmatter.problem import Kind
from sphinx_anthology.core.posts.catalogue import NAMES
from sphinx_anthology.core.posts.list_style import Fact, ListStyle, Style
from sphinx_anthology.core.posts.query import Query, find_posts, unknown_names
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.nodes.cross_references import link_to_post, link_to_term, what_is_wrong
from sphinx_anthology.nodes.inline import given_name
from sphinx_anthology.reading.images import picture
from sphinx_anthology.rendering import byline_fields as facts
from sphinx_anthology.rendering.excerpts import shown_excerpt
from sphinx_anthology.warnings import warn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.post import Post
    from sphinx_anthology.core.posts.taxonomy import Taxonomy
    from sphinx_anthology.domain import AnthologyDomain
    from sphinx_anthology.nodes.placeholders import list_placeholder, query_placeholder

_ = get_translation("anthology")

_BLOCKS = (Fact.IMAGE, Fact.EXCERPT)
"""What stands in a block of its own; all else shares a line."""


def post_list(
    env: BuildEnvironment, posts: Sequence[Post], look: ListStyle, docname: str
) -> list[nodes.Element]:
    """Return posts as they look in the document ``docname``; nothing where there are none."""
    if look.group_by is None:
        return [_STYLES[look.style](env, posts, look, docname)] if posts else []
    found: list[nodes.Element] = []
    for name, members in _groups(posts, look.group_by).items():
        found += [_heading(env, look.group_by, name, docname)]
        found += [_STYLES[look.style](env, members, look, docname)]
    return found


def _groups(posts: Iterable[Post], taxonomy: Taxonomy) -> dict[str, list[Post]]:
    """Return the posts by each of their names, in the order of the first; without one, last."""
    groups: dict[str, list[Post]] = {}
    for post in posts:
        for name in list(NAMES[taxonomy](post)) or [""]:
            groups.setdefault(name, []).append(post)
    if "" in groups:
        groups[""] = groups.pop("")
    return groups


def _heading(env: BuildEnvironment, taxonomy: Taxonomy, name: str, docname: str) -> nodes.rubric:
    term = anthology_domain(env).catalogue.find(taxonomy, name)
    if term is None or not name:
        text = facts.term_name(term) if term else _("Other posts")
        return nodes.rubric(text, text, classes=["post-group"])
    link = link_to_term(term, given_name(name, name), docname)
    return nodes.rubric(name, "", link, classes=["post-group"])


def _as_list(
    env: BuildEnvironment, posts: Sequence[Post], look: ListStyle, docname: str
) -> nodes.Element:
    items = [nodes.list_item("", *_blocks(env, post, look.show, docname)) for post in posts]
    shown = nodes.bullet_list("", *items, bullet="*", classes=["post-list"])
    return nodes.container("", shown, classes=["entries"])


def _as_cards(
    env: BuildEnvironment, posts: Sequence[Post], look: ListStyle, docname: str
) -> nodes.Element:
    cards = [
        nodes.container("", *_blocks(env, post, look.show, docname), classes=["post-card"])
        for post in posts
    ]
    return nodes.container("", *cards, classes=["post-cards", "entries"])


def _blocks(
    env: BuildEnvironment, post: Post, show: Sequence[Fact], docname: str
) -> list[nodes.Node]:
    blocks: list[nodes.Node] = []
    if Fact.IMAGE in show:
        blocks += _fact(env, post, Fact.IMAGE, docname)
    title = link_to_post(post.docname, docname)
    blocks.append(nodes.paragraph("", "", title, classes=["post-title"]))
    lines = [_fact(env, post, fact, docname) for fact in show if fact not in _BLOCKS]
    line = [nodes.inline("", "", *facts.joined(parts, ", ")) for parts in lines if parts]
    if line:
        blocks.append(
            nodes.paragraph("", "", *facts.joined(line, " · "), classes=["post-facts", "quiet"])
        )
    if Fact.EXCERPT in show:
        blocks += [
            nodes.paragraph("", "", part, classes=["post-excerpt"])
            for part in _fact(env, post, Fact.EXCERPT, docname)
        ]
    return blocks


def _as_table(
    env: BuildEnvironment, posts: Sequence[Post], look: ListStyle, docname: str
) -> nodes.Element:
    widths = [3, *(_WIDTHS.get(fact, 2) for fact in look.show)]
    names = [_("Title"), *(_COLUMNS[fact]() for fact in look.show)]
    head = nodes.row("", *(nodes.entry("", nodes.paragraph(name, name)) for name in names))
    rows = [
        nodes.row("", *(nodes.entry("", *cell) for cell in _cells(env, post, look.show, docname)))
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


def _cells(
    env: BuildEnvironment, post: Post, show: Sequence[Fact], docname: str
) -> list[list[nodes.Element]]:
    cells: list[list[nodes.Element]] = [
        [nodes.paragraph("", "", link_to_post(post.docname, docname))]
    ]
    for fact in show:
        parts = _fact(env, post, fact, docname)
        if fact is Fact.IMAGE:
            cells.append([part for part in parts if isinstance(part, nodes.Element)])
        else:
            cells.append([nodes.paragraph("", "", *facts.joined(parts, ", "))] if parts else [])
    return cells


def _fact(env: BuildEnvironment, post: Post, fact: Fact, docname: str) -> list[nodes.Node]:
    """Return the parts of a fact, several where it is several names; none where it is not told."""
    domain = anthology_domain(env)
    catalogue, reading = domain.catalogue, domain.reading(post.docname)
    match fact:
        case Fact.IMAGE:
            return [picture(reading.picture, post.image_alt)] if reading.picture else []
        case Fact.DATE:
            return [facts.date(env, post.date, "date")] if post.date else []
        case Fact.UPDATED:
            return [facts.updated(env, post.updated)] if post.updated else []
        case Fact.AUTHORS:
            return facts.authors(env, post, docname)
        case Fact.READING_TIME:
            return [facts.reading_time(env, reading.words)] if reading.words else []
        case Fact.LOCATION:
            return [facts.location(post)] if post.location else []
        case Fact.SERIES:
            return [facts.series_name(catalogue, place.name, docname) for place in post.series]
        case Fact.CATEGORIES:
            return facts.categories(catalogue, post, docname)
        case Fact.TAGS:
            return facts.tags(catalogue, post, docname)
        case Fact.EXCERPT:
            text = post.description or shown_excerpt(domain, reading.excerpt)
            return [nodes.Text(text)] if text else []


_STYLES = {Style.LIST: _as_list, Style.TABLE: _as_table, Style.CARDS: _as_cards}
_WIDTHS = {Fact.EXCERPT: 5, Fact.TAGS: 3}
_COLUMNS = {
    Fact.IMAGE: lambda: _("Picture"),
    Fact.DATE: lambda: _("Date"),
    Fact.UPDATED: lambda: _("Updated"),
    Fact.AUTHORS: lambda: _("Authors"),
    Fact.READING_TIME: lambda: _("Reading time"),
    Fact.LOCATION: lambda: _("Place"),
    Fact.SERIES: lambda: _("Series"),
    Fact.CATEGORIES: lambda: _("Categories"),
    Fact.TAGS: lambda: _("Tags"),
    Fact.EXCERPT: lambda: _("About"),
}


def write_lists(env: BuildEnvironment, placeholders: Iterable[list_placeholder]) -> None:
    """Replace the placeholders; a list without a post says so in a sentence."""
    domain = anthology_domain(env)
    for placeholder in placeholders:
        posts = posts_of(domain, placeholder)
        found = post_list(env, posts, placeholder.style, placeholder.docname)
        placeholder.replace_self(found or no_posts())


def posts_of(domain: AnthologyDomain, placeholder: query_placeholder) -> tuple[Post, ...]:
    """Return the posts that a placeholder asks for; a filter that none meets is told."""
    query = placeholder.query
    unknown = unknown_names(domain.catalogue, query)
    for option, taxonomy, name in unknown:
        what = what_is_wrong(domain.catalogue, str(taxonomy), name)
        warn(Kind.REF, f":{option.replace('_', '-')}: {what}", placeholder)
    posts = found_by(domain, query)
    if not posts and not unknown and query.readable and domain.catalogue.posts:
        warn(Kind.REF, "no post meets these options: loosen one of them", placeholder)
    return posts


def found_by(domain: AnthologyDomain, query: Query) -> tuple[Post, ...]:
    """Return the posts that meet a query, now."""
    language = domain.env.config.language or "en"
    return find_posts(domain.catalogue, query, titles=domain.titles, language=language)


def no_posts() -> nodes.paragraph:
    """Return the sentence that stands for posts where there are none."""
    text = _("There are no such posts.")
    return nodes.paragraph(text, text, classes=["post-list"])
