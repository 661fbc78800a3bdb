"""The files of an index, as Pagefind's script asks for them, of a shard that has all pages."""

from __future__ import annotations

import json
from copy import deepcopy
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

from sphinx_bindery.html.cbor import ARRAY, NUMBER, encoded, head
from sphinx_bindery.html.search_files import ENTRY, hashed, packed
from sphinx_bindery.html.search_shard import in_order

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sphinx_bindery.html.search_shard import Pages, Shard, Word

LEAST = 48_000
MOST = 96_000
"""Bytes of words in a file, before they are compressed to nearly half as much.

In between, a word tells by itself whether a file begins with it: so an edit that makes a word's
pages longer does not shift words from file to file in the rest of the index.
"""

LEVEL = 5
"""Of compression: two fifths of the time that level 6 takes, for files three percent larger."""

_WORD = head(ARRAY, 3)  # it, its pages, its forms
_FORM = head(ARRAY, 2)  # it, its pages
_PAGE = head(ARRAY, 3)  # its number, places in its text, places in its fields


def files_of(shard: Shard, there: Collection[str]) -> dict[str, bytes | None]:
    """Return the files of words and filters, and those that name all files, by their paths.

    Args:
        shard: of all pages.
        there: the files that the folder has already; those of words are named by what they hold,
            and one that is there is told as None.
    """
    files: dict[str, bytes | None] = {}
    entry = deepcopy(shard.entry)
    (language,) = entry["languages"].values()
    code = language["hash"].partition("_")[0]
    chunks = []
    for first, last, data in _chunks(shard.words):
        digest = hashed(code, data)
        path = f"index/{digest}.pf_index"
        files[path] = None if path in there else packed(data, LEVEL)
        chunks.append([first, last, digest])
    filters = []
    for name, values in sorted(shard.filters.items()):
        by_value = [[value, pages] for value, pages in sorted(values.items())]
        file = packed(encoded([name, by_value]))
        filters.append([name, hashed(code, file)])
        files[f"filter/{filters[-1][1]}.pf_filter"] = file
    pages = [[name, count] for name, count in shard.pages]
    sorts = [[key, in_order(values)] for key, values in sorted(shard.sorts.items())]
    meta = packed(
        encoded([shard.version, pages, _with_short_bounds(chunks), filters, sorts, shard.fields])
    )
    language["hash"], language["page_count"] = hashed(code, meta), len(pages)
    files[f"pagefind.{language['hash']}.pf_meta"] = meta
    files[ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return files


def _chunks(words: Mapping[str, Word]) -> Iterator[tuple[str, str, bytes]]:
    """Yield the first and the last word of each file, and what it holds."""
    first, last, size = "", "", 0
    parts: list[bytes] = []
    for word in sorted(words):
        if size >= MOST or (size >= LEAST and not crc32(word.encode()) % 8):
            yield first, last, _chunk(parts)
            parts, size = [], 0
        pages, forms = words[word]
        data = [_WORD, encoded(word), _pages(pages), head(ARRAY, len(forms))]
        for form, pages_of_form in sorted(forms):
            data += (_FORM, encoded(form), _pages(pages_of_form))
        if not parts:
            first = word
        last = word
        parts.append(b"".join(data))
        size += len(parts[-1])
    if parts:
        yield first, last, _chunk(parts)


def _chunk(words: list[bytes]) -> bytes:
    return head(ARRAY, 1) + head(ARRAY, len(words)) + b"".join(words)


def _pages(pages: Pages) -> bytes:
    first, _last, count, rest, _fields = pages
    return head(ARRAY, count) + _PAGE + head(NUMBER, first) + rest if count else head(ARRAY, 0)


def _with_short_bounds(chunks: list[list[str]]) -> list[list[str]]:
    """Return files with their first and last words, of which so much is told as parts them."""
    short = [list(chunk) for chunk in chunks]
    for before, after in pairwise(short):
        (first, last, _name), following = before, after[0]
        same = next(
            (n for n, (a, b) in enumerate(zip(last, following, strict=False)) if a != b),
            min(len(last), len(following)),
        )
        if last[: same + 1] >= first:
            before[1] = last[: same + 1]
        after[0] = following[: same + 1]
    return short
