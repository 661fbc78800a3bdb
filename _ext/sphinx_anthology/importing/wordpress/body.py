"""The HTML of a WordPress post, with blocks, shortcodes and paragraphs resolved."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from sphinx_anthology.importing.wordpress.paragraphs import with_paragraphs
from sphinx_anthology.importing.wordpress.shortcodes import Shortcodes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_anthology.importing.records import Attachment

_DYNAMIC = re.compile(r"<!--\s+wp:(?P<name>[\w/-]+)(?:\s(?:(?!-->).)*)?/-->", re.DOTALL)
"""A dynamic block: a self-closing comment, which contains no end of another comment."""

_PATTERN = re.compile(r"<!--\s+wp:(?:core/)?block\s+\{\"ref\":\s*(?P<id>\d+)[^{}]*\}\s*/-->")
_MAX_PATTERNS = 4
_MAX_LENGTH = 10_000_000
"""Limits of nesting and of characters, for patterns that contain each other."""

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_EMBED = re.compile(r'(<div class="wp-block-embed__wrapper">)\s*(https?://[^\s<]+)\s*(</div>)')
_ALONE = re.compile(r"(?m)^[ \t]*(https?://[^\s<>\"]+)[ \t]*$")
_CODE_BLOCK = re.compile(
    r"(?P<comment><!--\s+wp:[\w/-]*code[\w/-]*\s(?:(?!-->).)*?\"language\":\s*\"(?P<name>[\w+#.-]+)\""
    r"(?:(?!-->).)*-->)(?P<before>(?:(?!<!--|<pre\b).)*)<pre\b",
    re.DOTALL,
)
"""A block of code whose language only its comment names."""

_FOOTNOTE = re.compile(r'<sup[^>]*data-fn="([^"]+)"[^>]*>.*?</sup>', re.DOTALL)
MORE = re.compile(r"<!--\s*more\b.*?-->", re.DOTALL)


def with_patterns(text: str, patterns: Mapping[str, str]) -> str:
    """Return a stored text with synced patterns, also nested ones, in place of references."""
    for _depth in range(_MAX_PATTERNS):
        if not any(found["id"] in patterns for found in _PATTERN.finditer(text)):
            break
        text = _PATTERN.sub(lambda found: patterns.get(found["id"], found[0]), text)
        if len(text) > _MAX_LENGTH:
            break
    return text


def body_html(
    text: str,
    attachments: Mapping[str, Attachment],
    own: tuple[str, ...],
    block_notes: str,
    note: Callable[[str], None],
) -> tuple[str, dict[str, str]]:
    """Return the HTML of a post, and the HTML of its footnotes by name.

    Args:
        text: The stored text.
        attachments: The files of the blog by id.
        own: The ids of the pictures that belong to the post.
        block_notes: The footnotes of the block editor: the JSON in the metadata of the post.
        note: Reports a notice.
    """
    has_blocks = "<!-- wp:" in text
    for name in dict.fromkeys(found["name"] for found in _DYNAMIC.finditer(text)):
        if name != "footnotes":
            note(f"wp:{name}: WordPress fills this block when it shows the page; it is left out")
    text = _CODE_BLOCK.sub(_with_language, text)
    shortcodes = Shortcodes(attachments, own, note)
    html = _FOOTNOTE.sub(r'<x-note name="\1"></x-note>', _DYNAMIC.sub("", text))
    html = shortcodes.expand(_COMMENT.sub("", html))
    html = _EMBED.sub(r'\1<a href="\2">\2</a>\3', html)
    if not has_blocks:
        html = with_paragraphs(_ALONE.sub(r'<a href="\1">\1</a>', html))
    return html, {**shortcodes.footnotes, **_block_footnotes(block_notes)}


def _with_language(found: re.Match[str]) -> str:
    return f'{found["comment"]}{found["before"]}<pre data-language="{found["name"]}"'


def _block_footnotes(text: str) -> dict[str, str]:
    try:
        notes = json.loads(text) if text else []
        return {str(note["id"]): str(note["content"]) for note in notes}
    except (ValueError, KeyError, TypeError):
        return {}
