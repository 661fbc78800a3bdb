"""Copies of the pages that Pagefind indexes, with what it needs to find their words.

A copy is made when its page is written, in the process that writes it. The copies are kept between
builds, since making all of them takes half as long as indexing them. There are copies of searched
pages alone, whatever else the output folder contains, such as pages of deleted documents that
Sphinx left behind.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_bindery.common.files import remove_file, write_if_changed
from sphinx_bindery.html.search.spellings import with_spellings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

_SECTION_WITH_HEADING = re.compile(
    r'(<section\b[^>]*?) id="([^"]+)"([^>]*>\s*(?:<span id="[^"]+"></span>\s*)*<h[2-6])\b'
)


def with_heading_ids(page: str) -> str:
    """Return a page with the ids of its sections moved to their headings.

    Pagefind finds sections by headings with ids (https://github.com/Pagefind/pagefind/issues/818).
    """
    return _SECTION_WITH_HEADING.sub(r'\1\3 id="\2"', page)


def copy_page(page: Path, copy: Path, encoding: str) -> None:
    """Write the copy of a page unless it is up to date.

    Args:
        page: The file of the page.
        copy: The file of the copy, which is in UTF-8.
        encoding: The encoding of the page.
    """
    text = page.read_text(encoding, errors="replace")
    write_if_changed(copy, with_spellings(with_heading_ids(text)).encode())


def complete_copies(
    folder: Path, pages: Mapping[str, Path], outdated: AbstractSet[str], encoding: str
) -> None:
    """Make the copies that are missing, and remove those of other pages.

    Args:
        folder: The folder of the copies.
        pages: The files of the pages, by path in the site.
        outdated: The paths of pages that have changed since they were indexed. An interrupted
            build may have written such a page, and not its copy.
        encoding: The encoding of the pages.
    """
    for copy in [path for path in folder.rglob("*") if path.is_file()]:
        if copy.relative_to(folder).as_posix() not in pages:
            remove_file(copy, folder)
    for name, page in pages.items():
        copy = folder / name
        if not copy.is_file() or (name in outdated and _is_older(copy, page)):
            copy_page(page, copy, encoding)


def _is_older(copy: Path, page: Path) -> bool:
    return copy.stat().st_mtime_ns < page.stat().st_mtime_ns
