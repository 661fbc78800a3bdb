"""The views of all posts, lists and indexes of one build, each made once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_anthology.core.posts.document_record import EMPTY_RECORD
from sphinx_anthology.core.posts.excerpt import resolve_excerpt
from sphinx_anthology.core.posts.list_view import TermEntry, view_index, view_list
from sphinx_anthology.core.posts.post_view import (
    PartView,
    PostLink,
    TermLink,
    TermLinks,
    summarize,
    view_post,
)
from sphinx_anthology.core.posts.query import find_posts
from sphinx_anthology.core.posts.taxonomy import Taxonomy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from sphinx_anthology.core.posts.catalogue import Catalogue
    from sphinx_anthology.core.posts.document_record import DocumentRecord
    from sphinx_anthology.core.posts.list_view import PostListView, TermIndexView
    from sphinx_anthology.core.posts.post_view import PostSummary, PostView
    from sphinx_anthology.core.posts.query import Query
    from sphinx_anthology.core.posts.taxonomy import Term
    from sphinx_anthology.core.relations.post_relations import Relations


@dataclass(frozen=True)
class BookInputs:
    """All that the views of a book are computed from.

    Attributes:
        catalogue: The posts of this build.
        records: What reading stored, by docname.
        titles: The titles of all documents as plain text, by docname.
        label_titles: The titles of labels.
        place_of: Returns the document or page that lists the posts of a term, and the id in it.
        relations: Related posts and backlinks; empty for an output without post footers.
        language: The language of the book (BCP 47 or POSIX).
        words_per_minute: The reading speed.
        now: The moment after which dates are in the future.
    """

    catalogue: Catalogue
    records: Mapping[str, DocumentRecord]
    titles: Mapping[str, str]
    label_titles: Mapping[str, str]
    place_of: Callable[[Term], tuple[str, str] | None]
    relations: Relations
    language: str
    words_per_minute: int
    now: datetime


class BookViews:
    """The views of one build, each computed when it is first wanted."""

    def __init__(self, inputs: BookInputs) -> None:
        self._inputs = inputs
        self._summaries: dict[str, PostSummary] = {}
        self._posts: dict[str, PostView] = {}
        self._indexes: dict[Taxonomy, TermIndexView] = {}

    @property
    def catalogue(self) -> Catalogue:
        """The posts of this build."""
        return self._inputs.catalogue

    def post(self, docname: str) -> PostView | None:
        """Return the view of a post; None for any other document."""
        if docname not in self.catalogue.by_docname:
            return None
        if docname not in self._posts:
            self._posts[docname] = self._view(docname)
        return self._posts[docname]

    def summary(self, docname: str) -> PostSummary:
        """Return the summary of a post."""
        if docname not in self._summaries:
            inputs = self._inputs
            post = self.catalogue.by_docname[docname]
            self._summaries[docname] = summarize(
                post,
                inputs.records.get(docname, EMPTY_RECORD),
                title=self.title(docname),
                description=post.description or self.excerpt(docname),
                links=self.term_links,
                language=inputs.language,
                words_per_minute=inputs.words_per_minute,
            )
        return self._summaries[docname]

    def post_list(self, query: Query, group_by: Taxonomy | None = None) -> PostListView:
        """Return the list of the posts that match a query."""
        inputs = self._inputs
        posts = find_posts(self.catalogue, query, titles=inputs.titles, language=inputs.language)
        return view_list((self.summary(post.docname) for post in posts), group_by)

    def timeline(self, view: PostListView) -> tuple[PostSummary, ...]:
        """Return the posts of a list that have a date, in the order of the book."""
        found = {post.docname for group in view.groups for post in group.posts}
        return tuple(
            self.summary(post.docname)
            for post in self.catalogue.posts
            if post.date and post.docname in found
        )

    def index(self, taxonomy: Taxonomy) -> TermIndexView:
        """Return the index of a taxonomy."""
        if taxonomy not in self._indexes:
            entries = (
                TermEntry(
                    self.term_links(taxonomy, term.name),
                    tuple(PostLink(name, self.title(name)) for name in term.docnames),
                )
                for term in self.catalogue.terms(taxonomy)
            )
            self._indexes[taxonomy] = view_index(taxonomy, entries)
        return self._indexes[taxonomy]

    def title(self, docname: str) -> str:
        """Return the title of a document as plain text, else its docname."""
        return self._inputs.titles.get(docname, docname)

    def excerpt(self, docname: str) -> str:
        """Return the first paragraph of a post or of the root document."""
        record = self._inputs.records.get(docname, EMPTY_RECORD)
        return resolve_excerpt(record.excerpt, self._xref_text)

    @cached_property
    def term_links(self) -> TermLinks:
        """The links to all terms."""
        place_of = self._inputs.place_of
        return TermLinks(
            TermLink(taxonomy, term.name, term.slug, place_of(term))
            for taxonomy in Taxonomy
            for term in self.catalogue.terms(taxonomy)
        )

    def _view(self, docname: str) -> PostView:
        inputs, catalogue = self._inputs, self.catalogue
        post = catalogue.by_docname[docname]
        parts = (
            PartView(
                self.term_links(Taxonomy.SERIES, part.series),
                part.number,
                part.total,
                self._link(part.previous) if part.previous else None,
                self._link(part.next) if part.next else None,
            )
            for part in catalogue.parts(docname)
        )
        return view_post(
            post,
            self.summary(docname),
            name=catalogue.name_of(post),
            words=inputs.records.get(docname, EMPTY_RECORD).words,
            parts=tuple(parts),
            related=tuple(map(self._link, inputs.relations.related.get(docname, ()))),
            backlinks=tuple(map(self._link, inputs.relations.backlinks.get(docname, ()))),
            language=inputs.language,
            now=inputs.now,
        )

    def _link(self, docname: str) -> PostLink:
        return PostLink(docname, self.title(docname))

    def _xref_text(self, target: str) -> str:
        """Return the text of a cross-reference without an explicit title."""
        kind, _colon, name = target.partition(":")
        match kind:
            case "label":
                return self._inputs.label_titles.get(name, name)
            case "doc":
                return self.title(name)
            case "post":
                docnames = self.catalogue.posts_meant(name)
                return self.title(docnames[0]) if docnames else name
            case _:
                term = self.catalogue.find(Taxonomy(kind), name)
                return term.name if term else name
