"""The outline of a source text: its headings, and its ``post`` and ``update`` directives.

It is parsed before Sphinx reads any document. A directive counts at the start of a line, or in a
directive whose content is part of the document, but not in a code block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sphinx_anthology.core.values.column_width import column_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OPEN = frozenset({"only", "ifconfig", "container", "div", "eval-rst"})
"""The directives whose content is searched for directives."""
_NAMES = "post|update"
_DIRECTIVE = re.compile(rf"(?P<indent> *)\.\. (?P<name>{_NAMES})::(?: +(?P<argument>.*))?$")
_ANY_DIRECTIVE = re.compile(r" *\.\. (?P<name>[\w:.+-]+)::")
_OPTION = re.compile(r"\s*:(?P<name>[\w-]+):(?:\s+(?P<value>.*))?$")
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*")
_MIN_ADORNMENT = 4
"""Length from which docutils accepts an underline shorter than its title (``states.Text``)."""
_FENCE = re.compile(
    r" {0,3}(?P<fence>`{3,}|~{3,}|:{3,}) *(?:\{(?P<name>[^}]+)\} *(?P<argument>.*))?"
)
_ATX = re.compile(r" {0,3}(?P<marks>#{1,6})(?:\s|$)")
_SETEXT = re.compile(r" {0,3}(?P<mark>=+|-+)\s*")
_YAML_OPTION = re.compile(r"(?P<name>[\w-]+):(?:\s+(?P<value>.*))?$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, its line from 1, and its level from 1."""

    line: int
    level: int


@dataclass(frozen=True, slots=True)
class Directive:
    """A ``post`` or ``update`` directive.

    Attributes:
        name: ``post`` or ``update``.
        line: The line of the file, from 1.
        argument: The argument; empty without one.
        options: The options, each with its line and its value.
    """

    name: str
    line: int
    argument: str
    options: tuple[tuple[str, int, str], ...] = ()


@dataclass(slots=True)
class Outline:
    """The headings and the directives of a text, in order."""

    headings: list[Heading] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)

    def heading_above(self, line: int) -> Heading | None:
        """Return the last heading above a line."""
        return next((head for head in reversed(self.headings) if head.line < line), None)

    def section_of(self, line: int) -> tuple[float, float]:
        """Return the lines of the section around a line, both excluded."""
        head = self.heading_above(line)
        if head is None or head == self.headings[0]:
            return 0, float("inf")
        after = (h.line for h in self.headings if h.line > head.line and h.level <= head.level)
        return head.line, next(after, float("inf"))


def source_outline(text: str, *, is_markdown: bool, start: int = 0) -> Outline:
    """Return the outline of a text.

    Args:
        text: The text of the file.
        is_markdown: Whether MyST parses it; else docutils.
        start: The number of lines that its front matter takes.
    """
    lines = [line.expandtabs(8).rstrip() for line in text.split("\n")]
    lines[:start] = [""] * start
    outline = Outline()
    if is_markdown:
        _read_markdown(lines, outline)
    else:
        _read_rst(lines, outline)
    return outline


# -- reStructuredText ---------------------------------------------------------------------------


def _read_rst(lines: Sequence[str], outline: Outline) -> None:
    styles: list[tuple[str, bool]] = []
    for number, line in enumerate(lines):
        if style := _underline_style(lines, number):
            if style not in styles:
                styles.append(style)
            outline.headings.append(Heading(number, styles.index(style) + 1))
        found = _DIRECTIVE.match(line)
        if found and _is_open(lines, number, len(found["indent"])):
            body = _indented(lines, number + 1, len(found["indent"]))
            outline.directives.append(_directive(found["name"], number, found["argument"], body))


