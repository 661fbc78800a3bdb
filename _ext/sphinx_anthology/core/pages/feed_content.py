"""Feed content: the HTML of a post as it is read outside its page."""

from __future__ import annotations

import re
from typing import cast
from urllib.parse import urljoin

from lxml import html

_CLASS = "[contains(concat(' ', normalize-space(@class), ' '), ' {} ')]".format
_HEADING = "(//h1)[1]"
_HAS_LINKS = f"[*{_CLASS('related-posts')} or *{_CLASS('backlinks')}]"
_PAGE_ONLY = (
    # a feed has elements for these; the byline first, since the heading locates it
    f"{_HEADING}/following-sibling::*{_CLASS('byline')}[1]",
    _HEADING,
    # navigation, and how to cite the page
    f"//*{_CLASS('postscript')}{_HAS_LINKS}",
    f"//details{_CLASS('post-citation')}",
    f"//a{_CLASS('headerlink')}",
    # feed readers run none
    "//script",
)
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
