"""After reading: which pages show something of other documents that is no longer so."""

from __future__ import annotations

from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinx_anthology.ancestors import documents_above
from sphinx_anthology.core.posts.publication import is_future
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.core.values.reading_time import reading_minutes
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.nodes.cross_references import NAMES, POST
from sphinx_anthology.options import today
from sphinx_anthology.rendering.excerpts import shown_excerpt
from sphinx_anthology.rendering.lists import found_by
from sphinx_anthology.rendering.post_footer import shown_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.document_record import Reading
    from sphinx_anthology.core.posts.post import Post
    from sphinx_anthology.incremental.build_record import Memory


def stale_pages(memory: Memory, app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Handle ``env-get-updated``: return the documents that must be written again.

    It comes after ``env-updated``, when chapters and figures have their numbers.

    Pages show their neighbours in a series, and most themes those in the table of contents. A
    post that comes, goes, moves or is renamed changes these without touching their files.

    What each builder last wrote is remembered apart, since one doctree cache may serve several:
    an edit that the site has shown since is still news to the ePub. A builder that always writes
    all needs no memory.
    """
    if isinstance(app.builder.get_outdated_docs(), str):
        return []
    if memory.is_as_it_was:
        memory.now.shown = memory.before.shown
        return []
    facts = ShownFacts(app)
    now = {docname: digest(facts.of(docname)) for docname in sorted(env.all_docs)}
    memory.now.shown = now
    return [docname for docname in now if memory.before.shown.get(docname) != now[docname]]


class ShownFacts:
    """What pages show from outside their own files, looked up once for all of them."""

    def __init__(self, app: Sphinx) -> None:
        env = app.env
        self._app = app
        self._domain = anthology_domain(env)
        self._now = today(app.config)
        self._words_per_minute = app.config.anthology_words_per_minute
        self._domains = env.domains
        self._titles = {docname: title.astext() for docname, title in env.titles.items()}
        self._places: dict[tuple[Taxonomy, str], object] = {}
        self._posts: dict[str, str] = {}
        self._targets: dict[str, str] = {}

    @cached_property
    def _relations(self) -> dict[str, list[str | None]]:
        """What stands above, before and after each document in the table of contents."""
        try:
            return self._app.env.collect_relations()
        except RecursionError:  # Sphinx warns of it, and some builders need no relations
            return {}

    def of(self, docname: str) -> object:
        """Return all that the page of a document shows from outside its file."""
        reading = self._domain.reading(docname)
        around = self._relations.get(docname, ())
        above = documents_above(self._relations, docname)
        related = [(name, self._titles.get(name or "")) for name in (*around, *above)]
        post = self._domain.catalogue.by_docname.get(docname)
        return (
            related,
            self._of_post(post) if post else (),
            [self._index(taxonomy) for taxonomy, _conditions in reading.indexes],
            [
                [self.summary(post) for post in found_by(self._domain, query)]
                for query in reading.lists
            ],
            sorted(self._links(reading)),
        )

    def summary(self, post: Post) -> str:
        """Return a digest of all that a list may show of a post."""
        if post.docname not in self._posts:
            reading = self._domain.reading(post.docname)
            told = (
                reading.words and reading_minutes(reading.words, self._words_per_minute),
                shown_excerpt(self._domain, reading.excerpt),
                reading.picture,
                reading.picture_digest,
            )
            facts = (post, self._titles.get(post.docname), told, self._names(post))
            self._posts[post.docname] = digest(facts)
        return self._posts[post.docname]

    def _of_post(self, post: Post) -> object:
        docname = post.docname
        parts = self._domain.catalogue.parts(docname)
        neighbours = [name for part in parts for name in (part.previous, part.next) if name]
        after = [name for names in shown_after(self._domain, docname) for name in (*names, "")]
        titles = [(name, self._titles.get(name)) for name in (*neighbours, *after)]
        name = self._domain.catalogue.name_of(post)
        return name, post.updated, is_future(post, self._now), parts, titles, self._names(post)

    def _names(self, post: Post) -> list[object]:
        """Return the names that a post goes under as they are shown, and where they lead."""
        names = [(Taxonomy.TAG, name) for name in post.tags]
        names += [(Taxonomy.CATEGORY, name) for name in post.categories]
        names += [(Taxonomy.SERIES, place.name) for place in post.series]
        names += [(Taxonomy.AUTHOR, author.name) for author in post.authors]
        return [self._place(*name) for name in names]

    def _told_of(self, docname: str) -> str:
        """Return a digest of what references to a document or into it may show."""
        if docname not in self._targets:
            env = self._app.env
            headings = env.tocs[docname].astext() if docname in env.tocs else ""
            numbers = env.toc_secnumbers.get(docname), env.toc_fignumbers.get(docname)
            self._targets[docname] = digest((self._titles.get(docname), headings, numbers))
        return self._targets[docname]

    def _place(self, taxonomy: Taxonomy, name: str) -> object:
        key = taxonomy, name
        if key not in self._places:
            term = self._domain.catalogue.find(taxonomy, name)
            place = self._domain.place_of(term, self._app.builder) if term else None
            self._places[key] = (term.name, place) if term else None
        return self._places[key]

    def _index(self, taxonomy: Taxonomy) -> object:
        return [
            (term, [self._titles.get(name) for name in term.docnames])
            for term in self._domain.catalogue.terms(taxonomy)
        ]

    def _links(self, reading: Reading) -> Iterator[tuple[str, str, str]]:
        for target in reading.links:
            standard = self._domains.standard_domain
            places = standard.labels.get(target), standard.anonlabels.get(target)
            yield target, str(places), self._told_of(target)
        for mention in reading.mentions:
            kind, _colon, name = mention.partition(":")
            if kind == "label":
                place = self._domains.standard_domain.anonlabels.get(name)
                yield mention, str(place), self._told_of(place[0]) if place else ""
            if kind in NAMES:
                yield mention, str(self._place(Taxonomy(kind), name)), ""
            elif kind == POST:
                meant = self._domain.catalogue.posts_meant(name)
                yield mention, str(meant), str([self._titles.get(name) for name in meant])


def digest(shown: object) -> str:
    """Return what tells facts from others."""
    return blake2b(repr(shown).encode(), digest_size=16).hexdigest()
