"""What a site has, in Markdown for language models (https://llmstxt.org/)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NAME = "llms.txt"
OPTIONAL = "Optional"
"""The heading of what a model may skip; the proposal gives the word."""

_MARKUP = re.compile(  # each choice begins with its character, which is four times as fast
    r"""\\ | ` | \* | ~
    | _(?: (?<![^\W_]_) | (?![^\W_]) )  # one inside a word is no emphasis
    | <(?=[A-Za-z/!?])                  # a tag, a comment or an address
    | &(?=\#?\w+;)                      # a character by its name
    | \#(?<!\S\#)                       # a heading, or the end of one
    """,
    re.VERBOSE,
)
_BLOCK = re.compile(r"\d+(?=[.)])|(?=[-+>])", re.ASCII)
_IN_ADDRESS = str.maketrans({"(": "%28", ")": "%29", "&": "%26"})


@dataclass(frozen=True, slots=True)
class Link:
    """A page or a file of the site: title and notes as plain text, and an address."""

    title: str
    address: str
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Links under one heading."""

    heading: str
    links: tuple[Link, ...]


def llms(name: str, description: str, sections: Iterable[Section]) -> bytes:
    """Return the file: the site's name and description, and its sections that have any links."""
    return "\n".join(_lines(name, description, sections)).encode("utf-8", "replace")


def _lines(name: str, description: str, sections: Iterable[Section]) -> Iterator[str]:
    yield f"# {_escaped(name)}\n"
    if description:
        yield f"> {_at_start(_escaped(description))}\n"
    for section in sections:
        if section.links:
            yield f"## {_escaped(section.heading)}\n"
            yield "".join(map(_line, section.links))


def _line(link: Link) -> str:
    address = link.address.translate(_IN_ADDRESS)  # else it may end early, or hold an entity
    notes = f": {_escaped(link.notes)}" if link.notes else ""
    return f"- [{_escaped(link.title)}]({address}){notes}\n"


def _escaped(text: str) -> str:
    """Return plain text as one line of Markdown that shows just that (CommonMark, 2.4).

    Brackets become entities: the proposal's own reader takes a title up to the first one.
    """
    plain = _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
    return plain.replace("[", "&#91;").replace("]", "&#93;")


def _at_start(text: str) -> str:
    """Return Markdown that begins no list or the like where a paragraph is to begin."""
    found = _BLOCK.match(text)
    return f"{found[0]}\\{text[found.end() :]}" if found else text
