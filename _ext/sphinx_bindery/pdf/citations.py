"""Citations in print: author and year, in place of the labels of sphinxcontrib-bibtex."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_bindery.pdf.links import SCHEME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx.environment import BuildEnvironment

_DOMAIN = "cite"
_MARKER = "bibtex-citation"
_BRACKETS = str.maketrans("[]", "()")
_MOST_NAMES = 2


@dataclass(frozen=True, slots=True)
class Source:
    """A cited work: its label, the last names of its authors, and its year."""

    label: str
    names: tuple[str, ...]
    year: str


@dataclass(frozen=True, slots=True)
class AuthorYear:
    """The printed reference to a source: authors, and the year, with a letter if ambiguous."""

    label: str
    authors: str
    year: str

    @property
    def text(self) -> str:
        """The whole reference, such as "Leafe 2014a"."""
        return f"{self.authors} {self.year}".strip()


def author_years(sources: Sequence[Source]) -> list[AuthorYear]:
    """Return the references to sources in the order of the bibliography.

    Sources of the same authors and year get a letter after the year. A source without authors keeps
    its label.
    """
    plain = [AuthorYear(source.label, _authors(source), source.year) for source in sources]
    totals, seen = Counter(found.text for found in plain), Counter[str]()
    shown = []
    for found in plain:
        letter = ""
        if totals[found.text] > 1 and found.authors:
            letter = _letters(seen[found.text])
            seen[found.text] += 1
        shown.append(AuthorYear(found.label, found.authors, found.year + letter))
    return shown


def _authors(source: Source) -> str:
    if len(source.names) > _MOST_NAMES:
        return f"{source.names[0]} et al."
    return " & ".join(source.names)


def _letters(number: int) -> str:
    """Return a, b, … z, aa, ab, … for numbers from 0."""
    place = next(size for size in count(1) if number < sum(26**n for n in range(1, size + 1)))
    rest = number - sum(26**n for n in range(1, place))
    letters = ""
    for _place in range(place):
        rest, letter = divmod(rest, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


class PrintedCitations:
    """The references and bibliographies of sphinxcontrib-bibtex as a book prints them.

    Numeric labels are kept, and so are references in styles without labels; the entries of the
    bibliography then have no labels.
    """

    def __init__(self, env: BuildEnvironment) -> None:
        citations = getattr(env.domains.get(_DOMAIN), "citations", ())
        found = [citation for citation in citations if not _label(citation).isdecimal()]
        printed = author_years([_source(citation) for citation in found])
        self._known = {
            (citation.bibliography_key.docname, citation.citation_id): reference
            for citation, reference in zip(found, printed, strict=True)
            if reference.authors
        }
        style = getattr(env.config, "bibtex_reference_style", "label")
        self._has_labels = "label" in style or "super" in style

    def replace(self, doctree: nodes.document, docname: str) -> None:
        """Replace the labels in a resolved document."""
        if not self._known:
            return
        for citation in doctree.findall(nodes.citation):
            reference = next(self._of(docname, citation["ids"]), None)
            label = citation.next_node(nodes.label)
            if reference and label is not None:
                text = reference.text if self._has_labels else ""
                label.children = [nodes.Text(text)] if text else []
                citation["classes"].append("author-year")
        for marker in doctree.findall(nodes.inline):
            if _MARKER in marker["classes"]:
                self._replace_references(marker)

    def _replace_references(self, marker: nodes.inline) -> None:
        before = ""
        changed = False
        for text in [*marker.findall(nodes.Text)]:
            link = text.parent
            reference = (
                self._at(link.get("refuri", "")) if isinstance(link, nodes.Element) else None
            )
            if reference and text.astext() == reference.label:
                # a name in front of the label is that of the authors
                is_named = before.rstrip("[( ") != ""
                shown = reference.year if is_named and reference.year else reference.text
                link.replace(text, nodes.Text(shown))
                changed = True
            before = text.astext().rpartition(",")[2]
        for text in [*marker.findall(nodes.Text)] if changed else ():
            if text.parent.get("refuri") is None:
                text.parent.replace(text, nodes.Text(text.astext().translate(_BRACKETS)))

    def _at(self, address: str) -> AuthorYear | None:
        docname, _hash, target = address.removeprefix(SCHEME).partition("#")
        return self._known.get((docname, target))

    def _of(self, docname: str, ids: Iterable[str]) -> Iterator[AuthorYear]:
        return (found for name in ids if (found := self._known.get((docname, name))))


def _label(citation: Any) -> str:  # noqa: ANN401 (of an optional dependency)
    return str(citation.formatted_entry.label)


def _source(citation: Any) -> Source:  # noqa: ANN401
    fields: Mapping[str, str] = citation.entry.fields
    persons = citation.entry.persons
    people = next(filter(None, map(persons.get, ("author", "editor"))), ())
    names = (
        " ".join(map(str, (*person.rich_prelast_names, *person.rich_last_names)))
        for person in people
    )
    return Source(_label(citation), tuple(filter(None, names)), fields.get("year", ""))
