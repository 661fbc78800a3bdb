"""The texts that the script of the search page shows, in the book's language."""

from __future__ import annotations

from sphinx.locale import get_translation

from sphinx_bindery.common.messages import plural_forms
from sphinx_bindery.common.messages.text_language import get_plural_translation

_ = get_translation("bindery")
ngettext = get_plural_translation("bindery")


def search_labels(language: str) -> dict[str, object]:
    """Return the texts.

    Args:
        language: The language of the book (BCP 47 or POSIX).
    """
    return {
        "more": _("Show more"),
        "clear": _("Clear filters"),
        "none": _("No page matches the search."),
        "found": plural_forms(_found, language),
    }


def _found(number: int) -> str:
    return ngettext("{number} page matches the search.", "{number} pages match the search.", number)
