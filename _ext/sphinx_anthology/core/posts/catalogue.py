"""The catalogue: all posts of a build in order, their series and their terms."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_anthology.core.posts.file_name import file_name
from sphinx_anthology.core.posts.post import is_section
from sphinx_anthology.core.posts.taxonomy import KnownTerm, Taxonomy, Term, fold, respelled
from sphinx_bindery.common.collation import sort_key
from sphinx_bindery.common.slugs import distinct_slugs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from sphinx_anthology.core.posts.post import Author, Post
    from sphinx_bindery.common.collation import SortKey
    from sphinx_bindery.common.partial_date import PartialDate

UNDATED = "undated"
"""The slug of the year of posts without a date."""


@dataclass(frozen=True, slots=True)
class SeriesPart:
    """The place of a post in a series, counted from 1, with the docnames before and after it."""

    series: str
    number: int
    total: int
    previous: str | None
    next: str | None


class Catalogue:
    """The posts of a build, oldest first, those without a date last.

    All posts have the same spelling of a term.
    """

    def __init__(
        self,
        posts: Iterable[Post],
        known: Mapping[Taxonomy, Sequence[KnownTerm]] | None = None,
        language: str = "en",
    ) -> None:
        self.language = language
        self._known = known or {}
        self.posts: tuple[Post, ...] = respelled(sorted(posts, key=_oldest_first), self._known)

    @cached_property
    def by_docname(self) -> Mapping[str, Post]:
        """The posts by docname."""
        return {post.docname: post for post in self.posts}

    @cached_property
    def documents(self) -> tuple[Post, ...]:
        """The posts that are whole documents."""
        return tuple(post for post in self.posts if not is_section(post.docname))

    @cached_property
    def by_slug(self) -> Mapping[str, tuple[str, ...]]:
        """The docnames of posts by slug: the slug in the front matter, and the file name."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for post in self.documents:
            for slug in dict.fromkeys((post.slug, file_name(post.docname))):
                if slug:
                    found[slug].append(post.docname)
        return {slug: tuple(docnames) for slug, docnames in found.items()}

    def docnames_of(self, target: str) -> tuple[str, ...]:
        """Return the docnames of the posts with a docname or slug; a slug may be ambiguous."""
        docname = target.strip().removeprefix("/")
        if docname in self.by_docname:
            return (docname,)
        return self.by_slug.get(docname, ())

    def name_of(self, post: Post) -> str:
        """Return the slug of a post if it is unambiguous, else its docname."""
        slug = post.slug or file_name(post.docname)
        return slug if self.docnames_of(slug) == (post.docname,) else post.docname

    @cached_property
    def series(self) -> Mapping[str, tuple[Post, ...]]:
        """The parts of each series, in order: by ``order``, then by date."""
        members: defaultdict[str, list[tuple[float, Post]]] = defaultdict(list)
        for post in self.posts:
            for place in post.series:
                order = float("inf") if place.order is None else place.order
                members[place.name].append((order, post))
        return {
            name: tuple(post for _, post in sorted(parts, key=lambda part: part[0]))
            for name, parts in sorted(members.items(), key=lambda item: self._order(item[0]))
        }

    def parts(self, docname: str) -> tuple[SeriesPart, ...]:
        """Return the places of a post in its series, in the order of its front matter."""
        post = self.by_docname[docname]
        return tuple(self._places[place.name, docname] for place in post.series)

    @cached_property
    def _places(self) -> Mapping[tuple[str, str], SeriesPart]:
        places = {}
        for name, posts in self.series.items():
            docnames = [post.docname for post in posts]
            around = zip([None, *docnames], docnames, [*docnames[1:], None], strict=False)
            for number, (before, docname, after) in enumerate(around, 1):
                places[name, docname] = SeriesPart(name, number, len(docnames), before, after)
        return places

    @cached_property
    def authors(self) -> Mapping[str, Author]:
        """The authors by name, each from the post that gives the most fields."""
        found: dict[str, Author] = {}
        for post in self.posts:
            for author in post.authors:
                if author.name not in found or author.field_count > found[author.name].field_count:
                    found[author.name] = author
        return found

    def terms(self, taxonomy: Taxonomy) -> tuple[Term, ...]:
        """Return the terms of a taxonomy in the alphabetical order of the book's language.

        The posts of a term are in the order of the book, those of a series in the order of the
        series. The year of posts without a date comes last.
        """
        return tuple(self._terms[taxonomy].values())

    def count(self, taxonomy: Taxonomy) -> int:
        """Return the number of terms of a taxonomy."""
        return len(self._terms[taxonomy])

    def find(self, taxonomy: Taxonomy, wanted: str) -> Term | None:
        """Return the term with a name, in any spelling, or with a slug; None if there is none."""
        terms = self._terms[taxonomy]
        if wanted in terms:
            return terms[wanted]
        name = self._names[taxonomy].get(fold(wanted))
        return terms.get(name) if name is not None else None

    def spellings(self, taxonomy: Taxonomy) -> tuple[str, ...]:
        """Return the names of a taxonomy, and their other spellings in conf.py."""
        terms = self._terms[taxonomy]
        known = (term for term in self._known.get(taxonomy, ()) if term.name in terms)
        others = (spelling for term in known for spelling in term.spellings)
        return tuple(dict.fromkeys((*filter(None, terms), *others)))

    def years_of(self, term: Term) -> tuple[int, int] | None:
        """Return the first and the last year of the posts of a term, None without any date."""
        return self._years.get((term.taxonomy, term.name))

    @cached_property
    def _years(self) -> Mapping[tuple[Taxonomy, str], tuple[int, int]]:
        found: dict[tuple[Taxonomy, str], tuple[int, int]] = {}
        for post in self.posts:
            if post.order_date:
                year = post.order_date.year
                for taxonomy in Taxonomy:
                    for name in NAMES[taxonomy](post):
                        first, last = found.get((taxonomy, name), (year, year))
                        found[taxonomy, name] = min(first, year), max(last, year)
        return found

    @cached_property
    def _terms(self) -> Mapping[Taxonomy, Mapping[str, Term]]:
        return {taxonomy: self._terms_of(taxonomy) for taxonomy in Taxonomy}

    def _terms_of(self, taxonomy: Taxonomy) -> dict[str, Term]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for post in self.posts:
            for name in NAMES[taxonomy](post):
                found[name].append(post.docname)
        if taxonomy is Taxonomy.SERIES:
            found.update({name: [p.docname for p in parts] for name, parts in self.series.items()})
        known = {term.name: term for term in self._known.get(taxonomy, ()) if term.name in found}
        given = {name: term.slug for name, term in known.items()}
        slugs = distinct_slugs(filter(None, found), given) | {"": UNDATED}
        return {
            name: Term(
                taxonomy,
                name,
                slugs[name],
                tuple(found[name]),
                known[name].description if name in known else "",
            )
            for name in sorted(found, key=self._order)
        }

    def _order(self, name: str) -> tuple[bool, bool, SortKey]:
        """Return a sort key of a term: numbers first, the empty name last."""
        return not name, not name.isdecimal(), sort_key(name, self.language)

    @cached_property
    def _names(self) -> Mapping[Taxonomy, Mapping[str, str]]:
        """The names by folded spelling; names take precedence over slugs."""
        names: dict[Taxonomy, dict[str, str]] = {}
        for taxonomy, terms in self._terms.items():
            names[taxonomy] = {fold(term.slug): term.name for term in terms.values()}
            names[taxonomy].update({fold(name): name for name in terms if name})
            for term in self._known.get(taxonomy, ()):
                if term.name in terms:
                    names[taxonomy].update({fold(other): term.name for other in term.spellings})
        return names


NAMES: Mapping[Taxonomy, Callable[[Post], Iterable[str]]] = {
    Taxonomy.TAG: lambda post: post.tags,
    Taxonomy.SERIES: lambda post: (place.name for place in post.series),
    Taxonomy.CATEGORY: lambda post: post.categories,
    Taxonomy.AUTHOR: lambda post: dict.fromkeys(author.name for author in post.authors),
    Taxonomy.YEAR: lambda post: (_year(post.order_date),),
}
"""Functions that return a post's terms by taxonomy; the year of an undated post is empty."""


def _year(date: PartialDate | None) -> str:
    return str(date.year) if date else ""


def _oldest_first(post: Post) -> tuple[bool, tuple[datetime, ...], float, str]:
    start = (post.order_date.start,) if post.order_date else ()
    orders = [place.order for place in post.series if place.order is not None]
    return post.order_date is None, start, min(orders, default=float("inf")), post.docname
