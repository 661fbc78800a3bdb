"""Liquid in the text of a post: known tags are resolved, others are kept as text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_anthology.importing.jekyll.embeds import embed
from sphinx_anthology.importing.jekyll.expressions import Unknown, evaluate
from sphinx_anthology.importing.markdown.html_blocks import link_html
from sphinx_anthology.importing.markdown.tag_placeholders import keep, without_private
from sphinx_anthology.importing.markdown.text_builder import TextBuilder, as_block, line_indent
from sphinx_anthology.importing.myst.escape import fenced

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_anthology.importing.folders.data import Data
    from sphinx_anthology.importing.jekyll.config import JekyllConfig

_TAG = re.compile(
    r"\{%-?\s*(?P<name>[\w-]+)(?P<args>(?:(?!\{%).)*?)-?%\}"
    r"|\{\{-?(?P<expression>(?:(?!\{\{).)*?)-?\}\}",
    re.DOTALL,
)
_ASSIGN = re.compile(r"\s*([\w-]+)\s*=\s*(.+?)\s*", re.DOTALL)
_EMBEDDED = re.compile(
    r"""["'](?P<address>https?://[^"'\s]+)["']\s*\|\s*\w*(?:embed|video|youtube|vimeo|player)\w*"""
    r"""(?:\s*:\s*["'](?P<label>.*)["'])?""",
    re.IGNORECASE,
)
_BLOCKS = ("raw", "comment", "highlight", "capture")


@dataclass(slots=True)
class Liquid:
    """The resolution of the tags of one post.

    Attributes:
        config: The configuration of the site.
        names: The files of posts by name in lower case, for ``post_url``.
        page: The front matter of the post.
        first_line: The line of the file on which its text begins.
        values: The variables.
    """

    config: JekyllConfig
    names: Mapping[str, str]
    page: Mapping[str, Data]
    first_line: int
    values: dict[str, Data] = field(default_factory=dict)

    def expand(self, text: str) -> tuple[str, tuple[int, ...]]:
        """Return the text without known tags, and the line of the file for each of its lines."""
        text = without_private(text)
        if "{%" not in text and "{{" not in text:
            return text, ()
        site = {**self.config.values, "baseurl": self.config.baseurl, "url": self.config.url}
        self.values = {"site": {**site, "data": dict(self.config.data)}, "page": dict(self.page)}
        builder = TextBuilder(self.first_line)
        self._expand(text, builder, 0)
        lines = builder.lines or [self.first_line]
        return builder.text, tuple(lines)

    def _expand(self, text: str, builder: TextBuilder, line: int) -> None:
        position = 0
        while found := _TAG.search(text, position):
            builder.copy(text[position : found.start()], line)
            line += text.count("\n", position, found.start())
            end = self._tag(text, found, builder, line)
            line += text.count("\n", found.start(), end)
            position = end
        builder.copy(text[position:], line)

    def _tag(self, text: str, found: re.Match[str], builder: TextBuilder, line: int) -> int:
        """Add the output of a tag, and return the position of its end."""
        if found["name"] is None:
            builder.put(self._value(found[0], found["expression"]), line)
            return found.end()
        name, arguments = found["name"], found["args"].strip()
        if name in _BLOCKS:
            end = re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}").search(text, found.end())
            if end:
                return self._block(text, found, end, builder, line)
        if name == "assign" and (assigned := _ASSIGN.fullmatch(found["args"])):
            return self._assign(assigned, found, builder, line)
        if name in {"post_url", "link"}:
            builder.put(self._address(name, arguments) or keep(found[0]), line)
            return found.end()
        indent = line_indent(text, found.start(), found.end())
        shown = embed(name, self._resolved(arguments), is_block=indent is not None)
        if shown is None:
            builder.put(keep(found[0]), line)
        else:
            builder.put(shown if indent is None else as_block(shown, indent), line)
        return found.end()

    def _evaluated(self, expression: str) -> str:
        return evaluate(expression, self.values, self.config.baseurl, self.config.url)

    def _value(self, tag: str, expression: str) -> str:
        try:
            return self._evaluated(expression.strip())
        except Unknown:
            found = _EMBEDDED.fullmatch(expression.strip())
            return link_html(found["address"], found["label"] or "") if found else keep(tag)

    def _resolved(self, arguments: str) -> str:
        """Return arguments with the expressions in them resolved."""

        def resolve(found: re.Match[str]) -> str:
            try:
                return self._evaluated(found[1].strip())
            except Unknown:
                return found[0]

        return re.sub(r"\{\{-?(.*?)-?\}\}", resolve, arguments)

    def _assign(
        self, assigned: re.Match[str], found: re.Match[str], builder: TextBuilder, line: int
    ) -> int:
        try:
            self.values[assigned[1]] = self._evaluated(assigned[2])
        except Unknown:
            builder.put(keep(found[0]), line)
        return found.end()

    def _address(self, name: str, arguments: str) -> str:
        wanted = arguments.strip("\"' ")
        if name == "link":
            return f"/{wanted.lstrip('/')}"
        return self.names.get(wanted.strip("/").rpartition("/")[2].casefold(), "")

    def _block(
        self,
        text: str,
        start: re.Match[str],
        end: re.Match[str],
        builder: TextBuilder,
        line: int,
    ) -> int:
        inner = text[start.end() : end.start()]
        below = line + start[0].count("\n")
        match start["name"]:
            case "raw":
                builder.copy(inner, below)
            case "capture":
                captured = TextBuilder(self.first_line)
                self._expand(inner, captured, below)
                self.values[start["args"].strip("\"' ")] = captured.text.strip()
            case "highlight":
                code = TextBuilder(self.first_line)
                self._expand(inner, code, below)
                indent = line_indent(text, start.start(), start.end()) or ""
                language = start["args"].split()
                block = fenced(_code(code.text, indent), language[0] if language else "text")
                is_inline = "\n" not in inner
                shown = as_block(block, indent) if not is_inline else f"`{inner.strip()}`"
                builder.put(shown, line)
        return end.end()


def _code(text: str, indent: str) -> str:
    """Return the lines of code without the indentation of the tags around it."""
    lines = text.strip("\n").rstrip().split("\n")
    spaces = len(indent)
    if indent and all(not line[:spaces].strip() for line in lines):
        lines = [line[spaces:] for line in lines]
    return "\n".join(lines)
