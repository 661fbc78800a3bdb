"""HTML of a page that works at other addresses: feed content and root-relative pages."""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser
from typing import cast
from urllib.parse import urljoin

from lxml import html

from sphinx_anthology.core.pages.inert_html import remove_active_content

_CLASS = "[contains(concat(' ', normalize-space(@class), ' '), ' {} ')]".format
_HEADING = "(//h1)[1]"
_HAS_LINKS = f"[*{_CLASS('related-posts')} or *{_CLASS('backlinks')}]"
_PAGE_ONLY = (
    # feeds have elements for these; the byline comes first, since the heading locates it
    f"{_HEADING}/following-sibling::*{_CLASS('byline')}[1]",
    _HEADING,
    # navigation, and how to cite the page
    f"//*{_CLASS('postscript')}{_HAS_LINKS}",
    f"//details{_CLASS('post-citation')}",
    f"//div{_CLASS('author-box')}",
    f"//a{_CLASS('headerlink')}",
    f"//img{_CLASS('hero-image')}",
)
_PICTURE = f"//picture{_CLASS('responsive')}"
_UNWRAPPED = f"{_PICTURE}/source | {_PICTURE} | //a{_CLASS('full-size')}"
"""Elements of the site around a picture: its smaller versions, and the link to its file."""
_ADDRESSES = frozenset(
    {"action", "data", "data-content_root", "formaction", "href", "poster", "src"}
)
_CANDIDATES = frozenset({"imagesrcset", "srcset"})
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""")
_CANDIDATE = re.compile(r"[\s,]*(\S*[^\s,])(?:\s+([^,]*))?")


def feed_content(body: str, address: str) -> str:
    """Return the body of a page without its navigation, with absolute URLs.

    Args:
        body: The HTML body that Sphinx writes for a document.
        address: Absolute URL of its page.
    """
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8")
    page = f"<html><body>{body}</body></html>".encode()
    root = cast("html.HtmlElement", html.document_fromstring(page, parser=parser))
    for path in _PAGE_ONLY:
        for element in cast("list[html.HtmlElement]", root.xpath(path)):
            element.drop_tree()
    for element in cast("list[html.HtmlElement]", root.xpath(_UNWRAPPED)):
        element.drop_tag()
    remove_active_content(root)
    root.rewrite_links(lambda link: absolute(address, link))
    for element in root.iter("video", "img", "source"):
        if poster := element.get("poster"):
            element.set("poster", absolute(address, poster))
        if candidates := element.get("srcset"):
            element.set("srcset", absolute_candidates(address, candidates))
    inner = (html.tostring(child, encoding="unicode") for child in root.body)
    return ((root.body.text or "") + "".join(inner)).strip()


def absolute_candidates(address: str, candidates: str) -> str:
    """Return a ``srcset`` with absolute URLs (HTML Standard, 4.8.4.2.1)."""
    found = _CANDIDATE.findall(candidates)
    return ", ".join(f"{absolute(address, link)} {size}".strip() for link, size in found)


def absolute(address: str, link: str) -> str:
    """Return the absolute URL of a link, given the URL of its page."""
    try:
        return urljoin(address, link)
    except ValueError:  # not a URL: the link is broken on its page, too
        return link


def make_root_relative(page: str, address: str) -> str:
    """Return a page with root-relative links in place of relative ones.

    Links within the page, such as skip links, and everything else are left as they are.

    Args:
        page: The HTML.
        address: Path of the page from the root of the host, the base of its relative links.
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
        """Record a start tag and its offset."""
        line, column = self.getpos()
        self.found.append((self._lines[line - 1] + column, self.get_starttag_text() or ""))


def _root_relative(attribute: re.Match[str], address: str) -> str:
    name, equals, written = attribute.groups()
    value = unescape(written.strip("\"'"))
    if name.lower() in _ADDRESSES and value and not value.startswith("#"):
        value = absolute(address, value)
    elif name.lower() in _CANDIDATES:
        value = absolute_candidates(address, value)
    else:
        return attribute[0]
    return f'{name}{equals}"{escape(value)}"'
