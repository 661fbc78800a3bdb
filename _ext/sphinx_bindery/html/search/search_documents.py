"""Search documents: one HTML file for each page, which Pagefind indexes in place of the page.

They contain the body of a page and its attributes for Pagefind, without the navigation, which
changes more often and takes longer to parse. They are kept between builds.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from sphinx_bindery.common.files import remove_file
from sphinx_bindery.html.search.spellings import with_spellings

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

EVERY_PAGE = "\N{UGARITIC LETTER ALPA}" * 2
"""A term in the metadata of every page, for searches that have filters and no query.

For a search without a term, Pagefind loads all parts of its index: many megabytes on a large site.
"""

_NOTE_NUMBER = re.compile(
    r'<a(?= class="footnote-reference[ "])|(?<=<sup)(?=><a class="reference internal" )'
)
"""Where an attribute goes that leaves out the number of a footnote or of a citation.

In an excerpt, it would be a number in the middle of a sentence.
"""

_META = re.compile(r"""<meta\b(?:[^>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
_SECTION_WITH_HEADING = re.compile(
    r'(<section\b[^>]*?) id="([^"]+)"([^>]*>\s*(?:<span id="[^"]+"></span>\s*)*<h[2-6])\b'
)


def search_document(title: str, metatags: str, body: str, language: str) -> str:
    """Return the search document of a page.

    Args:
        title: The title of a page without a heading of the first level.
        metatags: The ``meta`` elements of the page; those with attributes for Pagefind are kept.
        body: The HTML that Sphinx writes for the document.
        language: The language of the page (BCP 47).
    """
    attributes = "".join(tag for tag in _META.findall(metatags) if "data-pagefind-" in tag)
    return with_spellings(
        f'<!DOCTYPE html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>{attributes}</head>\n"
        f'<body><div data-pagefind-body data-pagefind-meta="page:{EVERY_PAGE}">\n'
        f"{_with_heading_ids(_without_note_numbers(body))}\n</div></body></html>\n"
    )


def _without_note_numbers(body: str) -> str:
    """Return HTML whose numbers of footnotes and citations are not indexed."""
    return _NOTE_NUMBER.sub(r"\g<0> data-pagefind-ignore", body)


def _with_heading_ids(body: str) -> str:
    """Return HTML with the ids of sections moved to their headings.

    Pagefind finds sections by headings with ids (https://github.com/Pagefind/pagefind/issues/818).
    """
    return _SECTION_WITH_HEADING.sub(r'\1\3 id="\2"', body)


def remove_others(folder: Path, names: Collection[str]) -> None:
    """Remove the search documents of other pages.

    Args:
        folder: The folder of the search documents.
        names: The paths of the pages to keep.
    """
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        if path.relative_to(folder).as_posix() not in names:
            remove_file(path, folder)
