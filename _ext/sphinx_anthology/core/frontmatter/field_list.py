"""Front matter of reStructuredText files: the field list at the top (file-wide metadata).

Each field is a key. A value in brackets or braces is parsed as YAML; any other is plain text, so
that a title may contain a colon, and backslashes escape as in the rest of reStructuredText.
Pre-bibliographic elements in docutils' sense may precede the list: comments, targets,
substitutions, and directives without visible content.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from sphinx_anthology.core.values.yaml_text import yaml_string

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# the first colon before a space or the end of the line ends the name
_FIELD = re.compile(r":(?P<name>(?:\\.|[^\\])+?):(?: +(?P<value>.*))?$")
_ESCAPE = re.compile(r"\\(?:\s|(.))")
_ANONYMOUS_TARGET = re.compile(r"__(?: |$)")
_EXPLICIT = re.compile(r"\.\.(?: +(?P<rest>.*))?$")
_WORD = r"[^\W_]+(?:[-._+:][^\W_]+)*"
_FOOTNOTE_OR_CITATION = re.compile(rf"\[(?:\*|#|#?{_WORD})\](?: |$)")
_DIRECTIVE = re.compile(rf"(?P<name>{_WORD}) ?::(?: |$)")
_INVISIBLE_DIRECTIVES = frozenset(
    {
        "default-domain", "default-role", "footer", "header", "index", "meta", "raw", "role",
        "section-numbering", "sectnum", "target-notes", "title",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Field:
    """A field: its line number from 0, its name, and the lines of its body."""

    line: int
    name: str
    body: list[str]


def field_list_yaml(lines: Iterable[str]) -> str:
    """Return the field list at the top of a file as YAML with the same line numbers.

    Args:
        lines: The lines of the file; consumed only up to the end of the field list.

    Returns:
        YAML with each key on the line of its field; empty if there is no field list.
    """
    text = ""
    for field in _fields(lines):
        padding = "\n" * (field.line - text.count("\n"))
        value = _value(" ".join(filter(None, field.body)))
        text += f"{padding}{yaml_string(field.name)}: {value}\n"
    return text


def _fields(lines: Iterable[str]) -> list[_Field]:
    fields: list[_Field] = []
    # whether an indented line continues the preceding block
    open_block = False
    bare_comment = False
    for number, text in _docutils_lines(lines):
        if not text:
            # two full stops without an indented block are an empty comment
            open_block = open_block and not bare_comment
        elif text[0] == " ":
            if not open_block:
                break
            if fields:
                fields[-1].body.append(text.strip())
        elif field := _field(number, text):
            fields.append(field)
            open_block = True
        elif not fields and _is_pre_bibliographic(text):
            open_block = True
        else:
            break
        bare_comment = text == ".."
    return fields


def _docutils_lines(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield line numbers from 0 and lines as docutils splits them.

    Tabs are expanded, trailing white space is stripped, and all Unicode line breaks count
    (``docutils.statemachine.string2lines``).
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
    # a colon before a backquote belongs to a role
    if name[0] in ": " or name[-1] == " " or ":`" in name:
        return None
    return _Field(number, re.sub(r"\\(.)", r"\1", name), [found["value"] or ""])


def _is_pre_bibliographic(text: str) -> bool:
    """Return whether a line begins an element that may precede the field list."""
    if _ANONYMOUS_TARGET.match(text):
        return True
    explicit = _EXPLICIT.match(text)
    if not explicit:
        return False
    rest = explicit["rest"] or ""
    if directive := _DIRECTIVE.match(rest):
        return directive["name"].lower() in _INVISIBLE_DIRECTIVES
    return not _FOOTNOTE_OR_CITATION.match(rest)


def _value(text: str) -> str:
    if text[:1] in {"[", "{"}:
        try:
            yaml.compose(f"key: {text}", Loader=yaml.SafeLoader)
        except (yaml.YAMLError, RecursionError):
            pass
        else:
            return text
    return yaml_string(_ESCAPE.sub(r"\1", text)) if text else ""
