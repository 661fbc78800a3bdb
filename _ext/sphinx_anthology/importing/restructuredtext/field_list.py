"""Front matter of reStructuredText: a field list."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MARKUP = re.compile(r"[\\*`|]|_(?![^\W_])|(?<![^\W_])_|:(?=:$)")
"""Characters that docutils reads as inline markup, or as the mark of a literal block."""

_BLOCK_START = re.compile(r"[\[{:>+-]|\.\.(?:\s|$)|([!-/:-@\[-`{-~])\1*$")
"""The beginning of a YAML collection or of a block of docutils."""

_COMMA_LISTS = frozenset({"tags", "categories", "aliases"})
"""The keys whose lists may be written with commas."""


def field_list(values: Mapping[str, object]) -> str:
    """Return values as a field list that docutils reads without warnings.

    Args:
        values: Strings, numbers, Booleans, and lists and mappings of these.
    """
    return "".join(f":{escaped_text(key)}: {_value(key, value)}\n" for key, value in values.items())


def _value(key: str, value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and (text := _as_text(key, value)):
        return text
    if isinstance(value, list | dict):
        return _flow(value)
    return escaped_text(str(value))


def _as_text(key: str, values: Sequence[object]) -> str:
    """Return a list with commas between its items; empty if it must be YAML."""
    if any(not isinstance(value, str) or re.search(r"[,;\[{]", value) for value in values):
        return ""
    is_text = key in _COMMA_LISTS or len(values) == 1
    return ", ".join(escaped_text(str(value)) for value in values) if is_text else ""


def escaped_text(text: str) -> str:
    """Return a text with backslashes before inline markup and before the beginning of a block."""
    escaped = _MARKUP.sub(r"\\\g<0>", text)
    return f"\\{escaped}" if _BLOCK_START.match(escaped) else escaped


def _flow(value: object) -> str:
    """Return a YAML flow collection; inline markup of docutils is escaped as in JSON."""
    text = json.dumps(value, ensure_ascii=False)
    return re.sub(r"[*`|]|_(?![^\W_])|(?<![^\W_])_", lambda found: f"\\u{ord(found[0]):04x}", text)
