"""Expressions of Liquid, such as ``"/about/" | relative_url``."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_anthology.importing.folders.data import mapping
from sphinx_anthology.importing.markdown.plain_text import inline_html, plain_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_anthology.importing.folders.data import Data

_LITERAL = re.compile(r"\"([^\"]*)\"|'([^']*)'|“([^”]*)”|(-?\d+(?:\.\d+)?)")
_NAME = re.compile(r"[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*|\[[\"'][^\"'\]]+[\"']\])*")
_PART = re.compile(r"[\w-]+")
_PIPE = re.compile(r"""\|(?=(?:[^"']|"[^"]*"|'[^']*')*$)""")
_FILTER = re.compile(r"\s*(\w+)\s*(?::(.*))?", re.DOTALL)
_ARGUMENT = re.compile(r"""\s*("[^"]*"|'[^']*'|[^,\s]+)\s*(?:,|$)""")

_TEXT_FILTERS: Mapping[str, Callable[[str], str]] = {
    "escape": escape,
    "escape_once": escape,
    "xml_escape": escape,
    "strip": str.strip,
    "lstrip": str.lstrip,
    "rstrip": str.rstrip,
    "downcase": str.lower,
    "upcase": str.upper,
    "capitalize": str.capitalize,
    "strip_html": plain_line,
    "strip_newlines": lambda text: text.replace("\n", ""),
    "normalize_whitespace": lambda text: " ".join(text.split()),
    "markdownify": inline_html,
    "smartify": str,
    "uri_escape": lambda text: quote(text, safe="/:?#[]@!$&'()*+,;=%-._~"),
    "cgi_escape": lambda text: quote(text, safe=""),
    "url_encode": lambda text: quote(text, safe=""),
    "safe": str,
}
_TWO = 2


class Unknown(Exception):  # noqa: N818 - a signal within the package
    """A value that is not known without running Jekyll."""


def evaluate(expression: str, values: Mapping[str, Data], base: str, host: str) -> str:
    """Return the text of an expression.

    Args:
        expression: The expression, without braces.
        values: The variables.
        base: The path of the site on its host, for ``relative_url``.
        host: The scheme and host of the site, for ``absolute_url``.

    Raises:
        Unknown: A variable or a filter is not known.
    """
    first, *filters = _PIPE.split(expression)
    text = value_of(first.strip(), values)
    for written in filters:
        found = _FILTER.fullmatch(written)
        if not found:
            raise Unknown
        arguments = [value_of(part, values) for part in _ARGUMENT.findall(found[2] or "")]
        text = _filtered(found[1], text, arguments, base, host)
    return text


def value_of(text: str, values: Mapping[str, Data]) -> str:
    """Return the text of a literal or a variable.

    Raises:
        Unknown: It is neither.
    """
    if found := _LITERAL.fullmatch(text):
        return next((part for part in found.groups() if part is not None), "")
    if not _NAME.fullmatch(text):
        raise Unknown
    value: Data = dict(values)
    for part in _PART.findall(text):
        inner = mapping(value)
        if part not in inner:
            raise Unknown
        value = inner[part]
    if isinstance(value, str):
        return value
    raise Unknown


def _filtered(name: str, text: str, arguments: list[str], base: str, host: str) -> str:
    if name in {"relative_url", "url"}:
        return text if re.match(r"[a-z]+:", text) else f"{base}/{text.lstrip('/')}"
    if name == "absolute_url":
        return text if re.match(r"[a-z]+:", text) else f"{host}{base}/{text.lstrip('/')}"
    if name == "prepend" and arguments:
        return arguments[0] + text
    if name == "append" and arguments:
        return text + arguments[0]
    if name in {"remove", "remove_first"} and arguments:
        return text.replace(arguments[0], "", -1 if name == "remove" else 1)
    if name in {"replace", "replace_first"} and len(arguments) == _TWO:
        return text.replace(arguments[0], arguments[1], -1 if name == "replace" else 1)
    if name == "default":
        return text or "".join(arguments[:1])
    if name in _TEXT_FILTERS:
        return _TEXT_FILTERS[name](text)
    raise Unknown
