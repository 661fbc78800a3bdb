"""Preprocessing of syntax that MyST's parser would split: formulas, alerts, HTML wrappers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_anthology.importing.markdown.tag_placeholders import OURS
from sphinx_anthology.importing.myst.escape import fenced

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCE = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)")
_MATH = re.compile(r"(?P<indent>[ \t]*)\$\$(?P<rest>[^$]*)(?P<end>\$\$)?[ \t]*")
_ALERT = re.compile(r"(?P<indent>[ \t]*)>[ \t]*\[!(?P<kind>[A-Za-z]+)\][+-]?(?P<title>[^\]\[()]*)")
_ALERTS = {
    "note": "note", "info": "note", "abstract": "note", "tip": "tip", "hint": "hint",
    "success": "tip", "important": "important", "warning": "warning", "caution": "caution",
    "danger": "danger", "error": "error", "bug": "error",
}  # fmt: skip
_BLOCK_START = re.compile(
    r"^(?P<before>[ \t]*(?:(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)*)"
    r"(?P<mark>%|\+\+\+|:::|\((?=[^\s()]+\)=[ \t]*$)|:(?=[\w-]+:(?:\s|$)))"
)
_QUOTED = re.compile(r"[ \t]*>[ ]?")
_WRAPPER = re.compile(
    r"[ \t]*<(?P<name>div|section|article|aside|p|span|figure|details)\b[^>]*\bmarkdown"
    r"\s*=\s*[\"']?(?:1|block|span)[\"']?[^>]*>[ \t]*",
    re.IGNORECASE,
)


def preprocessed(text: str) -> str:
    """Return a text with formulas and alerts as fences of directives, and without wrappers.

    A formula is between lines of ``$$``; an alert is a block quote that begins with a line such as
    ``[!NOTE]``. A wrapper is an element with ``markdown="1"``, whose content is Markdown.
    """
    if not any(mark in text for mark in ("$$", "markdown=", "[!")):
        return text
    return "\n".join(_preprocessed(text.split("\n")))


def _preprocessed(lines: list[str]) -> Iterator[str]:
    fence, number = "", 0
    names: list[str] = []
    while number < len(lines):
        line = lines[number]
        number += 1
        found = _FENCE.match(line)
        if fence:
            closes = found and found["fence"].startswith(fence) and not found["info"].strip()
            fence = "" if closes else fence
            yield line
        elif found and not (found["fence"][0] == "`" and "`" in found["info"]):
            fence = found["fence"]
            yield line
        elif (math := _MATH.fullmatch(line)) and (end := _math_end(lines, number, math)):
            inner = [math["rest"], *lines[number:end]]
            if not math["end"]:
                inner[-1] = inner[-1].rstrip()[:-2]
            indent = math["indent"]
            body = [part.strip() for part in inner if part.strip()]
            yield from ("", f"{indent}```{OURS}{{math}}")
            yield from (f"{indent}{part}" for part in body)
            yield from (f"{indent}```", "")
            number = end
        elif alert := _ALERT.fullmatch(line):
            end = _quotation_end(lines, number)
            content = [_QUOTED.sub("", part, count=1) for part in lines[number:end]]
            yield from ("", *_alert(alert, content), *([""] if end > number else []))
            number = end
        elif wrapper := _WRAPPER.fullmatch(line):
            names.append(wrapper["name"].lower())
            yield ""
        elif names and re.fullmatch(rf"[ \t]*</{names[-1]}\s*>[ \t]*", line, re.IGNORECASE):
            names.pop()
            yield ""
        else:
            yield line


def _math_end(lines: list[str], number: int, math: re.Match[str]) -> int:
    """Return the line after a formula that begins on the previous line; 0 if it does not end."""
    if math["end"]:
        return number if math["rest"].strip() else 0
    for end in range(number, min(number + 100, len(lines))):
        stripped = lines[end].rstrip()
        if stripped.endswith("$$"):
            return end + 1 if stripped.count("$$") == 1 else 0
    return 0


def _quotation_end(lines: list[str], number: int) -> int:
    """Return the line after a block quote."""
    while number < len(lines) and _QUOTED.match(lines[number]):
        number += 1
    return number


def _alert(alert: re.Match[str], content: list[str]) -> list[str]:
    """Return the lines of a directive for an alert."""
    kind, title = _ALERTS.get(alert["kind"].lower(), "note"), alert["title"].strip()
    body = "\n".join(content).strip("\n")
    if title:
        block = fenced(f":class: {kind}\n\n{body}", f"{OURS}{{admonition}} {title}")
    else:
        block = fenced(body, f"{OURS}{{{kind}}}")
    return [f"{alert['indent']}{line}".rstrip() for line in block.split("\n")]


def safe_starts(lines: list[str]) -> list[str]:
    """Return lines of text with the beginnings of MyST's comments, targets and fields escaped."""
    return [_BLOCK_START.sub(r"\g<before>\\\g<mark>", line, count=1) for line in lines]
