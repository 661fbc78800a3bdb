"""The front matter of a Markdown file: the YAML between two lines of three hyphens at its top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from .problem import Kind, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

FENCE = "---"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of the front matter with its value, a node that still knows its text and line."""

    key: str
    line: int
    value: yaml.Node


def front_matter_text(lines: Iterable[str]) -> str | None:
    """Return the YAML at the top of a file, or None where there is none.

    Args:
        lines: the file's lines from the first on; read only as far as the front matter goes.
    """
    lines = iter(lines)
    if next(lines, "").removeprefix("\ufeff").rstrip() != FENCE:
        return None
    block: list[str] = []
    for line in lines:
        if line.rstrip() == FENCE:
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
        The entries, and what is wrong with the YAML as such.
    """
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + first_line if mark else 1
        return (), (Problem(Kind.YAML, line, f"front matter is not YAML: {error.problem}"),)
    except yaml.YAMLError as error:
        return (), (Problem(Kind.YAML, 1, f"front matter is not YAML: {error}"),)
    if root is None:
        return (), ()
    if not isinstance(root, yaml.MappingNode):
        message = "front matter must be a mapping: write 'key: value' lines"
        return (), (Problem(Kind.YAML, root.start_mark.line + first_line, message),)
    found: dict[str, Entry] = {}
    problems = []
    for key_node, value in root.value:
        line = key_node.start_mark.line + first_line
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(Problem(Kind.YAML, line, "a key must be a plain word"))
            continue
        if key_node.value in found:
            message = f"the key {key_node.value!r} stands twice; the last one counts"
            problems.append(Problem(Kind.KEY, line, message))
        found[key_node.value] = Entry(key_node.value, line, value)
    return tuple(found.values()), tuple(problems)
