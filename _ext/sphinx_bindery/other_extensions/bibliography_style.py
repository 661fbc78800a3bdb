"""A pybtex style for the bibliography of a book, sorted by family name or organization.

It is pybtex's ``plain`` with these differences: family names come first; the name of an
organization, which is in braces, is sorted like any other; titles are in italics and keep their
capitals; addresses have no "URL:" before them.
"""

from __future__ import annotations

from unicodedata import normalize

from pybtex.plugin import register_plugin
from pybtex.richtext import Text
from pybtex.style.formatting.plain import Style as PlainStyle
from pybtex.style.sorting.author_year_title import SortingStyle
from pybtex.style.template import field, href, sentence, tag

from sphinx_bindery.common.addresses import with_short_commits

_NAME = "bindery"


class NameSorting(SortingStyle):  # type: ignore[misc]
    """Sorting by author, year and title, without braces, and regardless of case and accents."""

    def sorting_key(self, entry: object) -> tuple[str, ...]:
        """Return the sort key of an entry."""
        parts = (str(Text.from_latex(part)) for part in super().sorting_key(entry))
        return tuple(normalize("NFKD", part).casefold() for part in parts)


class BookStyle(PlainStyle):  # type: ignore[misc]
    """Entries such as "Author, Ann. *Title*. Blog post, May 2021. https://example.org/title."."""

    default_name_style = "lastfirst"
    default_sorting_style = _NAME

    def format_title(self, _entry: object, which_field: str, as_sentence: bool = True) -> object:
        """Return the title in italics, with its capitals."""
        title = tag("em")[field(which_field)]
        return sentence[title] if as_sentence else title

    def format_url(self, _entry: object) -> object:
        """Return a link that shows its address, with short ids of commits."""
        shown = field("url", raw=True, apply_func=with_short_commits)
        return href(field("url", raw=True))[shown]


def register() -> None:
    """Register the style as ``bindery``, for the option ``style`` of a bibliography."""
    register_plugin("pybtex.style.sorting", _NAME, NameSorting)
    register_plugin("pybtex.style.formatting", _NAME, BookStyle)
