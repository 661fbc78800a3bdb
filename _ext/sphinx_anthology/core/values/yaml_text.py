"""Facts as YAML, for people to read and for programs: a fraction of the cost of PyYAML's writer."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PLAIN = re.compile(r"[^\W\d_](?:[\w./,()'+&=?%~@;-]|:(?=[\w/])| (?=\S))*")
"""Text that is no other than itself without quotes: no sign that means something in YAML."""

_OTHER_THAN_TEXT = frozenset({"false", "n", "no", "null", "off", "on", "true", "y", "yes"})
"""Words that are no text in YAML 1.1 or 1.2 without quotes, in whatever case."""

_NOT_PRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What may stand in JSON as it is, but not in YAML (1.2.2, 5.1), or breaks a line there."""


def yaml_text(told: Mapping[str, object]) -> str:
    """Return a mapping, in its order, as a block of YAML.

    Its keys are plain words, its values texts, whole numbers, mappings, and lists of all these.
    """
    return "".join(f"{line}\n" for line in _mapping(told))


def _mapping(told: Mapping[str, object]) -> Iterator[str]:
    for key, value in told.items():
        if isinstance(value, dict):
            yield f"{key}:"
            yield from (f"  {line}" for line in _mapping(value))
        elif isinstance(value, list):
            yield f"{key}:"
            yield from _items(value)
        else:
            yield f"{key}: {_scalar(value)}"


def _items(values: list[object]) -> Iterator[str]:
    for value in values:
        lines = _mapping(value) if isinstance(value, dict) else iter((_scalar(value),))
        yield f"- {next(lines)}"
        yield from (f"  {line}" for line in lines)


def _scalar(value: object) -> str:
    """Return a number, or a text: as it is where nobody can misread it, else as a JSON string."""
    if not isinstance(value, str):
        return str(value)
    if _PLAIN.fullmatch(value) and value.lower() not in _OTHER_THAN_TEXT:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _NOT_PRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
