"""Code blocks of Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_anthology.importing.markdown.tag_placeholders import OURS, restore
from sphinx_anthology.importing.myst.escape import fenced
from sphinx_anthology.importing.myst.languages import is_valid_code
from sphinx_bindery.common.markdown.lexer_names import lexer_name

if TYPE_CHECKING:
    from sphinx_anthology.importing.markdown.regions import Region
    from sphinx_anthology.importing.myst.rewriter import Rewriter

_INDENT = 4
_TAG = re.compile(r"\{[{%:]")
_WORD = re.compile(r"[\w+#.-]+")


def fence_lines(region: Region, lines: list[str], rewriter: Rewriter) -> list[str]:
    """Return the lines of a fenced code block with a language that Sphinx knows."""
    first, *rest = restore("\n".join(lines)).split("\n")
    if region.info.startswith(OURS):
        return [first.replace(OURS, ""), *rest]
    info = region.info.strip()
    if not info:
        return [first, *rest]
    found = _WORD.search(info.lstrip("{.").removeprefix("class=").removeprefix("lang="))
    name = found[0] if found else ""
    lexer = lexer_name(name.lower()) if name else ""
    if name and not lexer:
        rewriter.note(f"code: the language {name!r} is unknown; it is not highlighted")
    if lexer and not is_valid_code("\n".join(rest[:-1]), lexer):
        rewriter.note(f"code: is not valid {name}; it is not highlighted")
        lexer = ""
    start = first.find(region.markup) + len(region.markup)
    return [first[:start] + (lexer or "text"), *rest]


def code_lines(lines: list[str]) -> list[str]:
    """Return the lines of an indented code block; as a fenced block if it has template tags.

    The template tags would otherwise be reported as tags in text.
    """
    text = restore("\n".join(lines))
    if not _TAG.search(text):
        return text.split("\n")
    lines = text.rstrip().split("\n")
    indent = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    prefix = " " * max(0, indent - _INDENT) if lines[0][:1] == " " else ""
    block = fenced("\n".join(line[indent:] for line in lines), "text")
    blank = text.count("\n") - len(lines) + 1
    return [*(f"{prefix}{line}".rstrip() for line in block.split("\n")), *[""] * blank]
