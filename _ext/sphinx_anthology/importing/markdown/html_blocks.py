"""Blocks of raw HTML in Markdown."""

from __future__ import annotations

import re
from functools import partial
from html import escape as html_escape
from typing import TYPE_CHECKING

from sphinx_anthology.importing.markdown.html_tags import TAG, attributes, is_balanced
from sphinx_anthology.importing.markdown.tag_placeholders import (
    BLANK,
    has_kept,
    restore,
    tag_message,
)
from sphinx_anthology.importing.myst.html_text import html_to_myst

if TYPE_CHECKING:
    from sphinx_anthology.importing.markdown.anchors import Anchors
    from sphinx_anthology.importing.myst.rewriter import Rewriter

_CONVERTED = re.compile(
    r"<(?:a\s[^>]*?href|img|figure|iframe|video|audio|embed|object|script|style|form|input|button"
    r"|textarea|select|center|font|h[1-6])\b",
    re.IGNORECASE,
)
_PREFORMATTED = re.compile(r"<pre\b", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DROPPED = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_IDENTIFIER = re.compile(r"\s(?:id|name)\s*=\s*[\"']?([^\s\"'>]+)")
_BRACE = re.compile(r"\{(?=[{%:])")
_SIGN = re.compile(r"[*_`\[\]\\$~{}]")
"""Characters that are markup in Markdown, but not in HTML."""

_PLAYERS = frozenset({"iframe", "embed", "video", "audio", "object"})


def html_block(html: str, rewriter: Rewriter, anchors: Anchors) -> str:
    """Convert a block of HTML to MyST if it has a counterpart, else rewrite its addresses.

    Args:
        html: The lines of the block, without the prefixes of lists and block quotes.
        rewriter: Rewrites links and pictures, and takes notices.
        anchors: The anchors of the text; a block with the target of a link stays HTML.
    """
    if not _COMMENT.sub("", html).strip():
        return restore(html)
    html, source = html.replace(f"{BLANK}\n", ""), html.replace(BLANK, "")
    if is_preformatted := bool(_PREFORMATTED.search(html)):
        html = source
    if has_kept(html):
        html = restore(html, partial(_visible, rewriter))
    html = _BRACE.sub("&#123;", html)
    if found := _DROPPED.search(html):
        rewriter.note(f"<{found[1].lower()}>: has no place in a post; it is left out")
        html = _DROPPED.sub("", html)
    is_target = anchors.wanted.intersection(_IDENTIFIER.findall(html))
    is_converted = is_preformatted or _CONVERTED.search(html)
    if is_converted and is_balanced(html) and not is_target:
        return html_to_myst(html, rewriter).rstrip("\n")
    return _Tags(rewriter, anchors).rewritten(html)


def _visible(rewriter: Rewriter, tag: str) -> str:
    rewriter.note(tag_message(tag))
    return html_escape(tag).replace("{", "&#123;")


class _Tags:
    """The rewriting of addresses in HTML that is not converted."""

    def __init__(self, rewriter: Rewriter, anchors: Anchors) -> None:
        self.rewriter = rewriter
        self.anchors = anchors
        self.unlinked = 0
        self.has_whole_links = True

    def rewritten(self, html: str) -> str:
        """Return HTML with new addresses; missing pictures become links."""
        names = [(tag["end"] or tag["name"]).lower() for tag in TAG.finditer(html)]
        ends = html.lower().count("</a")
        self.has_whole_links = names.count("a") == 2 * ends
        return TAG.sub(self._tag, html)

    def _tag(self, found: re.Match[str]) -> str:
        end, name = (found["end"] or "").lower(), (found["name"] or "").lower()
        if end == "a" and self.unlinked:
            self.unlinked -= 1
            return ""
        if end:
            return "" if end in _PLAYERS else found[0]
        values = attributes(found["attributes"])
        if name == "a" and values.get("href"):
            return self._link(found[0], values["href"])
        if name == "img":
            return self._picture(values)
        if name in _PLAYERS:
            address = values.get("src") or values.get("data") or ""
            target = self.rewriter.html_link(address) if address else ""
            shown = html_escape(target)
            return f'<a href="{shown}">{shown}</a>' if target else ""
        return found[0]

    def _link(self, tag: str, address: str) -> str:
        if address.startswith("#"):
            return tag
        if not self.has_whole_links:
            message = (
                f"link {address!r}: its tags are in different blocks of HTML; only its text is kept"
            )
            self.rewriter.note(message)
            self.unlinked += 1
            return ""
        target = self.rewriter.html_link(address)
        if target == address:
            return tag
        if not target:
            self.unlinked += 1
            return ""
        return f'<a href="{html_escape(target)}">'

    def _picture(self, values: dict[str, str]) -> str:
        address, alt = values.get("src", ""), html_escape(values.get("alt", ""))
        if path := self.rewriter.picture(address) if address else "":
            return f'<img src="{html_escape(path)}" alt="{alt}">'
        target = self.rewriter.html_link(address) if address else ""
        words = alt or html_escape(address.rpartition("/")[2])
        return f'<a href="{html_escape(target)}">{words}</a>' if target else words


def figure_html(source: str, alt: str = "", caption: str = "", link: str = "") -> str:
    """Return a figure as one line of HTML, the output of a template tag.

    Template tags may be in Markdown and in HTML; one line of HTML is valid in both.

    Args:
        source: The address of the picture.
        alt: Its text alternative.
        caption: Its caption as HTML.
        link: The address that the picture links to; empty without one.
    """
    words = " ".join(caption.split())
    shown = f"<figcaption>{words}</figcaption>" if words else ""
    return f"<figure>{picture_html(source, alt, link)}{shown}</figure>"


def picture_html(source: str, alt: str = "", link: str = "") -> str:
    """Return a picture as HTML, with the arguments of :func:`figure_html`."""
    picture = f'<img src="{html_escape(source)}" alt="{html_escape(alt)}">'
    return f'<a href="{html_escape(link)}">{picture}</a>' if link else picture


def link_html(address: str, label: str = "") -> str:
    """Return a link as HTML, the output of a template tag that embeds an address."""
    shown = _SIGN.sub(lambda found: f"&#{ord(found[0])};", html_escape(label))
    return f'<a href="{html_escape(address)}">{shown or html_escape(address)}</a>'
