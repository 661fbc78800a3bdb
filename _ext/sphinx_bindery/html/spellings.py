"""Other spellings of a page's words, by which readers without the letters' keys search.

Pagefind itself finds ``café`` by ``cafe``: it leaves out marks that Unicode decomposes from their
letters. Letters such as ``ß`` and ``ø`` have no such decomposition.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import chain
from typing import TYPE_CHECKING
from unicodedata import normalize

from lxml import html

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PLAIN = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "þ": "th"} | dict(
    zip("đħıłŋŧ", "dhilnt", strict=True)
)
"""Small letters without a decomposition, and the letters that they resemble."""

_SPELLED_OUT = _PLAIN | {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
"""Likewise with the letters that German and the Scandinavian languages write as two."""

_TABLES = (str.maketrans(_PLAIN), str.maketrans(_SPELLED_OUT))
_AFTER_SLASH = re.compile(r"/(\w+[+#]++)(?!\w)")
"""A name such as the second of ``C/C++``, which Pagefind takes for the middle of a word.

The part ``ld+json`` of a media type is none.
"""

_LETTERS = "".join(_SPELLED_OUT)
_WORD = re.compile(rf"\b[^\W{_LETTERS}]*+[{_LETTERS}]\w*")

_CHARACTERS = frozenset(_LETTERS + "ẞ\u0308\u030a").union(
    capital for letter in _LETTERS if (capital := letter.upper()).lower() == letter
)
"""The letters, their capitals, and the marks that may stand apart from them."""


def other_spellings(text: str) -> set[str]:
    """Return the other spellings of the words of a text, in lower case."""
    text = normalize("NFC", text).lower()
    words = set(_WORD.findall(text))
    spellings = {word.translate(table) for word in words for table in _TABLES} - words
    return spellings.union(_AFTER_SLASH.findall(text))


def with_spellings(page: str) -> str:
    """Return a page with the other spellings of its indexed words in its metadata.

    Pagefind indexes the words of metadata, and shows none of them in an excerpt.
    """
    text = unescape(page)
    if _CHARACTERS.isdisjoint(text) and not _AFTER_SLASH.search(text):
        return page
    tree: HtmlElement = html.document_fromstring(page)
    ignored = (".//script", ".//style", ".//*[@data-pagefind-ignore]")
    for element in [*chain(*map(tree.findall, ignored)), *tree.find_class("toctree-wrapper")]:
        element.drop_tree()
    texts = [text for body in tree.findall(".//*[@data-pagefind-body]") for text in body.itertext()]
    texts += [meta.get("content", "") for meta in tree.findall("head/meta[@data-pagefind-meta]")]
    words = " ".join(sorted(other_spellings(" ".join(texts))))
    metadata = f'<meta content="{words}" data-pagefind-meta="spellings[content]">'
    return page.replace("</head>", f"{metadata}</head>", 1) if words else page
