"""Messages about mistakes in YAML, each with the corrected line.

The messages of YAML parsers are about tokens, and often name another line than the one to edit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from sphinx_anthology.core.values.text_length import shorten
from sphinx_anthology.core.values.yaml_text import yaml_string

if TYPE_CHECKING:
    from collections.abc import Sequence

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader of libyaml if PyYAML has it, which is several times as fast as its own."""

_MAX_SHOWN = 60
"""Length of a value in a message, in characters."""
_MAX_FLOW = 120
"""Length of a flow collection in a message; of a longer one, only the wrong item is shown."""
_MAX_KEYS = 200
"""Number of keys up to which the wrong line is searched for, which parses the text for each."""
_KEY = re.compile(r"(?P<key>[^\s:#,\[\]{}&*!|>'\"%@`-][^:]*?|\"[^\"]*\"|'[^']*')[ \t]*:(?:\s|$)")
_ENTRY = re.compile(r"(?P<start>\s*(?:- +)?(?P<key>[^:]*[^:\s])[ \t]*:)[ \t]+(?P<value>.*\S)\s*")
_ITEM = re.compile(r"(?P<start>(?:\s*- +)+| +)(?P<value>\S(?:.*\S)?)\s*")
_INDICATORS = frozenset("@`%|>*&!,]}?-#")
_CLOSERS = {"[": "]", "{": "}"}
_BRACKETS = frozenset("[]{},")
_QUOTED = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'"
_FLOW_PART = re.compile(rf"[\[\]{{}},]|\s*(?:{_QUOTED})[^\[\]{{}},]*|[^\[\]{{}},]+")
_FLOW_KEY = re.compile(rf"(?:\s*(?:{_QUOTED})\s*|[^:]*):\s+")
# YAML 1.2, 5.7, without the code points of surrogates
_ESCAPE = re.compile(
    r"\\(?:[0abtnvfre \"/\\N_LP\t]|x[\da-fA-F]{2}|u(?![dD][89a-fA-F])[\da-fA-F]{4}|U[\da-fA-F]{8})"
)
_SURROGATES = re.compile(r"(?:\\u[dD][89a-fA-F][\da-fA-F]{2})+")
_MARKER = re.compile(r"-{3,}|\.{3}")


def find_mistake(text: str, error: yaml.MarkedYAMLError) -> tuple[int, str]:
    """Return the line, from 0, and the description of the mistake in invalid YAML.

    Args:
        text: The text.
        error: The error of the parser.
    """
    lines = text.split("\n")
    marks = [mark.line for mark in (error.problem_mark, error.context_mark) if mark]
    fallback = next((line for line in marks if line < len(lines) and lines[line].strip()), 0)
    line = _first_wrong_line(lines, fallback)
    return line, _mistake(lines, line)


def mistake_in_plain_text(line: str) -> str:
    """Return the mistake in a line of text in place of a key and its value."""
    text = line.strip()
    if found := re.match(r"(?P<key>[\w-]+)\s*=\s*(?P<value>.*)", text):
        return f"'=' is not YAML; write '{found['key']}: {shorten(found['value'], _MAX_SHOWN)}'"
    if found := re.match(r"(?P<key>[\w-]+):(?P<value>\S.*)", text):
        shown = f"{found['key']}: {shorten(found['value'], _MAX_SHOWN)}"
        return f"there is no space after the colon; write '{shown}'"
    if found := re.search("[\uff1a\ufe55\ua789]", text):
        return f"the colon is the character U+{ord(found[0]):04X}; write ':' and a space"
    if text.startswith("- "):
        return "the line begins with a hyphen, as in a list; remove it"
    shown = repr(shorten(text, _MAX_SHOWN))
    return f"{shown} is not a key and its value; write a line such as 'title: A title'"


def quoted_entry(start: str, value: str) -> str:
    """Return a key and its value as a line with the value in quotes.

    Args:
        start: The line up to the colon.
        value: The value as it is written, perhaps with quotes that do not match.
    """
    first, last = value[:1], value[-1:]
    if first in {'"', "'"}:
        if first == last and len(value) > 1:
            value = value[1:-1]
        elif value.count(first) % 2:
            value = value[1:]
    value = shorten(" ".join(value.split()), _MAX_SHOWN)
    plain = value.replace("'", "''")
    needs_escape = value != yaml_string(value)[1:-1]
    return f"{start.strip()} '{plain}'" if needs_escape else f'{start.strip()} "{value}"'


