"""Markup of Blogger's editor: links to larger pictures, captions in tables, the jump break."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote, urlsplit

from sphinx_anthology.importing.feeds.html_text import description, with_paragraphs

_CAPTION_TABLE = re.compile(
    r"<table\b[^<>]*\btr-caption-container\b[^<>]*>(.*?)</table\s*>", re.IGNORECASE | re.DOTALL
)
_CAPTION = re.compile(r"<td\b[^<>]*\btr-caption\b[^<>]*>(.*?)</td\s*>", re.IGNORECASE | re.DOTALL)
_PICTURE_LINK = re.compile(r"<a\b([^<>]*)>\s*(<img\b[^<>]*>)\s*</a\s*>", re.IGNORECASE)
_IMG = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_SRC = re.compile(r"""\bsrc\s*=\s*("[^"]*"|'[^']*')""", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s*=\s*("[^"]*"|'[^']*')""", re.IGNORECASE)
_MORE = re.compile(
    r"<!--\s*more\s*-->|<a\s+name=[\"']more[\"']\s*(?:/>|>\s*</a\s*>)", re.IGNORECASE
)


def blogger_html(html: str) -> str:
    """Return the HTML of a post without the markup of Blogger's editor."""
    html = _PICTURE_LINK.sub(_full_picture, _MORE.sub("", html))
    return with_paragraphs(_CAPTION_TABLE.sub(_figure, html))


def before_more(html: str) -> str:
    """Return the text before the jump break as one line; empty if it is long or there is none."""
    before, *after = _MORE.split(html, maxsplit=1)
    return description(before) if after else ""


def _full_picture(found: re.Match[str]) -> str:
    """Return the larger copy of a picture that links to it; else the link unchanged."""
    href, src = _HREF.search(found[1]), _SRC.search(found[2])
    if not href or not src or _file_name(href[1]) != _file_name(src[1]):
        return found[0]
    return f"{found[2][: src.start(1)]}{href[1]}{found[2][src.end(1) :]}"


def _figure(found: re.Match[str]) -> str:
    picture, caption = _IMG.search(found[1]), _CAPTION.search(found[1])
    if not picture:
        return found[0]
    words = f"<figcaption>{caption[1].strip()}</figcaption>" if caption else ""
    return f"\n<figure>{picture[0]}{words}</figure>\n"


def _file_name(quoted: str) -> str:
    try:
        path = urlsplit(unescape(quoted[1:-1])).path
    except ValueError:
        return ""
    return unquote(path).rpartition("/")[2].casefold()
