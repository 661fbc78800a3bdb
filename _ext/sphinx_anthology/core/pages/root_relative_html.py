"""Root-relative links, for a page that is served at any address."""

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


def make_root_relative(page: str, address: str) -> str:
    """Return a page with its relative links made relative to the root of the host.

    Links within the page, such as skip links, and everything else are left as they are.

    Args:
        page: The HTML.
        address: Path that its links are relative to, from the root of the host.
    """
    tags = _StartTags(page)
    parts = []
    end = 0
    for start, tag in tags.found:
        parts += [
            page[end:start],
            _ATTRIBUTE.sub(lambda match: _root_relative(match, address), tag),
        ]
        end = start + len(tag)
    return "".join((*parts, page[end:]))


class _StartTags(HTMLParser):
    """The start tags of a page and their offsets."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._lines = [0, *(match.end() for match in re.finditer("\n", page))]
        self.feed(page)
        self.close()

    def handle_starttag(self, _tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        """Add a tag."""
        line, column = self.getpos()
        self.found.append((self._lines[line - 1] + column, self.get_starttag_text() or ""))


def _root_relative(attribute: re.Match[str], address: str) -> str:
    name, sign, written = attribute.groups()
    value = unescape(written.strip("\"'"))
    if name.lower() in _ADDRESSES and value and not value.startswith("#"):
        value = absolute(address, value)
    elif name.lower() in _CANDIDATES:
        value = absolute_candidates(address, value)
    else:
        return attribute[0]
    return f'{name}{sign}"{escape(value)}"'