def _first_wrong_line(lines: list[str], fallback: int) -> int:
    """Return the first line up to which the text is not YAML; ``fallback`` if there is none."""
    starts = [number for number, line in enumerate(lines) if _KEY.match(line)]
    if not starts or len(starts) > _MAX_KEYS:
        return fallback
    ends = [*starts[1:], len(lines)]
    first = next(n for n, line in enumerate(lines) if line.strip() and not line.startswith("#"))
    if first < starts[0] and (lines[first][0].isspace() or not _is_yaml(lines[: starts[0]])):
        return first
    for start, end in zip(starts, ends, strict=True):
        if _is_yaml(lines[:end]):
            continue
        if _is_yaml(lines[: start + 1]):
            wrong = (n for n in range(start + 1, end) if not _is_yaml(lines[: n + 1]))
            return next(wrong, fallback)
        # a list or mapping may continue below, so that only the parser knows the line
        value = lines[start].partition(":")[2].strip()
        return max(start, min(fallback, end - 1)) if value.startswith(("[", "{")) else start
    return fallback


def _is_yaml(lines: list[str]) -> bool:
    try:
        yaml.compose("\n".join(lines), Loader=LOADER)
    except yaml.YAMLError:
        return False
    return True


def _mistake(lines: list[str], number: int) -> str:
    line = lines[number]
    indentation = line[: len(line) - len(line.lstrip())]
    if "\t" in indentation:
        return "the line begins with a tab; write spaces"
    if _MARKER.fullmatch(line.strip()):
        return f"the line {line.strip()!r} ends it too early; remove it"
    entry = _ENTRY.fullmatch(line)
    if mistake := _mistake_in_flow(lines, number) or _mistake_in_item(lines, number):
        return mistake
    if entry and (reason := _mistake_in_value(entry["value"])):
        shown = quoted_entry(entry["start"], entry["value"])
        return f"{entry['key'].strip()}: {reason} quote the text: {shown}"
    text = line.strip()
    above = next((other for other in reversed(lines[:number]) if other.strip()), "")
    if indentation:
        if not above or above.startswith("#"):
            return "the line begins with a space; remove it"
        return (
            "the line is indented like a part of the line above; remove the spaces, or quote both"
        )
    if text.startswith("- ") and above:
        return "the items of a list are indented differently; begin each with equally many spaces"
    if text[:1] in {"[", "{"}:
        return "a list or mapping is not closed, or text follows it; write lines such as 'title: A'"
    if entry and text[0] in _INDICATORS:
        return f"a key cannot begin with {text[0]!r}; write a plain word"
    if entry:
        return f"{shorten(text, _MAX_SHOWN)!r} has a quote that is not closed; remove it"
    return mistake_in_plain_text(line)


def _mistake_in_item(lines: list[str], number: int) -> str:
    """Return the mistake in a list item or a value, empty if quotes would not correct it."""
    item, entry = _ITEM.fullmatch(lines[number]), _ENTRY.fullmatch(lines[number])
    reason = _mistake_in_value(item["value"]) if item else ""
    if not item or not reason or (entry and entry["key"][0] not in _INDICATORS):
        return ""
    shown = quoted_entry(item["start"], item["value"]).strip()
    indentation = " " * (len(lines[number]) - len(lines[number].lstrip()))
    is_mended = _is_yaml([*lines[:number], indentation + shown])
    return f"{_key_above(lines, number)}: {reason} quote the text: {shown}" if is_mended else ""


def _mistake_in_flow(lines: list[str], number: int) -> str:
    """Return the mistake in a flow list or mapping, empty if quotes would not correct it."""
    line, opened = lines[number], ""
    first = next((n for n in range(number, -1, -1) if _KEY.match(lines[n])), number)
    above = "\n".join(lines[first:number]).partition(":")[2]
    found = (pattern.fullmatch(line) for pattern in (_ITEM, _ENTRY))
    item = next((match for match in found if match and match["value"][0] in _CLOSERS), None)
    if above.strip()[:1] in _CLOSERS and (opened := _still_open(above)):
        start, value = "", line.strip()
    elif item:
        start, value = f"{item['start'].strip()} ".lstrip(), item["value"]
    else:
        return ""
    shown, open_now, reasons, quoted = "", opened, [], []
    for part in _FLOW_PART.findall(value):
        if not open_now and part.startswith(" #"):
            break  # a comment
        text = _text_to_quote(part, is_pair=open_now[-1:] == "{")
        shown += part.removesuffix(text)
        if text:
            quoted.append(quoted_entry("", text.strip()).strip())
            reasons.append(_mistake_in_value(text.strip()) or "an item needs quotes;")
            shown += quoted[-1]
        open_now = _still_open(part, open_now)
    if not quoted or not _is_yaml([opened + shown + _closers(open_now)]):
        return ""
    shown = f"{start}{shown}" if len(shown) <= _MAX_FLOW else quoted[0]
    return f"{_key_above(lines, number)}: {reasons[0]} quote the text: {shown}"


