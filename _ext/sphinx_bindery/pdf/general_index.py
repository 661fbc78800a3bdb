"""The general index: Sphinx's index entries of the documents in the book, as Typst markup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx.environment.adapters.indexentries import IndexEntries
from sphinx.locale import _

from sphinx_bindery.pdf.links import SCHEME
from sphinx_bindery.pdf.typst.escape import breakable, markup, narrow, string

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

WORD_LENGTH = 20
"""The characters of a word that fit on a line of the index."""


@dataclass(frozen=True, slots=True)
class IndexPointer:
    """A location of an index entry; ``main`` is that of the main discussion."""

    label: str
    main: bool


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A line of the index: a term, its locations, its "see" references, and its subentries."""

    term: str
    pointers: tuple[IndexPointer, ...]
    see: tuple[str, ...]
    subentries: tuple[IndexEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexLetter:
    """The entries under one letter of the index."""

    heading: str
    entries: tuple[IndexEntry, ...]


def collect_letters(
    env: BuildEnvironment, builder: Builder, docnames: AbstractSet[str], anchors: Mapping[str, str]
) -> list[IndexLetter]:
    """Collect the index entries of the documents in the book.

    Args:
        env: The environment.
        builder: The builder, for the URIs of documents.
        docnames: The documents in the book.
        anchors: The labels in the book; pointers to other labels are left out.
    """
    found = []
    references = _see_references(env, docnames)
    for heading, lines in IndexEntries(env).create_index(builder):
        entries = []
        for term, (links, subitems, _key) in lines:
            subentries = tuple(
                entry
                for name, sublinks in subitems
                if (entry := _entry(name, sublinks, (), (), anchors)) is not None
            )
            see = tuple(name for name, sublinks in subitems if not sublinks and name in references)
            entry = _entry(term, links, subentries, see, anchors)
            if entry is not None:
                entries.append(entry)
        if entries:
            found.append(IndexLetter(heading, tuple(entries)))
    return found


def _see_references(env: BuildEnvironment, docnames: AbstractSet[str]) -> frozenset[str]:
    """Return the texts of the "see" and "see also" references in the book's documents."""
    entries = env.domains["index"].data["entries"]
    return frozenset(
        (_("see %s") if kind == "see" else _("see also %s")) % parts[1]
        for docname in docnames
        for kind, value, *_rest in entries.get(docname, ())
        if kind in ("see", "seealso")
        and len(parts := [part.strip() for part in value.split(";", 1)]) == 2
    )


def _entry(
    term: str,
    links: Iterable[tuple[str | None, str | bool]],
    subentries: tuple[IndexEntry, ...],
    see: tuple[str, ...],
    anchors: Mapping[str, str],
) -> IndexEntry | None:
    pointers = tuple(
        IndexPointer(name, main == "main")
        for main, uri in links
        if isinstance(uri, str) and (name := uri.removeprefix(SCHEME)) in anchors
    )
    if not (pointers or subentries or see):
        return None
    return IndexEntry(term, pointers, see, subentries)


def render_letters(found: Iterable[IndexLetter]) -> str:
    """Return the index as arguments of the template's ``general-index``."""
    return "".join(_letter(letter) for letter in found)


def _letter(letter: IndexLetter) -> str:
    lines = "".join(_lines(letter.entries, 0))
    return f"  index-letter([{markup(letter.heading)}], (\n{lines}  )),\n"


def _lines(entries: Iterable[IndexEntry], depth: int) -> Iterator[str]:
    for entry in entries:
        # The template prints a page number once if several pointers lead to that page.
        pointers = "".join(
            f"({string(pointer.label)}, {'true' if pointer.main else 'false'}), "
            for pointer in entry.pointers
        )
        see = "".join(f"[{markup(line)}], " for line in entry.see)
        term = markup(narrow(breakable(entry.term), WORD_LENGTH))
        yield f"    index-line({depth}, [{term}], ({pointers}), see: ({see})),\n"
        yield from _lines(entry.subentries, depth + 1)
