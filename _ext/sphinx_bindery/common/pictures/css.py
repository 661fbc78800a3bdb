"""CSS that loads nothing and runs nothing."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
# CSS Syntax, 4.3.7
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|\n|(.))", re.DOTALL)
_IMPORT = re.compile(r"@import[^;{}]*(?:;|$)", re.IGNORECASE)
_ARGUMENT = r"""(?:"[^"]*"|'[^']*'|[^()"']|\([^()]*\))*"""
_CALL = re.compile(
    rf"(?<![\w-])(?P<name>url|src|image|(?:-webkit-)?image-set|(?:-webkit-)?cross-fade|expression)"
    rf"\((?P<argument>{_ARGUMENT})(?:\)|$)",
    re.IGNORECASE,
)
_LOADS = re.compile(
    r"@import|(?<![\w-])(?:url|src|image|image-set|cross-fade|expression)\("
    r"|behavior\s*:|-moz-binding",
    re.IGNORECASE,
)
_MAY_LOAD = re.compile(
    r"\\|/\*|@import|url|src|image|cross-fade|expression|behavior|moz-binding", re.IGNORECASE
)
_NAMESPACE = re.compile(r"@namespace[^;{}]*;", re.IGNORECASE)
# a fragment of the same document, a picture of pixels or a font
_LOCAL = re.compile(
    r"""\s*(["']?)(?:\#[^"'()<>\s]*|data:(?:image/(?:png|jpe?g|gif|webp|svg\+xml)|font/|application/(?:x-)?font)"""
    r"""[^"'()<>]*)\1\s*""",
    re.IGNORECASE,
)


def may_load(css: str) -> bool:
    """Return whether CSS may load something: a fast check with false positives."""
    return _MAY_LOAD.search(css) is not None


def safe_css(css: str) -> str:
    """Return a style sheet or declarations without what loads a resource or runs a script.

    References to fragments of the same document, and pictures and fonts in the style sheet, are
    kept in all spellings. CSS without anything to remove is returned unchanged.
    """
    if not may_load(css) or not _loads(plain := _plain(css)):
        return css
    cleaned = _CALL.sub(lambda match: match[0] if _is_local(match) else "none", plain)
    cleaned = _IMPORT.sub("", cleaned)
    return "" if _loads(cleaned) else cleaned


def _loads(plain: str) -> bool:
    """Return whether CSS without comments and escapes loads something."""
    return bool(_LOADS.search(_CALL.sub(_without_local, _NAMESPACE.sub("", plain))))


def _plain(css: str) -> str:
    """Return CSS without comments and escapes."""
    return _ESCAPE.sub(_character, _COMMENT.sub(" ", css))


def _character(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[2] or ""
    code = int(match[1], 16)
    # characters that are syntax in CSS stay escaped
    character = chr(code) if 0 < code <= 0x10FFFF else "\ufffd"
    return character if character.isalnum() or character in "@(-:" else match[0]


def _is_local(match: re.Match[str]) -> bool:
    return match["name"].lower() in {"url", "src"} and bool(_LOCAL.fullmatch(match["argument"]))


def _without_local(match: re.Match[str]) -> str:
    return "" if _is_local(match) else match[0]