def _text_to_quote(part: str, *, is_pair: bool) -> str:
    """Return the part of an item of a flow collection that needs quotes, empty if it is YAML."""
    if (
        part in _BRACKETS
        or not part.strip()
        or _is_yaml([f"{{{part}}}" if is_pair else f"[{part}]"])
    ):
        return ""
    key = _FLOW_KEY.match(part) if is_pair else None
    return part[key.end() :] if key else part.lstrip()


def _still_open(text: str, opened: str = "") -> str:
    """Return the brackets that are open after a text.

    Args:
        text: The text.
        opened: The brackets that are open before it.
    """
    for part in _FLOW_PART.findall(text):
        if part in _CLOSERS:
            opened += part
        elif opened and part == _CLOSERS[opened[-1]]:
            opened = opened[:-1]
    return opened


def _closers(opened: str) -> str:
    return "".join(_CLOSERS[bracket] for bracket in reversed(opened))


def _key_above(lines: list[str], number: int) -> str:
    """Return the key whose value a line is part of."""
    found = (_KEY.match(line) for line in reversed(lines[: number + 1]))
    return next((match["key"] for match in found if match), "front matter")


def _mistake_in_escape(value: str) -> str:
    """Return the mistake in an escape of a text in double quotes, empty if all are valid."""
    _, backslash, rest = _ESCAPE.sub("", value[1:-1]).partition("\\")
    if found := _SURROGATES.search(value):
        codes = bytes.fromhex(found[0].replace("\\u", ""))
        character = codes.decode("utf-16-be", errors="ignore")
        advice = f"write the character {character}" if character else "remove it"
        return f"{found[0]} is not a character; {advice}, or"
    return f"{backslash}{rest[:1]} is not an escape sequence in double quotes;" if backslash else ""


def _mistake_in_value(value: str) -> str:
    first = value[0]
    if first in _INDICATORS and (first not in "?-" or value[1:2] in {"", " "}):
        return f"a text cannot begin with {first!r};"
    if first in {'"', "'"}:
        if first != value[-1] or len(value) == 1:
            return "the quotes do not enclose the whole text;"
        escape = _mistake_in_escape(value) if first == '"' else ""
        return escape or f"the text has {first!r} inside the same quotes;"
    if first in "[{":
        return "a list or mapping is not closed, or text follows it; close it, or"
    if ": " in value or value.endswith(":"):
        return "a text cannot contain a colon and a space;"
    return ""


def lost_text(lines: Sequence[str], node: yaml.ScalarNode, key: str) -> str:
    """Return a message if YAML leaves out a part of a text without quotes, else an empty string.

    Args:
        lines: The lines of the YAML.
        node: The text.
        key: The key whose value it is, for the message.
    """
    start, end = node.start_mark, node.end_mark
    if node.style or start.line != end.line or end.line >= len(lines):
        return ""
    line = lines[start.line]
    value = line[start.column :].strip()
    if value[:1] in {"!", "&"}:
        reason = f"YAML leaves out a word that begins with {value[0]!r}"
    elif re.match(r"\s*#", line[end.column :]):
        reason = "YAML leaves out what follows '#'"
    else:
        return ""
    return f"{key}: {reason}; quote the text: {quoted_entry(line[: start.column], value)}"


def not_text(lines: Sequence[str], node: yaml.Node) -> str:
    """Return the message about a list or mapping in place of a text."""
    message = "a list or a mapping is not text; write one line of text"
    start, end = node.start_mark, node.end_mark
    before = lines[start.line][: start.column] if start.line < len(lines) else ""
    if isinstance(node, yaml.SequenceNode) and ("[" in before or before.lstrip().startswith("-")):
        return "a list within a list is not text; write its items in the list around it"
    if start.line != end.line or end.line >= len(lines):
        return message
    line = lines[start.line]
    if not line[start.column :].startswith(("[", "{")):
        return message
    return f"{message}, or quote it: {quoted_entry(line[: start.column], line[start.column :])}"
