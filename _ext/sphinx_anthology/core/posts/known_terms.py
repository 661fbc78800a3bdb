"""What ``anthology_tags``, ``anthology_series`` and ``anthology_authors`` tell of names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sphinx_anthology.core.frontmatter.problem import did_you_mean
from sphinx_anthology.core.posts.spelling import fold
from sphinx_anthology.core.posts.taxonomy import KnownTerm
from sphinx_bindery.common.slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXTS = ("title", "description")


def tags_problem(value: object) -> str:
    """Return what is wrong with the value of ``anthology_tags``, or nothing."""
    return _problem(value, (*_TEXTS, "aliases")) or _aliases_problem(value)


def series_problem(value: object) -> str:
    """Return what is wrong with the value of ``anthology_series``, or nothing."""
    return _problem(value, _TEXTS)


def known_tags(value: Mapping[str, Mapping[str, Any]]) -> tuple[KnownTerm, ...]:
    """Return the tags of ``anthology_tags``: each with its title, description and aliases."""
    return tuple(
        KnownTerm(
            facts.get("title") or name,
            slug_of(name),
            facts.get("description", ""),
            (name, *facts.get("aliases", ())),
        )
        for name, facts in value.items()
    )


def known_series(value: Mapping[str, Mapping[str, str]]) -> tuple[KnownTerm, ...]:
    """Return the series of ``anthology_series``; posts may name one by its slug or its title."""
    return tuple(
        KnownTerm(facts.get("title") or slug, slug_of(slug), facts.get("description", ""), (slug,))
        for slug, facts in value.items()
    )


def known_authors(value: Mapping[str, Mapping[str, str]]) -> tuple[KnownTerm, ...]:
    """Return the authors of ``anthology_authors``, each also by the id."""
    return tuple(
        KnownTerm(facts["name"], slug_of(facts["name"]), spellings=(name,))
        for name, facts in value.items()
    )


def _problem(value: object, known: tuple[str, ...]) -> str:
    if not isinstance(value, Mapping):
        return "expected a mapping of names"
    for name, facts in value.items():
        if not isinstance(name, str) or not name.strip():
            return f"{name!r} is no name"
        if not isinstance(facts, Mapping):
            return f"{name!r}: expected a mapping such as {{'title': '…'}}"
        for key, fact in facts.items():
            if key not in known:
                return f"{name!r} has an unknown key {key!r}{did_you_mean(str(key), known)}"
            if key in _TEXTS and not isinstance(fact, str):
                return f"{name!r}: {key} is a text"
    return ""


def _aliases_problem(value: object) -> str:
    taken: dict[str, str] = {}
    for name, spelling in _spellings(value):
        if spelling is None:
            return f"{name!r}: aliases is a list of texts"
        other = taken.setdefault(fold(spelling), name)
        if other != name:
            return f"{spelling!r} stands for {other!r} and for {name!r}: let it mean one of them"
    return ""


def _spellings(value: object) -> Iterator[tuple[str, str | None]]:
    for name, facts in value.items() if isinstance(value, Mapping) else ():
        aliases = facts.get("aliases", ())
        if not isinstance(aliases, list | tuple):
            yield name, None
            continue
        yield name, name
        for alias in aliases:
            yield name, alias if isinstance(alias, str) else None
