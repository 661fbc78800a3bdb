"""The source text for a parser, with front matter that it reads without a warning.

MyST reads only YAML, and rejects all of it for one invalid value: a date, a tag, a tab. In that
case the front matter is replaced by YAML on one line, so that the lines below keep their numbers.
"""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING

import yaml

from sphinx_anthology.core.frontmatter.head import find_head
from sphinx_anthology.core.frontmatter.keys import IGNORED_KEYS, MYST_KEYS
from sphinx_anthology.core.frontmatter.markdown import (
    MAX_DEPTH,
    mapping_entries,
    parse,
)
from sphinx_anthology.core.frontmatter.yaml_mistakes import LOADER
from sphinx_anthology.core.values.yaml_text import yaml_string

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_anthology.core.frontmatter.head import Head
    from sphinx_anthology.core.frontmatter.markdown import MappingEntry

MAX_NODES = 2_000
"""Maximum number of nodes of a value with all aliases expanded."""

_OF_NOTEBOOKS = frozenset({"file_format", "jupytext", "kernelspec"})
"""Keys by which MyST-NB recognizes a notebook in Markdown."""
_PLAIN = re.compile(r"(?!.*_)[\w.+-]{1,20}", re.ASCII)
_PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("bool", "int", "float", "null")}


def parser_source(source: str, *, is_markdown: bool) -> str:
    """Return a source text with front matter that its parser reads, or without any.

    Args:
        source: The text of the file.
        is_markdown: Whether MyST parses it; else docutils, which reads field lists.

    Raises:
        UnreadableError: If the front matter is not YAML.
    """
    head = find_head(source, is_markdown=is_markdown)
    if not head.end:
        return source
    if is_markdown and source.startswith("---") and _is_safe(head.text):
        return source
    return _replaced(source, head, is_markdown=is_markdown)


def without_front_matter(source: str, *, is_markdown: bool) -> str:
    """Return a source text with blank lines in place of its front matter."""
    end = find_head(source, is_markdown=is_markdown).end
    return "\n" * end + "".join(list(io.StringIO(source))[end:])


def _replaced(source: str, head: Head, *, is_markdown: bool) -> str:
    root = parse(head.text, head.first_line)
    found = mapping_entries(root, head.first_line)[0] if root else ()
    above, below = _yaml_lines(found) if is_markdown else (_fields(found), [])
    padding = [""] * (head.end - len(above) - len(below))
    body = list(io.StringIO(source))[head.end :]
    return "".join(f"{line}\n" for line in (*above, *padding, *below)) + "".join(body)


def _yaml_lines(found: Iterable[MappingEntry]) -> tuple[list[str], list[str]]:
    pairs = [(entry.key, _value(entry)) for entry in found]
    flow = ", ".join(f"{yaml_string(key)}: {value}" for key, value in pairs if value is not None)
    return (["---", f"{{{flow}}}"], ["---"]) if flow else ([], [])


def _fields(found: Iterable[MappingEntry]) -> list[str]:
    """Return the keys in ``IGNORED_KEYS``, such as ``orphan``, as a field list."""
    return [
        f":{entry.key}: {' '.join(str(entry.value.value).split())}"
        for entry in found
        if entry.key in IGNORED_KEYS and isinstance(entry.value, yaml.ScalarNode)
    ]


def _value(entry: MappingEntry) -> str | None:
    """Return a value as a flow node; None if it would be too large, or of the wrong type."""
    if entry.key in MYST_KEYS and not isinstance(entry.value, yaml.MappingNode):
        return None
    try:
        return _flow(entry.value, [MAX_NODES], 0)
    except OverflowError:
        return None


def _flow(node: yaml.Node, budget: list[int], depth: int) -> str:
    budget[0] -= 1
    if budget[0] < 0 or depth > MAX_DEPTH:
        raise OverflowError
    if isinstance(node, yaml.SequenceNode):
        return f"[{', '.join(_flow(item, budget, depth + 1) for item in node.value)}]"
    if isinstance(node, yaml.MappingNode):
        pairs = {
            str(key.value): _flow(value, budget, depth + 1)
            for key, value in node.value
            if isinstance(key, yaml.ScalarNode)
        }
        return f"{{{', '.join(f'{yaml_string(key)}: {value}' for key, value in pairs.items())}}}"
    text = str(node.value)
    if node.tag in _PLAIN_TAGS and _PLAIN.fullmatch(text):
        return text
    return yaml_string(text)


def _is_safe(text: str) -> bool:
    """Return whether MyST, or MyST-NB for a notebook in Markdown, reads YAML without a warning.

    MyST's loader is PyYAML's own, which, unlike libyaml's, takes no tab after a key.
    """
    try:
        values = yaml.load(text, Loader=LOADER)  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, ValueError, RecursionError):
        return False
    if not isinstance(values, dict) or not all(isinstance(key, str) for key in values):
        return False
    if not _OF_NOTEBOOKS.isdisjoint(values) and not _is_json(values):
        return False
    owned = [values[key] for key in MYST_KEYS & values.keys()]
    is_plain = "\t" not in text and not _contains_itself(text)
    return is_plain and all(isinstance(value, dict) for value in owned)


def _is_json(values: dict[str, object]) -> bool:
    """Return whether values are valid JSON, as metadata of a notebook must be; dates are not."""
    try:
        json.dumps(values)
    except (TypeError, ValueError):
        return False
    return True


def _contains_itself(text: str) -> bool:
    """Return whether a list or mapping contains an alias of itself."""
    opened: list[str | None] = []
    for event in yaml.parse(text, Loader=LOADER) if "*" in text else ():
        if isinstance(event, yaml.CollectionStartEvent):
            opened.append(event.anchor)
        elif isinstance(event, yaml.CollectionEndEvent):
            opened.pop()
        elif isinstance(event, yaml.AliasEvent) and event.anchor in opened:
            return True
    return False
