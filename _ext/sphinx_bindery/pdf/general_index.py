"""The general index: Sphinx's index entries of the book's documents, as Typst markup."""

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

LONGEST_WORD = 20
"""How many characters of a word a line of the index has room for."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that an entry points to; ``main`` is the one that treats the matter itself."""

    label: str
    main: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index: a term, where it stands, what it refers to, and the lines below it."""

    term: str
    mentions: tuple[Mention, ...]
    see: tuple[str, ...]
    subentries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """The entries under one heading of the index."""

    heading: str
    entries: tuple[Entry, ...]


def letters(
    env: BuildEnvironment, builder: Builder, docnames: AbstractSet[str], anchors: Mapping[str, str]
) -> list[Letter]:
    """Return the index of the documents in the book.

    Args:
        env: the environment.
        builder: gives the addresses of documents.
        docnames: the documents of the book.
        anchors: the labels that the book has; entries that lead elsewhere are left out.
    """
    found = []
    pointers = _pointers(env, docnames)
    for heading, lines in IndexEntries(env).create_index(builder):
        entries = []
        for term, (links, subitems, _key) in lines:
            below = tuple(
                entry
                for name, sublinks in subitems
                if (entry := _entry(name, sublinks, (), (), anchors)) is not None
            )
            see = tuple(name for name, sublinks in subitems if not sublinks and name in pointers)
            entry = _entry(term, links, below, see, anchors)
            if entry is not None:
                entries.append(entry)
        if entries:
            found.append(Letter(heading, tuple(entries)))
    return found


def _pointers(env: BuildEnvironment, docnames: AbstractSet[str]) -> frozenset[str]:
    """Return the lines "see …" of the book's documents, which lead to no place themselves."""
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
    below: tuple[Entry, ...],
    see: tuple[str, ...],
    anchors: Mapping[str, str],
) -> Entry | None:
    mentions = []
    for main, uri in links:
        if not isinstance(uri, str):
            continue
        name = uri.removeprefix(SCHEME)
        if name in anchors:
            mentions.append(Mention(name, main == "main"))
    if not mentions and not below and not see:
        return None
    return Entry(term, tuple(mentions), see, below)


def typst(found: Iterable[Letter]) -> str:
    """Return the index as arguments of the template's ``general-index``."""
    return "".join(_letter(letter) for letter in found)


def _letter(letter: Letter) -> str:
    lines = "".join(_lines(letter.entries, 0))
    return f"  index-letter([{markup(letter.heading)}], (\n{lines}  )),\n"


def _lines(entries: Iterable[Entry], depth: int) -> Iterator[str]:
    for entry in entries:
        # Two entries on one page show its number once; the template sees to that.
        places = "".join(
            f"({string(mention.label)}, {'true' if mention.main else 'false'}), "
            for mention in entry.mentions
        )
        see = "".join(f"[{markup(line)}], " for line in entry.see)
        term = markup(narrow(breakable(entry.term), LONGEST_WORD))
        yield f"    index-line({depth}, [{term}], ({places}), see: ({see})),\n"
        yield from _lines(entry.subentries, depth + 1)
