"""A site's index in shards, so that after an edit few pages are indexed again.

Pagefind has no incremental index: it reads all pages after any change. So each shard of the pages
is indexed by itself, what that tells is kept, and the index of the site is joined from all of it.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import blake2b
from inspect import getsource
from typing import TYPE_CHECKING

from sphinx_bindery.html import cbor, search_files, search_merge, search_output, search_shard
from sphinx_bindery.html.page_record import digest_of
from sphinx_bindery.html.search_files import is_program
from sphinx_bindery.html.search_merge import joined
from sphinx_bindery.html.search_output import files_of
from sphinx_bindery.html.search_shard import Shard, fragment, read_shard

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

PAGES_A_SHARD = 64
"""On average, at most, where the pages are few: to join smaller shards takes what they save."""

AT_ONCE = 2
"""Shards that are indexed: on two processors three took 20 seconds so, and 34 one by one."""


@dataclass(frozen=True)
class Index:
    """An index of some pages.

    files: by their paths in its folder.
    sorts: by address of the page, what it is sorted by.
    """

    files: Mapping[str, bytes]
    sorts: Mapping[str, Mapping[str, str]]


def rules() -> str:
    """Return what tells the code that reads, joins and writes shards from other code."""
    modules = (cbor, search_files, search_merge, search_output, search_shard)
    return digest_of([getsource(module) for module in modules])


def shards_of(pages: Iterable[str]) -> list[list[str]]:
    """Return the pages in as many lists as a power of two, in one list if they are few.

    The place of a page is a digest of its path. So a new page changes one shard, or all of them
    where it makes them twice as many.

    Of many pages there are about as many shards as pages in one: smaller shards are indexed sooner,
    and more of them are joined later.
    """
    names = sorted(pages)
    count = 1
    while count * max(count, PAGES_A_SHARD) < len(names):
        count *= 2
    shards: list[list[str]] = [[] for _ in range(count)]
    for name in names:
        digest = blake2b(name.encode(), digest_size=4).digest()
        shards[int.from_bytes(digest) % count].append(name)
    return shards


def joined_index(
    shards: Sequence[Mapping[str, str]],
    kept: Path,
    there: set[str],
    make: Callable[[Collection[str]], Index],
) -> dict[str, bytes | None]:
    """Return the files of the index of all shards, by their paths; None for one that is there.

    Neighbours are joined to groups, and these to the index. So after an edit there is to join
    little more than the square root of all: the shards of one group, and the groups.

    Args:
        shards: the pages of each, with what tells whether one is as it was.
        kept: the folder in which is kept what is told of shards and groups.
        there: the files that the folder of the index has; a shard whose files are not there is
            indexed whether it has changed or not.
        make: makes the index of some pages.

    Raises:
        KeyError, IndexError, TypeError, ValueError: This version of Pagefind makes other files.
    """
    records = {
        number: kept / f"{number}-{digest_of([*pages.items()])}.pickle"
        for number, pages in enumerate(shards)
        if pages
    }
    groups = _groups(records, kept, 1 << len(shards).bit_length() // 2)
    files: dict[str, bytes | None] = {name: None for name in there if is_program(name)}
    told: dict[int, Shard] = {}
    kept.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        # first, so that they are made while the others are read
        changed = [number for group in groups if not group.is_file() for number in groups[group]]
        coming = {
            number: pool.submit(make, shards[number])
            for number in changed
            if not records[number].is_file()
        }
        whole = {group: shard for group in groups if (shard := _read(group, there))}
        parted = [number for group in groups.keys() - whole.keys() for number in groups[group]]
        for number in {*parted} - coming.keys():
            if shard := _read(records[number], there):
                told[number] = shard
            else:
                coming[number] = pool.submit(make, shards[number])
        for number, index in ((number, made.result()) for number, made in coming.items()):
            told[number], made_pages = read_shard(index.files, index.sorts, str(number))
            _keep(records[number], told[number])
            files |= {name: data for name, data in index.files.items() if is_program(name)}
            files |= made_pages
    for group in groups.keys() - whole.keys():
        whole[group] = joined([told[number] for number in groups[group]])
        _keep(group, whole[group])
    for record in {*kept.iterdir()} - {*records.values(), *groups}:
        record.unlink()
    all_pages = joined([whole[group] for group in groups])
    files_of_pages = {fragment(name): None for name, _words in all_pages.pages}
    return files_of_pages | files | files_of(all_pages, there)


def _groups(records: Mapping[int, Path], kept: Path, size: int) -> dict[Path, list[int]]:
    """Return neighbouring shards by the record of their group, in their order."""
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for number in records:
        groups[number // size].append(number)
    return {
        kept / f"group-{group}-{digest_of([records[n].name for n in numbers])}.pickle": numbers
        for group, numbers in groups.items()
    }


def _keep(record: Path, shard: Shard) -> None:
    record.write_bytes(pickle.dumps(shard, pickle.HIGHEST_PROTOCOL))


def _read(record: Path, there: set[str]) -> Shard | None:
    """Return the shard that is kept, None where there is none whose files are there."""
    try:
        shard = pickle.loads(record.read_bytes())  # noqa: S301 (beside Sphinx's own)
    except Exception:  # noqa: BLE001 (a file that is none may raise any)
        return None
    if isinstance(shard, Shard) and all(fragment(name) in there for name, _words in shard.pages):
        return shard
    return None
