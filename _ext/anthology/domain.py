"""The domain ``anthology``: what a build knows of its posts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, cast

from sphinx.domains import Domain

from .core.authors import with_known_authors
from .core.catalogue import Catalogue
from .core.groups import Group, GroupBy, group_posts

if TYPE_CHECKING:
    from collections.abc import Collection

    from docutils.nodes import reference
    from sphinx.environment import BuildEnvironment

    from .core.index_entries import IndexKind
    from .core.partial_date import PartialDate
    from .core.post import Post
    from .scan import Scan


_TOLD_BY_READING = ("listings", "indexes", "words", "links")
"""The parts of the data, by docname, that workers fill and that reading a document again clears."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What one ``{anthology}`` showed when its page was read."""

    by: GroupBy
    newest_first: bool
    groups: tuple[Group, ...]


class AnthologyDomain(Domain):
    """Stores facts only: no nodes, and no environment.

    All from ``scans`` to ``committed`` is written in the main process before reading begins, so
    workers have nothing to merge into it; what reading adds is cleared and merged.
    """

    name = "anthology"
    label = "Anthology"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {
        "scans": {},
        "visible": frozenset(),
        "held": frozenset(),
        "committed": {},
        "listings": {},
        "indexes": {},
        "words": {},
        "links": {},
        "shown": {},
    }

    def setup(self) -> None:
        """Start without a catalogue; it is made when first asked for."""
        super().setup()
        self._catalogue: Catalogue | None = None

    @property
    def scans(self) -> dict[str, Scan]:
        """By docname: what its front matter says, of every file."""
        return cast("dict[str, Scan]", self.data["scans"])

    @property
    def visible(self) -> frozenset[str]:
        """The docnames of the posts that this build shows."""
        return cast("frozenset[str]", self.data["visible"])

    @property
    def held(self) -> frozenset[str]:
        """The docnames of the posts that this build leaves out."""
        return cast("frozenset[str]", self.data["held"])

    @property
    def listings(self) -> dict[str, tuple[Listing, ...]]:
        """By docname: what each ``{anthology}`` on that page showed."""
        return cast("dict[str, tuple[Listing, ...]]", self.data["listings"])

    @property
    def indexes(self) -> dict[str, frozenset[IndexKind]]:
        """By docname: the indexes that the page shows."""
        return cast("dict[str, frozenset[IndexKind]]", self.data["indexes"])

    @property
    def words(self) -> dict[str, int]:
        """By docname: how many words a post has."""
        return cast("dict[str, int]", self.data["words"])

    @property
    def links(self) -> dict[str, frozenset[str]]:
        """By docname: the documents and labels that it refers to by their titles."""
        return cast("dict[str, frozenset[str]]", self.data["links"])

    @property
    def shown(self) -> dict[str, dict[str, str]]:
        """By builder and docname: the digest of what the page last showed from outside its file."""
        return cast("dict[str, dict[str, str]]", self.data["shown"])

    @property
    def catalogue(self) -> Catalogue:
        """The posts that this build shows."""
        if self._catalogue is None:
            self._catalogue = Catalogue(self._post(docname) for docname in sorted(self.visible))
        return self._catalogue

    def _post(self, docname: str) -> Post:
        post = with_known_authors(self.scans[docname].post, self.env.config.anthology_authors)
        if not post.updated_from_git:
            return post
        committed: dict[str, PartialDate] = self.data["committed"]
        return replace(post, updated=committed.get(docname))

    def note_scans(
        self,
        scans: dict[str, Scan],
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
        self._catalogue = None

    def listing(self, by: GroupBy, *, newest_first: bool) -> Listing:
        """Return what an ``{anthology}`` of these options shows now."""
        posts: tuple[Post, ...] = self.catalogue.posts
        ordered = posts[::-1] if newest_first else posts
        groups = group_posts(ordered, by)
        if by is GroupBy.SERIES:
            groups = tuple(self._in_order_of_series(group, newest_first) for group in groups)
        return Listing(by, newest_first, groups)

    def _in_order_of_series(self, group: Group, newest_first: bool) -> Group:
        if group.name is None:
            return group
        parts = self.catalogue.series[group.name]
        docnames = [post.docname for post in parts if post.docname in group.docnames]
        return Group(group.name, tuple(docnames[::-1] if newest_first else docnames))

    def note_listing(self, docname: str, listing: Listing) -> None:
        """Remember what a page shows, to know when that is out of date."""
        self.listings[docname] = (*self.listings.get(docname, ()), listing)

    def note_index(self, docname: str, kind: IndexKind) -> None:
        """Remember that a page shows an index."""
        self.indexes[docname] = self.indexes.get(docname, frozenset()) | {kind}

    def outdated_pages(self) -> list[str]:
        """Return the pages whose ``{anthology}`` would show something else now."""
        return [
            docname
            for docname, listings in self.listings.items()
            if any(
                listing != self.listing(listing.by, newest_first=listing.newest_first)
                for listing in listings
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

    def resolve_any_xref(self, *_arguments: object) -> list[tuple[str, reference]]:
        """Return no target: what the domain knows has no cross-references of its own yet."""
        return []


def anthology_domain(env: BuildEnvironment) -> AnthologyDomain:
    """Return the domain of an environment."""
    return cast("AnthologyDomain", env.domains[AnthologyDomain.name])
