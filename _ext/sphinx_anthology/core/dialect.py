"""Dialects: how other programs mark posts and write their front matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import yaml

from sphinx_anthology.core.frontmatter.markdown import MappingEntry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_anthology.core.frontmatter.problem import Problem


@dataclass(frozen=True, slots=True)
class Translation:
    """The front matter of a file, translated to our keys.

    Attributes:
        entries: The entries of the document.
        sections: The entries of each section that is a post, in the order of the text.
        problems: The mistakes found.
    """

    entries: Sequence[MappingEntry]
    sections: tuple[Sequence[MappingEntry], ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source text, and the position of its front matter.

    Attributes:
        docname: The document.
        text: The text of the file.
        is_markdown: Whether MyST parses it; else docutils.
        first_line: The line of the file, from 1, on which its front matter begins.
        end: The number of lines that the front matter takes with its fences.
    """

    docname: str
    text: str
    is_markdown: bool
    first_line: int = 1
    end: int = 0

    def entry(self, key: str, line: int, value: str | Sequence[str]) -> MappingEntry:
        """Return an entry on a line of the file, whose value is a text or a list of texts."""
        mark = yaml.Mark("", 0, line - self.first_line, 0, "", 0)

        def scalar(text: str) -> yaml.Node:
            return yaml.ScalarNode("tag:yaml.org,2002:str", text, mark, mark, style='"')

        if isinstance(value, str):
            return MappingEntry(key, line, scalar(value))
        tag = "tag:yaml.org,2002:seq"
        return MappingEntry(key, line, yaml.SequenceNode(tag, [*map(scalar, value)], mark, mark))


class Dialect(Protocol):
    """How another program marks posts and writes their front matter."""

    @property
    def fingerprint(self) -> str:
        """The fingerprint of its settings."""

    def translate(self, source: SourceText, entries: Sequence[MappingEntry]) -> Translation:
        """Return the front matter of a file, translated to our keys.

        Args:
            source: The file.
            entries: The front matter as it is written.
        """
