"""What a reader needs to cite a post, and a key that no other post of the book has."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_anthology.core.posts.post import Author
from sphinx_anthology.core.values.person_name import person_name

if TYPE_CHECKING:
    from sphinx_anthology.core.posts.post import Post

_NOT_IN_KEYS = re.compile("[^a-z0-9._/-]+")
# letters that Unicode does not take apart into an ASCII letter and an accent
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"})


@dataclass(frozen=True, slots=True)
class Citation:
    """A post, and what a citation tells besides the post's own facts.

    title: as its page shows it, in one line.
    name: that by which no other post of the book is referred to.
    book: what the post stands in.
    maker: who made the book, and stands for the authors of a post that names none; may be empty.
    address: that of this text, absolute; empty where none is known.
    """

    post: Post
    title: str
    name: str
    book: str
    maker: str = ""
    address: str = ""

    @property
    def authors(self) -> tuple[Author, ...]:
        """Who is cited; nobody where nobody is known."""
        return self.post.authors or ((Author(self.maker),) if self.maker else ())

    @property
    def key(self) -> str:
        """Family name and year, as far as they are known, and the name of the post: all ASCII.

        A name that loses something on the way has a digest at its end, so that keys differ
        wherever names do.
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
    """Return an address with all quoted that RFC 3986 does not have in addresses."""
    return quote(address, safe="%:/?#[]@!$&'()*+,;=~")


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return _NOT_IN_KEYS.sub("-", letters).strip("-")
