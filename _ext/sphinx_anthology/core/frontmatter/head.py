"""The front matter of a file in any format, and its end."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace

from sphinx_anthology.core.frontmatter.data_formats import (
    json_block,
    json_yaml,
    metadata_yaml,
    toml_block,
    toml_yaml,
)
from sphinx_anthology.core.frontmatter.draft_marks import is_draft_line
from sphinx_anthology.core.frontmatter.field_list import field_list_yaml
from sphinx_anthology.core.frontmatter.keys import SPELLINGS
from sphinx_anthology.core.frontmatter.lookalikes import MAX_LINES, find_lookalike
from sphinx_anthology.core.frontmatter.markdown import UnreadableError, front_matter_text
from sphinx_anthology.core.frontmatter.problem import Kind, Problem
from sphinx_anthology.core.values.notebook import first_cell, notebook_metadata

_POST = re.compile(r"""\s*["']?post["']?\s*[:=]\s*["']?(?i:true|yes|on)["']?\s*,?\s*""")
_FENCES = "begin the file with a line '---', lines such as 'draft: true', and a line '---'"
_FIELDS = "begin the file with a list of fields such as ':draft: true', before the title"


@dataclass(frozen=True, slots=True)
class Head:
    """The front matter of a file.

    Attributes:
        text: The front matter as YAML.
        first_line: The line of the file, from 1, on which ``text`` begins.
        end: The number of lines that it takes in the file with its fences; 0 for a field list and
            without front matter.
        problem: The reason why the front matter cannot be read; None if it can.
    """

    text: str = ""
    first_line: int = 1
    end: int = 0
    problem: Problem | None = None


def has_post_line(source: str) -> bool:
    """Return whether a line at the top of a file is ``post: true``, in any format."""
    lines = source.split("\n", MAX_LINES)[:MAX_LINES]
    return any(_POST.fullmatch(line) for line in lines)


def notebook_head(source: str) -> Head:
    """Return the front matter in the metadata of a Jupyter notebook.

    Other programs read front matter from the first cell, but MyST-NB does not.
    """
    cell, line = first_cell(source)
    lines = list(io.StringIO(cell))
    problem = None
    if front_matter_text(lines) is not None or find_lookalike(lines):
        message = (
            "front matter: the first cell looks like front matter and is not read as such; write "
            "its keys in the metadata of the notebook"
        )
        problem = Problem(Kind.YAML, line, message)
    return Head(metadata_yaml(notebook_metadata(source, SPELLINGS)), problem=problem)


def find_head(source: str, *, is_markdown: bool) -> Head:
    """Return the front matter of a source text: YAML, TOML, JSON, or a field list.

    Args:
        source: The text of the file.
        is_markdown: Whether it is Markdown; else front matter may be a field list, too.
    """
    lines = list(io.StringIO(source))
    head = _fenced_head(source, lines)
    if head is None:
        head = Head("" if is_markdown else field_list_yaml(lines))
    if head.problem:
        return head
    start = head.end or _field_list_end(head.text, lines)
    for line in range(head.end, start):
        if lines[line][:1].isspace() and is_draft_line(lines[line].strip().removeprefix(":")):
            shown = repr(lines[line].strip())
            message = f"front matter: {shown} belongs to the field above; do not indent it"
            problem = Problem(Kind.YAML, line + 1, message)
            return replace(head, problem=problem)
    found = find_lookalike(lines[start:], after_front_matter=bool(head.text.strip()))
    if found is None:
        return head
    message = (
        "front matter: the top of the file looks like front matter and is not read as such: "
        f"{found.reason}; {_FENCES if is_markdown else _FIELDS}"
    )
    problem = Problem(Kind.YAML, found.line + start + 1, message)
    return replace(head, problem=problem)


def _fenced_head(source: str, lines: list[str]) -> Head | None:
    """Return the front matter that begins on the first line, None if there is none."""
    # Sphinx removes one byte order mark; parsers take a second one for text
    yaml = None if source.startswith("\ufeff") else front_matter_text(lines)
    if yaml is not None:
        return Head(yaml, 2, yaml.count("\n") + 2)
    toml = toml_block(lines)
    block = json_block(source)
    try:
        if toml is not None:
            return Head(toml_yaml(toml, 2), 2, toml.count("\n") + 2)
        if block and any(key in SPELLINGS for _, key, _ in block[0]):
            entries, position = block
            return Head(json_yaml(entries, 1), 1, source.count("\n", 0, position) + 1)
    except UnreadableError as error:
        # MyST's block breaks are lines of +++ too
        if toml is None or find_lookalike(lines):
            return Head(problem=error.problem)
    return None


def _field_list_end(text: str, lines: list[str]) -> int:
    """Return the number of lines to the end of a field list, 0 without one."""
    end = text.count("\n")
    while 0 < end < len(lines) and lines[end][:1].isspace() and lines[end].strip():
        end += 1
    return end
