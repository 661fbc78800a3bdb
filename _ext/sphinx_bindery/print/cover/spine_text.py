"""The direction of the text on the spine, which depends on the language."""

from __future__ import annotations

from sphinx_bindery.common.language_tag import primary_language

_STACKED = frozenset({"zh", "ja", "ko", "yue", "cmn"})
_UP = frozenset(
    {
        *("bg", "ca", "cs", "de", "el", "es", "et", "eu", "fr", "gl", "hr", "hu", "it", "lt"),
        *("lv", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "uk"),
    }
)
"""Languages in which the text of a spine runs from the foot to the head.

ISO 6357 recommends the other direction for all languages, in which the text is upright when the
book lies with its front up. English, Dutch and Scandinavian books follow it; those of most of
continental Europe and of Latin America do not (Wikipedia, "Bookbinding", on titles on the spine:
https://en.wikipedia.org/wiki/Bookbinding). Chinese, Japanese and Korean characters are upright, one
below the other.
"""


def spine_direction(language: str, wanted: str, *, has_text: bool) -> str:
    """Return ``down``, ``up``, ``stacked`` or ``none``.

    Args:
        language: The language of the book (BCP 47).
        wanted: The value of ``bindery_spine_text``.
        has_text: Whether the spine may have text.
    """
    if not has_text or wanted == "none":
        return "none"
    if wanted != "auto":
        return wanted
    code = primary_language(language)
    if code in _STACKED:
        return "stacked"
    return "up" if code in _UP else "down"
