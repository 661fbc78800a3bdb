"""Additional index terms of a page: other spellings, and pairs of characters (bigrams).

Pagefind itself finds ``café`` by ``cafe``: it ignores combining marks. Letters such as ``ß`` and
``ø`` do not decompose into a letter and a mark.

Chinese, Japanese, Thai, Lao, Khmer and Burmese have no spaces between words. Each two consecutive
characters are an index term, and ``bindery-search.js`` splits queries in the same way. A query
finds the pages with its words, in books of several languages too; Pagefind's own segmentation
needs its extended release, and only works for pages in Chinese and Japanese.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import chain, pairwise
from typing import TYPE_CHECKING
from unicodedata import normalize

from lxml import html

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PLAIN = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "þ": "th"} | dict(
    zip("đħıłŋŧ", "dhilnt", strict=True)
)
"""Lower-case letters without a decomposition, and the letters that they resemble."""

_SPELLED_OUT = _PLAIN | {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
"""Likewise with the letters that German and the Scandinavian languages write as two."""

_TABLES = (str.maketrans(_PLAIN), str.maketrans(_SPELLED_OUT))
_AFTER_SLASH = re.compile(r"/(\w+[+#]++)(?!\w)")
"""A name after a slash, as in ``C/C++``, which Pagefind indexes as the middle of a word.

A part such as ``ld+json`` of a media type does not match.
"""

_LETTERS = "".join(_SPELLED_OUT)
_WORD = re.compile(rf"\b[^\W{_LETTERS}]*+[{_LETTERS}]\w*")

_CHARACTERS = frozenset(_LETTERS + "ẞ\u0308\u030a\N{ARABIC LETTER LAM}").union(
    capital for letter in _LETTERS if (capital := letter.upper()).lower() == letter
)
"""Characters of texts that may have other spellings; pages without any are not parsed.

The letters above, their capitals, their combining marks, and a letter of the Arabic article.
"""

_WITH_ARTICLE = re.compile(r"\b[وفبك]?(?:ال|لل)(\w{2,})")
"""An Arabic word with the article, and with prefixed particles such as "and"."""

END = "\N{UGARITIC LETTER ALPA}"
"""The second character of the index term for the last character of a text."""

_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+"
)
"""Texts of scripts that have no spaces between words; ``bindery-search.js`` has the same."""


def character_pairs(text: str) -> set[str]:
    """Return each two consecutive characters of the texts without spaces.

    The last character is paired with ``END``: as a term of its own, it would match each query for a
    pair that begins with it, since Pagefind shortens unknown query terms.
    """
    found: set[str] = set()
    for run in _WITHOUT_SPACES.findall(normalize("NFKC", text)):
        found.update(map("".join, pairwise(run)))
        found.add(run[-1] + END)
    return found


def other_spellings(text: str) -> set[str]:
    """Return the other spellings of the words of a text, in lower case."""
    text = normalize("NFC", text).lower()
    words = set(_WORD.findall(text))
    spellings = {word.translate(table) for word in words for table in _TABLES} - words
    return spellings.union(_AFTER_SLASH.findall(text), _WITH_ARTICLE.findall(text))


def with_spellings(page: str) -> str:
    """Return a page with the other spellings of its indexed words in its metadata.

    Pagefind indexes metadata, and does not show it in excerpts.
    """
    text = unescape(page)
    others = (_AFTER_SLASH, _WITHOUT_SPACES)
    if _CHARACTERS.isdisjoint(text) and not any(pattern.search(text) for pattern in others):
        return page
    tree: HtmlElement = html.document_fromstring(page)
    ignored = (".//script", ".//style", ".//*[@data-pagefind-ignore]")
    for element in [*chain(*map(tree.findall, ignored)), *tree.find_class("toctree-wrapper")]:
        element.drop_tree()
    texts = [text for body in tree.findall(".//*[@data-pagefind-body]") for text in body.itertext()]
    texts += [meta.get("content", "") for meta in tree.findall("head/meta[@data-pagefind-meta]")]
    indexed = " ".join(texts)
    words = " ".join(sorted(other_spellings(indexed) | character_pairs(indexed)))
    metadata = f'<meta content="{words}" data-pagefind-meta="spellings[content]">'
    return page.replace("</head>", f"{metadata}</head>", 1) if words else page
