"""A builder of text with resolved template tags, which records the source line of each line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TAG_LINE = re.compile(r"[ \t]*(?:[-*+>]|\d+[.)])*[ \t]*")


@dataclass(slots=True)
class TextBuilder:
    """A builder of a text from parts of a source and the output of its template tags.

    Attributes:
        first_line: The line of the file, from 1, on which the source begins.
        parts: The parts.
        lines: The line of the file for each line of the text.
    """

    first_line: int
    parts: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def copy(self, text: str, line: int) -> None:
        """Add a part of the source.

        Args:
            text: The part.
            line: The line of the source on which it begins, from 0.
        """
        self._begin(line)
        self.parts.append(text)
        self.lines += [self.first_line + line + n for n in range(1, text.count("\n") + 1)]

    def put(self, text: str, line: int) -> None:
        """Add the output of a tag.

        Args:
            text: The output.
            line: The line of the source on which the tag begins, from 0.
        """
        self._begin(line)
        self.parts.append(text)
        self.lines += [self.first_line + line] * text.count("\n")

    def _begin(self, line: int) -> None:
        if not self.lines:
            self.lines.append(self.first_line + line)

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.parts)


def line_indent(text: str, start: int, end: int) -> str | None:
    """Return the text before a tag on its line, None if the tag is not alone on its lines.

    Args:
        text: The text.
        start: The position of the tag.
        end: The position after the tag.
    """
    before = text[text.rfind("\n", 0, start) + 1 : start]
    stop = text.find("\n", end)
    after = text[end : stop if stop >= 0 else len(text)]
    return before if not after.strip() and _TAG_LINE.fullmatch(before) else None


def as_block(text: str, indent: str) -> str:
    """Indent the output of a tag that is alone on its line.

    Args:
        text: The output, a block.
        indent: The text before the tag on its line, which the first line keeps.
    """
    spaces = re.sub(r"[^\s>]", " ", indent)
    lines = [f"{spaces}{line}".rstrip() if line else "" for line in text.split("\n")[1:]]
    first = text.partition("\n")[0]
    return "\n".join([first, *lines]) + f"\n{spaces}".rstrip(" \t")
