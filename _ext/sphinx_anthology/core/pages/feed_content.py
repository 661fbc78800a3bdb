"""The text of a post as HTML that is read outside its page, as in a feed."""

from __future__ import annotations

import re
from typing import cast
from urllib.parse import urljoin

from lxml import html

_CLASS = "[contains(concat(' ', normalize-space(@class), ' '), ' {} ')]".format
_HEADING = "(//h1)[1]"
_LEADS_ON = f"[*{_CLASS('related-posts')} or *{_CLASS('backlinks')}]"
_OF_THE_PAGE = (
    # a feed tells these by itself; the byline first, since it is found by the heading
    f"{_HEADING}/following-sibling::*{_CLASS('byline')}[1]",
    _HEADING,
    # these lead around the site, or tell how to cite its page
    f"//*{_CLASS('postscript')}{_LEADS_ON}",
    f"//details{_CLASS('post-citation')}",
    f"//a{_CLASS('headerlink')}",
    # readers of feeds run none
    "//script",
)
_CANDIDATE = re.compile(r"[\s,]*(\S*[^\s,])(?:\s+([^,]*))?")


def standalone(body: str, address: str) -> str:
    """Return the body of a page without what only its page needs, its addresses absolute.

    Args:
        body: the HTML that the writer made of a document.
        address: the absolute address of its page.
    """
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8")
    page = f"<html><body>{body}</body></html>".encode()
    root = cast("html.HtmlElement", html.document_fromstring(page, parser=parser))
    for path in _OF_THE_PAGE:
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
    """Return the pictures of a ``srcset``, each with what it is for (HTML Standard, 4.8.4.2.1)."""
    found = _CANDIDATE.findall(candidates)
    return ", ".join(f"{absolute(address, link)} {size}".strip() for link, size in found)


def absolute(address: str, link: str) -> str:
    """Return the address that a link on a page has, given that of the page."""
    try:
        return urljoin(address, link)
    except ValueError:  # no address at all: it leads nowhere on its page either
        return link
