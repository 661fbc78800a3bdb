"""Safe fixes of YAML front matter, as edits of its text."""

from __future__ import annotations

import json
import re
from datetime import UTC
from difflib import get_close_matches
from io import StringIO
from typing import TYPE_CHECKING

import yaml

from sphinx_anthology.core.frontmatter.foreign_keys import counterpart, is_known
from sphinx_anthology.core.frontmatter.keys import IGNORED_KEYS, SPELLINGS, read_post
from sphinx_anthology.core.frontmatter.markdown import UnreadableError, front_matter_text, parse
from sphinx_anthology.core.values.booleans import FALSE, TRUE
from sphinx_anthology.core.values.date_forms import iso_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_anthology.core.posts.post import Post

_LISTS = {"tags", "categories"}
_DATES = {"date", "updated"}
_NEAR = 0.8  # of difflib: one letter in a short word
_PLAIN_ITEM = re.compile(r"\w[\w .+/-]*")


def fix_front_matter(text: str, known_keys: Iterable[str] = ()) -> str:
    """Return the text of a Markdown file with fixed front matter.

    This fixes keys of other programs with one counterpart here, lists written as one text with
    commas, and dates in other forms. An edit is made only if the front matter then has fewer
    problems, or the same values. Every other character stays.

    Args:
        text: The text, with its line ends.
        known_keys: The patterns of keys to leave alone.
    """
    block = front_matter_text(StringIO(text, newline="\n"))
    if not block:
        return text
    start = text.index("\n") + 1
    known_keys = tuple(known_keys)
    try:
        after = _with_values(block)
        for key, value in reversed(_entries(after)):
            name = "" if _is_switch(key, value) else _better_key(key.value, _used_names(after))
            if name and not is_known(key.value, known_keys):
                trial = _with_values(_replaced(after, key, name))
                if _problem_count(trial) < _problem_count(after):
                    after = trial
    except UnreadableError:
        return text
    return text[:start] + after + text[start + len(block) :]


def _entries(block: str) -> list[tuple[yaml.ScalarNode, yaml.Node]]:
    root = parse(block, 1)
    pairs = root.value if root is not None and not root.flow_style else ()
    return [(key, value) for key, value in pairs if isinstance(key, yaml.ScalarNode)]


def _used_names(block: str) -> set[str]:
    return {_name_of(key.value) for key, _value in _entries(block)} - {""}


def _name_of(key: str) -> str:
    """Return the name of the key that a spelling means; empty for an unknown key."""
    return SPELLINGS[key].name if key in SPELLINGS else ""


def _is_switch(key: yaml.ScalarNode, value: yaml.Node) -> bool:
    """Return whether a key of another program is a boolean, which no key of ours has a use for."""
    return counterpart(key.value) is not None and str(value.value).casefold() in (*TRUE, *FALSE)


def _better_key(key: str, used: set[str]) -> str:
    if key in SPELLINGS or key.startswith("x-") or key.partition(".")[0] in IGNORED_KEYS:
        return ""
    name = counterpart(key)
    if name is None:
        near = get_close_matches(key.casefold(), SPELLINGS, n=4, cutoff=_NEAR)
        # several spellings of one key are one name
        name = near[0] if len(set(map(_name_of, near))) == 1 else ""
    return name if name and _name_of(name) not in used else ""


def _with_values(block: str) -> str:
    """Return front matter with fixed lists and dates."""
    for key, value in reversed(_entries(block)):
        name = _name_of(key.value)
        if not isinstance(value, yaml.ScalarNode) or value.start_mark.line != value.end_mark.line:
            continue
        if name in _LISTS and "," in value.value:
            trial = _replaced(block, value, _flow_list(value.value))
            if _parsed(trial) == _parsed(block):
                block = trial
        elif name in _DATES and (date := iso_date(value.value)):
            trial = _replaced(block, value, date, value.value)
            if _problem_count(trial) < _problem_count(block):
                block = trial
    return block


def _flow_list(text: str) -> str:
    items = (item.strip() for item in text.split(","))
    words = (
        item if _PLAIN_ITEM.fullmatch(item) else json.dumps(item, ensure_ascii=False)
        for item in items
        if item
    )
    return f"[{', '.join(words)}]"


def _replaced(block: str, node: yaml.Node, new: str, old: str | None = None) -> str:
    """Return front matter with the text of a node, or a part of it, replaced."""
    first, last = (_offset(block, mark) for mark in (node.start_mark, node.end_mark))
    source = block[first:last]
    return block[:first] + (new if old is None else source.replace(old, new)) + block[last:]


def _offset(block: str, mark: yaml.Mark) -> int:
    lines: Iterator[str] = iter(StringIO(block, newline="\n"))
    return sum(len(next(lines)) for _line in range(mark.line)) + mark.column


def _parsed(block: str) -> tuple[Post, int]:
    post, problems = read_post("", block, UTC)
    return post, len(problems)


def _problem_count(block: str) -> int:
    return _parsed(block)[1]
