"""Authors by their ids: what ``anthology_authors`` tells of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

from sphinx_anthology.core.posts.post import Author, Post

_FACTS = frozenset(field.name for field in fields(Author))


def authors_problem(value: object) -> str:
    """Return what is wrong with the value of ``anthology_authors``, or nothing."""
    if not isinstance(value, Mapping):
        return "expected a mapping of ids"
    for name, facts in value.items():
        if not isinstance(name, str) or not name.strip():
            return f"{name!r} is no id: write a text"
        if not isinstance(facts, Mapping) or not str(facts.get("name") or "").strip():
            return f"{name!r} needs a name: write {{'name': '…'}}"
        if unknown := [key for key in facts if key not in _FACTS]:
            return f"{name!r} has an unknown key {unknown[0]!r}: write one of {sorted(_FACTS)}"
        if not all(isinstance(fact, str) for fact in facts.values()):
            return f"{name!r}: each fact is a text"
    return ""


def with_known_authors(post: Post, known: Mapping[str, Mapping[str, str]]) -> Post:
    """Return the post with each author who is an id in ``known`` told of in full."""
    authors = tuple(
        Author(**known[author.name]) if author.name in known else author for author in post.authors
    )
    return post if authors == post.authors else replace(post, authors=authors)
