"""Shortcodes of Hugo and its themes with a counterpart in Markdown, HTML or MyST."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape as html_escape
from typing import TYPE_CHECKING

from sphinx_anthology.importing.folders.embed_urls import GIST, VIMEO, YOUTUBE
from sphinx_anthology.importing.folders.fields import is_picture
from sphinx_anthology.importing.markdown.html_blocks import figure_html, link_html, picture_html
from sphinx_anthology.importing.markdown.plain_text import inline_html, plain_line
from sphinx_anthology.importing.markdown.tag_placeholders import OURS
from sphinx_anthology.importing.myst.escape import fenced

if TYPE_CHECKING:
    from collections.abc import Mapping

_ADDRESS = re.compile(r"https?://\S+")
_ID = re.compile(r"[\w-]+")
_VIDEOS = {
    "youtube": YOUTUBE,
    "vimeo": VIMEO,
    "vimeo_simple": VIMEO,
}
_FIGURES = frozenset({"figure", "img", "image", "picture", "photo", "imgproc", "figure-image"})
_ADMONITIONS = {
    "note": "note", "notice": "note", "info": "note", "alert": "note", "callout": "note",
    "admonition": "note", "hint": "hint", "tip": "tip", "success": "tip", "important": "important",
    "warning": "warning", "caution": "caution", "danger": "danger", "error": "error",
}  # fmt: skip
_CONTENTS = frozenset({"toc", "tableofcontents", "table-of-contents"})
"""Shortcodes of tables of contents, which every output has by itself."""

_RAW = frozenset({"rawhtml", "raw", "html", "raw-html", "unsafe"})
_MATHS = frozenset({"math", "katex", "mathjax", "latex"})
_PLAIN = frozenset({"lead", "center", "left", "right", "column", "columns", "section", "wrap"})


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of a shortcode."""

    named: Mapping[str, str]
    positional: tuple[str, ...]

    def first(self, *names: str) -> str:
        """Return the first of some named arguments that is set, else the first positional one."""
        found = next((self.named[name] for name in names if self.named.get(name)), "")
        return found or (self.positional[0] if self.positional else "")

    def get(self, *names: str) -> str:
        """Return the first of some named arguments that is set; empty without one."""
        return next((self.named[name] for name in names if self.named.get(name)), "")


def embed(name: str, arguments: Arguments, *, is_block: bool) -> str | None:
    """Return the output of a shortcode as Markdown or HTML, None if the shortcode is unknown.

    Args:
        name: The name of the shortcode.
        arguments: Its arguments.
        is_block: Whether it is alone on its line.
    """
    lower = name.lower().rpartition("/")[2]
    if lower in _VIDEOS:
        video = arguments.first("id")
        address = video if _ADDRESS.fullmatch(video) else f"{_VIDEOS[lower]}{video}"
        is_known = _ADDRESS.fullmatch(video) or _ID.fullmatch(video)
        return link_html(address, arguments.get("title")) if is_known else None
    if lower == "gist":
        return _gist(arguments)
    if lower in _CONTENTS:
        return ""
    if lower in {"tweet", "x", "x_simple", "twitter", "twitter_simple"}:
        user = arguments.get("user") or (arguments.positional or ("",))[0]
        number = arguments.get("id") or (arguments.positional or ("",))[-1]
        user = "i/web" if user == number else user
        is_known = re.fullmatch(r"\d+", number) and re.fullmatch(r"[\w/]+", user)
        return link_html(f"https://x.com/{user}/status/{number}") if is_known else None
    if lower in {"instagram", "instagram_simple"}:
        post = arguments.first("id")
        return link_html(f"https://www.instagram.com/p/{post}/") if _ID.fullmatch(post) else None
    if lower in _FIGURES or is_picture(arguments.get("src")):
        return _figure(arguments, is_block=is_block)
    return None


def wrap(name: str, arguments: Arguments, inner: str, *, is_block: bool) -> str | None:
    """Return the output of a shortcode with content, None if the shortcode is unknown.

    Args:
        name: The name of the shortcode.
        arguments: Its arguments.
        inner: Its content, with shortcodes in it resolved.
        is_block: Whether it is alone on its lines.
    """
    lower = name.lower().rpartition("/")[2]
    if lower in {"highlight", "code"}:
        language = arguments.first("lang", "language", "type") or "text"
        code = inner.strip("\n").rstrip()
        return fenced(code, language) if is_block else f"`{code.strip()}`"
    if lower in _RAW:
        return inner.strip("\n")
    if lower in _MATHS:
        return f"$${inner}$$" if is_block else f"$${inner.strip()}$$"
    if lower in {"details", "collapse", "expand"} and is_block:
        summary = arguments.first("summary", "title") or "Details"
        opened = f"<details><summary>{inline_html(summary)}</summary>"
        return f"{opened}\n\n{inner.strip()}\n\n</details>\n"
    if lower in _ADMONITIONS and not is_block:
        return inner.strip()
    if lower in _ADMONITIONS:
        return _admonition(_ADMONITIONS[lower], arguments, inner)
    if lower in _FIGURES and arguments.first("src"):
        caption = arguments.get("caption") or plain_line(inner)
        named = {**arguments.named, "caption": caption}
        return _figure(Arguments(named, arguments.positional), is_block=is_block)
    return inner.strip() if lower in _PLAIN else None


def _admonition(kind: str, arguments: Arguments, inner: str) -> str:
    """Return a directive of MyST, whose content is converted like the text around it."""
    wanted = next(iter(arguments.positional), arguments.get("type", "level", "kind")).lower()
    kind = _ADMONITIONS.get(wanted, kind)
    title = arguments.get("title")
    if not title and wanted not in _ADMONITIONS and arguments.positional:
        title = arguments.positional[0]
    if title:
        content = f":class: {kind}\n\n{inner.strip()}"
        return fenced(content, f"{OURS}{{admonition}} {' '.join(title.split())}")
    return fenced(inner.strip(), f"{OURS}{{{kind}}}")


def _gist(arguments: Arguments) -> str | None:
    parts = [part for part in arguments.positional if part]
    if parts and all(_ID.fullmatch(part) for part in parts[:2]):
        return link_html(f"{GIST}{'/'.join(parts[:2])}")
    return None


def _figure(arguments: Arguments, *, is_block: bool) -> str | None:
    source = arguments.first("src", "url", "file", "image", "path")
    if not source:
        return None
    alt = arguments.get("alt", "alttext") or (
        arguments.positional[1] if len(arguments.positional) > 1 else ""
    )
    caption, title = arguments.get("caption"), arguments.get("title")
    attribution, link = arguments.get("attr", "attribution"), arguments.get("link", "href")
    parts = [f"<strong>{html_escape(title)}</strong>" if title else "", inline_html(caption)]
    if attribution:
        address = arguments.get("attrlink")
        shown = inline_html(attribution)
        parts.append(f'<a href="{html_escape(address)}">{shown}</a>' if address else shown)
    words = " ".join(filter(None, parts))
    alt = alt or plain_line(caption or title)
    if is_block and words:
        return figure_html(source, alt, words, link)
    return picture_html(source, alt, link)
