"""The domain ``anthology``: the posts of a build, and cross-references to posts and terms."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, cast

from sphinx.domains import Domain, ObjType
from sphinx.util.nodes import make_refnode

from sphinx_anthology.build_cache import cached_related_posts, has_post_footers
from sphinx_anthology.build_catalogue import (
    catalogue_of_book,
    source_catalogue,
)
from sphinx_anthology.core.pages.listing_pages import entry_id, page_name
from sphinx_anthology.core.posts.book_views import BookViews
from sphinx_anthology.core.posts.document_record import EMPTY_RECORD, DocumentRecord
from sphinx_anthology.core.posts.known_addresses import known_addresses
from sphinx_anthology.core.posts.post import document_of, keys_of_document
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.core.relations.post_relations import (
    NO_RELATIONS,
    find_relations,
)
from sphinx_anthology.documents import page_url, plain_title
from sphinx_anthology.message_catalogues import catalogue_languages
from sphinx_anthology.nodes.cross_references import (
    OBJECT_TYPES,
    POST,
    TERM_TYPES,
    AnthologyRole,
    is_inventory_safe,
)
from sphinx_anthology.nodes.html_elements import bidi_isolate
from sphinx_anthology.nodes.placeholders import are_true
from sphinx_anthology.options import base_url, today
from sphinx_bindery.common.builders import builder_of, is_html_site
from sphinx_bindery.common.repairs.smart_quotes import smart_quotes_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from docutils.nodes import Element, reference
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx import addnodes
    from sphinx_anthology.core.frontmatter.scan import FrontMatterScan
    from sphinx_anthology.core.pages.address_table import AddressTable
    from sphinx_anthology.core.posts.catalogue import Catalogue
    from sphinx_anthology.core.posts.taxonomy import Term
    from sphinx_anthology.core.posts.toctree_groups import ToctreeGroups
    from sphinx_bindery.common.partial_date import PartialDate

    IndexEntry: TypeAlias = tuple[str, str, str, str, str | None]
    """An entry of Sphinx's index: its type, value, target id, main mark and category key."""

_FROM_READING = ("toctrees", "records")
"""The keys of the data that is collected while documents are read, by docname."""

_CACHED = ("source_catalogue", "catalogue", "known_addresses", "titles", "views", "index_pages")
"""The cached properties, all of which depend on the stored data."""


