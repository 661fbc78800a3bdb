"""The views of all posts, lists and indexes of one build, each computed once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_anthology.core.languages.catalogue_choice import choose_catalogue
from sphinx_anthology.core.posts.document_record import EMPTY_RECORD
from sphinx_anthology.core.posts.excerpt import resolve_excerpt
from sphinx_anthology.core.posts.post import is_expired, is_future, resolve_license
from sphinx_anthology.core.posts.post_list import TermEntry, view_index, view_list
from sphinx_anthology.core.posts.post_view import (
    AuthorView,
    DateView,
    PartView,
    PostLink,
    PostSummary,
    PostView,
    Status,
    TermLink,
)
from sphinx_anthology.core.posts.query import find_posts
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.core.values.language_name import language_name
from sphinx_anthology.core.values.text_length import one_line, reading_minutes
from sphinx_bindery.common.dates import format_date, format_number
from sphinx_bindery.common.language_tag import language_tag

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from sphinx_anthology.core.posts.catalogue import Catalogue
    from sphinx_anthology.core.posts.document_record import DocumentRecord
    from sphinx_anthology.core.posts.post import Post
    from sphinx_anthology.core.posts.post_list import PostListView, TermIndexView
    from sphinx_anthology.core.posts.query import Query
    from sphinx_anthology.core.posts.taxonomy import Term
    from sphinx_anthology.core.relations.post_relations import Relations
    from sphinx_bindery.common.partial_date import PartialDate


@dataclass(frozen=True, eq=False)
class BookViews:
    """The views of one build, each computed on first use.

    Attributes:
        catalogue: The posts of this build.
        records: The document records, by docname.
        titles: The titles of all documents as plain text, by docname.
        label_titles: The titles of labels, by label.
        place_of: Returns the document or page that lists the posts of a term, and the id in it;
            None if the output has none.
        relations: Related posts and backlinks; empty for an output without post footers.
        language: The language of the book (BCP 47 or POSIX).
        catalogues: The languages that have message catalogues, English included.
        words_per_minute: The reading speed.
        now: The time of the build, after which dates are in the future.
        smart_quotes: Returns a text with the quotation marks of a language.
    """

    catalogue: Catalogue
    records: Mapping[str, DocumentRecord]
    titles: Mapping[str, str]
    label_titles: Mapping[str, str]
    place_of: Callable[[Term], tuple[str, str] | None]
    relations: Relations
    language: str
    catalogues: frozenset[str]
    words_per_minute: int
    now: datetime
    smart_quotes: Callable[[str, str], str] = field(default=lambda text, _language: text)
    _summaries: dict[str, PostSummary] = field(default_factory=dict, init=False)
    _posts: dict[str, PostView] = field(default_factory=dict, init=False)
    _indexes: dict[Taxonomy, TermIndexView] = field(default_factory=dict, init=False)

    @cached_property
    def language_tag(self) -> str:
        """The language of the book as a BCP 47 tag."""
        return language_tag(self.language)

    def post(self, docname: str) -> PostView | None:
        """Return the view of a post; None for any other document."""
        if docname not in self.catalogue.by_docname:
            return None
        if docname not in self._posts:
            self._posts[docname] = self._view_post(self.catalogue.by_docname[docname])
        return self._posts[docname]

    def summary(self, docname: str) -> PostSummary:
        """Return the summary of a post."""
        if docname not in self._summaries:
            self._summaries[docname] = self._summarize(self.catalogue.by_docname[docname])
        return self._summaries[docname]

    def post_list(self, query: Query, group_by: Taxonomy | None = None) -> PostListView:
        """Return the list of the posts that match a query."""
        posts = find_posts(self.catalogue, query, titles=self.titles, language=self.language)
        return view_list((self.summary(post.docname) for post in posts), group_by)

    def timeline(self, view: PostListView) -> tuple[PostSummary, ...]:
        """Return the posts of a list that have a date, in the order of the book."""
        found = {post.docname for group in view.groups for post in group.posts}
        return tuple(
            self.summary(post.docname)
            for post in self.catalogue.posts
            if post.order_date and post.docname in found
        )

    def index(self, taxonomy: Taxonomy) -> TermIndexView:
        """Return the index of a taxonomy."""
        if taxonomy not in self._indexes:
            entries = (
                TermEntry(
                    self.term_links[taxonomy, term.name],
                    tuple(map(self._link, term.docnames)),
                    format_number(len(term.docnames), self.language),
                )
                for term in self.catalogue.terms(taxonomy)
            )
            self._indexes[taxonomy] = view_index(taxonomy, entries)
        return self._indexes[taxonomy]

    def title(self, docname: str) -> str:
        """Return the title of a document as plain text, else its docname."""
        return self.titles.get(docname, docname)

    def language_of(self, docname: str) -> str:
        """Return the language of a document or page (BCP 47)."""
        post = self.catalogue.by_docname.get(docname)
        return (post and post.lang) or self.language_tag

    def excerpt(self, docname: str) -> str:
        """Return the first paragraph of a post or of the root document."""
        return resolve_excerpt(self.record(docname).excerpt, self._xref_text)

    @cached_property
    def term_links(self) -> Mapping[tuple[Taxonomy, str], TermLink]:
        """The links to all terms, by taxonomy and name in the spelling of the catalogue."""
        return {
            (taxonomy, term.name): TermLink(taxonomy, term.name, term.slug, self.place_of(term))
            for taxonomy in Taxonomy
            for term in self.catalogue.terms(taxonomy)
        }

    def _summarize(self, post: Post) -> PostSummary:
        record, links = self.record(post.docname), self.term_links
        post = _translated(post, record)
        given = self.smart_quotes(post.description, post.lang)
        description = given or self.excerpt(post.docname)
        minutes = reading_minutes(record.words, self.words_per_minute) if record.words else 0
        return PostSummary(
            docname=post.docname,
            title=self.title(post.docname),
            language="" if post.lang == self.language_tag else post.lang,
            date=self._date_view(post.date),
            original_date=self._date_view(post.based_on.date) if post.based_on else None,
            updated=self._date_view(post.updated),
            authors=tuple(
                AuthorView(author, links[Taxonomy.AUTHOR, author.name]) for author in post.authors
            ),
            minutes=minutes,
            minutes_text=format_number(minutes, self.language),
            location=post.location,
            year=links[Taxonomy.YEAR, str(post.order_date.year) if post.order_date else ""],
            series=tuple(links[Taxonomy.SERIES, place.name] for place in post.series),
            categories=tuple(links[Taxonomy.CATEGORY, name] for name in post.categories),
            tags=tuple(links[Taxonomy.TAG, name] for name in post.tags),
            description=one_line(description),
            image=record.image,
            image_alt=post.image_alt,
            image_digest=record.image_digest,
        )

    def _date_view(self, date: PartialDate | None) -> DateView | None:
        return DateView(date, format_date(date, self.language)) if date else None

    def _catalogue_for(self, post: Post) -> str:
        """Return the catalogue for the page of a post; empty for that of the book."""
        if not post.lang or post.lang == self.language_tag:
            return ""
        return choose_catalogue(post.lang, self.catalogues)

    def _in_language(self, summary: PostSummary, language: str) -> PostSummary:
        """Return a summary with its dates and numbers in a language."""
        if language == self.language_tag:
            return summary
        dates = {name: getattr(summary, name) for name in ("date", "original_date", "updated")}
        return replace(
            summary,
            minutes_text=format_number(summary.minutes, language),
            **{
                name: replace(view, text=format_date(view.date, language))
                for name, view in dates.items()
                if view
            },
        )

    def _status(self, post: Post) -> Status:
        if post.draft:
            return Status.DRAFT
        if is_future(post, self.now):
            return Status.FUTURE
        return Status.EXPIRED if is_expired(post, self.now) else Status.PUBLISHED

    def _view_post(self, post: Post) -> PostView:
        parts = tuple(
            PartView(
                self.term_links[Taxonomy.SERIES, part.series],
                part.number,
                part.total,
                self._link(part.previous) if part.previous else None,
                self._link(part.next) if part.next else None,
            )
            for part in self.catalogue.parts(post.docname)
        )
        # the byline has links to the previous and the next part
        neighbors = {link for part in parts for link in (part.previous, part.next)}
        related = map(self._link, self.relations.related.get(post.docname, ()))
        catalogue = self._catalogue_for(post)
        text_language = post.lang if catalogue else self.language_tag
        return PostView(
            post=_translated(post, self.record(post.docname)),
            summary=self._in_language(self.summary(post.docname), text_language),
            name=self.catalogue.name_of(post),
            status=self._status(post),
            language=language_name(post.lang, self.language, text_language),
            text_language=text_language,
            catalogue=catalogue,
            words=self.record(post.docname).words,
            parts=parts,
            license=resolve_license(post.license) if post.license else None,
            related=tuple(link for link in related if link not in neighbors),
            backlinks=tuple(map(self._link, self.relations.backlinks.get(post.docname, ()))),
        )

    def record(self, docname: str) -> DocumentRecord:
        """Return the record of a document."""
        return self.records.get(docname, EMPTY_RECORD)

    def _link(self, docname: str) -> PostLink:
        return PostLink(docname, self.title(docname), self.language_of(docname))

    def _xref_text(self, target: str) -> str:
        """Return the text of a cross-reference without an explicit title."""
        kind, _colon, name = target.partition(":")
        match kind:
            case "label":
                return self.label_titles.get(name, name)
            case "doc":
                return self.title(name)
            case "post":
                docnames = self.catalogue.docnames_of(name)
                return self.title(docnames[0]) if docnames else name
            case _:
                term = self.catalogue.find(Taxonomy(kind), name)
                return term.name if term else name


def _translated(post: Post, record: DocumentRecord) -> Post:
    """Return a post with the translations of texts in its front matter."""
    names = ("description", "image_alt", "location")
    found = {name: text for name in names if (text := getattr(record, name))}
    return replace(post, **found) if found else post
