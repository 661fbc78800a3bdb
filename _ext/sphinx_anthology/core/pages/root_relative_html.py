"""A page that is served at any address: its links from the root of the host."""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser

from sphinx_anthology.core.pages.feed_content import absolute, absolute_candidates

_ADDRESSES = frozenset(
    {"action", "data", "data-content_root", "formaction", "href", "poster", "src"}
)
_CANDIDATES = frozenset({"imagesrcset", "srcset"})
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""")


def from_root(page: str, address: str) -> str:
    """Return the page with its relative links made absolute; all else stays as it is written.

    Links within the page, such as those that skip its navigation, stay as well.

    Args:
        page: the HTML.
        address: that for which its links are written, from the root of the host.
    """
    tags = _StartTags(page)
    parts = []
    end = 0
    for start, tag in tags.found:
        parts += [page[end:start], _ATTRIBUTE.sub(lambda match: _rooted(match, address), tag)]
        end = start + len(tag)
    return "".join((*parts, page[end:]))


class _StartTags(HTMLParser):
    """Finds the tags that open elements, with the places at which they stand."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._lines = [0, *(match.end() for match in re.finditer("\n", page))]
        self.feed(page)
        self.close()

    def handle_starttag(self, _tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        line, column = self.getpos()
        self.found.append((self._lines[line - 1] + column, self.get_starttag_text() or ""))


def _rooted(attribute: re.Match[str], address: str) -> str:
    name, sign, written = attribute.groups()
    value = unescape(written.strip("\"'"))
    if name.lower() in _ADDRESSES and value and not value.startswith("#"):
        value = absolute(address, value)
    elif name.lower() in _CANDIDATES:
        value = absolute_candidates(address, value)
    else:
        return attribute[0]
    return f'{name}{sign}"{escape(value)}"'
