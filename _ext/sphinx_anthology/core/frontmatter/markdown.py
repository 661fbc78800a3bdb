"""YAML front matter of Markdown files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from sphinx_anthology.core.frontmatter.problem import Kind, Problem
from sphinx_anthology.core.frontmatter.yaml_mistakes import (
    LOADER,
    find_mistake,
    mistake_in_plain_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_DEPTH = 20
"""Maximum nesting depth; far more than any key needs."""

_OPENING = re.compile("-{3,}")
_CLOSING = re.compile(r" {0,3}(?P<hyphens>-{3,})[ \t]*|\.{3}[ \t]*")
# line breaks of YAML 1.1, but not of editors and Sphinx; MyST folds them to spaces, too
_OTHER_BREAKS = re.compile("[\r\x85\u2028\u2029]")
# YAML 1.2 allows tabs after a key or hyphen; PyYAML allows neither, libyaml only the first
_TABS = re.compile(r"(?P<before>:|^ *-)(?P<space>[ \t]+)", re.MULTILINE)
_MERGE_TAG = "tag:yaml.org,2002:merge"
# YAML 1.1, production 1 (c-printable)
_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class UnreadableError(ValueError):
    """Error for front matter that cannot be parsed; ``problem`` has the line and the message."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(Kind.YAML, line, message)


@dataclass(frozen=True, slots=True)
class MappingEntry:
    """A key of a mapping, its line in the file, and its value as a YAML node."""

    key: str
    line: int
    value: yaml.Node


def front_matter_text(lines: Iterable[str]) -> str | None:
    """Return the YAML at the top of a file, None if there is no front matter.

    The fences are those of MyST (``mdit_py_plugins.front_matter``): three or more hyphens, closed
    by at least as many hyphens or by three full stops.

    Args:
        lines: The lines of the file; consumed only up to the end of the front matter.
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


def parse(text: str, first_line: int) -> yaml.MappingNode | None:
    """Parse front matter into nodes.

    Values stay YAML nodes: the meaning of ``2014-11`` or ``no`` depends on the key, so YAML's
    implicit conversion to numbers, dates and booleans is not applied.

    Args:
        text: The YAML.
        first_line: The line of the file, from 1, on which the text begins.

    Returns:
        The mapping, None if there is nothing but comments.

    Raises:
        UnreadableError: If the text is not YAML, not a mapping, or nested deeper than
            ``MAX_DEPTH``.
    """
    if found := _NOT_YAML.search(text):
        line = text.count("\n", 0, found.start()) + first_line
        message = f"front matter is not YAML; remove the character U+{ord(found[0]):04X}"
        raise UnreadableError(line, message)
    text = _OTHER_BREAKS.sub(" ", text)
    text = _TABS.sub(lambda found: found["before"] + " " * len(found["space"]), text)
    try:
        _check_depth(text, first_line)
        root = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        line, mistake = find_mistake(text, error)
        raise UnreadableError(line + first_line, f"front matter is not YAML: {mistake}") from None
    if root is not None and not isinstance(root, yaml.MappingNode):
        line = root.start_mark.line
        mistake = mistake_in_plain_text(text.split("\n")[line])
        raise UnreadableError(line + first_line, f"front matter is not YAML: {mistake}")
    return root


def mapping_entries(
    node: yaml.MappingNode, first_line: int, owner: str = ""
) -> tuple[tuple[MappingEntry, ...], tuple[Problem, ...]]:
    """Return the entries of a mapping, and the problems with its keys.

    Args:
        node: The mapping.
        first_line: The line of the file, from 1, on which the YAML begins.
        owner: The key whose value the mapping is, for messages.
    """
    found: dict[str, MappingEntry] = {}
    problems = []
    within = f"{owner}: " if owner else ""
    for key_node, value in node.value:
        line = key_node.start_mark.line + first_line
        if not isinstance(key_node, yaml.ScalarNode):
            message = f"{within}a key is a list or a mapping; write a plain word"
            problems.append(Problem(Kind.YAML, line, message))
            continue
        key = str(key_node.value)
        if key_node.tag == _MERGE_TAG:
            message = f"{within}merge keys ('<<') are not supported; write the keys out"
            problems.append(Problem(Kind.KEY, line, message))
            continue
        if key in found:
            message = f"{within}duplicate key {key!r}; remove one, the last one is used"
            problems.append(Problem(Kind.KEY, line, message))
        found[key] = MappingEntry(key, line, value)
    return tuple(found.values()), tuple(problems)


def _check_depth(text: str, first_line: int) -> None:
    """Raise UnreadableError for nesting so deep that PyYAML's recursive composer would crash."""
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            line = event.start_mark.line + first_line if event.start_mark else first_line
            message = f"front matter is nested deeper than {MAX_DEPTH} levels; flatten it"
            raise UnreadableError(line, message)
