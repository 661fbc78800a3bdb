"""A shard: what Pagefind's index of some pages of a site says, so that it can be joined to others.

A word's pages stand in the index as differences of their numbers, each with the places of the word.
To join the pages of two shards only the first difference of each is written anew; and where their
pages have other fields (title, date), the numbers of these. All else stays bytes that are not read.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_bindery.html.cbor import ARRAY, NEGATIVE, NUMBER, TEXT, decoded, head_at
from sphinx_bindery.html.search_files import ENTRY, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SMALL = 24
"""From here on a number does not stand in its first byte."""

MOST_FIELDS = _SMALL
"""So many have numbers of one byte."""

_LENGTHS = [
    1 if first & 31 < _SMALL else 1 + (1 << ((first & 31) - _SMALL)) for first in range(TEXT << 5)
]
"""How many bytes a number has, by the first of them."""

_EMPTY = ARRAY << 5
_PAGE = _EMPTY | 3

_SORTED_BY = re.compile(r'data-pagefind-sort="([^"\[\]]+)\[([\w-]+)\]"')


Pages = tuple[int, int, int, bytes, tuple[int, ...]]
"""The pages that a form of a word is on: the number of the first one, that of the last one, how
many they are, all that is told of them after the first number, and where in that the numbers of
fields are, each one byte.

Plain tuples, of which a book has a million: named ones take several times as long to be kept.
"""

Word = tuple[Pages, tuple[tuple[str, Pages], ...]]
"""The pages where a word is written so, and those of its forms with marks on letters."""


@dataclass(frozen=True)
class Shard:
    """An index of some pages, which have numbers from 0.

    entry: what the index says of itself.
    version: the program's.
    pages: the name of each page's file, and how many words it has.
    words: what is on which pages.
    filters: by name and value, the numbers of pages.
    sorts: by key, the numbers of pages with the value that they are sorted by.
    fields: names of what is told of pages, in their order.
    """

    entry: Mapping[str, Any]
    version: str
    pages: list[tuple[str, int]]
    words: dict[str, Word]
    filters: dict[str, dict[str, list[int]]]
    sorts: dict[str, dict[int, str]]
    fields: list[str]


def sort_values(page: str) -> dict[str, str]:
    """Return by key what a page is sorted by, where an attribute of an element tells it."""
    found = {}
    for match in _SORTED_BY.finditer(page):
        key, attribute = match.groups()
        tag = page[page.rfind("<", 0, match.start()) : page.find(">", match.end())]
        if value := re.search(rf'\s{attribute}="([^"]*)"', tag):
            found[key] = html.unescape(value[1])
    return found


def read_shard(
    files: Mapping[str, bytes], sorts: Mapping[str, Mapping[str, str]], suffix: str
) -> tuple[Shard, dict[str, bytes]]:
    """Read the files of an index; return what they tell, and the files of the pages.

    Args:
        files: by their paths in its folder.
        sorts: by address, what the pages are sorted by.
        suffix: another one for each shard. Pagefind names a page's file by a digest of a few
            digits, which it makes longer where two are the same, in one index.

    Raises:
        KeyError, IndexError, TypeError, ValueError: This is not the format that is known.
    """
    entry = json.loads(files[ENTRY])
    (language,) = entry["languages"].values()
    version, pages, chunks, filters, orders, fields = _told(
        files[f"pagefind.{language['hash']}.pf_meta"]
    )
    words: dict[str, Word] = {}
    for _first, _last, name in chunks:
        words |= _words(unpacked(files[f"index/{name}.pf_index"]))
    by_filter = [_told(files[f"filter/{digest}.pf_filter"]) for _name, digest in filters]
    data = [files[fragment(name)] for name, _count in pages]
    shard = Shard(
        entry=entry,
        version=version,
        pages=[(f"{name}-{suffix}", count) for name, count in pages],
        words=words,
        filters={name: dict(values) for name, values in by_filter},
        sorts=_by_page(data, sorts),
        fields=fields,
    )
    if {key: in_order(values) for key, values in shard.sorts.items()} != dict(orders):
        msg = "pages are sorted in a way that is not known"
        raise ValueError(msg)
    return shard, {
        fragment(name): file for (name, _count), file in zip(shard.pages, data, strict=True)
    }


def fragment(name: str) -> str:
    """Return the path of a page's file in the folder of an index."""
    return f"fragment/{name}.pf_fragment"


def in_order(values: Mapping[int, str]) -> list[int]:
    """Return numbers of pages in the order of their values: of numbers if all of these are some."""
    try:
        numbers = {page: float(value) for page, value in values.items()}
    except ValueError:
        return sorted(values, key=lambda page: (values[page], page))
    return sorted(numbers, key=lambda page: (numbers[page], page))


def _told(file: bytes) -> Any:  # noqa: ANN401 (whatever CBOR holds)
    value, _end = decoded(unpacked(file), 0)
    return value


def _by_page(
    pages: Iterable[bytes], sorts: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    for number, page in enumerate(pages):
        for key, value in sorts[json.loads(unpacked(page))["url"]].items():
            found.setdefault(key, {})[number] = value
    return found


def _words(data: bytes) -> dict[str, Word]:
    words: dict[str, Word] = {}
    _one, at = _count(data, 0, 1)
    count, at = head_at(data, at, ARRAY)
    for _ in range(count):
        _three, at = _count(data, at, 3)
        word, at = _text(data, at)
        pages, at = _pages(data, at)
        forms = []
        number, at = head_at(data, at, ARRAY)
        for _ in range(number):
            _two, at = _count(data, at, 2)
            form, at = _text(data, at)
            found, at = _pages(data, at)
            forms.append((form, found))
        words[word] = (pages, tuple(forms))
    if at != len(data):
        msg = "more than words"
        raise ValueError(msg)
    return words


def _pages(data: bytes, at: int) -> tuple[Pages, int]:
    count, at = head_at(data, at, ARRAY)
    first = last = start = 0
    fields: list[int] = []
    for number in range(count):  # most of what an index is: without calls in the usual case
        if data[at] != _PAGE:
            msg = "not a page's number and places"
            raise ValueError(msg)
        step, at = data[at + 1], at + 2
        if step >= _SMALL:
            step, at = head_at(data, at - 1, NUMBER)
        last += step
        if not number:
            first, start = step, at
        places, at = data[at] - _EMPTY, at + 1
        if not 0 <= places < _SMALL:
            places, at = head_at(data, at - 1, ARRAY)
        for _ in range(places):
            at += _LENGTHS[data[at]]
        if data[at] == _EMPTY:
            at += 1
        else:
            at = _fields(data, at, fields)
    rest = data[start:at] if count else b""
    return (first, last, count, rest, tuple(at - start for at in fields)), at


def _fields(data: bytes, at: int, fields: list[int]) -> int:
    """Pass over the places of a word in the fields of a page, and note where these are named."""
    count, at = head_at(data, at, ARRAY)
    for _ in range(count):
        if data[at] >> 5 == NEGATIVE:
            fields.append(at)
            if _LENGTHS[data[at]] > 1:
                msg = "too many fields"
                raise ValueError(msg)
        at += _LENGTHS[data[at]]
    return at


def _text(data: bytes, at: int) -> tuple[str, int]:
    size, at = head_at(data, at, TEXT)
    return data[at : at + size].decode(), at + size


def _count(data: bytes, at: int, wanted: int) -> tuple[int, int]:
    count, at = head_at(data, at, ARRAY)
    if count != wanted:
        msg = f"{count} values, not {wanted}"
        raise ValueError(msg)
    return count, at