class AnthologyDomain(Domain):
    """The domain of posts and terms.

    Its data are frozen values, without nodes or the environment. ``scans``, ``published``,
    ``unpublished`` and ``last_commit_dates`` are set in the main process before documents are
    read, so they need no merging.
    """

    name = "anthology"
    label = "Anthology"
    data_version = 7
    initial_data: ClassVar[dict[str, Any]] = {
        "scans": {},
        "published": frozenset(),
        "unpublished": frozenset(),
        "last_commit_dates": {},
        "index_entries": (),
        "toctrees": {},
        "records": {},
    }
    object_types: ClassVar[dict[str, ObjType]] = {
        kind: ObjType(kind, kind, searchprio=-1) for kind in OBJECT_TYPES
    }
    roles: ClassVar[dict[str, Any]] = {kind: AnthologyRole() for kind in OBJECT_TYPES}

    def _clear_caches(self) -> None:
        for name in _CACHED:
            self.__dict__.pop(name, None)

    # -- stored data ------------------------------------------------------------------------------

    @property
    def scans(self) -> dict[str, FrontMatterScan]:
        """The front matter scans of the source files in this build, by docname."""
        return cast("dict[str, FrontMatterScan]", self.data["scans"])

    @property
    def published(self) -> frozenset[str]:
        """The docnames of the posts in this build, and the keys of those that are sections."""
        return cast("frozenset[str]", self.data["published"])

    @property
    def unpublished(self) -> frozenset[str]:
        """The docnames of drafts, future and expired posts, which this build leaves out."""
        return cast("frozenset[str]", self.data["unpublished"])

    @property
    def last_commit_dates(self) -> dict[str, PartialDate]:
        """The days of the last commits of posts with ``updated: git``, by docname."""
        return cast("dict[str, PartialDate]", self.data["last_commit_dates"])

    @property
    def index_entries(self) -> tuple[tuple[str, IndexEntry], ...]:
        """The docnames and entries of tags in the general index of the last build."""
        return cast("tuple[tuple[str, IndexEntry], ...]", self.data["index_entries"])

    @property
    def toctrees(self) -> dict[str, tuple[ToctreeGroups, ...]]:
        """The groups that each ``{anthology}`` expanded to, by docname."""
        return cast("dict[str, tuple[ToctreeGroups, ...]]", self.data["toctrees"])

    @property
    def records(self) -> dict[str, DocumentRecord]:
        """The document records that are not empty, by docname."""
        return cast("dict[str, DocumentRecord]", self.data["records"])

    def record(self, docname: str) -> DocumentRecord:
        """Return the record of a document."""
        return self.records.get(docname, EMPTY_RECORD)

    def note_discovery(
        self,
        scans: dict[str, FrontMatterScan],
        published: Collection[str],
        unpublished: Collection[str],
        last_commit_dates: dict[str, PartialDate],
    ) -> None:
        """Store the results of discovery, which the properties of the same names return."""
        self.data.update(
            scans=scans,
            published=frozenset(published),
            unpublished=frozenset(unpublished),
            last_commit_dates=last_commit_dates,
        )
        self._clear_caches()

    def note_toctrees(self, docname: str, groups: ToctreeGroups) -> None:
        """Store the groups that an ``{anthology}`` expanded to, to detect outdated pages."""
        self.toctrees[docname] = (*self.toctrees.get(docname, ()), groups)

    def note_index_entries(self, entries: Iterable[tuple[str, IndexEntry]]) -> None:
        """Store the entries of tags, to replace them in the next build."""
        self.data["index_entries"] = tuple(entries)

    def clear_doc(self, docname: str) -> None:
        """Remove the data of a document, and of its sections."""
        for part in _FROM_READING:
            for key in keys_of_document(self.data[part], docname):
                del self.data[part][key]

    def merge_domaindata(self, docnames: Collection[str], otherdata: dict[str, Any]) -> None:
        """Merge the data of documents that a worker process has read."""
        for part in _FROM_READING:
            theirs: dict[str, Any] = otherdata[part]
            keys = (key for docname in docnames for key in keys_of_document(theirs, docname))
            self.data[part].update({key: theirs[key] for key in keys})

    # -- posts ------------------------------------------------------------------------------------

    @cached_property
    def source_catalogue(self) -> Catalogue:
        """The posts of this build, with terms in the language of the sources."""
        published, dates = self.published, self.last_commit_dates
        return source_catalogue(self.env.config, self.scans, published, dates)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The posts of this build, with terms in the language of the book."""
        return catalogue_of_book(self.env, self.source_catalogue)

    @cached_property
    def known_addresses(self) -> AddressTable:
        """The documents by their addresses, aliases and original addresses; not the root."""
        docnames = sorted(self.env.found_docs - {self.env.config.root_doc})
        return known_addresses(self.catalogue.documents, docnames, base_url(self.env.config))

    def post_url(self, name: str, builder: Builder) -> str:
        """Return the absolute URL of a post, or its path in the site without a base URL."""
        return page_url(builder, document_of(name), self.record(name).anchor)

    # -- after reading ----------------------------------------------------------------------------

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles of all documents as plain text, by docname; complete after reading.

        The title in a record takes precedence: it is that of a section, or a title for lists.
        """
        records = {name: record.title for name, record in self.records.items() if record.title}
        return {name: plain_title(self.env, name) for name in self.env.titles} | records

    @cached_property
    def views(self) -> BookViews:
        """The views of the posts, lists and indexes of this build; complete after reading."""
        config, builder = self.env.config, builder_of(self.env)
        standard = self.env.domains.standard_domain
        docnames = {
            name: str(place[0])
            for known in (standard.anonlabels, standard.labels)
            for name, place in known.items()
        }
        related = partial(cached_related_posts, builder)
        return BookViews(
            catalogue=self.catalogue,
            records=self.records,
            titles=self.titles,
            label_titles={name: str(label[2]) for name, label in standard.labels.items()},
            place_of=partial(self.place_of, builder=builder),
            relations=find_relations(self.catalogue, self.records, docnames, related)
            if has_post_footers(builder)
            else NO_RELATIONS,
            language=config.language or "en",
            catalogues=catalogue_languages(self.env),
            words_per_minute=config.anthology_words_per_minute,
            now=today(config),
            smart_quotes=smart_quotes_of(config),
        )

    @cached_property
    def index_pages(self) -> dict[Taxonomy, str]:
        """The first document with an index of each taxonomy; complete after reading.

        An index under an ``only`` that excludes this builder does not count. An index in the root
        document counts only if there is no other.
        """
        tags, root = builder_of(self.env).tags, self.env.config.root_doc
        last_first = sorted(self.records, key=lambda name: (name == root, name), reverse=True)
        return {
            taxonomy: docname
            for docname in last_first
            for taxonomy, expressions in self.records[docname].indexes
            if are_true(expressions, tags)
        }

    # -- cross-references -------------------------------------------------------------------------

    def place_of(self, term: Term, builder: Builder) -> tuple[str, str] | None:
        """Return the document or page that lists the posts of a term, and the id in it.

        This is the term page in an HTML site; in other outputs the entry in an index, if any.
        """
        if is_html_site(builder):
            return page_name(term), ""
        docname = self.index_pages.get(term.taxonomy)
        return (docname, entry_id(term)) if docname else None

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every post, tag, series, category and author, for the inventory.

        The priority of -1 keeps them out of the search, which finds the posts themselves.
        """
        catalogue, builder = self.catalogue, builder_of(self.env)
        for post in catalogue.documents:
            name = catalogue.name_of(post)
            yield name, self.titles.get(post.docname, name), POST, post.docname, "", -1
        for kind in TERM_TYPES:
            for term in catalogue.terms(Taxonomy(kind)):
                place = self.place_of(term, builder)
                if place is not None:
                    name = term.name if is_inventory_safe(term.name) else term.slug
                    yield name, term.name, kind, *place, -1

    def resolve_xref(  # noqa: PLR0917 (Sphinx's signature)
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: addnodes.pending_xref,
        contnode: Element,
    ) -> reference | None:
        """Return a link to a post or to the posts of a term; None if there is no such target.

        If this output has no list of a term's posts, the result is text without a link.
        """
        if typ == POST:
            docnames = self.catalogue.docnames_of(target)
            if len(docnames) != 1:
                return None
            if not node["refexplicit"]:
                text = self.titles.get(docnames[0], docnames[0])
                here, there = map(self.views.language_of, (fromdocname, docnames[0]))
                classes = contnode["classes"] + [f"language-{there}"] * (here != there)
                contnode = bidi_isolate(text, text, classes=classes)
            anchor, document = self.record(docnames[0]).anchor, document_of(docnames[0])
            return make_refnode(builder, fromdocname, document, anchor, contnode)
        term = self.catalogue.find(Taxonomy(typ), target)
        if term is None:
            return None
        if not node["refexplicit"]:
            contnode = bidi_isolate(term.name, term.name, classes=contnode["classes"])
        place = self.place_of(term, builder)
        if place is None:
            return cast("reference", contnode)
        return make_refnode(builder, fromdocname, *place, contnode)

    def resolve_any_xref(self, *_arguments: object) -> list[tuple[str, reference]]:
        """Return no target: ``any`` would link common words that are also names of tags."""
        return []


def anthology_domain(env: BuildEnvironment) -> AnthologyDomain:
    """Return the domain of an environment."""
    return cast("AnthologyDomain", env.domains[AnthologyDomain.name])
