"""The directive ``postlist``, which lists the posts that have all of its terms."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter
from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_anthology.core.ablog.language_codes import language_code
from sphinx_anthology.core.frontmatter.problem import Kind, did_you_mean
from sphinx_anthology.core.posts.catalogue import NAMES
from sphinx_anthology.core.posts.post import document_of, is_unpublished
from sphinx_anthology.core.posts.query import Query
from sphinx_anthology.core.posts.taxonomy import Taxonomy, fold
from sphinx_anthology.directives.filter_options import comma_separated, warn_at
from sphinx_anthology.directives.post_directives import PlaceholderDirective
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.nodes.cross_references import link_to_post
from sphinx_anthology.nodes.html_elements import post_date
from sphinx_anthology.nodes.placeholders import query_placeholder
from sphinx_anthology.options import today
from sphinx_anthology.rendering import fields
from sphinx_anthology.warnings import warn
from sphinx_bindery.common.builders import builder_of
from sphinx_bindery.common.language_tag import language_tag
from sphinx_bindery.common.partial_date import Precision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx.config import Config

    from sphinx_anthology.core.posts.post import Post
    from sphinx_anthology.core.posts.post_view import PostSummary
    from sphinx_anthology.domain import AnthologyDomain

_FIELDS = frozenset(
    {"title", "date", "author", "category", "tags", "location", "language", "image", "excerpt"}
)
_TAXONOMIES = {
    "tags": Taxonomy.TAG,
    "author": Taxonomy.AUTHOR,
    "category": Taxonomy.CATEGORY,
}
_DEFAULT = "{date} - {title}"


@dataclass(frozen=True, slots=True)
class ListOptions:
    """The options of one list.

    Attributes:
        filters: The terms that a post must have, each with the option that names it.
        length: The number of posts; None for all.
        pattern: The text of an entry, and the fields in it.
        date_format: The format of dates (``datetime.strftime``).
        oldest_first: Whether the oldest of the posts comes first.
        excerpts: Whether entries have excerpts.
        expand: The text of a link below each excerpt; empty without one.
        style: The style of the bullets.
    """

    filters: tuple[tuple[str, str], ...]
    length: int | None
    pattern: tuple[tuple[str, str], ...]
    date_format: str
    oldest_first: bool
    excerpts: bool
    expand: str
    style: str


class blog_list_placeholder(query_placeholder):  # noqa: N801 (docutils naming)
    """Placeholder for the list of a ``postlist``; any post may change it."""

    @property
    def options(self) -> ListOptions:
        """The options of the directive."""
        return cast("ListOptions", self["options"])


class BlogListDirective(PlaceholderDirective):
    """Directive ``postlist``."""

    optional_arguments = 1
    option_spec: ClassVar[dict[str, Callable[[str], object]]] = {
        **dict.fromkeys(
            ("tags", "author", "category", "location", "language", "format", "date",
             "list-style", "expand"),
            directives.unchanged,
        ),
        "sort": directives.flag,
        "excerpts": directives.flag,
    }  # fmt: skip

    def placeholder(self) -> blog_list_placeholder:
        """Return the placeholder with the options."""
        given, config = self.options, self.config
        names = ("tags", "author", "category", "location", "language")
        options = ListOptions(
            filters=tuple(
                (name, word) for name in names for word in comma_separated(given.get(name))
            ),
            length=self._length(),
            pattern=self._pattern(),
            date_format=given.get("date") or config.post_date_format_short,
            oldest_first="sort" in given,
            excerpts="excerpts" in given,
            expand=given.get("expand") or "",
            style=given.get("list-style") or "none",
        )
        return blog_list_placeholder(query=Query(), options=options)

    def _length(self) -> int | None:
        text = self.arguments[0].strip() if self.arguments else ""
        if text and not text.isdecimal():
            message = f"postlist: {text!r} is not a number of posts; write one such as 5"
            warn_at(self, Kind.TYPE, message)
        return int(text) if text.isdecimal() else None

    def _pattern(self) -> tuple[tuple[str, str], ...]:
        """Return the parts of an entry: a text, and the field after it; empty without one."""
        try:
            pattern = _parts(self.options.get("format") or _DEFAULT)
            unknown = next((name for _, name in pattern if name and name not in _FIELDS), "")
            problem = unknown and f"unknown field {unknown!r}{did_you_mean(unknown, _FIELDS)}"
        except ValueError as error:
            problem = str(error).lower()
        if not problem:
            return pattern
        known = ", ".join(sorted(_FIELDS))
        warn_at(self, Kind.TYPE, f":format: {problem}; write fields of {known} in braces")
        return _parts(_DEFAULT)


def _parts(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((before, name or "") for before, name, *_ in Formatter().parse(text.strip()))


class BlogListRendering(SphinxPostTransform):
    """Post-transform that renders the lists."""

    default_priority = 3  # before other placeholders (4)

    def run(self, **_kwargs: object) -> None:
        """Replace all placeholders of the document; message catalogs leave them out."""
        if builder_of(self.env).name == "gettext":
            return
        domain = anthology_domain(self.env)
        for node in list(self.document.findall(blog_list_placeholder)):
            entries = [
                _entry(domain.views.summary(post.docname), post, node)
                for post in _posts(domain, self.config, node)
            ]
            classes = ["postlist", f"postlist-style-{node.options.style}"]
            items = nodes.bullet_list("", *entries, bullet="*", classes=classes)
            node.replace_self(items if entries else [])


def _posts(domain: AnthologyDomain, config: Config, node: blog_list_placeholder) -> Sequence[Post]:
    """Return the posts of a list in order; without filters, not those of its own page."""
    options, now = node.options, today(config)
    found = [
        domain.catalogue.by_docname[summary.docname]
        for group in domain.views.post_list(node.query).groups
        for summary in group.posts
    ]
    found = [post for post in found if post.date and not is_unpublished(post, now)]
    if not options.filters:
        found = [post for post in found if document_of(post.docname) != node.docname]
    for option, word in options.filters:
        wanted = fold(_meant(option, word, config))
        names = {post.docname: set(map(fold, _names(option, post, config))) for post in found}
        if not any(
            wanted in map(fold, _names(option, post, config)) for post in domain.catalogue.posts
        ):
            known = {n for post in domain.catalogue.posts for n in _names(option, post, config)}
            warn(Kind.REF, f":{option}: no post has {word!r}{did_you_mean(word, known)}", node)
        found = [post for post in found if wanted in names[post.docname]]
    found = found[: options.length]
    return found[::-1] if options.oldest_first else found


def _meant(option: str, word: str, config: Config) -> str:
    """Return the name that a post has for a word, which may be the key of an option."""
    match option:
        case "author":
            known = config.anthology_authors.get(word)
            return str(known.get("name", word)) if isinstance(known, dict) else word
        case "location":
            return str(config.blog_locations.get(word, (word,))[0])
        case "language":
            names = {code: full for code, (full, _link) in config.blog_languages.items()}
            return language_tag(language_code(word, names))
        case _:
            return word


def _names(option: str, post: Post, config: Config) -> Iterable[str]:
    match option:
        case "location":
            return filter(None, post.location.split("; "))
        case "language":
            return (post.lang or language_tag(config.language or "en"),)
        case _:
            return NAMES[_TAXONOMIES[option]](post)


def _entry(summary: PostSummary, post: Post, node: blog_list_placeholder) -> nodes.list_item:
    options = node.options
    line = nodes.paragraph("", "", classes=["ablog-post-title"])
    for before, name in options.pattern:
        line += nodes.Text(before) if before else []
        line += fields.joined(list(_field(name, summary, post, node)), ", ")
    item = nodes.list_item("", line, classes=["ablog-post"])
    if options.excerpts:
        if summary.image and ("", "image") not in options.pattern:
            item += fields.image(summary.image, summary.image_alt)
        text = summary.description
        item += nodes.paragraph(text, text, classes=["ablog-post-excerpt"]) if text else []
        if options.expand:
            link = _link(post, nodes.emphasis("", options.expand), node)
            item += nodes.paragraph("", "", link, classes=["ablog-post-expand"])
    return item


def _field(
    name: str, summary: PostSummary, post: Post, node: blog_list_placeholder
) -> Iterator[nodes.Node]:
    docname = node.docname
    match name:
        case "title" if post.original_url:
            yield _link(post, nodes.inline("", summary.title), node)
        case "title":
            yield link_to_post(post.docname, docname)
        case "date" if summary.date:
            date = summary.date.date
            is_whole = date.precision >= Precision.DAY
            text = date.start.strftime(node.options.date_format) if is_whole else summary.date.text
            yield post_date("", text, datetime=date.iso)
        case "author":
            yield from fields.author_links(summary.authors, docname)
        case "category":
            yield from fields.term_links(summary.categories, docname, "category")
        case "tags":
            yield from fields.term_links(summary.tags, docname, "tag")
        case "location" if summary.location:
            yield fields.location(summary.location)
        case "language" if post.lang:
            yield nodes.inline("", post.lang, classes=["language"])
        case "image" if summary.image:
            yield fields.image(summary.image, summary.image_alt)
        case "excerpt" if summary.description:
            yield nodes.Text(summary.description)


def _link(post: Post, content: nodes.TextElement, node: blog_list_placeholder) -> nodes.Element:
    """Return a link with this content to a post, or to its original URL if it has one."""
    if post.original_url:
        return nodes.reference("", "", content, refuri=post.original_url, internal=False)
    return link_to_post(post.docname, node.docname, content)
