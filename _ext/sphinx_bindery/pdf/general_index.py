"""The general index: Sphinx's index entries of the documents in the book, as Typst markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.locale import _

from sphinx_bindery.common.collation.general_index import create_index
from sphinx_bindery.pdf.links import SCHEME
from sphinx_bindery.pdf.typst.escape import breakable, markup, narrow, string

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

WORD_LENGTH = 20
"""The characters of a word that fit on a line of the index."""


def render_index(
    env: BuildEnvironment, builder: Builder, docnames: AbstractSet[str], anchors: Mapping[str, str]
) -> str:
    """Return the letters of the index as arguments of the template's ``general-index``.

    Args:
        env: The environment.
        builder: The builder, for the URIs of documents.
        docnames: The documents in the book.
        anchors: The labels in the book; pointers to other labels are left out.
    """
    references = _see_references(env, docnames)
    letters = []
    for heading, entries in create_index(env, builder):
        lines = []
        for term, (links, subitems, _key) in entries:
            pointers = _pointers(links, anchors)
            see = [name for name, sublinks in subitems if not sublinks and name in references]
            below = [
                _line(1, name, found)
                for name, sublinks in subitems
                if (found := _pointers(sublinks, anchors))
            ]
            if pointers or see or below:
                lines += [_line(0, term, pointers, see), *below]
        if lines:
            letters.append(f"  index-letter([{markup(heading)}], (\n{''.join(lines)}  )),\n")
    return "".join(letters)


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


def _pointers(links: Iterable[tuple[str | None, str | bool]], anchors: Mapping[str, str]) -> str:
    """Return the labels of an entry, each with whether it is a main entry."""
    # The template prints a page number once if several pointers lead to that page.
    return "".join(
        f"({string(name)}, {'true' if main == 'main' else 'false'}), "
        for main, uri in links
        if isinstance(uri, str) and (name := uri.removeprefix(SCHEME)) in anchors
    )


def _line(depth: int, term: str, pointers: str, see: Sequence[str] = ()) -> str:
    shown = markup(narrow(breakable(term), WORD_LENGTH))
    lines = "".join(f"[{markup(line)}], " for line in see)
    return f"    index-line({depth}, [{shown}], ({pointers}), see: ({lines})),\n"
