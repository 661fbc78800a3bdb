"""The front matter of a Markdown file: the YAML between two fences at its top."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from sphinx_anthology.core.frontmatter.problem import Kind, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_DEPTH = 20
"""How deep front matter may nest; far more than any key has a use for."""

_OPENING = re.compile("-{3,}")
_CLOSING = re.compile(r" {0,3}(?P<hyphens>-{3,})[ \t]*|\.{3}[ \t]*")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MERGE_TAG = "tag:yaml.org,2002:merge"
# YAML 1.1, production 1 (c-printable)
_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class UnreadableError(ValueError):
    """Front matter of which nothing can be read. ``problem`` tells why, and where."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(Kind.YAML, line, message)


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping with its value, a node that still knows its text and line."""

    key: str
    line: int
    value: yaml.Node


def front_matter_text(lines: Iterable[str]) -> str | None:
    """Return the YAML at the top of a file, or None where there is none.

    The fences are those of MyST (``mdit_py_plugins.front_matter``): three hyphens or more, and
    as many or more to close them, or three full stops.

    Args:
        lines: the file's lines from the first on; read only as far as the front matter goes.
    """
    lines = iter(lines)
    opening = _OPENING.match(next(lines, "").removeprefix("\ufeff"))
    if not opening:
        return None
    block: list[str] = []
    for line in lines:
        closing = _CLOSING.fullmatch(line.rstrip("\r\n"))
        if closing and len(closing["hyphens"] or opening[0]) >= len(opening[0]):
            return "".join(block)
        block.append(line)
    return None


def entries(text: str, first_line: int) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Parse front matter into its entries, in the order written.

    Values stay YAML nodes: what a writer means by ``2014-11`` or ``no`` depends on the key, so
    no value is turned into a number, a date or a truth value before its key has been looked at.

    Args:
        text: the YAML.
        first_line: the line of the file, from 1, that its first line is.

    Returns:
        The entries, and what is wrong with single keys.

    Raises:
        UnreadableError: it is no YAML, no mapping, or nested deeper than ``MAX_DEPTH``.
    """
    if found := _NOT_YAML.search(text):
        line = text.count("\n", 0, found.start()) + first_line
        message = f"front matter is not YAML: take out the character U+{ord(found[0]):04X}"
        raise UnreadableError(line, message)
    try:
        _refuse_depth(text, first_line)
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + first_line if mark else first_line
        raise UnreadableError(line, f"front matter is not YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise UnreadableError(first_line, f"front matter is not YAML: {error}") from None
    if root is None:
        return (), ()
    if not isinstance(root, yaml.MappingNode):
        message = "front matter must be a mapping: write 'key: value' lines"
        raise UnreadableError(root.start_mark.line + first_line, message)
    return mapping_entries(root, first_line)


def mapping_entries(
    node: yaml.MappingNode, first_line: int, owner: str = ""
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Return the entries of one mapping, and what is wrong with its keys.

    Args:
        node: the mapping.
        first_line: the line of the file, from 1, that the first line of the YAML is.
        owner: the key whose value the mapping is, for the messages.
    """
    found: dict[str, Entry] = {}
    problems = []
    within = f"{owner}: " if owner else ""
    for key_node, value in node.value:
        line = key_node.start_mark.line + first_line
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(Problem(Kind.YAML, line, f"{within}a key must be a plain word"))
            continue
        key = str(key_node.value)
        if key_node.tag == _MERGE_TAG:
            message = f"{within}merge keys are not read here: write the keys out"
            problems.append(Problem(Kind.KEY, line, message))
            continue
        if key in found:
            message = f"{within}the key {key!r} stands twice; the last one counts"
            problems.append(Problem(Kind.KEY, line, message))
        found[key] = Entry(key, line, value)
    return tuple(found.values()), tuple(problems)


def _refuse_depth(text: str, first_line: int) -> None:
    """Look at the events first: composing nodes is recursive, and so ends in a crash."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            line = event.start_mark.line + first_line if event.start_mark else first_line
            raise UnreadableError(line, f"front matter nests deeper than {MAX_DEPTH} levels")
