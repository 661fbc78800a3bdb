"""Markdown and HTML as one line of plain text, for descriptions."""

from __future__ import annotations

import re
from html import unescape

from markdown_it import MarkdownIt

from sphinx_anthology.importing.markdown.tag_placeholders import restore

_HIDDEN = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
_MARKUP = re.compile(r"[*_`<&\[\\~]")
_MARKDOWN = MarkdownIt("commonmark")


def plain_line(text: str) -> str:
    """Return Markdown, which may contain HTML, as one line of plain text."""
    text = restore(text, lambda _tag: "")
    if _MARKUP.search(text):
        html = _HIDDEN.sub("", _MARKDOWN.render(text))
        text = unescape(_TAG.sub(" " if "<p>" in html[3:] else "", html))
    return " ".join(text.split())


def inline_html(text: str) -> str:
    """Return a line of Markdown as HTML."""
    return str(_MARKDOWN.renderInline(text)).strip()


def bare_words(text: str) -> str:
    """Return the words of a text for a comparison, without case and punctuation."""
    return " ".join(re.findall(r"\w+", text.casefold()))
