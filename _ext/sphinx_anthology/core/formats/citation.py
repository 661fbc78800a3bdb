"""The data of citations, and citations as BibTeX entries.

An entry (http://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf) works in classic BibTeX and in
biblatex. It is a ``@misc``, since classic styles have no ``@online``, with ``year`` and ``month``,
which biblatex accepts; Biber would warn about a ``date`` beside them. Styles without ``day`` or
``url`` ignore these fields.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_anthology.core.posts.post import Author
from sphinx_anthology.core.values.person_name import person_name
from sphinx_bindery.common.addresses import percent_encoded
from sphinx_bindery.common.partial_date import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_anthology.core.posts.post import Post
    from sphinx_bindery.common.partial_date import PartialDate

_NOT_IN_KEYS = re.compile("[^a-z0-9._/-]+")
# letters that Unicode does not decompose into an ASCII letter and an accent
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The macros of months, which every style defines in its language."""
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


@dataclass(frozen=True, slots=True)
class Citation:
    """The data of a post's citation.

    Attributes:
        post: Its front matter.
        title: Title as shown on its page, in one line.
        name: Unique name of the post in the book.
        book: Name of the book.
        book_author: Author of the book, cited for posts without authors; empty if unknown.
        address: Absolute URL of the post; empty if unknown.
        credit: The credit of the work that the post is based on; empty without one.
    """

    post: Post
    title: str
    name: str
    book: str
    book_author: str = ""
    address: str = ""
    credit: str = ""

    @property
    def authors(self) -> tuple[Author, ...]:
        """Authors to cite; empty if unknown."""
        return self.post.authors or ((Author(self.book_author),) if self.book_author else ())

    @property
    def key(self) -> str:
        """Citation key in ASCII: family name and year, if known, and the name of the post.

        A name that is not ASCII gets a digest at its end, so that different names give different
        keys.
        """
        author = self.authors[0].name if self.authors else ""
        parts = person_name(author)
        family = re.sub("[^a-z0-9]", "", _ascii(parts.family if parts else author))
        year = f"{self.post.date.year:04}" if self.post.date else ""
        name = _ascii(self.name)
        if name != self.name:
            digest = blake2b(self.name.encode(), digest_size=3).hexdigest()
            name = "-".join(filter(None, (name, digest)))
        return "-".join(filter(None, (f"{family}{year}", name)))


def uri(address: str) -> str:
    """Return a URL with percent-encoding for all characters that RFC 3986 excludes."""
    return quote(percent_encoded(address), safe="%:/?#[]@!$&'()*+,;=~")


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return _NOT_IN_KEYS.sub("-", letters).strip("-")


def bibtex(citation: Citation) -> str:
    """Return the BibTeX entry, with a date as precise as that of the post."""
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
    if citation.credit:
        yield "note", f"{{{_escaped(citation.credit)}}}"
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
