"""The field list at the top of a reStructuredText file, as the front matter of a post.

Sphinx calls it file-wide metadata. Each field is a key. Its value is what YAML makes of a list or
a mapping in brackets, and else the text as it stands, so that a title may hold a colon.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

_FIELD = re.compile(r":(?P<name>[\w.-]+):(?:[ \t]+(?P<value>.*))?$")


def field_list_yaml(lines: Iterable[str]) -> str:
    """Return the field list that a file opens with as YAML, line by line the same.

    Args:
        lines: the file's lines from the first on; read only as far as the field list goes.

    Returns:
        YAML whose keys stand on the lines of their fields; empty where there is no field list.
    """
    fields: list[tuple[str, list[str]]] = []
    blank = 0
    for number, line in enumerate(lines):
        text = line.removeprefix("\ufeff").rstrip() if number == 0 else line.rstrip()
        if field := _FIELD.match(text):
            fields.append((field["name"], [field["value"] or ""]))
        elif fields and text and line[0] in " \t":
            fields[-1][1].append(text.strip())
        elif fields or text:
            break
        else:
            blank += 1
    if not fields:
        return ""
    return "\n" * blank + "".join(
        f"{json.dumps(name)}: {_value(' '.join(filter(None, parts)))}" + "\n" * len(parts)
        for name, parts in fields
    )


def _value(text: str) -> str:
    if text[:1] in {"[", "{"}:
        try:
            yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.YAMLError:
            pass
        else:
            return text
    return json.dumps(text, ensure_ascii=False) if text else ""