def _underline_style(lines: Sequence[str], number: int) -> tuple[str, bool] | None:
    """Return the character of an underline and whether there is an overline; None for others."""
    line, title = lines[number], lines[number - 1] if number else ""
    if not _ADORNMENT.fullmatch(line) or not title or _ADORNMENT.fullmatch(title):
        return None
    above = lines[number - 2] if number > 1 else ""
    if _ADORNMENT.fullmatch(above) and above[0] == line[0]:
        return line[0], True
    if above or title[0] == " " or len(line) < min(column_width(title), _MIN_ADORNMENT):
        return None
    return line[0], False


def _is_open(lines: Sequence[str], number: int, indent: int) -> bool:
    """Return whether a line is content of the document, not of code or of a comment."""
    while indent:
        number -= 1
        while number >= 0 and (not lines[number] or _indent(lines[number]) >= indent):
            number -= 1
        around = _ANY_DIRECTIVE.match(lines[number]) if number >= 0 else None
        if not around or around["name"] not in _OPEN:
            return False
        indent = _indent(lines[number])
    return True


def _indented(lines: Sequence[str], start: int, indent: int) -> list[str]:
    end = start
    while end < len(lines) and lines[end] and _indent(lines[end]) > indent:
        end += 1
    return list(lines[start:end])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _directive(name: str, number: int, argument: str | None, body: Sequence[str]) -> Directive:
    """Return a directive from its first block: the rest of the argument, and the options."""
    words, options = [argument or ""], list[tuple[str, int, str]]()
    for offset, line in enumerate(body, number + 2):
        if option := _OPTION.match(line):
            options.append((option["name"], offset, (option["value"] or "").strip()))
        elif options:
            key, place, value = options[-1]
            options[-1] = key, place, f"{value} {line.strip()}".strip()
        else:
            words.append(line.strip())
    return Directive(name, number + 1, " ".join(filter(None, words)).strip(), tuple(options))


# -- Markdown -----------------------------------------------------------------------------------


def _read_markdown(lines: Sequence[str], outline: Outline) -> None:
    number = 0
    while number < len(lines):
        line = lines[number]
        if (found := _FENCE.match(line)) and (found["name"] or found["fence"][0] != ":"):
            number = _read_fence(lines, number, found, outline)
            continue
        if heading := _ATX.match(line):
            outline.headings.append(Heading(number + 1, len(heading["marks"])))
        elif (heading := _SETEXT.fullmatch(line)) and number and _is_paragraph(lines[number - 1]):
            outline.headings.append(Heading(number, 1 if heading["mark"][0] == "=" else 2))
        number += 1


def _is_paragraph(line: str) -> bool:
    return bool(line.strip()) and not _ATX.match(line) and not line.lstrip().startswith((">", "-"))


def _read_fence(lines: Sequence[str], number: int, found: re.Match[str], outline: Outline) -> int:
    """Read the block that begins on a line; return the number of the first line to read next."""
    fence, name = found["fence"], found["name"]
    close = re.compile(rf" {{0,3}}{re.escape(fence[0])}{{{len(fence)},}}\s*")
    end = next((n for n in range(number + 1, len(lines)) if close.fullmatch(lines[n])), len(lines))
    body = lines[number + 1 : end]
    if name in {"post", "update"}:
        outline.directives.append(_directive(name, number, found["argument"], list(_options(body))))
    elif name == "eval-rst":
        inner = Outline()
        _read_rst(body, inner)
        outline.directives += (
            replace(
                directive,
                line=directive.line + number + 1,
                options=tuple((k, at + number + 1, v) for k, at, v in directive.options),
            )
            for directive in inner.directives
        )
    elif name in _OPEN:
        return number + 1
    return end + 1


def _options(body: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the options of a directive, which may be a block of YAML."""
    is_yaml = bool(body) and body[0].strip() == "---"
    for number, line in enumerate(body):
        if is_yaml and number and line.strip() == "---":
            return
        if is_yaml:
            option = _YAML_OPTION.match(line)
            value = (option["value"] or "").strip("[]\"' ") if option else ""
            yield f":{option['name']}: {value}" if option else ""
        elif _OPTION.match(line):
            yield line
        else:
            return
