"""One index of all shards: that which Pagefind would have made of all their pages at once.

Pagefind can search in several indexes, too (https://pagefind.app/docs/multisite/). But then a word
that a shard does not have is sought there by its beginning, a place in the order by date is one of
a shard, and a search costs the requests of each shard.
"""

from __future__ import annotations

import json
from collections import defaultdict
from copy import deepcopy
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

from .cbor import ARRAY, NEGATIVE, NUMBER, encoded, head
from .search_files import ENTRY, hashed, packed
from .search_shard import MOST_FIELDS, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from .search_shard import Pages, Shard

LEAST = 48_000
MOST = 96_000
"""Bytes of words in a file, before they are compressed to nearly half as much.

In between, a word tells by itself whether a file begins with it: so an edit that makes a word's
pages longer does not shift words from file to file in the rest of the index.
"""

LEVEL = 5
"""Of compression: two fifths of the time that level 6 takes, for files three percent larger."""


def merged(shards: Sequence[Shard], there: Collection[str]) -> dict[str, bytes | None]:
    """Return the files of words and filters, and those that name all files, by their paths.

    Args:
        shards: at least one, all made by one version of the program.
        there: the files that the folder has already; those of words are named by what they hold,
            and one that is there is told as None.
    """
    files: dict[str, bytes | None] = {}
    entry = deepcopy(shards[0].entry)
    (language,) = entry["languages"].values()
    code = language["hash"].partition("_")[0]
    starts = [0]
    for shard in shards:
        starts.append(starts[-1] + len(shard.pages))
    chunks = []
    for words, data in _chunks(shards, starts):
        digest = hashed(code, data)
        path = f"index/{digest}.pf_index"
        files[path] = None if path in there else packed(data, LEVEL)
        chunks.append([words[0], words[-1], digest])
    filters = []
    for name, told in _filters(shards, starts):
        file = packed(told)
        filters.append([name, hashed(code, file)])
        files[f"filter/{filters[-1][1]}.pf_filter"] = file
    pages = [[name, count] for shard in shards for name, count in shard.pages]
    meta = packed(
        encoded(
            [
                shards[0].version,
                pages,
                _with_short_bounds(chunks),
                filters,
                _sorts(shards, starts),
                _fields(shards),
            ]
        )
    )
    language["hash"], language["page_count"] = hashed(code, meta), len(pages)
    files[f"pagefind.{language['hash']}.pf_meta"] = meta
    files[ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return files


# -- words -----------------------------------------------------------------------------------------


def _chunks(shards: Sequence[Shard], starts: Sequence[int]) -> Iterator[tuple[list[str], bytes]]:
    words: list[str] = []
    parts: list[bytes] = []
    size = 0
    for word, data in _words(shards, starts):
        if size >= MOST or (size >= LEAST and not crc32(word.encode()) % 8):
            yield words, _chunk(parts)
            words, parts, size = [], [], 0
        words.append(word)
        parts.append(data)
        size += len(data)
    if words:
        yield words, _chunk(parts)


def _chunk(words: list[bytes]) -> bytes:
    return head(ARRAY, 1) + head(ARRAY, len(words)) + b"".join(words)


def _words(shards: Sequence[Shard], starts: Sequence[int]) -> Iterator[tuple[str, bytes]]:
    by_word: dict[str, list[tuple[int, Pages]]] = defaultdict(list)
    by_form: dict[str, dict[str, list[tuple[int, Pages]]]] = {}
    for number, shard in enumerate(shards):
        for word, (pages, forms) in shard.words.items():
            by_word[word].append((number, pages))
            for form, pages_of_form in forms:
                found = by_form.setdefault(word, {}).setdefault(form, [])
                found.append((number, pages_of_form))
    renumbered = _renumbered(shards)

    def joined(found: list[tuple[int, Pages]]) -> bytes:
        parts, count, before = [b""], 0, 0
        for number, (first, last, here, rest, fields) in found:
            if here:
                count += here
                start = starts[number]
                parts += (
                    _PAGE,
                    _number(start + first - before),
                    renumbered[number](rest, fields) if fields else rest,
                )
                before = start + last
        parts[0] = head(ARRAY, count)
        return b"".join(parts)

    for word in sorted(by_word):
        forms_of_word = by_form.get(word, {})
        data = [_WORD, encoded(word), joined(by_word[word]), head(ARRAY, len(forms_of_word))]
        for form in sorted(forms_of_word):
            data += (_FORM, encoded(form), joined(forms_of_word[form]))
        yield word, b"".join(data)


@lru_cache(1 << 14)
def _number(number: int) -> bytes:
    return head(NUMBER, number)


_WORD = head(ARRAY, 3)  # it, its pages, its forms
_FORM = head(ARRAY, 2)  # it, its pages
_PAGE = head(ARRAY, 3)  # its number, places in its text, places in its fields


def _fields(shards: Sequence[Shard]) -> list[str]:
    fields = sorted({field for shard in shards for field in shard.fields})
    if len(fields) > MOST_FIELDS:
        msg = "too many fields"
        raise ValueError(msg)
    return fields


def _renumbered(shards: Sequence[Shard]) -> list[Callable[[bytes, Sequence[int]], bytes]]:
    """Return by shard what writes pages with the numbers that fields have in the whole index."""
    fields = _fields(shards)

    def writer(shard: Shard) -> Callable[[bytes, Sequence[int]], bytes]:
        if shard.fields == fields[: len(shard.fields)]:
            return lambda pages, _places: pages
        numbers = [head(NEGATIVE, fields.index(field))[0] for field in shard.fields]

        def write(pages: bytes, places: Sequence[int]) -> bytes:
            data = bytearray(pages)
            for at in places:
                data[at] = numbers[data[at] & 31]
            return bytes(data)

        return write

    return [writer(shard) for shard in shards]


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


# -- filters and order -----------------------------------------------------------------------------


def _filters(shards: Sequence[Shard], starts: Sequence[int]) -> Iterator[tuple[str, bytes]]:
    filters: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for shard, start in zip(shards, starts, strict=False):
        for name, values in shard.filters.items():
            for value, pages in values.items():
                filters[name][value] += [start + page for page in pages]
    for name in sorted(filters):
        by_value = [[value, pages] for value, pages in sorted(filters[name].items())]
        yield name, encoded([name, by_value])


def _sorts(shards: Sequence[Shard], starts: Sequence[int]) -> list[list[object]]:
    sorts: dict[str, dict[int, str]] = defaultdict(dict)
    for shard, start in zip(shards, starts, strict=False):
        for key, values in shard.sorts.items():
            sorts[key] |= {start + page: value for page, value in values.items()}
    return [[key, in_order(sorts[key])] for key in sorted(sorts)]
