"""The field list at the top of a reStructuredText file, as the front matter of a post.

Sphinx calls it file-wide metadata. Each field is a key. Its value is what YAML makes of a list or
a mapping in brackets, and else the text as it stands, so that a title may hold a colon.

What may stand before it is what docutils calls pre-bibliographic: comments, targets,
substitutions and directives that show nothing where they stand.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# the first colon before a space or the end of the line ends the name
_FIELD = re.compile(r":(?P<name>(?:\\.|[^\\])+?):(?: +(?P<value>.*))?$")
_ANONYMOUS_TARGET = re.compile(r"__(?: |$)")
_EXPLICIT = re.compile(r"\.\.(?: +(?P<rest>.*))?$")
_WORD = r"[^\W_]+(?:[-._+:][^\W_]+)*"
_NOTE = re.compile(rf"\[(?:\*|#|#?{_WORD})\](?: |$)")
_DIRECTIVE = re.compile(rf"(?P<name>{_WORD}) ?::(?: |$)")
_SILENT_DIRECTIVES = frozenset(
    {
        "default-domain", "default-role", "footer", "header", "index", "meta", "raw", "role",
        "section-numbering", "sectnum", "target-notes", "title",
    }
)  # fmt: skip
# YAML takes some of these for the end of a line, and the others for no character at all
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class _Field:
    """A field: the number of its line, from 0, its name and the lines of its body."""

    line: int
    name: str
    body: list[str]


def field_list_yaml(lines: Iterable[str]) -> str:
    """Return the field list that a file opens with as YAML, line by line the same.

    Args:
        lines: the file's lines from the first on; read only as far as the field list goes.

    Returns:
        YAML whose keys stand on the lines of their fields; empty where there is no field list.
    """
    text = ""
    for field in _fields(lines):
        padding = "\n" * (field.line - text.count("\n"))
        value = _value(" ".join(filter(None, field.body)))
        text += f"{padding}{_quoted(field.name)}: {value}\n"
    return text


def _fields(lines: Iterable[str]) -> list[_Field]:
    fields: list[_Field] = []
    # whether an indented line goes on with what stands before it
    open_block = False
    bare_comment = False
    for number, text in _as_docutils_reads(lines):
        if not text:
            # two full stops with nothing under them are a whole comment
            open_block = open_block and not bare_comment
        elif text[0] == " ":
            if not open_block:
                break
            if fields:
                fields[-1].body.append(text.strip())
        elif field := _field(number, text):
            fields.append(field)
            open_block = True
        elif not fields and _shows_nothing(text):
            open_block = True
        else:
            break
        bare_comment = text == ".."
    return fields


def _as_docutils_reads(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield lines with their numbers in the file, from 0.

    Tabs are spaces, nothing stands at the end of a line, and Unicode's other ends of lines end
    one too (``docutils.statemachine.string2lines``).
    """
    for number, line in enumerate(lines):
        text = line.removeprefix("\ufeff") if number == 0 else line
        for part in text.replace("\v", " ").replace("\f", " ").splitlines():
            yield number, part.expandtabs(8).rstrip()


def _field(number: int, text: str) -> _Field | None:
    found = _FIELD.match(text)
    if not found:
        return None
    name = found["name"]
    # a colon before a backquote is that of a role
    if name[0] in ": " or name[-1] == " " or ":`" in name:
        return None
    return _Field(number, re.sub(r"\\(.)", r"\1", name), [found["value"] or ""])


def _shows_nothing(text: str) -> bool:
    """Tell whether a line begins a comment, a target, or what else may stand before the list."""
    if _ANONYMOUS_TARGET.match(text):
        return True
    explicit = _EXPLICIT.match(text)
    if not explicit:
        return False
    rest = explicit["rest"] or ""
    if directive := _DIRECTIVE.match(rest):
        return directive["name"].lower() in _SILENT_DIRECTIVES
    return not _NOTE.match(rest)


def _value(text: str) -> str:
    if text[:1] in {"[", "{"}:
        try:
            yaml.compose(f"key: {text}", Loader=yaml.SafeLoader)
        except (yaml.YAMLError, RecursionError):
            pass
        else:
            return text
    return _quoted(text) if text else ""


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
