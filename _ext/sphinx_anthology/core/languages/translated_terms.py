"""Translated names and descriptions of terms; slugs are the same in each language."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_anthology.core.posts.catalogue import Catalogue
from sphinx_anthology.core.posts.taxonomy import KnownTerm, Taxonomy, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sphinx_anthology.core.posts.post import Post
    from sphinx_anthology.core.posts.taxonomy import Term

TRANSLATED = (Taxonomy.TAG, Taxonomy.SERIES, Taxonomy.CATEGORY)
"""The taxonomies whose terms have translations; authors and years have none."""


def translated_catalogue(
    source: Catalogue,
    known: Mapping[Taxonomy, Sequence[KnownTerm]],
    translate: Callable[[str], str],
) -> Catalogue:
    """Return a catalogue with translated terms; the same one without translations.

    Args:
        source: The catalogue in the language of the sources.
        known: The terms of ``conf.py``, by taxonomy.
        translate: Returns the translation of a message, else the message.
    """
    names = {taxonomy: _names(source.terms(taxonomy), translate) for taxonomy in TRANSLATED}
    translated = dict(known)
    for taxonomy in TRANSLATED:
        given = {term.name: term for term in known.get(taxonomy, ())}
        terms = [
            KnownTerm(
                names[taxonomy][term.name],
                term.slug,
                translate(term.description),
                _spellings(term.name, given.get(term.name)),
            )
            for term in source.terms(taxonomy)
        ]
        shown = {term.name for term in source.terms(taxonomy)}
        # in the order of conf.py: that of a set would differ between builds
        translated[taxonomy] = (*terms, *(given[name] for name in given if name not in shown))
    is_same = all(name == other for each in names.values() for name, other in each.items())
    descriptions = (term.description for each in TRANSLATED for term in source.terms(each))
    if is_same and all(text == translate(text) for text in descriptions):
        return source
    posts = (_translated(post, names) for post in source.posts)
    return Catalogue(posts, translated, source.language)


def _spellings(name: str, known: KnownTerm | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys((name, *(known.spellings if known else ()))))


def _names(terms: Iterable[Term], translate: Callable[[str], str]) -> dict[str, str]:
    """Return the translations of names; two terms never become one."""
    names = {term.name: translate(term.name).strip() or term.name for term in terms}
    while True:
        counts = Counter(map(fold, names.values()))
        shared = [name for name, text in names.items() if counts[fold(text)] > 1 and text != name]
        if not shared:
            return names
        names.update({name: name for name in shared})


def _translated(post: Post, names: Mapping[Taxonomy, Mapping[str, str]]) -> Post:
    tags, categories = names[Taxonomy.TAG], names[Taxonomy.CATEGORY]
    series = names[Taxonomy.SERIES]
    return replace(
        post,
        tags=tuple(tags[name] for name in post.tags),
        categories=tuple(categories[name] for name in post.categories),
        series=tuple(replace(place, name=series[place.name]) for place in post.series),
    )
