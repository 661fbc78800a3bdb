"""Descriptions of posts: excerpts, those of plugins, and the text before the jump."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from sphinx_anthology.importing.records import MAX_EXCERPT
from sphinx_anthology.importing.wordpress.body import MORE

if TYPE_CHECKING:
    from collections.abc import Mapping

_APART = re.compile(
    r"<!--.*?-->|\[[^\]]*\]|</?(?:p|br|div|h[1-6]|li|dd|dt|td|th|blockquote|cite|figcaption|pre)\b[^>]*>",
    re.DOTALL | re.IGNORECASE,
)
"""Comments, shortcodes and tags that separate words."""

_DESCRIPTIONS = (
    "_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description", "_aioseop_description",
    "_seopress_titles_desc", "_genesis_description",
)  # fmt: skip
"""The metadata in which plugins and themes keep the description for search engines."""


def plain(text: str) -> str:
    """Return HTML in a title or an excerpt as one line of text."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", text)).split())


def description_of(meta: Mapping[str, str]) -> str:
    """Return the description for search engines; empty without one, and for a template of one."""
    found = next((plain(meta[key]) for key in _DESCRIPTIONS if meta.get(key)), "")
    return "" if "%" in found and re.search(r"%\w+%", found) else found


def before_more(raw: str) -> str:
    """Return the text before the jump as one line; empty if it is long or there is no jump."""
    before, *after = MORE.split(raw, maxsplit=1)
    text = plain(_APART.sub(" ", before)) if after else ""
    return text if len(text) <= MAX_EXCERPT else ""
