"""Citations as BibTeX entries (http://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf).

An entry works in classic BibTeX and in biblatex: ``@misc``, since classic styles have no
``@online``; ``year`` and ``month``, which biblatex accepts, without ``date``, about which Biber
would warn. Styles without ``day`` or ``url`` ignore these fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_anthology.core.values.person_name import person_name
from sphinx_bindery.common.partial_date import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_anthology.core.formats.citation import Citation
    from sphinx_bindery.common.partial_date import PartialDate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The macros that every style defines in its language."""

# braces by name: BibTeX counts them even after a backslash
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "&%$#_"},
    }
)


def bibtex(citation: Citation) -> str:
    """Return the entry; its date is as precise as that of the post."""
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(citation))
    return f"@misc{{{citation.key},\n{fields}}}\n"


def _fields(citation: Citation) -> Iterator[tuple[str, str]]:
    if citation.authors:
        names = " and ".join(_name(author.name) for author in citation.authors)
        yield "author", f"{{{names}}}"
    yield "title", f"{{{{{_escaped(citation.title)}}}}}"  # double braces: styles keep the capitals
    yield "howpublished", f"{{{_escaped(citation.book)}}}"
    if citation.post.date:
        yield from _date(citation.post.date)
    if citation.address:
        yield "url", f"{{{citation.address}}}"


def _name(name: str) -> str:
    parts = person_name(name)
    if parts is None:
        return f"{{{_escaped(name)}}}"
    family = " ".join(filter(None, (parts.particle, parts.family)))
    return _escaped(", ".join(filter(None, (family, parts.suffix, parts.given))))


def _date(date: PartialDate) -> Iterator[tuple[str, str]]:
    yield "year", f"{{{date.year:04}}}"
    if date.precision >= Precision.MONTH:
        yield "month", _MONTHS[date.start.month - 1]
    if date.precision >= Precision.DAY:
        yield "day", f"{{{date.start.day}}}"


def _escaped(text: str) -> str:
    return " ".join(text.split()).translate(_ESCAPES)
