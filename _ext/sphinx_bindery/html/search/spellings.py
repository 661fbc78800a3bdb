"""Other index terms of a page than its words: other spellings, and parts of texts without spaces.

Pagefind itself finds ``café`` by ``cafe``: it leaves out marks that Unicode decomposes from their
letters. Letters such as ``ß`` and ``ø`` have no such decomposition.

Chinese, Japanese, Thai, Lao, Khmer and Burmese have no spaces between words. Each two characters
that follow each other are a term, and ``bindery-search.js`` makes the same ones of a query. A query
of any words finds the pages that have them, in books of several languages too; Pagefind's own
segmentation is in another program, for pages in Chinese and Japanese alone.
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

_CHARACTERS = frozenset(_LETTERS + "ẞ\u0308\u030a\N{ARABIC LETTER LAM}").union(
    capital for letter in _LETTERS if (capital := letter.upper()).lower() == letter
)
"""The letters, their capitals, the marks that may stand apart from them, and one of the article."""


_WITH_ARTICLE = re.compile(r"\b[وفبك]?(?:ال|لل)(\w{2,})")
"""A word of Arabic with the article, and with particles that are written together with it."""

END = "\N{UGARITIC LETTER ALPA}"
"""What follows the last character of a text in its index terms."""

_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+"
)
"""Texts of scripts that have no spaces between words; ``bindery-search.js`` has the same."""


def parts_of_texts(text: str) -> set[str]:
    """Return each two characters that follow each other in texts without spaces.

    The last one is followed by ``END``: a term of a single character would be found by each query
    for a pair that begins with it, since Pagefind shortens what it does not know.
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

    Pagefind indexes the words of metadata, and shows none of them in an excerpt.
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
    words = " ".join(sorted(other_spellings(indexed) | parts_of_texts(indexed)))
    metadata = f'<meta content="{words}" data-pagefind-meta="spellings[content]">'
    return page.replace("</head>", f"{metadata}</head>", 1) if words else page
