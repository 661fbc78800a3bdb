"""Hugo's shortcodes in the text of a page: known ones are resolved, others are kept as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_anthology.importing.hugo.embeds import Arguments, embed, wrap
from sphinx_anthology.importing.markdown.tag_placeholders import keep, without_private
from sphinx_anthology.importing.markdown.text_builder import TextBuilder, as_block, line_indent

if TYPE_CHECKING:
    from collections.abc import Callable

_SHORTCODE = re.compile(
    r"\{\{(?P<open>[<%])(?P<escape>/\*)?\s*(?P<close>/?)\s*(?P<name>[\w./-]*?)"
    r"(?P<args>(?:\s(?:\"(?:\\.|[^\"\\])*\"|`[^`]*`|(?![%>]\}\})[^\"`])*?)?)"
    r"\s*(?P<self>/?)\s*(?P<escaped>\*/)?[>%]\}\}",
    re.DOTALL,
)
_CLOSER = re.compile(r"\{\{[<%]\s*/\s*([\w./-]+)")
_ARGUMENT = re.compile(
    r"(?:(?P<key>[\w-]+)\s*=\s*)?"
    r"(?:\"(?P<quoted>(?:\\.|[^\"\\])*)\"|`(?P<raw>[^`]*)`|(?P<bare>[^\s\"`=]+))"
)


def parse_arguments(text: str) -> Arguments:
    """Return the named and positional arguments of a shortcode."""
    named: dict[str, str] = {}
    positional: list[str] = []
    for found in _ARGUMENT.finditer(text):
        if found["quoted"] is not None:
            value = re.sub(r"\\([\"\\])", r"\1", found["quoted"]).replace("\\n", " ")
        else:
            value = found["raw"] if found["raw"] is not None else found["bare"]
        if found["key"]:
            named[found["key"].lower()] = value
        else:
            positional.append(value)
    return Arguments(named, tuple(positional))


@dataclass(slots=True)
class Shortcodes:
    """The resolution of the shortcodes of one page.

    Attributes:
        refer: Returns the address of the page that ``ref`` names; empty if there is none.
        param: Returns the text of a parameter of the page or the site; None if there is none.
        first_line: The line of the file on which the text begins.
    """

    refer: Callable[[str], str]
    param: Callable[[str], str | None]
    first_line: int

    def expand(self, text: str) -> tuple[str, tuple[int, ...]]:
        """Return the text without known shortcodes, and the line of the file for each line."""
        text = without_private(text)
        if "{{<" not in text and "{{%" not in text:
            return text, ()
        builder = TextBuilder(self.first_line)
        self._expand(text, builder, 0)
        return builder.text, tuple(builder.lines or [self.first_line])

    def _expand(self, text: str, builder: TextBuilder, line: int) -> None:
        closers = {tag[1]: tag.start() for tag in _CLOSER.finditer(text)}
        position = 0
        while found := _SHORTCODE.search(text, position):
            builder.copy(text[position : found.start()], line)
            line += text.count("\n", position, found.start())
            may_close = closers.get(found["name"], 0) > position
            end = self._shortcode(text, found, builder, line, may_close=may_close)
            line += text.count("\n", found.start(), end)
            position = end
        builder.copy(text[position:], line)

    def _shortcode(
        self,
        text: str,
        found: re.Match[str],
        builder: TextBuilder,
        line: int,
        *,
        may_close: bool,
    ) -> int:
        """Add the output of a shortcode, and return the position of its end."""
        if found["escape"] and found["escaped"]:
            builder.put(found[0].replace("/*", "", 1).replace("*/", "", 1), line)
            return found.end()
        name, arguments = found["name"], parse_arguments(found["args"])
        is_closed = may_close and not found["close"] and not found["self"]
        closing = _closing(text, found) if is_closed else None
        indent = line_indent(text, found.start(), found.end())
        if closing:
            inner = TextBuilder(self.first_line)
            self._expand(text[found.end() : closing.start()], inner, line + found[0].count("\n"))
            indent = line_indent(text, found.start(), closing.end())
            shown = wrap(name, arguments, inner.text, is_block=indent is not None)
            if shown is not None:
                self._put(shown, indent, builder, line)
                return closing.end()
        elif not found["close"]:
            shown = self._own(name, arguments)
            if shown is None:
                shown = embed(name, arguments, is_block=indent is not None)
            if shown is not None:
                self._put(shown, indent, builder, line)
                return found.end()
        builder.put(keep(found[0]), line)
        return found.end()

    def _put(self, shown: str, indent: str | None, builder: TextBuilder, line: int) -> None:
        builder.put(shown if indent is None else as_block(shown, indent), line)

    def _own(self, name: str, arguments: Arguments) -> str | None:
        """Return the output of a shortcode that depends on the page or its site."""
        if name in {"ref", "relref"}:
            return self.refer(arguments.first("path")) or None
        if name == "param" and arguments.positional:
            return self.param(arguments.positional[0])
        return None


def _closing(text: str, start: re.Match[str]) -> re.Match[str] | None:
    """Return the closing shortcode of another one; pairs of the same name may be nested in it."""
    if not start["name"]:
        return None
    tags = re.compile(
        rf"\{{\{{[<%]\s*(?P<close>/?)\s*{re.escape(start['name'])}(?=[\s/>%])"
        r"[^{}]*?(?P<self>/?)\s*[>%]\}\}"
    )
    depth = 1
    for found in tags.finditer(text, start.end()):
        if not found["self"] or found["close"]:
            depth += -1 if found["close"] else 1
        if not depth:
            return found
    return None
