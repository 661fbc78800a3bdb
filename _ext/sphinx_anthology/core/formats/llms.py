"""``llms.txt``: the contents of a site in Markdown, for language models (https://llmstxt.org/)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NAME = "llms.txt"
OPTIONAL = "Optional"
"""The heading, set by the proposal, of the section that a model may skip."""

_MARKUP = re.compile(  # each alternative begins with its character: four times as fast
    r"""\\ | ` | \* | ~
    | _(?: (?<![^\W_]_) | (?![^\W_]) )  # within a word it is not emphasis
    | <(?=[A-Za-z/!?])                  # a tag, a comment or an autolink
    | &(?=\#?\w+;)                      # an entity
    | \#(?<!\S\#)                       # the start or end of a heading
    """,
    re.VERBOSE,
)
_BLOCK = re.compile(r"\d+(?=[.)])|(?=[-+>])", re.ASCII)
_IN_ADDRESS = str.maketrans({"(": "%28", ")": "%29", "&": "%26"})


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a page or a file of the site; title and notes are plain text."""

    title: str
    address: str
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Links under one heading."""

    heading: str
    links: tuple[Link, ...]


def llms(name: str, description: str, sections: Iterable[Section]) -> bytes:
    """Return the file: name and description of the site, and the sections that have links."""
    return "\n".join(_lines(name, description, sections)).encode("utf-8", "replace")


def _lines(name: str, description: str, sections: Iterable[Section]) -> Iterator[str]:
    yield f"# {_escaped(name)}\n"
    if description:
        yield f"> {_escaped_start(_escaped(description))}\n"
    for section in sections:
        if section.links:
            yield f"## {_escaped(section.heading)}\n"
            yield "".join(map(_line, section.links))


def _line(link: Link) -> str:
    address = link.address.translate(_IN_ADDRESS)  # they would end a URL or begin an entity
    notes = f": {_escaped(link.notes)}" if link.notes else ""
    return f"- [{_escaped(link.title)}]({address}){notes}\n"


def _escaped(text: str) -> str:
    """Return plain text as one line of Markdown with all markup escaped (CommonMark, 2.4).

    Brackets become entities: the reference parser of llms.txt ends a title at the first one.
    """
    plain = _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
    return plain.replace("[", "&#91;").replace("]", "&#93;")


def _escaped_start(text: str) -> str:
    """Escape the start of a paragraph that Markdown would parse as a list or a block quote."""
    found = _BLOCK.match(text)
    return f"{found[0]}\\{text[found.end() :]}" if found else text
