"""The syntax of Python-Markdown's extensions and Pelican's Liquid tags, as plain Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_anthology.importing.folders.embed_urls import GIST, VIMEO, YOUTUBE
from sphinx_anthology.importing.markdown.regions import RegionKind, parse_regions
from sphinx_anthology.importing.myst.code_spans import outside_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Line = tuple[int, str]
    """A line with its number in the body, from 0."""

    Note = Callable[[int, str], None]
    """Takes a line of the body, from 0, and a message."""

_LANGUAGE = re.compile(
    r"(?P<indent>[ \t]+)(?::::|#!)(?P<name>[A-Za-z][\w+#.-]*)\s*(?:hl_lines=.*)?"
)
_ADMONITION = re.compile(
    r"(?P<indent> *)(?:!!!|\?\?\?\+?) +(?P<classes>[\w -]+?)(?: +\"(?P<title>[^\"]*)\")? *"
)
_ABBREVIATION = re.compile(r" {0,3}\*\[[^\]]+\]:.*")
_TAG = re.compile(r"\{%-?\s*(?P<name>\w+)\s+(?P<arguments>[^%]*?)\s*-?%\}")
_IMG = re.compile(
    r"(?:(?P<classes>[\w -]*?)\s+)?(?P<path>(?:https?:/)?/?\S+\.\w+)(?:\s+\d+){0,2}"
    r"(?:\s+[\"'](?P<title>[^\"']*)[\"'])?(?:\s+[\"'](?P<alt>[^\"']*)[\"'])?"
)
_PLAYERS = {
    "youtube": YOUTUBE,
    "vimeo": VIMEO,
    "gist": GIST,
    "video": "",
    "audio": "",
}


def plain_markdown(text: str, note: Note) -> tuple[str, tuple[int, ...]]:
    """Return Markdown without the syntax of extensions, and the source line of each of its lines.

    Code below a line ``:::python`` becomes a fenced block, ``!!! note`` a block quote with its
    title, and tags of videos and gists become links.

    Args:
        text: The text.
        note: Reports what has no counterpart.
    """
    lines = text.split("\n")
    regions, _definitions = parse_regions(text)
    fenced: set[int] = set()
    code: dict[int, int] = {}
    for region in regions:
        if region.kind is RegionKind.CODE and _LANGUAGE.fullmatch(lines[region.start]):
            code[region.start] = region.end
        elif region.kind in {RegionKind.FENCE, RegionKind.CODE}:
            fenced.update(range(region.start, region.end))
    found = list(_converted(lines, fenced, code, note))
    return "\n".join(line for _number, line in found), tuple(number for number, _line in found)


def _converted(
    lines: Sequence[str], fenced: set[int], code: dict[int, int], note: Note
) -> Iterator[Line]:
    number = 0
    while number < len(lines):
        line = lines[number]
        admonition = _ADMONITION.fullmatch(line)
        if number in code:
            yield from _fence(lines, number, code[number])
            number = code[number]
            continue
        if number in fenced:
            yield number, line
        elif admonition:
            end = _indented_end(lines, number + 1, len(admonition["indent"]) + 4)
            yield from _quotation(lines, number, end, admonition, note)
            number = end
            continue
        elif line.strip() == "[TOC]":
            yield number, ""
        elif _ABBREVIATION.fullmatch(line):
            note(number, "abbreviation: it has no counterpart and is left out; write it out")
            yield number, ""
        else:
            yield number, _without_tags(line, number, note)
        number += 1


def _fence(lines: Sequence[str], start: int, end: int) -> Iterator[Line]:
    """Yield indented code whose first line names its language as a fenced block."""
    found = _LANGUAGE.fullmatch(lines[start])
    indent = found["indent"].expandtabs(4) if found else ""
    outer = indent[:-4]
    longest = max(
        (len(run) for run in re.findall(r"`{3,}", "\n".join(lines[start:end]))), default=2
    )
    fence = "`" * (longest + 1)
    while not lines[end - 1].strip():
        end -= 1
    yield start, f"{outer}{fence}{found['name'] if found else ''}"
    for number in range(start + 1, end):
        line = lines[number].expandtabs(4)
        yield number, f"{outer}{line[len(indent) :]}" if line.strip() else ""
    yield end - 1, f"{outer}{fence}"


def _indented_end(lines: Sequence[str], start: int, depth: int) -> int:
    """Return the line after an indented block, without blank lines at its end."""
    end = number = start
    while number < len(lines):
        line = lines[number].expandtabs(4)
        if line.strip() and len(line) - len(line.lstrip()) < depth:
            break
        number += 1
        end = number if line.strip() else end
    return end


def _quotation(
    lines: Sequence[str], start: int, end: int, found: re.Match[str], note: Note
) -> Iterator[Line]:
    """Yield an admonition as a block quote, which begins with its kind and its title."""
    indent, title = found["indent"], found["title"]
    if title is None or (title and not re.search(r"[\[\]()]", title)):
        yield start, f"{indent}> [!{found['classes'].split()[0].upper()}] {title or ''}".rstrip()
    elif title:
        yield start, f"{indent}> **{title}**"
        yield start, f"{indent}>"
    inner = [lines[number].expandtabs(4)[len(indent) + 4 :] for number in range(start + 1, end)]
    text, old = plain_markdown(
        "\n".join(inner), lambda line, message: note(start + 1 + line, message)
    )
    for number, line in zip(old, text.split("\n"), strict=True):
        yield start + 1 + number, f"{indent}> {line}".rstrip()


def _without_tags(line: str, number: int, note: Note) -> str:
    def tag(found: re.Match[str]) -> str:
        name, arguments = found["name"].lower(), found["arguments"]
        if name in _PLAYERS and arguments:
            return f"<{_PLAYERS[name]}{arguments.split()[0]}>"
        if name == "img" and (picture := _IMG.fullmatch(arguments)):
            alt = picture["alt"] or picture["title"] or ""
            return f"![{alt}]({picture['path']})"
        note(number, f"{{% {name} %}}: a tag without counterpart; it is kept as text, edit it")
        return found[0]

    return outside_code(line, lambda text: _TAG.sub(tag, text)) if "{%" in line else line
