"""Citation data of a post, and a citation key that is unique in the book."""

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
# letters that Unicode does not decompose into an ASCII letter and an accent
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"})


@dataclass(frozen=True, slots=True)
class Citation:
    """A post and the other fields of its citation.

    Attributes:
        title: Title as shown on its page, in one line.
        name: Unique name of the post in the book.
        book: Name of the book.
        maker: Author of the book, for posts that name no author; may be empty.
        address: Absolute URL of the post; empty if unknown.
    """

    post: Post
    title: str
    name: str
    book: str
    maker: str = ""
    address: str = ""

    @property
    def authors(self) -> tuple[Author, ...]:
        """Authors to cite; empty if unknown."""
        return self.post.authors or ((Author(self.maker),) if self.maker else ())

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
    """Return a URL with all characters quoted that RFC 3986 excludes."""
    return quote(address, safe="%:/?#[]@!$&'()*+,;=~")


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return _NOT_IN_KEYS.sub("-", letters).strip("-")
