"""The domain ``anthology``: what a build knows of its posts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import Domain, ObjType
from sphinx.util.nodes import clean_astext, make_refnode

from sphinx_anthology.core.pages.addresses import entry_id, page_name
from sphinx_anthology.core.posts.catalogue import Catalogue
from sphinx_anthology.core.posts.document_record import NOTHING, Reading
from sphinx_anthology.core.posts.known_authors import with_known_authors
from sphinx_anthology.core.posts.known_terms import known_authors, known_series, known_tags
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.core.posts.toctree_groups import ToctreeGroups, toctree_groups
from sphinx_anthology.core.relations.post_relations import Relations, find_relations
from sphinx_anthology.nodes.cross_references import NAMES, POST, ROLES, NameRole, survives_inventory
from sphinx_anthology.nodes.inline import given_name
from sphinx_anthology.nodes.only_expressions import hold
from sphinx_anthology.plain_title import shown_title
from sphinx_anthology.related_cache import KeptNearest
from sphinx_bindery.common.builders import builder_of, is_html_site

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from docutils.nodes import Element, reference
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx import addnodes
    from sphinx_anthology.core.frontmatter.scan import FrontMatterScan
    from sphinx_anthology.core.posts.post import Post
    from sphinx_anthology.core.posts.taxonomy import Term
    from sphinx_bindery.common.partial_date import PartialDate


_TOLD_BY_READING = ("toctrees", "readings")
"""The parts of the data, by docname, that workers fill and that reading a document again clears."""


class AnthologyDomain(Domain):
    """Stores facts only: no nodes, and no environment.

    All from ``scans`` to ``committed`` is written in the main process before reading begins, so
    workers have nothing to merge into it; what reading adds is cleared and merged.
    """

    name = "anthology"
    label = "Anthology"
    data_version = 5
    initial_data: ClassVar[dict[str, Any]] = {
        "scans": {},
        "visible": frozenset(),
        "held": frozenset(),
        "committed": {},
        "toctrees": {},
        "readings": {},
    }
    object_types: ClassVar[dict[str, ObjType]] = {
        kind: ObjType(kind, kind, searchprio=-1) for kind in ROLES
    }
    roles: ClassVar[dict[str, Any]] = {kind: NameRole() for kind in ROLES}

    def setup(self) -> None:
        """Start without a catalogue; it is made when first asked for."""
        super().setup()
        self._catalogue: Catalogue | None = None
        self._relations: Relations | None = None
        self._titles: dict[str, str] | None = None
        self._index_pages: dict[Taxonomy, str] | None = None

    @property
    def scans(self) -> dict[str, FrontMatterScan]:
        """By docname: what its front matter says, of every file."""
        return cast("dict[str, FrontMatterScan]", self.data["scans"])

    @property
    def visible(self) -> frozenset[str]:
        """The docnames of the posts that this build shows."""
        return cast("frozenset[str]", self.data["visible"])

    @property
    def held(self) -> frozenset[str]:
        """The docnames of the posts that this build leaves out."""
        return cast("frozenset[str]", self.data["held"])

    @property
    def toctrees(self) -> dict[str, tuple[ToctreeGroups, ...]]:
        """The groups that each ``{anthology}`` expanded to, by docname."""
        return cast("dict[str, tuple[ToctreeGroups, ...]]", self.data["toctrees"])

    @property
    def readings(self) -> dict[str, Reading]:
        """By docname: what reading told of every document of which it told something."""
        return cast("dict[str, Reading]", self.data["readings"])

    def reading(self, docname: str) -> Reading:
        """Return what reading told of a document."""
        return self.readings.get(docname, NOTHING)

    @property
    def catalogue(self) -> Catalogue:
        """The posts that this build shows."""
        if self._catalogue is None:
            config = self.env.config
            known = {
                Taxonomy.TAG: known_tags(config.anthology_tags),
                Taxonomy.SERIES: known_series(config.anthology_series),
                Taxonomy.AUTHOR: known_authors(config.anthology_authors),
            }
            posts = (self._post(docname) for docname in sorted(self.visible))
            self._catalogue = Catalogue(posts, known)
        return self._catalogue

    @property
    def titles(self) -> dict[str, str]:
        """The titles of the posts by docname, as plain text; to be asked once all are read."""
        if self._titles is None:
            env = self.env
            self._titles = {
                name: shown_title(env, name) for name in self.visible if name in env.titles
            }
        return self._titles

    def _post(self, docname: str) -> Post:
        post = with_known_authors(self.scans[docname].post, self.env.config.anthology_authors)
        if not post.updated_from_git:
            return post
        return replace(post, updated=self.committed.get(docname))

    @property
    def committed(self) -> dict[str, PartialDate]:
        """By docname: the day of the last commit, of each post that wants it."""
        return cast("dict[str, PartialDate]", self.data["committed"])

    def note_scans(
        self,
        scans: dict[str, FrontMatterScan],
        visible: Collection[str],
        held: Collection[str],
        committed: dict[str, PartialDate],
    ) -> None:
        """Take in what was found before reading.

        Args:
            scans: the scans by docname.
            visible: the docnames of the posts that this build shows.
            held: the docnames of those that it leaves out.
            committed: the days of their last commits, of those that want them.
        """
        self.data.update(
            scans=scans,
            visible=frozenset(visible),
            held=frozenset(held),
            committed=committed,
        )
        self._catalogue = self._relations = self._titles = self._index_pages = None

    def note_toctrees(self, docname: str, groups: ToctreeGroups) -> None:
        """Store what an ``{anthology}`` expanded to, to find out when its page is outdated."""
        self.toctrees[docname] = (*self.toctrees.get(docname, ()), groups)

    def outdated_pages(self) -> list[str]:
        """Return the docnames of pages whose ``{anthology}`` would expand differently now."""
        return [
            docname
            for docname, toctrees in self.toctrees.items()
            if any(
                groups
                != toctree_groups(self.catalogue, groups.by, newest_first=groups.newest_first)
                for groups in toctrees
            )
        ]

    def clear_doc(self, docname: str) -> None:
        """Forget what reading ``docname`` told."""
        for part in _TOLD_BY_READING:
            self.data[part].pop(docname, None)

    def merge_domaindata(self, docnames: Collection[str], otherdata: dict[str, Any]) -> None:
        """Take from a worker what it told of the documents that it read."""
        for part in _TOLD_BY_READING:
            theirs: dict[str, Any] = otherdata[part]
            self.data[part].update({name: theirs[name] for name in docnames if name in theirs})

    @property
    def relations(self) -> Relations:
        """What leads from one post to another; to be asked once all documents are read."""
        if self._relations is None:
            standard = self.env.domains.standard_domain
            labels = {
                name: str(place[0])
                for known in (standard.anonlabels, standard.labels)
                for name, place in known.items()
            }
            kept = KeptNearest(builder_of(self.env))
            self._relations = find_relations(self.catalogue, self.readings, labels, kept)
        return self._relations

    # -- names, and where they lead --------------------------------------------------------------

    def place_of(self, term: Term, builder: Builder) -> tuple[str, str] | None:
        """Return the document or page, and the id in it, that shows the posts of a term.

        That is its own page in a site, and elsewhere its entry in an index, if the book has one.
        """
        if is_html_site(builder):
            return page_name(term), ""
        docname = self.index_pages.get(term.taxonomy)
        return (docname, entry_id(term)) if docname else None

    @property
    def index_pages(self) -> dict[Taxonomy, str]:
        """The first document that has an index of each taxonomy; to be asked once all are read.

        An index that this output leaves out does not count, and that of the root document, which
        has much else, only where there is no other.
        """
        if self._index_pages is None:
            found: dict[Taxonomy, str] = {}
            tags = builder_of(self.env).tags
            root = self.env.config.root_doc
            for docname in sorted(self.readings, key=lambda name: (name == root, name)):
                for taxonomy, conditions in self.readings[docname].indexes:
                    if hold(conditions, tags):
                        found.setdefault(taxonomy, docname)
            self._index_pages = found
        return self._index_pages

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every post, tag, series, category and author, for the inventory.

        A priority of -1 keeps them out of the search, which finds the posts themselves.
        """
        catalogue = self.catalogue
        for post in catalogue.posts:
            name = catalogue.name_of(post)
            title = self.env.titles.get(post.docname)
            shown = clean_astext(title) if title is not None else name
            yield name, shown, POST, post.docname, "", -1
        for kind in NAMES:
            for term in catalogue.terms(Taxonomy(kind)):
                place = self.place_of(term, builder_of(self.env))
                if place is not None:
                    name = term.name if survives_inventory(term.name) else term.slug
                    yield name, term.name, kind, *place, -1

    def resolve_xref(  # noqa: PLR0917 (Sphinx calls it so)
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: addnodes.pending_xref,
        contnode: Element,
    ) -> reference | None:
        """Return a link to a post or to the posts of a name, None where there is none.

        A name that no page of this output lists is text and no link.
        """
        if typ == POST:
            meant = self.catalogue.posts_meant(target)
            if len(meant) != 1:
                return None
            if not node["refexplicit"]:
                text = self.titles.get(meant[0], meant[0])
                contnode = given_name(text, text, classes=contnode["classes"])
            return make_refnode(builder, fromdocname, meant[0], "", contnode)
        term = self.catalogue.find(Taxonomy(typ), target)
        if term is None:
            return None
        if not node["refexplicit"]:
            contnode = given_name(term.name, term.name, classes=contnode["classes"])
        place = self.place_of(term, builder)
        if place is None:
            return cast("reference", contnode)
        return make_refnode(builder, fromdocname, *place, contnode)

    def resolve_any_xref(self, *_arguments: object) -> list[tuple[str, reference]]:
        """Return no target: a word such as a tag's is too common to stand for one by itself."""
        return []


def anthology_domain(env: BuildEnvironment) -> AnthologyDomain:
    """Return the domain of an environment."""
    return cast("AnthologyDomain", env.domains[AnthologyDomain.name])
