"""The terms of ``anthology_tags``, ``anthology_series`` and ``anthology_authors``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from sphinx_anthology.core.frontmatter.problem import suggestion
from sphinx_anthology.core.posts.post import Author, Post
from sphinx_anthology.core.posts.taxonomy import KnownTerm, fold
from sphinx_anthology.core.values.author_fields import ADDRESS_PROBLEMS
from sphinx_anthology.core.values.author_profile import (
    LINKS,
    PROFILE_KEYS,
    invalid_links,
    links_problem,
)
from sphinx_bindery.common.addresses import percent_encoded
from sphinx_bindery.common.slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXTS = ("title", "description")
_AUTHOR_FIELDS = frozenset(field.name for field in fields(Author))


def tags_problem(value: object) -> str:
    """Return the mistake in the value of ``anthology_tags``; empty if there is none."""
    return _problem(value, (*_TEXTS, "aliases")) or _aliases_problem(value)


def series_problem(value: object) -> str:
    """Return the mistake in the value of ``anthology_series``; empty if there is none."""
    return _problem(value, _TEXTS)


def authors_problem(value: object) -> str:
    """Return the mistake in the value of ``anthology_authors``; empty if there is none."""
    if not isinstance(value, Mapping):
        return "not a mapping; write {'id': {'name': '…'}}"
    taken: dict[str, str] = {}
    for name, author in value.items():
        if not isinstance(name, str) or not name.strip():
            return f"{name!r} is not an id; write a string"
        if (other := taken.setdefault(fold(name), name)) != name:
            return f"{name!r} is the same id as {other!r}; write ids that differ in more than case"
        if not isinstance(author, Mapping) or not str(author.get("name") or "").strip():
            return f"{name!r} has no name; write {{'name': '…'}}"
        if unknown := [key for key in author if key not in _AUTHOR_FIELDS | PROFILE_KEYS]:
            known = ", ".join(sorted(_AUTHOR_FIELDS | PROFILE_KEYS))
            return f"{name!r} has an unknown key {unknown[0]!r}; write one of {known}"
        if not all(isinstance(field, str) for key, field in author.items() if key != LINKS):
            return f"{name!r} has a field that is not a string; quote it"
        if problem := links_problem(author):
            return f"{name!r} {problem}"
    return ""


def without_invalid_addresses(
    authors: Mapping[str, Mapping[str, Any]],
) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """Return ``anthology_authors`` without invalid addresses, and the problems with these."""
    valid, problems = {}, []
    for name, author in authors.items():
        valid[name] = dict(author)
        wrong = list(invalid_links(author))
        if wrong:
            names = {link for link, _address, _problem in wrong}
            links = {link: url for link, url in author[LINKS].items() if link not in names}
            valid[name][LINKS] = links
            problems += [f"{name!r}: link {link!r} {url!r} {text}" for link, url, text in wrong]
        for key, problem_of in ADDRESS_PROBLEMS.items():
            if (address := author.get(key)) and (problem := problem_of(address)):
                problems.append(f"{name!r}: {key} {address!r} {problem}")
                del valid[name][key]
    return valid, problems


def known_tags(value: Mapping[str, Mapping[str, Any]]) -> tuple[KnownTerm, ...]:
    """Return the tags of ``anthology_tags`` with their titles, descriptions and aliases."""
    return tuple(
        KnownTerm(
            entry.get("title") or name,
            slug_of(name),
            entry.get("description", ""),
            (name, *entry.get("aliases", ())),
        )
        for name, entry in value.items()
    )


def known_series(value: Mapping[str, Mapping[str, str]]) -> tuple[KnownTerm, ...]:
    """Return the series of ``anthology_series``; posts may name one by its slug or its title."""
    return tuple(
        KnownTerm(entry.get("title") or slug, slug_of(slug), entry.get("description", ""), (slug,))
        for slug, entry in value.items()
    )


def known_authors(value: Mapping[str, Mapping[str, str]]) -> tuple[KnownTerm, ...]:
    """Return the authors of ``anthology_authors``, with their ids as other spellings."""
    return tuple(
        KnownTerm(entry["name"], slug_of(entry["name"]), spellings=(name,))
        for name, entry in value.items()
    )


def authors_by_spelling(value: Mapping[str, Mapping[str, str]]) -> dict[str, Author]:
    """Return the authors of ``anthology_authors`` by their folded names and ids; ids come first."""
    authors = {
        name: Author(**{key: text for key, text in entry.items() if key in _AUTHOR_FIELDS})
        for name, entry in value.items()
    }
    authors = {
        name: replace(author, url=percent_encoded(author.url)) for name, author in authors.items()
    }
    by_name = {fold(author.name): author for author in authors.values()}
    return by_name | {fold(name): author for name, author in authors.items()}


def with_known_authors(post: Post, known: Mapping[str, Author]) -> Post:
    """Return a post whose authors, given by name or id, have the fields of ``anthology_authors``.

    Args:
        post: The post; fields in its front matter take precedence.
        known: The authors by folded spelling.
    """

    def resolved(authors: tuple[Author, ...]) -> tuple[Author, ...]:
        return tuple(_known_author(author, known.get(fold(author.name))) for author in authors)

    work = post.based_on
    if work and resolved(work.authors) != work.authors:
        post = replace(post, based_on=replace(work, authors=resolved(work.authors)))
    authors = resolved(post.authors)
    return post if authors == post.authors else replace(post, authors=authors)


def _known_author(author: Author, known: Author | None) -> Author:
    if known is None:
        return author
    own = {field.name: getattr(author, field.name) for field in fields(Author)}
    given = {name: value for name, value in own.items() if value and name != "name"}
    return replace(known, **given)


def _problem(value: object, known: tuple[str, ...]) -> str:
    if not isinstance(value, Mapping):
        return "not a mapping; write {'name': {'title': '…'}}"
    for name, entry in value.items():
        if not isinstance(name, str) or not name.strip():
            return f"{name!r} is not a name; write a string"
        if not isinstance(entry, Mapping):
            return f"{name!r} is not a mapping; write {{'title': '…'}}"
        for key, text in entry.items():
            if key not in known:
                advice = suggestion(str(key), sorted(known))
                return f"{name!r} has an unknown key {key!r}{advice}"
            if key in _TEXTS and not isinstance(text, str):
                return f"{name!r} has a {key} that is not a string; quote it"
    return ""


def _aliases_problem(value: object) -> str:
    taken: dict[str, str] = {}
    for name, spelling in _spellings(value):
        if spelling is None:
            return f"{name!r} has aliases that are not a list of strings; write ['…']"
        other = taken.setdefault(fold(spelling), name)
        if other != name:
            return f"{spelling!r} is an alias of {other!r} and of {name!r}; remove one"
    return ""


def _spellings(value: object) -> Iterator[tuple[str, str | None]]:
    for name, entry in value.items() if isinstance(value, Mapping) else ():
        aliases = entry.get("aliases", ())
        if not isinstance(aliases, list | tuple):
            yield name, None
            continue
        yield name, name
        for alias in aliases:
            yield name, alias if isinstance(alias, str) else None
