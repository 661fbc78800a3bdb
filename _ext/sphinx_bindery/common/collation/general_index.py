"""Sphinx's general index in the alphabetical order of the book's language."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias

from sphinx.environment.adapters.indexentries import IndexEntries
from sphinx.locale import _ as sphinx_text

from sphinx_bindery.common.collation import group_letter, sort_key
from sphinx_bindery.common.language_tag import primary_language

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_bindery.common.collation import SortKey

SphinxIndex: TypeAlias = list[tuple[str, list[tuple[str, Any]]]]
"""The result of Sphinx's ``IndexEntries.create_index``: letters with their entries."""

_READINGS = ("ja", "zh")
"""The languages whose words can have a reading, after which they are sorted and grouped."""


def create_index(env: BuildEnvironment, builder: Builder) -> SphinxIndex:
    """Return the general index; that of an English book is Sphinx's.

    A category key, as in the ``term : key`` of a glossary, is the heading of its entry. In a
    Japanese or Chinese book it is the reading of the term: the entry is sorted and grouped by it.
    """
    index: SphinxIndex = IndexEntries(env).create_index(builder)
    language = env.config.language
    if primary_language(language) == "en":
        return index
    entries = chain.from_iterable(entries for _heading, entries in index)
    groups: dict[str, list[tuple[str, Any]]] = {}
    for entry in sorted(entries, key=lambda entry: _entry_key(entry, language)):
        groups.setdefault(_heading(entry, language), []).append(entry)
    return [
        (heading, [_with_sorted_subentries(entry, language) for entry in entries])
        for heading, entries in groups.items()
    ]


def _entry_key(entry: tuple[str, Any], language: str) -> tuple[bool, SortKey, SortKey]:
    """Return the sort key of an entry: signs and numbers first, under one heading."""
    term, (_links, _subentries, key) = entry
    is_letter = bool(_heading_letter(key or term, language)) or key is not None
    return is_letter, sort_key(key or term, language), sort_key(term, language)


def _heading(entry: tuple[str, Any], language: str) -> str:
    term, (_links, _subentries, key) = entry
    if key is not None and not language.startswith(_READINGS):
        return str(key)
    return _heading_letter(key or term, language) or str(key or sphinx_text("Symbols"))


def _heading_letter(text: str, language: str) -> str:
    # Sphinx groups names of programs that begin with an underscore by it
    return "_" if text.startswith("_") else group_letter(text, language)


def _with_sorted_subentries(entry: tuple[str, Any], language: str) -> tuple[str, Any]:
    term, (links, subentries, key) = entry
    ordered = sorted(
        subentries,
        key=lambda subentry: (
            bool(_heading_letter(subentry[0], language)),
            sort_key(subentry[0], language),
        ),
    )
    return term, (links, ordered, key)
