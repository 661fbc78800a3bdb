"""The rewriting of links and pictures in MyST; everything else is unchanged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_anthology.importing.myst.code_spans import outside_code
from sphinx_anthology.importing.myst.escape import escape
from sphinx_anthology.importing.myst.links import destination
from sphinx_anthology.importing.restructuredtext.references import docname_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_anthology.importing.restructuredtext.references import DocumentRewriter

_FENCE = re.compile(
    r"(?P<before> *(?P<fence>`{3,}|~{3,}|:{3,})(?:\{(?P<name>[^}]+)\} *)?)(?P<rest>.*)"
)
_OPTION = re.compile(r"\s*:[\w-]+:(?:\s|$)")
_PICTURES = frozenset({"image", "figure"})
_CODE = frozenset({
    "code", "code-block", "code-cell", "csv-table", "eval-rst", "literalinclude", "math", "mermaid",
    "raw", "sourcecode", "graphviz", "include",
})  # fmt: skip
"""Directives whose content is not MyST."""

_DEST = r"(?P<dest><[^<>]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)"
_LINK = re.compile(
    rf"(?P<bang>!?)\[(?P<label>(?:\\.|[^\[\]\\]|\[[^\[\]]*\](?:\([^()]*\))?)*)\]"
    rf"\({_DEST}(?P<title>\s+(?:\"[^\"]*\"|'[^']*'))?\)"
)
_DOC = re.compile(r"\{doc\}`(?:(?P<text>[^`<]+)<(?P<target>[^`<>]+)>|(?P<alone>[^`<>]+))`")
_DEFINITION = re.compile(r"(?P<before> {0,3}\[(?!\^)[^\]]+\]:\s*)(?P<dest>\S+)(?P<after>.*)")
_KEPT = re.compile(r"#|(?:project|path|inv|myst|mailto):|[\w-]*$", re.IGNORECASE)
"""Destinations that MyST resolves by name; they are unchanged."""


def rewrite_links(text: str, rewriter: DocumentRewriter) -> str:
    """Return a source with rewritten links and pictures, and with a line break at its end.

    Args:
        text: The source without its front matter.
        rewriter: Rewrites links and pictures, and takes notices.
    """
    return "\n".join(_lines(text.split("\n"), 0, rewriter)).strip("\n") + "\n"


def _lines(lines: Sequence[str], start: int, rewriter: DocumentRewriter) -> Iterator[str]:
    number = 0
    while number < len(lines):
        line, here = lines[number], rewriter.at(start + number)
        number += 1
        found = _FENCE.fullmatch(line)
        if not found:
            yield _text(line, here)
            continue
        name, fence = found["name"], found["fence"]
        if not name and fence[0] == ":":
            yield line
            continue
        close = re.compile(rf" *{re.escape(fence[0])}{{{len(fence)},}}\s*")
        end = next((n for n in range(number, len(lines)) if close.fullmatch(lines[n])), len(lines))
        inside = lines[number:end]
        if name in _PICTURES and found["rest"].strip():
            address = found["rest"].strip()
            path = here.picture(address)
            if not path:
                yield _missing_picture(address, here)
                yield from _lines(inside[_options_end(inside) :], start + number, rewriter)
                number = end + 1
                continue
            yield f"{found['before']}{path}"
        else:
            yield line
        if not name or name in _CODE:
            yield from inside
        else:
            yield from _lines(inside, start + number, rewriter)
        yield from lines[end : end + 1]
        number = end + 1


def _options_end(lines: Sequence[str]) -> int:
    """Return the number of lines of the options of a directive."""
    if lines and lines[0].strip() == "---":
        return next((n for n in range(1, len(lines)) if lines[n].strip() == "---"), 0) + 1
    return next((n for n, line in enumerate(lines) if not _OPTION.match(line)), len(lines))


def _missing_picture(address: str, rewriter: DocumentRewriter) -> str:
    words = escape(address.rpartition("/")[2])
    target = rewriter.link(address)
    return f"[{words}]({destination(target)})" if target else words


def _text(line: str, rewriter: DocumentRewriter) -> str:
    if found := _DEFINITION.fullmatch(line):
        target = _target(found["dest"], rewriter)
        return f"{found['before']}{target}{found['after']}" if target else ""

    def link(found: re.Match[str]) -> str:
        return _picture(found, rewriter) if found["bang"] else _link(found, rewriter)

    def convert(text: str) -> str:
        return _LINK.sub(link, text)

    return _DOC.sub(lambda found: _document(found, rewriter), outside_code(line, convert))


def _link(found: re.Match[str], rewriter: DocumentRewriter) -> str:
    label = _LINK.sub(lambda inner: _picture(inner, rewriter), found["label"])
    target = _target(found["dest"].strip("<>"), rewriter)
    return f"[{label}]({destination(target)}{found['title'] or ''})" if target else label


def _target(address: str, rewriter: DocumentRewriter) -> str:
    if _KEPT.match(address):
        return address
    return rewriter.document(re.sub(r"\.(?:md|rst|txt)$", "", address)) or rewriter.link(address)


def _picture(found: re.Match[str], rewriter: DocumentRewriter) -> str:
    address = found["dest"].strip("<>")
    if path := rewriter.picture(address):
        return f"![{found['label']}]({destination(path)}{found['title'] or ''})"
    if not found["label"]:
        return _missing_picture(address, rewriter)
    target = rewriter.link(address)
    return f"[{found['label']}]({destination(target)})" if target else found["label"]


def _document(found: re.Match[str], rewriter: DocumentRewriter) -> str:
    name, words = (found["target"] or found["alone"]).strip(), (found["text"] or "").strip()
    path = rewriter.document(name)
    if not path:
        rewriter.note(f"doc: no imported document is {name!r}; only its text is kept")
        return words or escape(name)
    docname = docname_of(path)
    return f"{{doc}}`{words} <{docname}>`" if words else f"{{doc}}`{docname}`"
