"""HTML of feeds: plain text, titles, paragraphs, relative addresses."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import unquote, urljoin, urlsplit

from sphinx_anthology.importing.records import MAX_EXCERPT

_TAG = re.compile(r"<[^<>]*>")
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|h[1-6]|li|ul|ol|tr|td|th|dd|dt|blockquote|pre|figure)\b[^<>]*>", re.IGNORECASE
)
_START_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_ADDRESS = re.compile(r"""(?<![\w-])(href|src|poster)(\s*=\s*)("[^"]*"|'[^']*')""", re.IGNORECASE)
_INLINE = re.compile(
    r"<(abbr|b|cite|code|del|em|i|ins|mark|q|s|small|span|strong|sub|sup|u|a)\b[^<>]*>(.*?)</\1\s*>",
    re.IGNORECASE | re.DOTALL,
)
_BREAKS = re.compile(r"(?:<br\s*/?>(?:\s|&nbsp;|\xa0)*){2,}", re.IGNORECASE)
_PROTECTED = re.compile(r"(<(pre|textarea|script|style)\b.*?</\2\s*>)", re.IGNORECASE | re.DOTALL)
_CUT = re.compile(
    r"(?:\[\s*(?:…|\.\.\.)\s*\]|(?:Continue reading|Read (?:more|the rest|on))\b[^.!?]{0,80})\s*"
    r"(?:The post .{1,200} (?:first )?appeared (?:first )?on .{1,100})?$",
    re.IGNORECASE,
)
"""The end of a text of which a feed has only the beginning, as WordPress and others write it."""

_SHORTENED = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|\bRead more\W*|\bContinue reading\b.*)$")

_MAX_TITLE = 60


def plain(html: str) -> str:
    """Return HTML as one line of text."""
    return " ".join(unescape(_TAG.sub("", _BLOCK_TAG.sub(" ", html))).split())


def plain_title(text: str) -> str:
    """Return the title of an RSS item as plain text; RSS does not define whether it is HTML.

    Only pairs of tags of inline elements are removed: ``Use <nav>`` is a title in plain text.
    """
    previous = ""
    while previous != text:
        previous, text = text, _INLINE.sub(r"\2", text)
    return " ".join(unescape(text).split())


def first_words(html: str) -> str:
    """Return the beginning of a text as a title."""
    text = plain(html)
    if len(text) <= _MAX_TITLE:
        return text
    words = text[: _MAX_TITLE + 1].rpartition(" ")[0] or text[:_MAX_TITLE]
    return f"{words.rstrip(',;:.–—- ')} …"


def description(html: str) -> str:
    """Return a summary as one line; empty if it is long or truncated."""
    text = plain(html)
    return "" if len(text) > MAX_EXCERPT or _SHORTENED.search(text) else text


def cut_ending(html: str) -> str:
    """Return the mark at the end of a text that is cut off, such as ``[…]``; empty without one."""
    found = _CUT.search(plain(html))
    return found[0].strip() if found else ""


def text_as_html(text: str) -> str:
    """Return plain text as HTML paragraphs."""
    parts = (part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")))
    return "".join(f"<p>{escape(part, quote=False)}</p>\n" for part in parts if part)


def with_paragraphs(html: str) -> str:
    """Return HTML with a new paragraph in place of two or more ``<br>``, except in code."""
    parts = _PROTECTED.split(html)
    # the groups of the pattern follow one another: text, element, its name
    return "".join(
        _BREAKS.sub("<p></p>", part) if number % 3 == 0 else part
        for number, part in enumerate(parts)
        if number % 3 != 2
    )


def with_base(html: str, base: str) -> str:
    """Return HTML with its relative addresses resolved, except those from the root of the site.

    Args:
        html: The text.
        base: The base of the addresses; empty if it is unknown.
    """
    if not base:
        return html

    def resolved(found: re.Match[str]) -> str:
        address = unescape(found[3][1:-1]).strip()
        return f'{found[1]}{found[2]}"{escape(absolute(address, base))}"'

    return _START_TAG.sub(lambda tag: _ADDRESS.sub(resolved, tag[0]), html)


def absolute(address: str, base: str) -> str:
    """Resolve an address; unchanged if it has a scheme or host, or is only a fragment."""
    try:
        parts = urlsplit(address)
        is_relative = not parts.scheme and not parts.netloc and not address.startswith("#")
        return urljoin(base, address) if is_relative and address else address
    except ValueError:
        return address


def origin(address: str) -> str:
    """Return the origin of a web address, such as ``https://example.org``; empty for others."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        return ""
    return f"{parts.scheme}://{parts.netloc}"


def slug_in(address: str) -> str:
    """Return the last segment of the path of an address without suffix; empty without a letter."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    names = [name for name in unquote(parts.path).split("/") if name]
    if names and re.fullmatch(r"index\.\w+", names[-1]):
        names.pop()
    name = re.sub(r"\.(?:html?|php|aspx?)$", "", names[-1]) if names else ""
    return name if re.search(r"[^\W\d]", name) else ""
