"""An llms.txt as its readers find it: by Markdown, and by the reader of the proposal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_LINK = re.compile(r"-\s*\[(?P<title>[^\]]+)\]\((?P<url>[^)]+)\)(?::\s*(?P<notes>.*))?")
"""What https://llmstxt.org/ reads as a link."""


@dataclass(frozen=True)
class ReadLlms:
    """The name, the description, and by heading the links: title, address and notes."""

    name: str
    description: str
    sections: dict[str, list[tuple[str, str, str]]]


def read_llms(data: bytes) -> ReadLlms:
    """Read a file, which has nothing but what the proposal knows, in its order."""
    text = data.decode("utf-8")
    tokens = MarkdownIt("commonmark").parse(text)
    blocks = [(token.type, token.tag, token.level) for token in tokens if token.nesting == 1]
    assert blocks[0] == ("heading_open", "h1", 0)
    assert ("heading_open", "h1", 0) not in blocks[1:]
    inlines = {"h1": [""], "h2": [""], "blockquote": [""]}
    sections: dict[str, list[tuple[str, str, str]]] = {}
    around: list[str] = []
    for token in tokens:
        if token.nesting:
            around = [*around, token.tag] if token.nesting == 1 else around[:-1]
        elif around in (["h1"], ["h2"], ["blockquote", "p"]):
            assert {child.type for child in token.children or ()} <= _TEXT
            inlines[around[0]].append(_text(token.children or ()))
            if around == ["h2"]:
                sections[inlines["h2"][-1]] = []
        else:
            assert around == ["ul", "li", "p"], around
            sections[inlines["h2"][-1]].append(_link(token))
    assert len(inlines["blockquote"]) <= 2
    assert len(sections) == len(inlines["h2"]) - 1
    lines = [line for line in text.splitlines() if line.startswith("- ")]
    assert all(_LINK.fullmatch(line) for line in lines)
    assert len(lines) == sum(map(len, sections.values()))
    return ReadLlms(inlines["h1"][-1], inlines["blockquote"][-1], sections)


_TEXT = {"text", "text_special"}


def _link(token: Token) -> tuple[str, str, str]:
    """Return title, address and notes of an item that is a link and then text."""
    children = list(token.children or ())
    assert children[0].type == "link_open"
    end = next(n for n, child in enumerate(children) if child.type == "link_close")
    title, notes = children[1:end], children[end + 1 :]
    assert {child.type for child in (*title, *notes)} <= _TEXT
    return _text(title), str(children[0].attrs["href"]), _text(notes).removeprefix(": ")


def _text(tokens: Sequence[Token]) -> str:
    return "".join(token.content for token in tokens)
