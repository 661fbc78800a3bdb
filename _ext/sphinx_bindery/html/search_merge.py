"""One index of all shards: that which Pagefind would have made of all their pages at once.

Pagefind can search in several indexes, too (https://pagefind.app/docs/multisite/). But then a word
that a shard does not have is sought there by its beginning, a place in the order by date is one of
a shard, and a search costs the requests of each shard.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from sphinx_bindery.html.cbor import ARRAY, NEGATIVE, NUMBER, head
from sphinx_bindery.html.search_shard import MOST_FIELDS, Shard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx_bindery.html.search_shard import Pages, Word

    Found = list[tuple[int, Pages]]
    """By number of the shard, the pages there."""

_PAGE = head(ARRAY, 3)  # its number, places in its text, places in its fields


def joined(shards: Sequence[Shard]) -> Shard:
    """Return one shard of the pages of some, at least one, all made by one version of the program.

    Raises:
        ValueError: More is told of pages than can be.
    """
    starts = [*accumulate((len(shard.pages) for shard in shards), initial=0)]
    return Shard(
        entry=shards[0].entry,
        version=shards[0].version,
        pages=[page for shard in shards for page in shard.pages],
        words=_words(shards, starts),
        filters=_filters(shards, starts),
        sorts=_sorts(shards, starts),
        fields=_fields(shards),
    )


def _words(shards: Sequence[Shard], starts: Sequence[int]) -> dict[str, Word]:
    by_word: dict[str, Found] = defaultdict(list)
    by_form: dict[str, dict[str, Found]] = {}
    for number, shard in enumerate(shards):
        for word, (pages, forms) in shard.words.items():
            by_word[word].append((number, pages))
            for form, pages_of_form in forms:
                found = by_form.setdefault(word, {}).setdefault(form, [])
                found.append((number, pages_of_form))
    renumbered = _renumbered(shards)

    def pages_of(found: Found) -> Pages:
        parts: list[bytes] = []
        places: list[int] = []
        first = last = count = size = 0
        for number, (first_here, last_here, here, rest, fields) in found:
            if not here:
                continue
            start = starts[number]
            if count:
                step = _PAGE + _number(start + first_here - last)
                parts.append(step)
                size += len(step)
            else:
                first = start + first_here
            if fields:
                parts.append(renumbered[number](rest, fields))
                places += [size + at for at in fields]
            else:
                parts.append(rest)
            size += len(rest)
            count += here
            last = start + last_here
        return first, last, count, b"".join(parts), tuple(places)

    return {
        word: (
            pages_of(found),
            tuple((form, pages_of(pages)) for form, pages in by_form.get(word, {}).items()),
        )
        for word, found in by_word.items()
    }


@lru_cache(1 << 14)
def _number(number: int) -> bytes:
    return head(NUMBER, number)


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


def _filters(shards: Sequence[Shard], starts: Sequence[int]) -> dict[str, dict[str, list[int]]]:
    filters: dict[str, dict[str, list[int]]] = {}
    for shard, start in zip(shards, starts, strict=False):
        for name, values in shard.filters.items():
            for value, pages in values.items():
                found = filters.setdefault(name, {}).setdefault(value, [])
                found += [start + page for page in pages]
    return filters


def _sorts(shards: Sequence[Shard], starts: Sequence[int]) -> dict[str, dict[int, str]]:
    sorts: dict[str, dict[int, str]] = defaultdict(dict)
    for shard, start in zip(shards, starts, strict=False):
        for key, values in shard.sorts.items():
            sorts[key] |= {start + page: value for page, value in values.items()}
    return dict(sorts)
