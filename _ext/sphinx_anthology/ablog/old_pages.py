"""The pages that ABlog writes: their addresses, their labels, and their posts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import normalize

from sphinx.locale import get_translation

from sphinx_anthology.core.formats.feeds import newest
from sphinx_anthology.core.posts.catalogue import NAMES
from sphinx_anthology.core.posts.post import is_unpublished
from sphinx_anthology.core.posts.taxonomy import Taxonomy
from sphinx_anthology.domain import anthology_domain
from sphinx_anthology.options import today
from sphinx_anthology.rendering.fields import listing_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx.environment import BuildEnvironment

    from sphinx_anthology.core.posts.catalogue import Catalogue
    from sphinx_anthology.core.posts.post import Post
    from sphinx_anthology.core.posts.taxonomy import Term

_ = get_translation("anthology")

_TAXONOMIES = {
    "tag": Taxonomy.TAG,
    "category": Taxonomy.CATEGORY,
    "author": Taxonomy.AUTHOR,
    "archive": Taxonomy.YEAR,
}


@dataclass(frozen=True, slots=True)
class OldPage:
    """A page that ABlog writes.

    Attributes:
        name: The name of the page, without suffix.
        labels: The labels that refer to it.
        title: The title.
        docnames: The posts on it, newest first.
        term: The term whose listing page has the same posts; the old page redirects there.
        group_by: The taxonomy by which the posts are grouped.
    """

    name: str
    labels: tuple[str, ...]
    title: str
    docnames: tuple[str, ...] = ()
    term: Term | None = None
    group_by: Taxonomy | None = None


class OldPages:
    """The pages of the current build, and its posts from the newest, each computed once."""

    def __init__(self) -> None:
        self._catalogue: Catalogue | None = None
        self._pages: tuple[OldPage, ...] = ()
        self._newest: tuple[str, ...] = ()

    def pages(self, env: BuildEnvironment) -> tuple[OldPage, ...]:
        """Return the pages that ABlog writes."""
        self._update(env)
        return self._pages

    def newest(self, env: BuildEnvironment) -> tuple[str, ...]:
        """Return the published posts with a date, the newest first."""
        self._update(env)
        return self._newest

    def _update(self, env: BuildEnvironment) -> None:
        catalogue = anthology_domain(env).catalogue
        if self._catalogue is not catalogue:
            self._catalogue = catalogue
            self._pages = tuple(old_pages(env))
            self._newest = _names(newest(catalogue.posts, today(env.config)))


def old_slug(name: str) -> str:
    """Return the slug that ABlog makes from a name."""
    text = re.sub(r"[^\w\s-]", "", normalize("NFKD", name)).strip().lower()
    return re.sub(r"[-\s]+", "-", text)


def old_pages(env: BuildEnvironment) -> list[OldPage]:
    """Return the pages that ABlog writes for the posts of a build."""
    config, domain = env.config, anthology_domain(env)
    posts, now = domain.catalogue.posts[::-1], today(config)
    dated = [post for post in posts if not is_unpublished(post, now)]
    drafts = [post for post in posts if is_unpublished(post, now)]
    path = config.blog_path.strip("/") or "blog"
    pages = [
        OldPage(path, ("blog-posts",), _("All posts"), _names(dated)),
        OldPage(f"{path}/drafts", ("blog-drafts",), _("Drafts"), _names(drafts)),
    ]
    for kind, label, title in (
        ("tag", "blog-tags", _("Tags")),
        ("category", "blog-categories", _("Categories")),
        ("author", "blog-authors", _("Authors")),
        ("archive", "blog-archives", _("Archive")),
    ):
        taxonomy = _TAXONOMIES[kind]
        name = f"{path}/{kind}"
        named = _names(post for post in dated if any(NAMES[taxonomy](post)))
        pages.append(OldPage(name, (label,), title, named, group_by=taxonomy))
        folder = path if kind == "archive" else name
        for term in domain.catalogue.terms(taxonomy):
            slugs = _slugs(kind, term.name, config.blog_authors)
            if slugs:
                labels = tuple(f"{kind}-{slug}" for slug in slugs)
                pages.append(
                    OldPage(f"{folder}/{slugs[0]}", labels, listing_title(term), term=term)
                )
    places = _grouped(dated, lambda post: filter(None, post.location.split("; ")))
    pages += _others(f"{path}/location", _("Places"), places, config.blog_locations)
    languages = _grouped(dated, lambda post: (post.lang,) if post.lang else ())
    pages += _others(f"{path}/language", _("Languages"), languages, config.blog_languages)
    return list({page.name: page for page in reversed(pages)}.values())[::-1]


def _names(posts: Iterable[Post]) -> tuple[str, ...]:
    return tuple(post.docname for post in posts)


def _grouped(
    posts: Iterable[Post], names_of: Callable[[Post], Iterable[str]]
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for post in posts:
        for name in names_of(post):
            found.setdefault(name, []).append(post.docname)
    return found


def _slugs(kind: str, name: str, known: Mapping[str, tuple[str, str | None]]) -> tuple[str, ...]:
    """Return the slugs of a name, that of its address first."""
    keys = [key for key, (full, _link) in known.items() if kind == "author" and full == name]
    return tuple(dict.fromkeys(filter(None, map(old_slug, (name, *keys)))))


def _others(
    folder: str,
    title: str,
    groups: Mapping[str, list[str]],
    known: Mapping[str, tuple[str, str | None]],
) -> Iterator[OldPage]:
    """Yield the pages of places and languages, which are no taxonomies here."""
    kind = folder.rpartition("/")[2]
    posts = dict.fromkeys(name for names in groups.values() for name in names)
    yield OldPage(folder, (f"blog-{kind}s",), title, tuple(posts))
    for name, docnames in sorted(groups.items()):
        full = known.get(name.replace("-", "_"), known.get(name, (name,)))[0]
        keys = [key for key, (other, _link) in known.items() if other == full]
        slugs = tuple(dict.fromkeys(filter(None, map(old_slug, (full, name, *keys)))))
        if slugs:
            labels = tuple(f"{kind}-{slug}" for slug in slugs)
            yield OldPage(f"{folder}/{slugs[0]}", labels, full, tuple(docnames))
