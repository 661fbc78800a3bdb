"""Pelican's internal links, such as ``{filename}``, ``{static}`` or ``{tag}``."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from sphinx_anthology.importing.markdown.regions import RegionKind, parse_regions
from sphinx_anthology.importing.myst.code_spans import outside_code
from sphinx_anthology.importing.records import Markup

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = r"[{|](?P<what>filename|static|attach|category|tag|author|index)[}|]"
_LINK = re.compile(
    r"(?P<before>\]:[ \t]*<?|<(?=[{|])|::[ \t]+|:target:[ \t]+|"
    r"\.\. _[^\n]*?:[ \t]+|^__[ \t]+)"
    rf"{_TAG}(?P<value>[^\s\"'<>()`]*)",
    re.MULTILINE,
)
_INLINE = re.compile(rf"(?P<before>\]\([ \t]*<?){_TAG}(?P<value>[^\"'<>()`\n]*?)(?=>?\s*[)\"'])")
"""A link in Markdown; Python-Markdown allows spaces in its address."""

_HTML = re.compile(
    r"(?P<before>(?<![\w-])(?:href|src|poster|data)[ \t]*=[ \t]*(?P<quote>[\"']?))"
    rf"{_TAG}(?P<value>[^\"'<>\n]*?)(?=(?P=quote)[\s/>]|(?P=quote)$)",
    re.MULTILINE,
)

Resolve = Callable[[str, str], str]
"""Returns the address for a kind of link, such as ``filename``, and its value."""


def resolve_links(
    text: str, markup: Markup, resolve: Resolve, resolve_html: Resolve | None = None
) -> str:
    """Return a text with its internal links resolved.

    Args:
        text: The body of a post.
        markup: Its markup language; code in Markdown is left as it is.
        resolve: Returns the address of a link.
        resolve_html: The same for raw HTML, which is not converted later in reStructuredText.
    """
    if not re.search(_TAG, text):
        return text

    def link(found: re.Match[str]) -> str:
        new = f"{found['before']}{resolve(found['what'], found['value'])}"
        # docutils ignores spaces in an address; with them the columns of tables keep their width
        is_inner = markup is Markup.RESTRUCTUREDTEXT and found["before"] == "<"
        return new.ljust(len(found[0])) if is_inner else new

    def html_link(found: re.Match[str]) -> str:
        return f"{found['before']}{(resolve_html or resolve)(found['what'], found['value'])}"

    def convert(part: str) -> str:
        return _LINK.sub(link, _INLINE.sub(link, _HTML.sub(html_link, part)))

    return "\n".join(_markdown(text, convert)) if markup is Markup.MARKDOWN else convert(text)


def _markdown(text: str, convert: Callable[[str], str]) -> Iterator[str]:
    """Yield the lines of Markdown, converted except in code."""
    lines = text.split("\n")
    regions, _definitions = parse_regions(text)
    code = {
        number
        for region in regions
        if region.kind in {RegionKind.FENCE, RegionKind.CODE}
        for number in range(region.start, region.end)
    }
    for number, line in enumerate(lines):
        yield line if number in code else outside_code(line, convert)
