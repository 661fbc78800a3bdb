"""Conversion of Markdown to MyST, block by block."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_anthology.importing.markdown.anchors import Anchors, heading_ids
from sphinx_anthology.importing.markdown.attributes import split_block, split_heading
from sphinx_anthology.importing.markdown.code import code_lines, fence_lines
from sphinx_anthology.importing.markdown.html_blocks import html_block
from sphinx_anthology.importing.markdown.inline import InlineConverter
from sphinx_anthology.importing.markdown.links import Links
from sphinx_anthology.importing.markdown.plain_text import bare_words, plain_line
from sphinx_anthology.importing.markdown.preprocessing import preprocessed, safe_starts
from sphinx_anthology.importing.markdown.references import (
    FOOTNOTE,
    References,
    resolve_references,
    whole_footnotes,
)
from sphinx_anthology.importing.markdown.regions import Region, RegionKind, parse_regions
from sphinx_anthology.importing.markdown.tag_placeholders import (
    OURS,
    has_kept,
    restore,
    tag_message,
    without_private,
)
from sphinx_anthology.importing.myst.escape import escape
from sphinx_anthology.importing.myst.links import destination

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_anthology.importing.markdown.links import LineRewriter

_BLANK = " \t>"
_ADMONITION = re.compile(rf"{OURS}\{{(?!math\}})")
_PREFIX = re.compile(r"(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*")
_HASHES = re.compile(rf"^({_PREFIX.pattern})#{{1,6}}(?=\s|$)")


def markdown_to_myst(
    text: str,
    rewriter: LineRewriter,
    title: str = "",
    name: str = "",
    *,
    has_formulas: bool = False,
) -> str:
    """Return a Markdown text as MyST that ends with a line break.

    Args:
        text: The text.
        rewriter: Rewrites links and pictures, and takes notices.
        title: The title of the post; a first heading with the same text is left out.
        name: The prefix of labels, which must be unique in a project.
        has_formulas: Whether ``$…$`` is a formula; ``$$…$$`` always is.
    """
    text = preprocessed(text)
    regions, found = parse_regions(text)
    document = _Document(text.split("\n"), regions, rewriter, title, has_formulas)
    document.references = resolve_references(text, found, rewriter)
    document.footnotes = whole_footnotes(
        "\n".join(document.lines[region.start : region.end])
        for region in regions
        if region.kind in {RegionKind.TEXT, RegionKind.HEADING}
    )
    document.anchors = Anchors.of(text, name)
    return without_private("\n".join(document.converted())).strip("\n") + "\n"


def with_tags(text: str, note: Callable[[str], None]) -> str:
    """Return MyST with template tags in place of their placeholders: as text, in code as code.

    Args:
        text: The text.
        note: Reports each template tag that becomes text.
    """
    if not has_kept(text):
        return text

    def shown(tag: str) -> str:
        note(tag_message(tag))
        return escape(" ".join(tag.split()))

    lines = text.split("\n")
    parts = []
    for region in parse_regions(text)[0]:
        part = "\n".join(lines[region.start : region.end])
        is_code = region.kind in {RegionKind.FENCE, RegionKind.CODE}
        parts.append(restore(part) if is_code else restore(part, shown))
    return "\n".join(parts)


@dataclass(slots=True)
class _Document:
    """The state of the conversion of a text."""

    lines: list[str]
    regions: list[Region]
    rewriter: LineRewriter
    title: str
    has_formulas: bool = False
    references: References = field(default_factory=References)
    footnotes: frozenset[str] = frozenset()
    anchors: Anchors = field(default_factory=lambda: Anchors(frozenset()))
    above: list[int] = field(default_factory=list)
    defined: set[str] = field(default_factory=set)

    def converted(self) -> Iterator[str]:
        """Yield the lines of the text as MyST."""
        labels = self._labels()
        is_first, before = True, "text"
        for number, region in enumerate(self.regions):
            if region.kind is RegionKind.BLANK:
                lines = [self.lines[region.start]]
            elif is_first and self._repeats_title(region):
                lines, is_first = [], False
            else:
                lines, is_first = self._region(region), False
            if label := labels.get(number):
                prefix = _spaces(_PREFIX.match(self.lines[region.start]))
                lines = ["", f"{prefix}({label})=", *lines]
            is_code = region.kind in {RegionKind.FENCE, RegionKind.CODE}
            for line in lines:
                if is_code or line.strip(_BLANK) or before.strip(_BLANK):
                    yield line
                before = line

    def _region(self, region: Region) -> list[str]:
        lines = self.lines[region.start : region.end]
        match region.kind:
            case RegionKind.FENCE if _ADMONITION.match(region.info):
                return self._admonition(region, lines)
            case RegionKind.FENCE:
                return fence_lines(region, lines, self.rewriter.at(region.start))
            case RegionKind.CODE:
                return code_lines(lines)
            case RegionKind.HTML:
                return self._html(region, lines)
            case RegionKind.DEFINITION:
                return self._definition(lines)
            case RegionKind.HEADING:
                return self._heading(region, lines)
        block = split_block(lines)
        if block.is_toc:
            return [""]
        if (found := FOOTNOTE.match(lines[0])) and found[1] in self.footnotes:
            if found[1] in self.defined:
                block.lines[0] = block.lines[0].replace("[^", "\\[^", 1)
            self.defined.add(found[1])
        return self._inline(region, "\n".join(safe_starts(block.lines))).split("\n")

    def _admonition(self, region: Region, lines: list[str]) -> list[str]:
        """Return an admonition directive with converted content."""
        first = lines[0].replace(OURS, "")
        is_closed = len(lines) > 1 and lines[-1].strip(_BLANK) == region.markup
        inner = lines[1 : -1 if is_closed else None]
        prefix = _spaces(_PREFIX.match(lines[0]))
        options = [line for line in inner if line.strip().startswith(":class:")][:1]
        text = "\n".join(_without_prefix(line, prefix) for line in inner[len(options) :])
        regions, _found = parse_regions(text)
        nested = _Document(
            text.split("\n"), regions, _NestedRewriter(self.rewriter, region.start + 1), ""
        )
        nested.references, nested.footnotes = self.references, self.footnotes
        nested.anchors, nested.has_formulas = self.anchors, self.has_formulas
        nested.above = [*self.above]
        shown = [f"{prefix}{line}".rstrip() for line in nested.converted()]
        return [first, *options, *shown, *([lines[-1]] if is_closed else [])]

    def _inline(self, region: Region, text: str) -> str:
        links = Links(
            self.rewriter,
            region.start,
            self.references,
            self.anchors,
            self.footnotes,
            self.has_formulas,
        )
        return InlineConverter(links).convert(text)

    def _heading(self, region: Region, lines: list[str]) -> list[str]:
        text, _ids = split_heading("\n".join(lines))
        level = region.level
        if not region.is_nested:
            while self.above and self.above[-1] >= level:
                self.above.pop()
            self.above.append(level)
            level = min(len(self.above) + 1, 6)
        if region.markup[:1] in {"=", "-"}:
            words = text.rpartition("\n")[0]
            prefix = _spaces(_PREFIX.match(words)) if region.is_nested else ""
            text = f"{prefix}{'#' * level} " + " ".join(words.split())
        else:
            text = _HASHES.sub(rf"\g<1>{'#' * level}", text)
        return self._inline(region, text).split("\n")

    def _repeats_title(self, region: Region) -> bool:
        if region.kind is not RegionKind.HEADING or not self.title:
            return False
        return bare_words(self._heading_text(region)) == bare_words(self.title)

    def _heading_text(self, region: Region) -> str:
        lines = self.lines[region.start : region.end]
        if region.markup[:1] in {"=", "-"}:
            lines = lines[:-1]
        text = split_heading("\n".join(lines))[0]
        return plain_line(re.sub(r"^[ \t>]*#{1,6}[ \t]*|[ \t]+#+[ \t]*$", "", text))

    def _labels(self) -> dict[int, str]:
        """Return the labels to write before regions, by number, for links within the text."""
        if not self.anchors.wanted:
            return {}
        found: dict[int, str] = {}
        last = -1
        for number, region in enumerate(self.regions):
            lines = self.lines[region.start : region.end]
            names: list[str] = []
            if region.kind is RegionKind.TEXT:
                block = split_block(lines)
                names += block.identifiers
                if last == number - 1 and (label := self.anchors.add(block.before)):
                    found[last] = label
                elif last != number - 1:
                    names += block.before
            elif region.kind is RegionKind.HEADING:
                names += split_heading(lines[0])[1]
            if label := self.anchors.add(names):
                found.setdefault(number, label)
            if region.kind is not RegionKind.BLANK:
                last = number
        for number, region in enumerate(self.regions):
            if region.kind is not RegionKind.HEADING or number in found:
                continue
            if label := self.anchors.add(heading_ids(self._heading_text(region))):
                found[number] = label
        return found

    def _definition(self, lines: list[str]) -> list[str]:
        """Return link reference definitions with new addresses, without pictures and dead links."""
        _regions, found = parse_regions("\n".join(line.strip(_BLANK) for line in lines))
        prefix = _spaces(_PREFIX.match(lines[0]))
        written = []
        for label in found:
            target = self.references.targets.get(label, "")
            entry = self.references.found.get(label)
            if target and entry and f"[{label}]" not in self.defined:
                self.defined.add(f"[{label}]")  # the first one has precedence
                title = f' "{entry.title}"' if entry.title and '"' not in entry.title else ""
                shown = destination(target)
                name = re.match(r"[ \t>]*\[((?:\\.|[^\]\\])+)\]:", "\n".join(lines))
                written.append(f"{prefix}[{name[1] if name else label}]: {shown}{title}")
        return written or [prefix.rstrip()]

    def _html(self, region: Region, lines: list[str]) -> list[str]:
        prefix = _PREFIX.match(lines[0])
        first = prefix[0] if prefix and region.is_nested else ""
        rest = _spaces(prefix) if first else ""
        html = "\n".join(
            [lines[0][len(first) :], *(_without_prefix(line, rest) for line in lines[1:])]
        )
        rewriter = self.rewriter.at(region.start)
        text = html_block(html.rstrip(), rewriter, self.anchors)
        shown = [f"{rest}{line}".rstrip() for line in text.split("\n")]
        shown[0] = f"{first}{text.partition(chr(10))[0]}"
        # text after a block of HTML without a blank line would be parsed as part of it
        follows = region.end < len(self.lines) and self.lines[region.end].strip(_BLANK)
        return [*shown, rest.rstrip()] if follows and text != html else shown


@dataclass(frozen=True, slots=True)
class _NestedRewriter:
    """A rewriter for a text within another one; ``line`` is its first line there, from 0."""

    rewriter: LineRewriter
    line: int

    def at(self, line: int) -> LineRewriter:
        """Return a rewriter for a line of the inner text."""
        return self.rewriter.at(self.line + line)

    def link(self, address: str) -> str:
        """Return the new address of a link."""
        return self.rewriter.link(address)

    def html_link(self, address: str) -> str:
        """Return the new address of a link in HTML."""
        return self.rewriter.html_link(address)

    def picture(self, address: str) -> str:
        """Return the path of the copy of a picture."""
        return self.rewriter.picture(address)

    def note(self, message: str) -> None:
        """Report a notice."""
        self.rewriter.note(message)


def _spaces(prefix: re.Match[str] | None) -> str:
    """Return the prefix of the continuation lines of a block: spaces in place of list markers."""
    return re.sub(r"[^\s>]", " ", prefix[0]) if prefix else ""


def _without_prefix(line: str, prefix: str) -> str:
    """Return a line without the prefix of its container, or the part of it that the line has."""
    for character in prefix:
        if line[:1] == character or (line[:1] in " \t" and character == " "):
            line = line[1:]
        elif character == ">":
            continue
        else:
            break
    return line
