"""Sentences without a citation in Markdown files.

Run ``python -m tools.uncited_sentences after/*.md``. Each sentence of a paragraph, list item, table
cell, definition or caption must contain a ``cite`` role or be followed by one. Headings, code and
directives without prose, such as ``toctree``, are skipped.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

EXTENSIONS = frozenset({"colon_fence", "deflist", "fieldlist", "smartquotes", "tasklist"})
PROSE = frozenset(
    {"admonition", "epigraph", "figure", "glossary", "important", "note", "pull-quote", "tip"}
)
"""Directives whose content is prose."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "th", "dt"})

CITATION = "\0"
"""The character that takes the place of a citation in the text of a sentence."""

_DIRECTIVE = re.compile(r"\{([^}]+)\}")
_OPTION = re.compile(r":[\w-]+:")
_TARGET = re.compile(r"\s*<[^<>]*>$")
_BEFORE_MARK = re.compile(r"\s+(?=[.,;:!?…])")
_END = re.compile(
    rf"(?:(?<!\b[A-Z])(?<!\bInc)(?<!\bNo)(?<!\bvs)\.|[!?…])[.!?…]*[\"'”’)\]]*(?:\s*{CITATION})*"
    r"(?=\s+[\"'“‘(\[]*[A-Z0-9À-Þ]|\s*$)"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a file, with its line and whether it has a citation."""

    line: int
    text: str
    is_cited: bool


def sentences(markdown: str) -> list[Sentence]:
    """Return the sentences of a Markdown document in their order."""
    return [*_sentences(_tokens(markdown), 0)]


def uncited(markdown: str) -> list[Sentence]:
    """Return the sentences that have no citation."""
    return [sentence for sentence in sentences(markdown) if not sentence.is_cited]


def split(text: str) -> list[str]:
    """Return the sentences of a text that has ``CITATION`` in place of citations."""
    found, start = [], 0
    for end in _END.finditer(text):
        found.append(text[start : end.end()].strip())
        start = end.end()
    return [sentence for sentence in (*found, text[start:].strip()) if sentence]


def _tokens(markdown: str) -> list[Token]:
    parser = create_md_parser(MdParserConfig(enable_extensions=set(EXTENSIONS)), RendererHTML)
    tokens: list[Token] = parser.parse(markdown)
    return tokens


def _sentences(tokens: Sequence[Token], first: int) -> Iterator[Sentence]:
    is_skipped = False
    for token in tokens:
        line = first + (token.map[0] if token.map else 0)
        if token.tag in HEADINGS:
            is_skipped = token.nesting == 1
        elif token.type in {"fence", "colon_fence"}:
            yield from _directive(token, line)
        elif token.type == "inline" and not is_skipped:
            for text in split(_text(token.children or [])):
                shown = _BEFORE_MARK.sub("", " ".join(text.replace(CITATION, "").split()))
                if re.search(r"\w", shown):
                    yield Sentence(line + 1, shown, CITATION in text)


def _directive(token: Token, line: int) -> Iterator[Sentence]:
    """Yield the sentences in the content of a directive."""
    name = _DIRECTIVE.match(token.info)
    if name is None or name[1] not in PROSE:
        return
    lines = token.content.splitlines()
    if lines[:1] == ["---"]:  # options in YAML
        options = lines.index("---", 1) + 1 if "---" in lines[1:] else 0
    else:
        options = next((n for n, text in enumerate(lines) if not _OPTION.match(text)), len(lines))
    content = lines[options:]
    if name[1] == "glossary":
        content = [text if text.startswith(" ") else "" for text in content]
        content = [text.removeprefix("  ") for text in content]
    yield from _sentences(_tokens("\n".join(content)), line + 1 + options)


def _text(children: Sequence[Token]) -> str:
    """Return the text of an inline token, with marks for citations."""
    parts = []
    for child in children:
        if child.type == "myst_role":
            name = str(child.meta.get("name", ""))
            parts.append(CITATION if name.startswith("cite") else _TARGET.sub("", child.content))
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif child.type == "image":
            continue
        else:
            parts.append(child.content)
    return "".join(parts)


def main(names: Sequence[str]) -> int:
    """Print the uncited sentences of files; return 1 if there are any."""
    found = [
        f"{name}:{sentence.line}: {sentence.text}"
        for name in names
        for sentence in uncited(Path(name).read_text(encoding="utf-8"))
    ]
    sys.stdout.write("\n".join(found or ["every sentence has a citation"]) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
